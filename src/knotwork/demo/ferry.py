"""Ferry: four people from four services who work on one challenge together. Everything here is invented."""

from knotwork.challenges.enums import Domain, LinkKind, NodeKind, Side
from knotwork.challenges.rules import Force
from knotwork.demo.cast import PIA, RAVI, SANA, TOMAS, UMA, VIKTOR
from knotwork.demo.texts import Brought, Divided, Joining, Learned, Met, Presented, Reframing, Undertaken

NAME = "Ferry"
PURPOSE = "Each of us sees the same people go home on a Friday and come back on the Monday. None of us can change it alone."
SPONSOR = "The hospital's medical director, who answers for the beds and opens doors on both sides of the river."

JOINED = (
    Joining(
        PIA,
        "I will say what I do on a Friday, not what the plan says.",
        "I am the sister in charge of a ward with twenty-two beds.",
        "To stop meeting the same faces on Monday.",
    ),
    Joining(
        RAVI,
        "I will bring the times as they are, mine too.",
        "I run the dispensary of the hospital.",
        "To learn what becomes of a bag once it leaves my hatch.",
    ),
    Joining(
        SANA,
        "I will not answer for my service. I will answer for what I did.",
        "I plan the care at home, on the west side of the river.",
        "To know on Thursday what I hear on Saturday.",
    ),
    Joining(
        TOMAS,
        "I will tell what I see at the doors, and never whose doors they are.",
        "I drive people home, and plan for six others who drive.",
        "To be asked before the plan is made.",
    ),
    Joining(
        VIKTOR,
        "I will come as long as there is a Friday in my week.",
        "I clean the ward and talk with whoever is awake.",
        "To say once what I see.",
    ),
)
LATER = Joining(
    UMA,
    "I will say what I do not know yet.",
    "I answer the telephone of a surgery, on Friday evenings too.",
    "To hear what became of the people I passed on.",
)
GOODBYE = "They have given me nights in another house. You have my Fridays; look after them."
ALL_ARE_ASKED = "Uma was in the room before two of us had heard of her. It went well. Next time I would like to be asked."
NAMED = ("Wes", "wes@example.org")
VISITOR = "kofi@example.org"
WHY_VISITED = "Kofi hears at once when we tell instead of asking. Once, in the middle, I would like to hear it too."
WHY_ON = "Two Fridays a month have changed. I would not like to stop before we know whether they stay changed."
WHY_NAMED = "He mends the lifts in the flats on the west side, and knows who cannot come down when one stands still."

CLAUSES = (
    "What is said here stays here. What we find out about Fridays we take out together, in words we have all agreed on.",
    "No names of people who were on a ward, not even a first letter.",
    "We ask before we explain our own service.",
    "Nobody has to defend here the service they work in.",
)

_SIDES = ("professional", "organisational", "social")
BROUGHT = (
    Brought(
        PIA,
        "People who go home on a Friday are back on the Monday.",
        _SIDES,
        ("Moved the talk about going home from Friday noon to Thursday.",),
        reframings=(
            Reframing(
                3,
                "What would a Friday be if one of us went all the way home with somebody?",
                "What do you know of a first evening that you did not read?",
            ),
        ),
    ),
    Brought(
        RAVI,
        "On a Friday the medicines are ready two hours after the person is.",
        _SIDES,
        ("Asked all wards for their lists by eleven; had half of them by two.",),
        reframings=(
            Reframing(
                2, "We each hand somebody over and look at our own list.", "Which of us has ever seen the whole of one Friday?"
            ),
        ),
    ),
    Brought(
        SANA,
        "Everybody plans the leaving and nobody plans the evening.",
        _SIDES,
        ("Rang on a Saturday everyone who went home the day before. Nine of fourteen answered.",),
    ),
    Brought(
        TOMAS,
        "We bring people to a door, and nobody knows who opens it.",
        _SIDES,
        (),
        planned="Note for a month who opens the door, without names.",
    ),
)

PARTS = (
    Divided(RAVI, "What happens to a bag between the list and the kitchen table.", RAVI),
    Divided(TOMAS, "Who opens the door on the first evening, and who was said to.", TOMAS),
    Divided(PIA, "What people are told on the ward about going home, and in whose words.", PIA),
    Divided(PIA, "Whom to ring on a Saturday, and what is asked.", SANA, given_back=True),
)

MET = (
    Met(
        1,
        (PIA, RAVI, SANA, TOMAS, VIKTOR),
        SANA,
        one_word={"Pia": "relieved", "Ravi": "counted", "Sana": "plain", "Tomas": "asked", "Viktor": "seen"},
    ),
    Met(
        2,
        (PIA, RAVI, SANA, TOMAS),
        TOMAS,
        (
            Presented(
                RAVI,
                30,
                (
                    (PIA, "Which of us has ever seen the whole of one Friday?", True),
                    (TOMAS, "What is a bag waiting for while it waits?", True),
                    (SANA, "What would make a Friday dull?", False),
                ),
                ((SANA, "I heard 'my hatch' four times, and once 'the person'."),),
            ),
            Presented(
                SANA,
                32,
                (
                    (TOMAS, "What did you hear in the first ten seconds of each call?", True),
                    (RAVI, "Whom did you leave off the list of people to ring?", False),
                    (PIA, "What do you wish we on the ward would stop saying?", True),
                ),
                ((RAVI, "I felt found out, and glad that somebody had rung."),),
                ((TOMAS, "There is a second seat in my van on Fridays, if you want to see the doors."),),
            ),
        ),
        one_word={"Pia": "caught", "Ravi": "shorter", "Sana": "steady", "Tomas": "useful"},
    ),
    Met(
        3,
        (PIA, RAVI, SANA, UMA),
        RAVI,
        (
            Presented(
                PIA,
                34,
                (
                    (SANA, "What do you know of a first evening that you did not read?", True),
                    (UMA, "Who picks up the telephone in that flat at eight in the evening?", True),
                    (RAVI, "What would you miss if nobody went home on a Friday any more?", False),
                ),
                ((RAVI, "When you came to the stairs none of us wrote anything down, and you looked at the floor."),),
            ),
        ),
        one_word={"Pia": "going", "Ravi": "awake", "Sana": "close", "Uma": "welcome"},
        apologies=((TOMAS, "A van has broken down, so I am the seventh driver."),),
    ),
)

UNDERTAKEN = (
    Undertaken(
        PIA,
        1,
        "Ask three people on a Thursday what they are going to eat on Friday evening.",
        "What they think I want to hear.",
        "tried",
        "Two said soup. One said: you tell me. I had no answer.",
    ),
    Undertaken(
        TOMAS,
        1,
        "Write down for a month who opens the door, without names.",
        "Whether it is who the papers say.",
        "partly",
        "Three weeks of the four. Eleven times in thirty it was a neighbour, and no paper has a line for one.",
    ),
    Undertaken(
        RAVI,
        2,
        "Follow one bag from the list to the kitchen table.",
        "What it waits for.",
        "tried",
        "Six hours. Somebody had it in hand for twenty minutes of them.",
    ),
    Undertaken(
        SANA,
        2,
        "Take the second seat in the van for one Friday.",
        "What my plans look like from the stairs.",
        "tried",
        "Four doors. At two of them my plan began a day too late.",
    ),
    Undertaken(PIA, 3, "Go all the way home with one person who lets me.", "What I leave out when I say goodbye on the ward."),
    Undertaken(RAVI, 3, "Begin the Friday lists of one ward on Thursday at three, for two weeks.", "Who notices, and where."),
)

LEARNED = (
    Learned(TOMAS, 2, "problem", "Each of our four papers is right. There are four of them."),
    Learned(SANA, 2, "self", "I ring on Saturdays so that I need not ring on Fridays.", for_set=False),
    Learned(RAVI, 3, "set", "We find more when nobody in the room is the expert for it."),
)

_ISSUE, _PERSON, _FORCE, _ACTION = NodeKind
_PERSONAL, _PROFESSIONAL, _ORGANISATIONAL, _SOCIAL = Domain
DRAWN = (
    ("Home on Friday, back on Monday", _ISSUE, {_PROFESSIONAL, _ORGANISATIONAL, _SOCIAL}),
    ("Four lists of the same people", _FORCE, {_ORGANISATIONAL}),
    ("Beds must be free by two", _FORCE, {_ORGANISATIONAL}),
    ("The neighbour with the key", _PERSON, {_SOCIAL}),
    ("Not wanting to see the stairs", _ISSUE, {_PERSONAL, _PROFESSIONAL}),
    ("A seat in the van", _ACTION, {_PROFESSIONAL, _SOCIAL}),
)
LINKED = (
    ("Beds must be free by two", LinkKind.DRIVES, "Home on Friday, back on Monday"),
    ("Four lists of the same people", LinkKind.BLOCKS, "The neighbour with the key"),
    ("Not wanting to see the stairs", LinkKind.ECHOES, "Four lists of the same people"),
    ("A seat in the van", LinkKind.DEPENDS_ON, "The neighbour with the key"),
)
WEIGHED = (
    Force("beds", "The director counts the beds that come back", Side.DRIVING, 4),
    Force("tired", "Each of us is tired of Mondays", Side.DRIVING, 3),
    Force("lists", "Each service is judged by its own list", Side.RESTRAINING, 5),
    Force("friday", "By three on a Friday nobody answers who decides", Side.RESTRAINING, 3),
)

"""Heron: six people and a facilitator, four meetings behind them. Everything here is invented."""

from knotwork.demo.cast import BO, CHEN, DINA, EDO, FARAH, GORAN, HERON
from knotwork.demo.texts import Brought, Joining, Learned, Met, Prepared, Presented, Reframing, Undertaken

NAME = "Heron"
PURPOSE = "Six people from six kinds of work who each answer for something they cannot fix alone."

JOINED = (
    Joining(
        BO,
        "I will come with something I did, even if it was small and went badly.",
        "I run the sorting hall of a food bank. Forty volunteers, four vans.",
        "To stop being the one who knows where everything is.",
    ),
    Joining(
        CHEN,
        "I will ask before I explain. My children have asked me for years.",
        "I look after a bus depot: two shifts, one workshop.",
        "To hear what the night shift does not say to me.",
    ),
    Joining(
        DINA,
        "I will not hide behind being busy. If I miss a meeting I will say so before, not after.",
        "Deputy head of a school that is becoming one school out of two.",
        "To find out whether I am brave or only tidy.",
    ),
    Joining(
        EDO,
        "I will bring what is unfinished.",
        "Structural engineer; since last year I lead nine others.",
        "To learn what I am for when I do not draw.",
    ),
    Joining(
        FARAH,
        "I will keep what I hear here, here.",
        "I lead the community midwives on the east side of town.",
        "To stay angry without being only angry.",
    ),
    Joining(
        GORAN,
        "I will say no at least once and report how it felt.",
        "Director of a small museum about the river.",
        "To understand why I cannot leave a silence alone.",
    ),
)

CLAUSES = (
    "What is said here stays here. Each of us may tell our own story and what we learned, nobody else's.",
    "We ask before we tell. If we have an offer, we wait for the offers round and ask whether it is wanted.",
    "We come to every meeting. Who cannot come says so as early as they know, and nobody asks why.",
    "We start on time and end on time, also when it is just getting interesting.",
    "Anybody may pass, and anybody may call a pause.",
    "Phones face down, except Dina's while her connection is on it.",
    "Whoever presents owns what is kept of their turn.",
)

BROUGHT = (
    Brought(
        BO,
        "Everybody agrees to the new sorting plan and on Monday it is the old one.",
        ("professional", "organisational"),
        (
            "Drew the plan on the wall and went through it with each shift leader.",
            "Worked a whole Saturday shift to see where it breaks.",
        ),
        reframings=(
            Reframing(
                2,
                "I made a plan that only works if I am standing there.",
                "What happens in the hall in the hour after you leave?",
            ),
            Reframing(
                4, "What would the hall decide if nobody was waiting for me?", "Who decided things there before you came?"
            ),
        ),
    ),
    Brought(
        CHEN,
        "Day shift and night shift leave each other half-finished jobs and notes with exclamation marks.",
        ("professional", "organisational"),
        ("Asked both shift leads to agree on one handover sheet.",),
        reframings=(Reframing(3, "Two shifts who only meet through me.", "When did they last see each other's faces?"),),
    ),
    Brought(
        DINA,
        "How do I close the building everyone loves?",
        ("professional", "organisational", "social"),
        (
            "Held an open evening; forty came, nobody asked the question.",
            "Walked through the old building with the caretaker and listened.",
        ),
        reframings=(
            Reframing(
                2, "Whom am I protecting by not naming a date?", "What would change for you on the day the date is known?"
            ),
        ),
    ),
    Brought(
        EDO,
        "I cannot let a drawing leave without checking it myself.",
        ("personal", "professional"),
        ("Let Marit sign off one small bridge without me.",),
        reframings=(Reframing(3, "What would I be for, if I did not check?", "What do you look at first when you check?"),),
    ),
    Brought(
        FARAH,
        "Referrals get lost between the surgery and us, and mothers pay for it.",
        ("professional", "organisational", "social"),
        ("Counted for four weeks where they get lost.", "Asked the surgery's manager for half an hour; got ten minutes."),
        reframings=(
            Reframing(
                4,
                "We made a form that suits us and asked mothers to fill the gap.",
                "Who was in the room when the form was made?",
            ),
        ),
    ),
    Brought(
        GORAN,
        "Every funder wants a number and my people are tired of counting visitors.",
        ("personal", "organisational"),
        (),
        planned="Ask the city's culture officer what she reads first in our report.",
    ),
)

MET = (
    Met(
        1,
        HERON,
        BO,
        one_word={"Bo": "nervous", "Chen": "curious", "Dina": "held", "Edo": "slow", "Farah": "real", "Goran": "quiet"},
    ),
    Met(
        2,
        (BO, CHEN, DINA, FARAH, GORAN),
        CHEN,
        (
            Presented(
                BO,
                38,
                (
                    (FARAH, "What happens in the hall in the hour after you leave?", True),
                    (CHEN, "Which part of the plan do they like?", False),
                    (DINA, "What do you do when you see the old way on a Monday?", True),
                ),
                ((GORAN, "I noticed you laughed each time you said 'my hall'."),),
                ((CHEN, "I can show you our shift board, if it helps to see somebody else's mess."),),
            ),
            Presented(
                DINA,
                41,
                (
                    (GORAN, "What would change for you on the day the date is known?", True),
                    (BO, "Who loves the building most?", False),
                    (FARAH, "What are you hoping somebody else will say first?", True),
                ),
                ((FARAH, "I felt protected while you spoke, and I was not the one who needed it."),),
            ),
        ),
        {"Bo": "lighter", "Chen": "useful", "Dina": "caught", "Farah": "good", "Goran": "full"},
        ((EDO, "A pour on site that waits for nobody. I am sorry to miss Dina."),),
    ),
    Met(
        3,
        (BO, CHEN, DINA, EDO, FARAH),
        DINA,
        (
            Presented(
                CHEN,
                36,
                (
                    (EDO, "When did they last see each other's faces?", True),
                    (FARAH, "What do you get from being in between?", True),
                    (BO, "What does an exclamation mark cost?", False),
                ),
                ((DINA, "I wonder what would happen if you were ill for a week."),),
                ((FARAH, "We swapped shifts for one day a month. I can tell you what went wrong with it."),),
            ),
            Presented(
                EDO,
                40,
                (
                    (CHEN, "What do you look at first when you check?", True),
                    (DINA, "What has checking never found?", True),
                    (FARAH, "How do the nine know that you trust them?", False),
                ),
                ((BO, "You went quiet when Chen asked what checking gives you."),),
            ),
        ),
        {"Bo": "sharp", "Chen": "stung", "Dina": "steady", "Edo": "seen", "Farah": "warm"},
        ((GORAN, "The city visits us that day. I said I would say no once; not to them, it seems."),),
    ),
    Met(
        4,
        HERON,
        FARAH,
        (
            Presented(
                FARAH,
                39,
                (
                    (DINA, "Who was in the room when the form was made?", True),
                    (EDO, "What does the receptionist do when the form has no box for it?", True),
                    (GORAN, "What would you stop doing if it worked?", False),
                ),
                ((CHEN, "I heard 'we' for the midwives and 'they' for everyone else."),),
                ((DINA, "Our school nurse sits in both worlds. I could introduce you."),),
            ),
            Presented(
                BO,
                35,
                (
                    (DINA, "Who decided things there before you came?", True),
                    (EDO, "What would you miss?", True),
                ),
                ((FARAH, "You said 'they' where you used to say 'I'."),),
            ),
        ),
        {"Bo": "moved", "Chen": "patient", "Dina": "clear", "Edo": "tired", "Farah": "relieved", "Goran": "thoughtful"},
    ),
)

WHERE = "By video. Dina may join by telephone when her line is bad."

UNDERTAKEN = (
    Undertaken(
        BO,
        1,
        "Ask three volunteers what they would keep of the old way.",
        "Whether the old way is a habit or a reason.",
        "tried",
        "Two of them said the old way lets you talk while you work. Nobody had told me that was the point.",
    ),
    Undertaken(
        CHEN,
        1,
        "Read a week of handover notes aloud to myself.",
        "What I sound like in them.",
        "tried",
        "I had written half of the exclamation marks.",
    ),
    Undertaken(
        GORAN,
        1,
        "Ask the culture officer what she reads first in our report.",
        "Whether anyone reads the number.",
        "not_tried",
        "I wrote the mail and did not send it. I was afraid she would say: nothing.",
    ),
    Undertaken(
        FARAH,
        1,
        "Sit at the surgery's front desk for one morning.",
        "Where a referral is at half past nine.",
        "tried",
        "Eleven referrals, four on paper in a tray called 'later'.",
    ),
    Undertaken(
        BO,
        2,
        "Leave the hall at ten on Saturday and not phone.",
        "What the hour after I leave looks like, from somebody who was there.",
        "partly",
        "I left at ten and phoned at eleven. They had moved two tables, and they were proud of the tables.",
    ),
    Undertaken(
        DINA,
        2,
        "Tell the head teacher the date I have in my own calendar.",
        "What happens to me when it is said.",
        "tried",
        "She already had the same date in hers. We laughed, and then it was not funny.",
    ),
    Undertaken(
        CHEN,
        3,
        "Have both shift leads to breakfast and leave after the coffee.",
        "What they talk about without me.",
        "tried",
        "They talked about football for twenty minutes and then about the lift. The lift is fixed.",
    ),
    Undertaken(
        EDO,
        3,
        "Let two drawings go out with Marit's name alone.",
        "What I do with the hour.",
        "partly",
        "One went. The other I opened 'only to learn from it' and corrected a comma.",
    ),
    Undertaken(FARAH, 4, "Ask four mothers to show me what they did with the form.", "Where the form stops being theirs."),
    Undertaken(BO, 4, "Give the Saturday plan to Ruth and Ade and ask for nothing back.", "Whether I can not know."),
    Undertaken(
        DINA, 4, "Say the date at the parents' evening, first, before the slides.", "What is left to talk about when it is out."
    ),
    Undertaken(
        GORAN, 4, "Send the mail that has been in my drafts since our first meeting.", "What I thought I was protecting."
    ),
)

LEARNED = (
    Learned(BO, 2, "self", "I ask for agreement when what I want is company."),
    Learned(CHEN, 2, "set", "We got better when Farah said nothing for a whole minute."),
    Learned(DINA, 2, "problem", "The date was never the secret. The not-saying was."),
    Learned(EDO, 3, "self", "Checking is how I stay in the room.", for_set=False),
    Learned(
        FARAH,
        3,
        "set",
        "Two of us always ask first. The others have the better questions.",
    ),
    Learned(CHEN, 3, "system", "Whoever stands between two groups keeps them apart a little, however kind."),
    Learned(GORAN, 4, "self", "I fill silences so that nobody can ask what I think."),
    Learned(DINA, 4, "system", "Loss needs a date and a place, like anything else on a timetable."),
    Learned(FARAH, 4, "problem", "A form is a conversation somebody had without you."),
)

PREPARED = (
    Prepared(DINA, "decide", 4, "What it costs. I know what it costs.", shared=False),
    Prepared(EDO, "explore", 3, "Whether I trust Marit. I do.", shared=True),
)

LOGGED = (
    (
        DINA,
        "After the caretaker",
        "He showed me the marks on the door frame where they measured children until 1994. I wrote down the measurements. I do not know why. I want to know why before we meet.",
    ),
    (
        BO,
        "Ten past eleven",
        "I had Ruth's number on the screen and put the phone in the drawer. What I wanted was not information.",
    ),
)

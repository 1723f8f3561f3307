"""What six people of Heron say in the journeys. Everything here is invented."""

SIX = ("Bo", "Chen", "Dina", "Edo", "Farah", "Goran")
COMMITMENTS = {
    "Bo": "I will bring what I did, also when it went badly.",
    "Chen": "I will ask before I explain.",
    "Dina": "I will not hide behind being busy.",
    "Edo": "I will bring what is unfinished.",
    "Farah": "I will keep what I hear where I heard it.",
    "Goran": "I will say no once and tell how it felt.",
}
PURPOSE = "Six people who each answer for something they cannot move alone."
CLAUSE = "Whoever presents owns what is kept of their turn."
HOPE = "To find out what I am for when I do not draw."
HEADLINES = {
    "Bo": "I made a plan that only works while I stand beside it.",
    "Chen": "Two shifts who only meet through me.",
    "Dina": "How do I close the building everyone loves?",
    "Edo": "What would I be for, if I did not check?",
    "Farah": "We made a form that suits us and asked mothers to fill the gap.",
    "Goran": "Every funder wants a number and my people are tired of counting.",
}
WORDS = {"Bo": "nervous", "Chen": "curious", "Dina": "carried", "Edo": "slowly", "Farah": "heartfelt", "Goran": "speechless"}

TRIED = {
    "Bo": "Worked a whole Saturday shift to see where it breaks.",
    "Dina": "Held an open evening; forty came, nobody asked the question.",
    "Goran": "Asked the culture officer what she reads first in our report.",
}
ADVICE = "Have you tried asking the caretaker?"
QUESTION = "What would change for you on the day the date is known?"
REFLECTION = "I noticed you spoke of the roof when we asked about the people."
OFFER = "I can show you our shift board, if somebody else's mess helps."
ACTIONS = {
    "Dina": "Tell the caretaker the date before I tell anybody else.",
    "Bo": "Stay away on Monday morning and ask on Tuesday what they decided.",
}
HOPES_TO_LEARN = {"Dina": "Whether I am brave or only tidy.", "Bo": "Who decides when nobody waits for me."}
LEARNED = {"Edo": "We grow quiet exactly when it becomes interesting.", "Chen": "I explain when I am afraid."}
HAPPENED = "I told him on the stairs. He had known for weeks."

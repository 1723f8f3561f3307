"""How strongly each of the cast said yes to the sentences of a review. Everything here is invented."""

FELT = {
    "Bo": "344554444545",
    "Chen": "434445435454",
    "Dina": "345535524545",
    "Edo": "323444233434",
    "Farah": "544335452534",
    "Goran": "425324534253",
    "Hana": "454345534435",
    "Noor": "335443545434",
    "Oskar": "243552434535",
    "Pia": "344455435544",
    "Ravi": "433534545344",
    "Sana": "545343354545",
    "Tomas": "334454443435",
    "Uma": "343435454534",
    "Viktor": "233343434343",
}
"""One figure for each sentence in its order, three for each of the four meetings."""

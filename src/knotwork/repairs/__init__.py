"""Something said in a set got out: telling one person, an answer within two days, and repair."""

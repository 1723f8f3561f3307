"""Forming sets out of a programme's people: who sits with whom, why, and when all of them can meet."""

"""Learning notes and the private log."""

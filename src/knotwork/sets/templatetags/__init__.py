"""Template tags of sets."""

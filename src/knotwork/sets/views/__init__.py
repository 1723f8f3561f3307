"""Pages of sets, by activity."""

"""Pages of agreements, by activity."""

"""Pages of the protocols that ship, and of a set's own."""

"""What pictures of a challenge look like, without I/O: `domain_map` the map of its interconnections."""

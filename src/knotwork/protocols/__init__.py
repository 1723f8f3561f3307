"""Meeting shapes as data."""

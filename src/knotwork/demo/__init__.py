"""A believable half-year, told with the apps' own services."""

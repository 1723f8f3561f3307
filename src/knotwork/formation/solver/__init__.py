"""The search for good sets, in numbers alone: numpy and numba, no Django, no names."""

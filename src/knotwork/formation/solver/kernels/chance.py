"""Random numbers that are the same everywhere, from a state of one 64-bit number."""

import numpy as np
from numba import njit

from knotwork.formation.solver.state import Bits


@njit(cache=True, forceinline=True)
def draw(generator: Bits) -> np.uint64:
    """The next 64 random bits, by splitmix64 (Steele, Lea and Flood, OOPSLA 2014)."""
    generator[0] += np.uint64(0x9E3779B97F4A7C15)
    bits = generator[0]
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.uint64(bits ^ (bits >> np.uint64(31)))


@njit(cache=True, forceinline=True)
def two_below(generator: Bits, end: int) -> tuple[int, int]:
    """Two whole numbers from 0 to `end` - 1."""
    bits, end_ = draw(generator), np.uint64(end)
    low = bits & np.uint64(0xFFFFFFFF)
    return int(((bits >> np.uint64(32)) * end_) >> np.uint64(32)), int((low * end_) >> np.uint64(32))


@njit(cache=True, forceinline=True)
def below(generator: Bits, end: int) -> int:
    """A whole number from 0 to `end` - 1."""
    return int(((draw(generator) >> np.uint64(32)) * np.uint64(end)) >> np.uint64(32))


@njit(cache=True, forceinline=True)
def chance(generator: Bits) -> float:
    """A number from 0 up to 1."""
    return np.float64(draw(generator) >> np.uint64(11)) * 2.0**-53

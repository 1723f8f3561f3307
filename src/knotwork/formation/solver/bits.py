"""Rows of yes and no, kept as bits: an eighth of the memory, and a row of thousands lies in a few lines of the cache."""

from collections.abc import Sequence

import numpy as np

from knotwork.formation.solver.state import Bits


def packed(flags: np.ndarray) -> Bits:
    """Each row as bits, the first the lowest of the first word; shape (rows, words), at least one word."""
    rows, columns = flags.shape
    words = max(1, -(-columns // 64))
    octets = np.zeros((rows, 8 * words), np.uint8)
    octets[:, : -(-columns // 8)] = np.packbits(flags, axis=1, bitorder="little")
    return octets.view(np.uint64)


def nobody(places: int) -> Bits:
    """No bit set, for whoever has a bit for each place; shape (places, words)."""
    return np.zeros((places, max(1, -(-places // 64))), np.uint64)


def mark(bits: Bits, rows: Sequence[int], columns: Sequence[int]) -> None:
    """Set the bits of these columns in each of these rows."""
    for column in columns:
        bits[rows, column >> 6] |= np.uint64(1 << (column & 63))


def unpacked(bits: Bits) -> np.ndarray:
    """The rows as they were, and no up to the end of the last word; bool, shape (rows, 64 * words)."""
    return np.unpackbits(bits.view(np.uint8), axis=1, bitorder="little").view(bool)

"""The picture a phone's camera reads (ISO/IEC 18004), as the path of an SVG."""

from dataclasses import dataclass

from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]  # it ships no types
from qrcode.main import QRCode  # type: ignore[import-untyped]  # it ships no types

_QUIET = 4


@dataclass(frozen=True)
class Picture:
    """A square picture: `side` in modules, quiet zone included; `path` draws the dark ones."""

    side: int
    path: str


def qr_path(text: str) -> Picture:
    """The QR code of this text."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = ((x + _QUIET, y + _QUIET) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return Picture(len(rows) + 2 * _QUIET, "".join(f"M{x} {y}h1v1h-1z" for x, y in dark))

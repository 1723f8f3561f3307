"""Django's secret key: made at the first start and kept beside the key file, never in the data folder."""

import os
import secrets
from pathlib import Path


def place_beside(key_file: Path) -> Path:
    """Where the secret lies that belongs to this key file."""
    return key_file.with_suffix(".secret")


def key_beside(key_file: Path) -> str:
    """The kept secret; before the first start, one that lasts as long as this process."""
    try:
        return place_beside(key_file).read_text(encoding="ascii").strip() or secrets.token_urlsafe(50)
    except (OSError, ValueError):
        return secrets.token_urlsafe(50)


def keep_beside(key_file: Path, secret: str) -> None:
    """Keep this secret for the next start, readable by its owner alone; one that is kept already stays."""
    place = place_beside(key_file)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret + "\n")

"""Where compiled loops are kept: in a folder named after all their sources.

numba looks at the file of a function alone, and would go on with what a function of another file once was.
"""

import os
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numba

config: Any = numba.config
PREFIX: Final = "loops-"


def keep_beside(sources: Iterable[Path]) -> Path:
    """Have numba keep what it compiles in a folder of its own for these sources; what was made of older ones is deleted.

    The folder lies in `NUMBA_CACHE_DIR` if that is set, else beside the first source, else in the user's cache.
    """
    files = sorted(sources)
    base = Path(config.CACHE_DIR or _place_for(files[0].parent))
    folder = base / f"{PREFIX}{_digest(files)}"
    if not folder.is_dir():
        for older in base.glob(f"{PREFIX}*"):
            shutil.rmtree(older, ignore_errors=True)
    config.CACHE_DIR = str(folder)
    return folder


def _place_for(sources: Path) -> Path:
    if os.access(sources, os.W_OK):
        return sources / "__pycache__"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "knotwork"


def _digest(files: Iterable[Path]) -> str:
    said = sha256()
    for file in files:
        said.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return said.hexdigest()[:16]

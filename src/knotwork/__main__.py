"""The command `knotwork`, which `python -m knotwork` is too.

Loading takes a moment. Whoever ends the program meanwhile is told so: an error raised amid an import would show where.
"""

import os
import signal
from types import FrameType


def main() -> int:
    """Run one command; returns the exit code."""
    before = signal.signal(signal.SIGINT, _leave)
    from knotwork.config import cli  # noqa: PLC0415 – what it loads is most of the moment

    signal.signal(signal.SIGINT, before)
    return cli.main()


def _leave(_number: int, _frame: FrameType | None) -> None:
    os.write(2, b"Interrupted; nothing half-done is left behind.\n")
    os._exit(1)


if __name__ == "__main__":
    raise SystemExit(main())

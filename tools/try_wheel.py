"""Build the wheel, install it into an empty environment with the locked dependencies, start it, ask whether it serves."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LEFT_OUT = {"PYTHONPATH", "PYTHONPYCACHEPREFIX", "DATABASE_URL"}
"""What an empty environment does not take from the one that tries it."""


def run(*command: str | Path) -> None:
    """Run a command in the repository; fail with its output."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serves(port: int, *, within_seconds: float) -> bool:
    """Whether the program answers 200 at /healthz in time."""
    last = time.monotonic() + within_seconds
    while time.monotonic() < last:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            time.sleep(0.2)
    return False


def main() -> None:
    """Try the wheel from building to serving."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place / "dist")
        wheel = next((place / "dist").glob("*.whl"))
        python = place / "venv" / "bin" / "python"
        run(BIN / "uv", "venv", "--quiet", "--python", sys.executable, place / "venv")
        run(BIN / "uv", "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", "requirements.lock")
        run(BIN / "uv", "pip", "install", "--quiet", "--python", python, "--no-deps", wheel)
        port = free_port()
        base_url = f"http://localhost:{port}"
        kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        settings = {
            "KNOTWORK_DATA": str(place / "data"),
            "KNOTWORK_KEY_FILE": str(place / "keys" / "master.key"),
            "KNOTWORK_BASE_URL": base_url,
        }
        with subprocess.Popen(
            [place / "venv" / "bin" / "knotwork", "serve", "--migrate", "--port", str(port)], cwd=place, env=kept | settings
        ) as server:
            try:
                served = serves(port, within_seconds=60)
            finally:
                server.send_signal(signal.SIGTERM)
                code = server.wait(timeout=10)
        if not served or code != 0:
            sys.exit(f"The wheel does not serve (served: {served}, exit code {code}).")
    print(f"{wheel.name} installs into an empty environment and serves.")  # noqa: T201 – a tool's answer


if __name__ == "__main__":
    main()

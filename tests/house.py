"""A real house to visit: the program in its own process, its own data, its own mail."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class House:
    """The program, started by `open` and ended by `close`; `ask` runs code against its data.

    `wrapped_in` are the words of a command that starts the server in its place, such as a tracer.
    """

    folder: Path
    demo: bool = True
    port: int = field(default_factory=free_port)
    extra: dict[str, str] = field(default_factory=dict)
    wrapped_in: tuple[str, ...] = ()
    server: subprocess.Popen[bytes] | None = None

    @property
    def base_url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("KNOTWORK_") and name != "DJANGO_SETTINGS_MODULE"
        }
        return kept | {
            "PYTHONPATH": str(ROOT / "src"),
            "KNOTWORK_DATA": str(self.folder / "data"),
            "KNOTWORK_KEY_FILE": str(self.folder / "keys" / "master.key"),
            "KNOTWORK_BASE_URL": self.base_url,
            "KNOTWORK_DEMO": "yes" if self.demo else "no",
            **self.extra,
        }

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one `knotwork` command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "knotwork", *words],
            env=self.env,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def ask(self, code: str) -> str:
        """Run code with the product set up on this house's data; returns what it printed."""
        prelude = "import os, django; os.environ['DJANGO_SETTINGS_MODULE']='knotwork.config.settings'; django.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", prelude + code], env=self.env, cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def open(self, *, within_seconds: float = 60) -> float:
        """Start serving; returns after how many seconds it was ready."""
        began = time.monotonic()
        words = [*self.wrapped_in, sys.executable, "-m", "knotwork", "serve", "--migrate", "--port", str(self.port)]
        with (self.folder / "server.log").open("ab") as log:
            self.server = subprocess.Popen(words, env=self.env, cwd=self.folder, stdout=log, stderr=log)
        while time.monotonic() - began < within_seconds:
            if self.server.poll() is not None:
                break
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1) as answer:
                    if answer.status == 200:
                        return time.monotonic() - began
            except (URLError, OSError):
                time.sleep(0.05)
        raise AssertionError(f"not serving:\n{self.log()}")

    def log(self) -> str:
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.server is not None
        self.server.kill()
        self.server.wait(timeout=10)

    def close(self) -> float:
        """Ask it to stop; returns after how many seconds it had."""
        if self.server is None or self.server.poll() is not None:
            return 0.0
        began = time.monotonic()
        self.server.send_signal(signal.SIGTERM)
        self.server.wait(timeout=15)
        return time.monotonic() - began


def copy_of(template: House, folder: Path) -> House:
    """A house with the same data and key as the template, not yet open."""
    shutil.copytree(template.folder / "data", folder / "data")
    shutil.copytree(template.folder / "keys", folder / "keys")
    return House(folder, demo=template.demo, extra=dict(template.extra))

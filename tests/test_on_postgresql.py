"""What writes is tested on the second database too: services, the write path of the room, and every migration."""

import os
import subprocess
import sys

import pytest

from tests.architecture.house import ROOT

WRITING = (
    "test_services*.py",
    "test_standing.py",
    "test_deciding.py",
    "test_clauses.py",
    "test_facilitating.py",
    "test_moving.py",
    "test_own_shapes.py",
    "test_closing.py",
    "test_reviewing.py",
    "test_stream.py",
    "test_visiting.py",
    "test_redacting.py",
    "test_hosting.py",
    "test_printed_link.py",
    "test_undecided.py",
    "test_handing.py",
    "test_fading.py",
    "test_observing.py",
    "test_readiness.py",
    "test_together.py",
    "test_next_time.py",
)


@pytest.mark.postgres
@pytest.mark.slow
def test_what_writes_works_on_postgresql(postgres_url):
    files = sorted(str(path) for name in WRITING for path in (ROOT / "src" / "knotwork").glob(f"*/tests/{name}"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-m", "not postgres", *files],
        cwd=ROOT,
        env={**environment, "DATABASE_URL": postgres_url},
        capture_output=True,
        text=True,
        check=False,
    )

    assert len(files) > 8
    assert done.returncode == 0, done.stdout[-4000:]

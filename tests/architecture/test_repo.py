"""The repository names no registry host and no machine's path."""

import re
import subprocess
import sys

from tests.architecture.house import ROOT

HOSTS = re.compile(
    r"https?://[^\s\"']+\.(?:whl|tar\.gz|tgz|deb)\b|files\.pythonhosted|registry\.npmjs|(?:^|[^\w.])/(?:root|work)/[a-z]"
)


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [name for name in listed.stdout.splitlines() if not name.endswith(("test_repo.py", ".png", ".json"))]


def test_no_file_names_a_registry_host_or_a_machine_path():
    broken = []
    for name in tracked():
        path = ROOT / name
        if path.is_file() and HOSTS.search(path.read_text(encoding="utf-8", errors="replace")):
            broken.append(name)

    assert broken == []


def test_no_unfinished_word_stands_in_the_source():
    unfinished = re.compile(r"\b(?:TODO|FIXME|XXX|NotImplementedError|coming soon)\b|mark\.skip|xfail|pragma: no cover")
    broken = [
        name
        for name in tracked()
        if name.startswith(("src/", "tests/", "benches/"))
        and "vendor" not in name
        and "blns" not in name
        and (ROOT / name).is_file()
        and unfinished.search((ROOT / name).read_text(encoding="utf-8", errors="replace"))
    ]

    assert broken == []


def test_every_bench_starts_without_a_house():
    """Benches start houses of their own: their modules need no settings."""
    begun = subprocess.run(
        [sys.executable, "-c", "import benches.__main__"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert begun.returncode == 0, begun.stderr

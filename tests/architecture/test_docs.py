"""The documentation names every setting, every command and every folder."""

import re

from tests.architecture.house import APPS, ROOT, SOURCE


def prose(*folders: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for folder in folders for path in (ROOT / folder).rglob("*.md"))


def test_every_setting_is_documented():
    settings = set(re.findall(r"""["'](KNOTWORK_[A-Z_]+|DATABASE_URL)["']""", (SOURCE / "config" / "settings.py").read_text()))
    documented = prose("docs/host")

    assert len(settings) > 8
    assert {name for name in settings if name not in documented} == set()


def test_every_command_is_documented():
    commands = set(re.findall(r"""add_parser\(\s*["']([a-z-]+)["']""", (SOURCE / "config" / "cli.py").read_text()))
    documented = prose("docs/host")

    assert len(commands) > 5
    assert {name for name in commands if f"knotwork {name}" not in documented} == set()


def test_every_folder_explains_itself():
    folders = [
        *(SOURCE / app for app in (*APPS, "demo", "config")),
        *(path for path in (SOURCE / "platform").iterdir() if path.is_dir() and path.name[0] != "_"),
    ]

    assert [path.name for path in folders if not (path / "README.md").exists()] == []


def test_every_make_verb_has_a_line():
    verbs = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    described = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert set(verbs) - set(described) - {"bench-formation"} == set()

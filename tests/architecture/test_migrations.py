"""Migrations have speaking names."""

import re

from tests.architecture.house import SOURCE


def test_migrations_have_speaking_names():
    names = [path.stem for path in SOURCE.rglob("migrations/[0-9]*.py")]

    assert names
    assert [name for name in names if re.search(r"_auto_|_alter_|_remove_field|_initial$", name)] == []

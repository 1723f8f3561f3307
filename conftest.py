"""Fixtures every test may use: a key file, a fixed moment, and the cast."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knotwork.platform.sealing import keyring, masterkey


@pytest.fixture(autouse=True)
def key_file(tmp_path_factory: pytest.TempPathFactory, settings) -> Iterator[Path]:
    """A master key of its own for each test."""
    path = tmp_path_factory.mktemp("key") / "master.key"
    masterkey.create(path)
    settings.KNOTWORK_KEY_FILE = path
    keyring.forget()
    yield path
    keyring.forget()


@pytest.fixture
def at() -> datetime:
    """The moment at which tests happen: Monday 23 November 2026, 12:00 UTC."""
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

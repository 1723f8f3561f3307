"""Compiled loops are never older than any of their sources."""

from pathlib import Path

import pytest

from knotwork.formation.solver.kernels import compiled
from knotwork.formation.solver.kernels.compiled import config


def test_another_source_is_another_folder_and_the_old_one_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path / "kept"))
    sources = [tmp_path / "one.py", tmp_path / "two.py"]
    for source in sources:
        source.write_text("now")

    first = compiled.keep_beside(sources)
    first.mkdir(parents=True)
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path / "kept"))
    again = compiled.keep_beside(reversed(sources))
    sources[1].write_text("then")
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path / "kept"))
    second = compiled.keep_beside(sources)

    assert first == again != second
    assert not first.exists()


def test_they_lie_beside_their_sources_or_where_the_user_keeps_such_things(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    (source := tmp_path / "loops.py").touch()

    monkeypatch.setattr(config, "CACHE_DIR", "")
    assert compiled.keep_beside([source]).parent == tmp_path / "__pycache__"
    monkeypatch.setattr(config, "CACHE_DIR", "")
    monkeypatch.setattr(compiled.os, "access", lambda *_: False)
    assert compiled.keep_beside([source]).parent == tmp_path / "own" / "knotwork"

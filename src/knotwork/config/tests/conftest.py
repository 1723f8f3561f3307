import pytest

from knotwork.config.tests.urls import Why
from knotwork.people.services import open_account
from knotwork.platform.kit import refusals, words


@pytest.fixture
def probes(settings, monkeypatch):
    """Serve the misbehaving addresses too."""
    settings.ROOT_URLCONF = "knotwork.config.tests.urls"
    settings.KNOTWORK_ACCESS_TABLE = "knotwork.config.tests.table.TABLE"
    monkeypatch.setattr(words, "_said", dict(words._said))
    refusals.register_about_standing(Why.NOT_YOUR_SET)
    words.register({Why.NOT_YOUR_SET: "This set is not yours.", Why.ALREADY_BEGUN: "The meeting has begun."})


@pytest.fixture
def bo(at):
    return open_account(email="bo@example.org", name="Bo", zone="Asia/Kathmandu", at=at)


@pytest.fixture
def data_folder(tmp_path, settings):
    """A data folder of the test's own."""
    settings.KNOTWORK_DATA = tmp_path / "data"
    settings.KNOTWORK_DATA.mkdir(mode=0o700)
    return settings.KNOTWORK_DATA

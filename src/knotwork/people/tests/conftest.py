"""What the tests of accounts share."""

import pytest
import time_machine


@pytest.fixture(autouse=True)
def moment(at):
    """The clock stands still at `at`; `moment.shift` moves it on."""
    with time_machine.travel(at, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def home_is_here(settings):
    """This app's tests need nothing that stands above it."""
    settings.LOGIN_URL = "people:sign_in"
    settings.LOGIN_REDIRECT_URL = "/profile/"

"""Where the demo ends and real life begins, and how long a session lasts."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.house import House
from tests.trust.asking import Browser

ASK = """
from django.test import Client
from knotwork.demo.cast import BO
from knotwork.people import services as people
from knotwork.platform.kit import clock
from knotwork.platform.mail import sending
people.open_account(email=BO.address, name=BO.name, zone="UTC", at=clock.now())
browser = Client(SERVER_NAME="localhost")
shown, pressed = browser.get("/demo/"), browser.post("/demo/", {"name": BO.name})
print(shown.status_code, pressed.status_code, "session" in browser.cookies, sending.leaves_this_machine())
"""


@pytest.mark.parametrize(("demo", "said"), [(True, "200 302 True False"), (False, "404 404 False True")])
def test_one_press_signs_in_only_in_the_demo_which_sends_no_mail(tmp_path, demo, said):
    """Both have the cast and a mail server."""
    house = House(tmp_path, demo=demo, extra={"KNOTWORK_SMTP_URL": "smtp://localhost:2525"})
    assert house.command("migrate").returncode == 0

    assert house.ask(ASK).splitlines()[-1] == said


def test_a_member_stays_signed_in_for_thirty_days(world):
    Browser(world, "Bo")

    lasts = Session.objects.order_by("-expire_date").first().expire_date - timezone.now()
    assert round(lasts.total_seconds() / 86400) == 30

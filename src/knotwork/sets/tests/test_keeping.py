"""Keeping a set: its particulars, and putting it away."""

import pytest
from django.urls import reverse

from knotwork.sets import services
from knotwork.sets.models import LearningSet
from knotwork.sets.tests.test_views import text_of, url

pytestmark = pytest.mark.django_db


def shown(learning_set):
    """What the form of a set's particulars sends when nothing is changed in it."""
    now = {name: str(getattr(learning_set, name)) for name in ("name", "purpose", "target_size", "zone")}
    return {**now, **{f"was_{name}": value for name, value in now.items()}}


def test_an_old_form_overwrites_nobody_and_loses_nothing(opened_by, bo, heron, at):
    old = shown(heron)
    services.rename(heron, name="Crane", by=bo, at=at)

    answer = opened_by(bo).post(url("particulars", heron), {**old, "name": "Stork"})
    then = LearningSet.objects.get().name
    again = {**old, "name": "Stork", "was_name": "Crane"}
    opened_by(bo).post(url("particulars", heron), again)

    assert (answer.status_code, then) == (409, "Crane")
    assert "Crane" in text_of(answer)
    assert 'value="Stork"' in answer.content.decode()
    assert LearningSet.objects.get().name == "Stork"


def test_an_old_form_leaves_alone_what_its_writer_did_not_touch(opened_by, bo, heron, at):
    old = shown(heron)
    services.rename(heron, name="Crane", by=bo, at=at)

    opened_by(bo).post(url("particulars", heron), {**old, "purpose": "To act.\r\nTo learn."})

    heron.refresh_from_db()
    assert (heron.name, heron.purpose) == ("Crane", "To act.\nTo learn.")


def test_particulars_can_change_and_a_wrong_size_says_why(opened_by, bo, heron):
    said = {**shown(heron), "name": "Crane", "purpose": "", "target_size": "5", "zone": "Asia/Kathmandu"}
    opened_by(bo).post(url("particulars", heron), said)
    heron.refresh_from_db()
    assert (heron.name, heron.target_size, heron.zone) == ("Crane", 5, "Asia/Kathmandu")

    answer = opened_by(bo).post(url("particulars", heron), {**said, **shown(heron), "target_size": "20"})

    assert "between three and twelve" in text_of(answer)


def test_a_set_is_put_away_and_taken_back(opened_by, bo, heron):
    client = opened_by(bo)
    client.post(url("archive", heron))
    assert "Heron is put away" in text_of(client.get(url("archive", heron)))

    client.post(url("archive", heron))

    heron.refresh_from_db()
    assert heron.archived_at is None


def test_an_archived_set_says_so_where_something_could_be_changed(opened_by, bo, heron, at):
    _invitation, secret = services.invite(heron, by=bo, at=at)
    assert "Send the letter" in text_of(opened_by(bo).get(url("invitations", heron)))
    services.archive(heron, by=bo, at=at)

    for name in ("people", "invitations", "particulars"):
        assert "This set is archived" in text_of(opened_by(bo).get(url(name, heron)))
    assert "Send the letter" not in text_of(opened_by(bo).get(url("invitations", heron)))
    offered = opened_by().get(reverse("sets:invitation", args=[secret]))
    assert (offered.status_code, "This set is archived" in text_of(offered)) == (409, True)

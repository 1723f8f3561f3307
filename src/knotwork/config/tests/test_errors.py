import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, OperationalError
from django.template import engines
from django.test import Client

from knotwork.config import errors
from knotwork.platform.access import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probes")]


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def bare(answer):
    return answer.status_code, sorted(answer.headers.items()), answer.content


def test_what_may_not_be_seen_answers_byte_for_byte_like_what_does_not_exist(client, bo):
    client.force_login(bo)

    absent = client.get("/no/such/place/")
    forbidden = client.get("/probe/host/")
    undeclared = client.get("/probe/undeclared/")

    assert absent.status_code == 404
    assert bare(forbidden) == bare(absent)
    assert bare(undeclared) == bare(absent)


def test_a_refused_attempt_is_noted_for_the_audit(client, bo):
    refused.take()
    client.force_login(bo)

    client.get("/probe/host/")
    client.get("/probe/host/")
    client.get("/no/such/place/")

    assert refused.take() == {refused.Attempt(bo.pk, "host_only", ()): 2}


@pytest.mark.parametrize(
    ("why", "status", "sentence"),
    [("not_your_set", 403, b"This set is not yours."), ("already_begun", 409, b"The meeting has begun.")],
)
@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
def test_a_refusal_becomes_a_page_that_says_why(client, bo, why, status, sentence, headers):
    client.force_login(bo)

    answer = client.post(f"/probe/refuse/{why}/", headers=headers)

    assert answer.status_code == status
    assert sentence in answer.content


@pytest.mark.parametrize("status", sorted(errors.SENTENCES))
def test_every_error_has_a_page_of_our_own(status):
    answer = errors.page(status)

    assert answer.status_code == status
    assert b"<h1" in answer.content


def test_a_fault_says_nothing_of_the_request(client):
    answer = client.post("/probe/fail/?CNRY-query", {"words": "CNRY-body"})

    assert answer.status_code == 500
    assert b"CNRY" not in answer.content


def test_when_the_database_cannot_take_it_the_page_says_that_nothing_was_kept(client):
    answer = client.post("/probe/busy/")

    assert answer.status_code == 503
    assert b"kept" in answer.content


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [(OperationalError(), True), (DatabaseError(), False), (ValueError(), False), (PermissionDenied(), False), (None, False)],
)
def test_database_trouble_is_told_from_other_faults(fault, trouble):
    assert errors.is_database_trouble(fault) is trouble


def test_trouble_underneath_counts_too():
    fault = ValueError()
    fault.__cause__ = OperationalError()

    assert errors.is_database_trouble(fault)


def test_when_not_even_the_page_can_be_drawn_the_sentence_is_left(monkeypatch, settings):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [], "APP_DIRS": False}]
    engines.__dict__.pop("templates", None)

    answer = errors.page(503)

    assert answer.content.decode() == str(errors.SENTENCES[503])


def test_a_form_that_is_not_ours_gets_our_own_page(bo):
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/probe/form/", {"words": "CNRY"})

    assert answer.status_code == 403
    assert b"<h1" in answer.content
    assert b"CNRY" not in answer.content

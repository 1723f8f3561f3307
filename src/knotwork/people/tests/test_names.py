"""Names somebody keeps out of their words."""

import pytest
from django.urls import reverse

from knotwork.people import queries, services
from knotwork.people.enums import Why
from knotwork.people.models import KeptOutName
from knotwork.people.services import names
from knotwork.people.tests.factories import somebody
from knotwork.platform.kit.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo(at):
    return somebody("Bo", at=at)


@pytest.fixture
def page(client, bo):
    client.force_login(bo)
    return client


def listed(person):
    return {kept.name: kept.instead for kept in queries.kept_out_names(person)}


def test_a_name_said_anew_is_changed_and_let_in_again_it_is_gone(page, bo):
    own = reverse("people:names")
    assert "No name is on it yet." in page.get(own).text
    assert page.post(own, {"name": "Ruth", "instead": "my boss"}).status_code == 302
    assert page.post(own, {"name": "RUTH", "instead": "my director"}).status_code == 302
    assert listed(bo) == {"RUTH": "my director"}
    assert "I say: my director" in page.get(own).text

    assert page.post(reverse("people:name_removal", args=[KeptOutName.objects.get().pk])).status_code == 302

    assert listed(bo) == {}


def test_a_line_of_the_list_is_changed_on_a_page_of_its_own(page, bo, at):
    kept = services.keep_out(bo, name="Ruth", instead="my boss", at=at)
    services.keep_out(bo, name="Ade", instead="a friend", at=at)
    own = reverse("people:name", args=[kept.pk])
    assert 'value="my boss"' in page.get(own).text

    assert page.post(own, {"name": "Ruth", "instead": "Ade’s boss"}).status_code == 422
    assert page.post(own, {"name": "Ruth Ann", "instead": "my director"}).status_code == 302
    assert listed(bo) == {"Ade": "a friend", "Ruth Ann": "my director"}

    assert page.post(own, {"name": "ADE", "instead": "my director"}).status_code == 302
    assert listed(bo) == {"ADE": "my director"}


def test_a_name_of_nothing_is_refused_where_it_stands(page, bo):
    answer = page.post(reverse("people:names"), {"name": "\u0301", "instead": "somebody"})

    assert answer.status_code == 422
    assert "There is nothing in this name to look for." in answer.text
    assert listed(bo) == {}


def test_while_somebody_writes_each_name_is_offered_on_its_own(page, bo, at):
    desk = reverse("people:names_found")
    assert page.post(desk, {"words": "Ruth"}).status_code == 204
    ruth = services.keep_out(bo, name="Ruth", instead="my director", at=at)
    services.keep_out(bo, name="Ruth Ade", instead="the two", at=at)

    found = page.post(desk, {"words": "Ruth Ade\nand <RUTH>"}).text

    assert 'data-words="Ruth Ade\nand &lt;my director&gt;"' in found
    assert 'data-words="the two\nand &lt;RUTH&gt;"' in found
    assert page.post(desk, {"words": "ruth", "kept-out-left": str(ruth.pk)}).text.strip() == ""
    assert page.post(desk, {"words": "truth"}).text.strip() == ""
    assert page.post(desk).status_code == 200
    assert page.get(desk).status_code == 405


def test_what_is_said_instead_holds_no_name_kept_out(page, bo, at):
    services.keep_out(bo, name="Ruth", instead="my director", at=at)

    for name, instead in (("Ade", "Ruth’s deputy"), ("Ade", "ade"), ("director", "the boss")):
        answer = page.post(reverse("people:names"), {"name": name, "instead": instead})
        assert answer.status_code == 422
        assert "must not hold a name you keep out" in answer.text
    assert listed(bo) == {"Ruth": "my director"}


def test_a_list_has_an_end(bo, at):
    for number in range(names.MOST_NAMES):
        services.keep_out(bo, name=f"Name {number}", instead="somebody", at=at)

    with pytest.raises(Refused) as refused:
        services.keep_out(bo, name="One more", instead="somebody", at=at)

    assert refused.value.why is Why.TOO_MANY_NAMES


def test_nobody_else_has_the_name(page, bo, at):
    kept = services.keep_out(somebody("Chen", at=at), name="Ruth", instead="my director", at=at)

    assert page.post(reverse("people:name_removal", args=[kept.pk])).status_code == 404
    assert page.get(reverse("people:name", args=[kept.pk])).status_code == 404
    assert page.post(reverse("people:name", args=[kept.pk]), {"name": "Ada", "instead": "me"}).status_code == 404
    assert "Ruth" not in page.get(reverse("people:names")).text


def test_whoever_leaves_takes_the_list_along(bo, at):
    services.keep_out(bo, name="Ruth", instead="my director", at=at)
    assert queries.export_of(bo)["names kept out"] == [{"name": "Ruth", "instead": "my director"}]

    services.depart(bo, at=at)

    assert not KeptOutName.objects.exists()

import gzip

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.test import Client

from knotwork.config.statics import fingerprint

pytestmark = pytest.mark.django_db

SHEET = "design/css/layers.css"


@pytest.fixture
def file_of():
    def read(name):
        with open(finders.find(name), "rb") as file:  # noqa: PTH123 – a finder gives a string
            return file.read()

    return read


def test_a_static_file_is_sent_compressed_to_whoever_takes_it(file_of):
    answer = Client().get(static(SHEET), headers={"accept-encoding": "gzip, br"})

    assert (answer["Content-Encoding"], answer["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(answer.content) == file_of(SHEET)
    assert int(answer["Content-Length"]) == len(answer.content)
    assert "ETag" not in answer


def test_a_static_file_is_sent_as_it_is_to_whoever_does_not(file_of):
    answer = Client().get(static(SHEET))

    assert "Content-Encoding" not in answer
    assert answer["Vary"] == "Accept-Encoding"
    assert answer.getvalue() == file_of(SHEET)


def test_a_part_of_a_static_file_is_never_compressed():
    answer = Client().get(static(SHEET), headers={"accept-encoding": "gzip", "range": "bytes=0-3"})

    assert (answer.status_code, answer.get("Content-Encoding")) == (206, None)


@pytest.mark.parametrize("path", ["/sign-in/", "/nothing/", "/healthz"])
def test_a_page_is_never_compressed(path):
    answer = Client().get(path, headers={"accept-encoding": "gzip"})

    assert "Content-Encoding" not in answer


def test_a_static_file_may_be_kept_for_ever():
    assert "immutable" in Client().get(static(SHEET))["Cache-Control"]


def test_the_address_of_static_files_changes_with_any_of_them(tmp_path):
    sheet = tmp_path / "one" / "static" / "one" / "sheet.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("a")
    before = fingerprint(tmp_path)

    sheet.write_text("b")
    after = fingerprint(tmp_path)
    sheet.rename(sheet.with_name("other.css"))

    assert len({before, after, fingerprint(tmp_path)}) == 3


def test_the_address_of_yesterday_leads_nowhere():
    assert Client().get("/static/000000000000/" + SHEET).status_code == 404

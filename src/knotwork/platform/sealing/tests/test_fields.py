import pytest
from django.core.exceptions import FieldError

from knotwork.platform.sealing.envelope import Unopenable
from knotwork.sets.models import LearningSet

pytestmark = pytest.mark.django_db


def test_words_come_back_and_do_not_lie_in_the_row(at):
    heron = LearningSet(name="Heron CNRY", zone="UTC", started_at=at)
    heron.save()

    again = LearningSet.objects.get(pk=heron.pk)

    assert again.name == "Heron CNRY"
    assert b"Heron" not in again.__dict__["name"].sealed


def test_a_sealed_column_cannot_be_looked_up():
    with pytest.raises(FieldError):
        LearningSet.objects.filter(name="Heron")


def test_an_envelope_moved_to_another_row_does_not_open(at):
    heron = LearningSet(name="Heron", zone="UTC", started_at=at)
    heron.save()
    weir = LearningSet(name="Weir", zone="UTC", started_at=at)
    weir.save()

    weir.name = LearningSet.objects.get(pk=heron.pk).__dict__["name"].sealed

    with pytest.raises(Unopenable):
        _ = weir.name

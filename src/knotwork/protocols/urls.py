"""This app's addresses."""

from django.urls import URLPattern, path

from knotwork.protocols.views import library, own, writing

app_name = "protocols"

_OF_SET = "sets/<uuid:set_id>/shapes/"
_OWN = f"{_OF_SET}<uuid:shape_id>/"
_PHASE = f"{_OWN}phases/<slug:phase_key>/"

urlpatterns: list[URLPattern] = [
    path("protocols/", library.library, name="library"),
    path("protocols/<slug:key>/", library.protocol, name="protocol"),
    path(_OF_SET, own.of_set, name="of_set"),
    path(f"{_OF_SET}arrival/", own.arrival, name="arrival"),
    path(_OWN, writing.own, name="own"),
    path(f"{_OWN}file/", own.file, name="file"),
    path(f"{_OWN}name/", writing.name, name="name"),
    path(f"{_OWN}phases/", writing.phases, name="phases"),
    path(f"{_OWN}undoing/", writing.undoing, name="undoing"),
    path(f"{_OWN}putting-away/", writing.putting_away, name="putting_away"),
    path(f"{_OWN}taking-out/", writing.taking_out, name="taking_out"),
    path(f"{_OWN}proposal/", writing.proposal, name="proposal"),
    path(f"{_OWN}trial/", writing.trial, name="trial"),
    path(_PHASE, writing.phase, name="phase"),
    path(f"{_PHASE}place/", writing.place, name="place"),
    path(f"{_PHASE}removal/", writing.removal, name="removal"),
]

"""This app's addresses."""

from django.urls import URLPattern, path

from knotwork.repairs.views import matters, talks

app_name = "repairs"

urlpatterns: list[URLPattern] = [
    path("sets/<uuid:set_id>/got-out/", matters.of_set, name="of_set"),
    path("sets/<uuid:set_id>/holding-back/", matters.holding_back, name="holding_back"),
    path("matters/<uuid:matter_id>/", matters.matter, name="matter"),
    path("matters/<uuid:matter_id>/answer/", matters.answer, name="answer"),
    path("matters/<uuid:matter_id>/keeper/", matters.keeper, name="keeper"),
    path("matters/<uuid:matter_id>/settlement/", matters.settlement, name="settlement"),
    path("matters/<uuid:matter_id>/invitation/", talks.inviting, name="inviting"),
    path("talks/<uuid:talk_id>/", talks.talk, name="talk"),
    path("talks/<uuid:talk_id>/answer/", talks.answer, name="talk_answer"),
    path("talks/<uuid:talk_id>/sending/", talks.sending, name="talk_sending"),
    path("talks/<uuid:talk_id>/taking-back/", talks.taking_back, name="talk_taking_back"),
]

"""This app's addresses."""

from django.urls import URLPattern, path

from knotwork.repairs import views

app_name = "repairs"

urlpatterns: list[URLPattern] = [
    path("sets/<uuid:set_id>/got-out/", views.of_set, name="of_set"),
    path("sets/<uuid:set_id>/holding-back/", views.holding_back, name="holding_back"),
    path("matters/<uuid:matter_id>/", views.matter, name="matter"),
    path("matters/<uuid:matter_id>/answer/", views.answer, name="answer"),
    path("matters/<uuid:matter_id>/keeper/", views.keeper, name="keeper"),
    path("matters/<uuid:matter_id>/settlement/", views.settlement, name="settlement"),
]

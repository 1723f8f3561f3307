"""This app's addresses."""

from django.urls import URLPattern, path

from knotwork.actions import views

app_name = "actions"

urlpatterns: list[URLPattern] = [
    path("sets/<uuid:set_id>/actions/", views.of_set, name="of_set"),
    path("sets/<uuid:set_id>/actions/new/", views.new, name="new"),
    path("actions/<uuid:action_id>/", views.action, name="action"),
    path("actions/<uuid:action_id>/thread/", views.thread, name="thread"),
    path("actions/<uuid:action_id>/carrying-over/", views.carrying_over, name="carrying_over"),
    path("actions/<uuid:action_id>/report/", views.report, name="report"),
    path("actions/<uuid:action_id>/new-shape/", views.new_shape, name="new_shape"),
    path("actions/<uuid:action_id>/letting-go/", views.letting_go, name="letting_go"),
    path("actions/<uuid:action_id>/sharing/", views.sharing, name="sharing"),
]

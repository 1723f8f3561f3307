"""This app's addresses."""

from django.urls import URLPattern, path

from knotwork.actions.views import acting, calls

app_name = "actions"

urlpatterns: list[URLPattern] = [
    path("sets/<uuid:set_id>/actions/", acting.of_set, name="of_set"),
    path("sets/<uuid:set_id>/actions/new/", acting.new, name="new"),
    path("sets/<uuid:set_id>/calls/", calls.calls, name="calls"),
    path("sets/<uuid:set_id>/calls/asking/", calls.call_asking, name="call_asking"),
    path("calls/<uuid:call_id>/", calls.call, name="call"),
    path("actions/<uuid:action_id>/", acting.action, name="action"),
    path("actions/<uuid:action_id>/thread/", acting.thread, name="thread"),
    path("actions/<uuid:action_id>/carrying-over/", acting.carrying_over, name="carrying_over"),
    path("actions/<uuid:action_id>/report/", acting.report, name="report"),
    path("actions/<uuid:action_id>/new-shape/", acting.new_shape, name="new_shape"),
    path("actions/<uuid:action_id>/letting-go/", acting.letting_go, name="letting_go"),
    path("actions/<uuid:action_id>/sharing/", acting.sharing, name="sharing"),
]

"""This app's addresses."""

from django.urls import URLPattern, path

from knotwork.sets.views import closing, handing, invited, keeping, own, people, starting

app_name = "sets"

urlpatterns: list[URLPattern] = [
    path("sets/new/", starting.start, name="start"),
    path("sets/<uuid:set_id>/people/", people.people, name="people"),
    path("sets/<uuid:set_id>/invitations/", people.invitations, name="invitations"),
    path("sets/<uuid:set_id>/invitations/link/", people.link, name="link"),
    path("sets/<uuid:set_id>/invitations/<uuid:invitation_id>/revocation/", people.revocation, name="revocation"),
    path("sets/<uuid:set_id>/membership/", own.membership, name="membership"),
    path("sets/<uuid:set_id>/departure/", own.departure, name="departure"),
    path("sets/<uuid:set_id>/pause/", own.pause, name="pause"),
    path("sets/<uuid:set_id>/ended/", own.ended, name="ended"),
    path("sets/<uuid:set_id>/particulars/", keeping.particulars, name="particulars"),
    path("sets/<uuid:set_id>/archive/", keeping.archive, name="archive"),
    path("sets/<uuid:set_id>/handing-over/", handing.handing_over, name="handing_over"),
    path("sets/<uuid:set_id>/handing-over/<slug:what>/taking/", handing.taking_over, name="taking_over"),
    path("sets/<uuid:set_id>/handing-over/<slug:what>/asking/", handing.asking_over, name="asking_over"),
    path("sets/<uuid:set_id>/handing-over/<slug:what>/giving-back/", handing.giving_back, name="giving_back"),
    path("sets/<uuid:set_id>/leading/<uuid:meeting_id>/", handing.leading, name="leading"),
    path("sets/<uuid:set_id>/words/", closing.words, name="words"),
    path("invitations/<str:secret>/", invited.invitation, name="invitation"),
]

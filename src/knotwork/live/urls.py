"""This app's addresses. The stream beside them is not Django's: see `stream/app.py`."""

from django.urls import path

from knotwork.live import views

app_name = "live"

urlpatterns = [
    path("meetings/<uuid:meeting_id>/room/", views.room, name="room"),
    path("meetings/<uuid:meeting_id>/room/screen/", views.screen, name="screen"),
    path("meetings/<uuid:meeting_id>/room/shared/", views.shared, name="shared"),
    path("meetings/<uuid:meeting_id>/room/phases/<int:number>/", views.phase, name="phase"),
    path("meetings/<uuid:meeting_id>/room/moves/", views.moves, name="moves"),
    path("meetings/<uuid:meeting_id>/room/drafts/", views.drafts, name="drafts"),
]

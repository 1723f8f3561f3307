"""This app's addresses."""

from django.urls import URLPattern, path

from knotwork.meetings import views

app_name = "meetings"

urlpatterns: list[URLPattern] = [
    path("sets/<uuid:set_id>/rhythm/", views.rhythm, name="rhythm"),
    path("sets/<uuid:set_id>/extra-meeting/", views.extra_meeting, name="extra_meeting"),
    path("sets/<uuid:set_id>/calendar-name/", views.calendar_name, name="calendar_name"),
    path("sets/<uuid:set_id>/next-time/", views.next_time, name="next_time"),
    path("sets/<uuid:set_id>/review/", views.review, name="review"),
    path("sets/<uuid:set_id>/rota/", views.rota, name="rota"),
    path("meetings/<uuid:meeting_id>/swaps/", views.swap, name="swap"),
    path("meetings/<uuid:meeting_id>/swaps/answer/", views.swap_answer, name="swap_answer"),
    path("meetings/<uuid:meeting_id>/", views.meeting, name="meeting"),
    path("meetings/<uuid:meeting_id>/attendance/", views.attendance, name="attendance"),
    path("meetings/<uuid:meeting_id>/arrangements/", views.arrangements, name="arrangements"),
    path("meetings/<uuid:meeting_id>/postponement/", views.postponement, name="postponement"),
    path("meetings/<uuid:meeting_id>/cancellation/", views.cancellation, name="cancellation"),
    path("meetings/<uuid:meeting_id>/quorum/", views.quorum, name="quorum"),
    path("meetings/<uuid:meeting_id>/calendar.ics", views.calendar, name="calendar"),
]

"""This app's addresses."""

from django.urls import URLPattern, path

from knotwork.reflections.views import log, notes, practices, pulse, solo

app_name = "reflections"

urlpatterns: list[URLPattern] = [
    path("notes/", notes.notes, name="notes"),
    path("sets/<uuid:set_id>/notes/", notes.notes_of_set, name="notes_of_set"),
    path("notes/<uuid:note_id>/", notes.note, name="note"),
    path("notes/<uuid:note_id>/sharing/", notes.note_sharing, name="note_sharing"),
    path("notes/<uuid:note_id>/keeping/", notes.note_keeping, name="note_keeping"),
    path("notes/<uuid:note_id>/removal/", notes.note_removal, name="note_removal"),
    path("sets/<uuid:set_id>/pulse/", pulse.pulse, name="pulse"),
    path("sets/<uuid:set_id>/pulse/asking/", pulse.pulse_asking, name="pulse_asking"),
    path("sets/<uuid:set_id>/readiness/", pulse.readiness, name="readiness"),
    path("sets/<uuid:set_id>/readiness/asking/", pulse.readiness_asking, name="readiness_asking"),
    path("meetings/<uuid:meeting_id>/practice/", practices.practice, name="practice"),
    path("meetings/<uuid:meeting_id>/practice/feedback/", practices.feedback, name="feedback"),
    path("practices/", practices.practices, name="practices"),
    path("log/", log.log, name="log"),
    path("log/search/", log.log_search, name="log_search"),
    path("log/new/", log.new_entry, name="new_entry"),
    path("log/solo/", solo.solo, name="solo"),
    path("log/<uuid:entry_id>/questions/<int:number>/", solo.question, name="question"),
    path("log/<uuid:entry_id>/text/", log.entry_text, name="entry_text"),
    path("log/<uuid:entry_id>/", log.entry, name="entry"),
    path("log/<uuid:entry_id>/removal/", log.entry_removal, name="entry_removal"),
]

"""This app's addresses."""

from django.urls import URLPattern, path

from knotwork.challenges.views import keeping, life, preparing, record

app_name = "challenges"

urlpatterns: list[URLPattern] = [
    path("sets/<uuid:set_id>/challenges/", record.of_set, name="of_set"),
    path("sets/<uuid:set_id>/challenges/new/", record.new, name="new"),
    path("challenges/<uuid:challenge_id>/", record.challenge, name="challenge"),
    path("challenges/<uuid:challenge_id>/framing/", record.framing, name="framing"),
    path("challenges/<uuid:challenge_id>/interventions/", record.interventions, name="interventions"),
    path("challenges/<uuid:challenge_id>/standing/", life.standing, name="standing"),
    path("challenges/<uuid:challenge_id>/standing/undoing/", life.standing_undoing, name="standing_undoing"),
    path("challenges/<uuid:challenge_id>/check/", life.check, name="check"),
    path("challenges/<uuid:challenge_id>/check/learning-need/", life.learning_need, name="learning_need"),
    path("challenges/<uuid:challenge_id>/sharing/", record.sharing, name="sharing"),
    path("challenges/<uuid:challenge_id>/brief/", preparing.brief, name="brief"),
    path("challenges/<uuid:challenge_id>/brief/sharing/", preparing.brief_sharing, name="brief_sharing"),
    path("challenges/<uuid:challenge_id>/brief/meetings/<uuid:meeting_id>/", preparing.shared_brief, name="shared_brief"),
    path("kept-questions/", keeping.kept_questions, name="kept_questions"),
    path("kept-questions/<uuid:kept_id>/", keeping.kept_question, name="kept_question"),
    path("kept-questions/<uuid:kept_id>/removal/", keeping.kept_question_removal, name="kept_question_removal"),
]

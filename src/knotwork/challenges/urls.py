"""This app's addresses."""

from django.urls import URLPattern, path

from knotwork.challenges.views import domain_map, felt, keeping, life, preparing, record, sheets, together

app_name = "challenges"

urlpatterns: list[URLPattern] = [
    path("sets/<uuid:set_id>/challenges/", record.of_set, name="of_set"),
    path("sets/<uuid:set_id>/challenges/new/", record.new, name="new"),
    path("sets/<uuid:set_id>/challenges/shared/", together.new, name="shared_new"),
    path("challenges/<uuid:challenge_id>/sponsor/", together.sponsor, name="sponsor"),
    path("challenges/<uuid:challenge_id>/parts/", together.parts, name="parts"),
    path("challenges/<uuid:challenge_id>/parts/<uuid:part_id>/", together.part, name="part"),
    path("challenges/<uuid:challenge_id>/opening/", together.opening, name="opening"),
    path("challenges/<uuid:challenge_id>/", record.challenge, name="challenge"),
    path("challenges/<uuid:challenge_id>/framing/", record.framing, name="framing"),
    path("challenges/<uuid:challenge_id>/interventions/", record.interventions, name="interventions"),
    path("challenges/<uuid:challenge_id>/standing/", life.standing, name="standing"),
    path("challenges/<uuid:challenge_id>/standing/undoing/", life.standing_undoing, name="standing_undoing"),
    path("challenges/<uuid:challenge_id>/grid/", sheets.grid, name="grid"),
    path("challenges/<uuid:challenge_id>/forces/", sheets.forces, name="forces"),
    path("challenges/<uuid:challenge_id>/lens/", sheets.lens, name="lens"),
    path("challenges/<uuid:challenge_id>/check/", life.check, name="check"),
    path("challenges/<uuid:challenge_id>/check/learning-need/", life.learning_need, name="learning_need"),
    path("challenges/<uuid:challenge_id>/turns/", felt.turns, name="turns"),
    path("sets/<uuid:set_id>/turns/", felt.turns_of_set, name="turns_of_set"),
    path("challenges/<uuid:challenge_id>/sharing/", record.sharing, name="sharing"),
    path("challenges/<uuid:challenge_id>/brief/", preparing.brief, name="brief"),
    path("challenges/<uuid:challenge_id>/brief/sharing/", preparing.brief_sharing, name="brief_sharing"),
    path("challenges/<uuid:challenge_id>/brief/meetings/<uuid:meeting_id>/", preparing.shared_brief, name="shared_brief"),
    path("challenges/<uuid:challenge_id>/map/", domain_map.domain_map, name="domain_map"),
    path("challenges/<uuid:challenge_id>/map/comparison/", domain_map.map_comparison, name="map_comparison"),
    path("challenges/<uuid:challenge_id>/map/undoing/", domain_map.map_undo, name="map_undo"),
    path("challenges/<uuid:challenge_id>/map/things/", domain_map.map_nodes, name="map_nodes"),
    path("challenges/<uuid:challenge_id>/map/things/<uuid:node_id>/", domain_map.map_node, name="map_node"),
    path(
        "challenges/<uuid:challenge_id>/map/things/<uuid:node_id>/removal/",
        domain_map.map_node_removal,
        name="map_node_removal",
    ),
    path("challenges/<uuid:challenge_id>/map/things/<uuid:node_id>/place/", domain_map.map_node_place, name="map_node_place"),
    path("challenges/<uuid:challenge_id>/map/links/", domain_map.map_links, name="map_links"),
    path("challenges/<uuid:challenge_id>/map/links/<uuid:link_id>/", domain_map.map_link, name="map_link"),
    path(
        "challenges/<uuid:challenge_id>/map/links/<uuid:link_id>/removal/", domain_map.map_link_removal, name="map_link_removal"
    ),
    path("kept-questions/", keeping.kept_questions, name="kept_questions"),
    path("kept-questions/<uuid:kept_id>/", keeping.kept_question, name="kept_question"),
    path("kept-questions/<uuid:kept_id>/removal/", keeping.kept_question_removal, name="kept_question_removal"),
]

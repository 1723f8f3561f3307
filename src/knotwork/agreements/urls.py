"""This app's addresses."""

from django.urls import URLPattern, path

from knotwork.agreements.views import consenting, facilitation, muting, reading, redacting, rules, writing

app_name = "agreements"

_SET = "sets/<uuid:set_id>/"
_AGREEMENT = f"{_SET}agreement/"
_RULE = f"{_SET}rules/<slug:kind>/"
_CLAUSE = f"{_AGREEMENT}clauses/<slug:clause_id>/"

urlpatterns: list[URLPattern] = [
    path(_AGREEMENT, reading.agreement, name="agreement"),
    path(f"{_AGREEMENT}versions/", reading.history, name="history"),
    path(f"{_AGREEMENT}versions/<int:number>/consent/", consenting.consent, name="consent"),
    path(f"{_AGREEMENT}draft/", writing.draft, name="draft"),
    path(f"{_AGREEMENT}draft/withdrawal/", writing.withdrawal, name="withdrawal"),
    path(f"{_AGREEMENT}draft/reason/", writing.reason, name="reason"),
    path(f"{_AGREEMENT}clauses/", writing.clauses, name="clauses"),
    path(f"{_AGREEMENT}starters/", writing.starters, name="starters"),
    path(_CLAUSE, writing.clause, name="clause"),
    path(f"{_CLAUSE}place/", writing.place, name="place"),
    path(f"{_CLAUSE}removal/", writing.removal, name="removal"),
    path(f"{_SET}rules/", rules.rules, name="rules"),
    path(f"{_SET}rules/letters/", muting.letters, name="letters"),
    path(f"{_SET}rules/versions/<uuid:version_id>/redaction/", redacting.redaction, name="redaction"),
    path(f"{_SET}rules/remarks/<uuid:remark_id>/removal/", redacting.remark_removal, name="remark_removal"),
    path(f"{_RULE}", rules.rule, name="rule"),
    path(f"{_RULE}answer/", rules.rule_answer, name="rule_answer"),
    path(f"{_RULE}remark/", rules.rule_remark, name="rule_remark"),
    path(f"{_RULE}letters/", muting.rule_letters, name="rule_letters"),
    path(f"{_RULE}withdrawal/", rules.rule_withdrawal, name="rule_withdrawal"),
    path(f"{_RULE}keeping/", rules.rule_keeping, name="rule_keeping"),
    path(f"{_SET}facilitation/", facilitation.facilitation, name="facilitation"),
    path(f"{_SET}facilitation/visits/<uuid:meeting_id>/end/", facilitation.visit_end, name="visit_end"),
    path(f"{_SET}facilitation/proposal/", facilitation.proposal, name="proposal"),
    path(f"{_SET}facilitation/answer/", facilitation.answer, name="facilitation_answer"),
    path(f"{_SET}facilitation/withdrawal/", facilitation.proposal_withdrawal, name="proposal_withdrawal"),
]

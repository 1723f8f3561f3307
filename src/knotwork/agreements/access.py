"""Who may pass this app's URL names: members decide; a facilitator in term reads, and helps to write."""

from knotwork.agreements.queries import load_remark
from knotwork.platform.access.rows import Table, row
from knotwork.sets.enums import Standing
from knotwork.sets.queries import load_set

_OF_THE_SET = row(Standing.MEMBER, Standing.FACILITATOR, load=load_set)
_MEMBERS = row(Standing.MEMBER, load=load_set)

TABLE: Table = {
    "agreements:agreement": _OF_THE_SET,
    "agreements:history": _OF_THE_SET,
    "agreements:consent": _OF_THE_SET,
    "agreements:draft": _OF_THE_SET,
    "agreements:withdrawal": _OF_THE_SET,
    "agreements:reason": _OF_THE_SET,
    "agreements:clauses": _OF_THE_SET,
    "agreements:starters": _OF_THE_SET,
    "agreements:clause": _OF_THE_SET,
    "agreements:place": _OF_THE_SET,
    "agreements:removal": _OF_THE_SET,
    "agreements:rules": _OF_THE_SET,
    "agreements:rule": _OF_THE_SET,
    "agreements:rule_answer": _MEMBERS,
    "agreements:rule_remark": _MEMBERS,
    "agreements:letters": _MEMBERS,
    "agreements:rule_letters": _MEMBERS,
    "agreements:rule_withdrawal": _MEMBERS,
    "agreements:rule_keeping": _MEMBERS,
    "agreements:redaction": _MEMBERS,
    "agreements:remark_removal": row(Standing.MEMBER, load=load_remark),
    "agreements:facilitation": _OF_THE_SET,
    "agreements:visit_end": _MEMBERS,
    "agreements:proposal": _MEMBERS,
    "agreements:facilitation_answer": _MEMBERS,
    "agreements:proposal_withdrawal": _MEMBERS,
}

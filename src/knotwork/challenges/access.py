"""Who may pass this app's URL names."""

from knotwork.challenges import queries as challenges
from knotwork.challenges.enums import Bond
from knotwork.challenges.queries import domain_map as maps
from knotwork.platform.access.rows import SIGNED_IN, Table, row
from knotwork.sets import queries as sets
from knotwork.sets.enums import Standing

_IN_THE_SET = row(Standing.MEMBER, Standing.FACILITATOR, load=sets.load_set)
_OWN = row(Bond.OWNER, load=challenges.load_challenge)
_SEEN = row(Bond.OWNER, Standing.MEMBER, Standing.FACILITATOR, load=challenges.load_challenge)
_CHANGED = row(Bond.OWNER, Bond.TOGETHER, load=challenges.load_challenge)
_TOGETHER = row(Bond.TOGETHER, load=challenges.load_challenge)
_OWN_NODE = row(Bond.OWNER, Bond.TOGETHER, load=maps.load_map_node)
_OWN_LINK = row(Bond.OWNER, Bond.TOGETHER, load=maps.load_map_link)
_OWN_QUESTION = row(Bond.OWNER, load=challenges.load_kept_question)

TABLE: Table = {
    "challenges:of_set": _IN_THE_SET,
    "challenges:new": row(Standing.MEMBER, load=sets.load_set),
    "challenges:challenge": _SEEN,
    "challenges:shared_new": row(Standing.MEMBER, load=sets.load_set),
    "challenges:sponsor": _TOGETHER,
    "challenges:parts": _TOGETHER,
    "challenges:part": row(Bond.TOGETHER, load=challenges.load_part),
    "challenges:opening": _TOGETHER,
    "challenges:domain_map": _SEEN,
    "challenges:map_comparison": _SEEN,
    "challenges:map_nodes": _CHANGED,
    "challenges:map_node": _OWN_NODE,
    "challenges:map_node_removal": _OWN_NODE,
    "challenges:map_node_place": _OWN_NODE,
    "challenges:map_links": _CHANGED,
    "challenges:map_link": _OWN_LINK,
    "challenges:map_link_removal": _OWN_LINK,
    "challenges:map_undo": _CHANGED,
    "challenges:framing": _CHANGED,
    "challenges:interventions": _CHANGED,
    "challenges:standing": _CHANGED,
    "challenges:standing_undoing": _CHANGED,
    "challenges:check": _OWN,
    "challenges:grid": row(Bond.OWNER, Standing.MEMBER, Standing.FACILITATOR, load=challenges.load_challenge),
    "challenges:forces": row(Bond.OWNER, Standing.MEMBER, Standing.FACILITATOR, load=challenges.load_challenge),
    "challenges:lens": _OWN,
    "challenges:learning_need": _OWN,
    "challenges:turns": _OWN,
    "challenges:turns_of_set": row(Standing.MEMBER, load=sets.load_set),
    "challenges:sharing": _OWN,
    "challenges:brief": _OWN,
    "challenges:brief_sharing": _OWN,
    "challenges:shared_brief": row(Bond.OWNER, Standing.MEMBER, Standing.FACILITATOR, load=challenges.load_shared_brief),
    "challenges:kept_questions": SIGNED_IN,
    "challenges:kept_question": _OWN_QUESTION,
    "challenges:kept_question_removal": _OWN_QUESTION,
}

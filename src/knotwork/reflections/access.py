"""Who may pass this app's URL names."""

from knotwork.challenges.enums import Bond
from knotwork.meetings import queries as meetings
from knotwork.platform.access.rows import SIGNED_IN, Table, row
from knotwork.reflections import queries as reflections
from knotwork.sets import queries as sets
from knotwork.sets.enums import Standing

_OWN_NOTE = row(Bond.OWNER, load=reflections.load_note)
_MEMBERS = row(Standing.MEMBER, load=sets.load_set)
_OWN_ENTRY = row(Bond.OWNER, load=reflections.load_entry)

TABLE: Table = {
    "reflections:notes": SIGNED_IN,
    "reflections:notes_of_set": row(Standing.MEMBER, Standing.FACILITATOR, load=sets.load_set),
    "reflections:note": _OWN_NOTE,
    "reflections:note_keeping": row(Standing.MEMBER, load=reflections.load_shared_note),
    "reflections:note_sharing": _OWN_NOTE,
    "reflections:note_removal": _OWN_NOTE,
    "reflections:pulse": _MEMBERS,
    "reflections:pulse_asking": _MEMBERS,
    "reflections:readiness": _MEMBERS,
    "reflections:readiness_asking": _MEMBERS,
    "reflections:practice": row(Standing.MEMBER, Standing.FACILITATOR, load=meetings.load_meeting),
    "reflections:feedback": row(Standing.MEMBER, Standing.FACILITATOR, load=meetings.load_meeting),
    "reflections:practices": SIGNED_IN,
    "reflections:log": SIGNED_IN,
    "reflections:log_search": SIGNED_IN,
    "reflections:new_entry": SIGNED_IN,
    "reflections:solo": SIGNED_IN,
    "reflections:question": _OWN_ENTRY,
    "reflections:entry_text": _OWN_ENTRY,
    "reflections:entry": _OWN_ENTRY,
    "reflections:entry_removal": _OWN_ENTRY,
}

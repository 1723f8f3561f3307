"""Who may pass this app's URL names: what ships is everybody's; a set's own is for the set and its facilitator in term."""

from knotwork.platform.access.rows import SIGNED_IN, Table, row
from knotwork.protocols.queries import load_own
from knotwork.sets.enums import Standing
from knotwork.sets.queries import load_set

_OF_THE_SET = row(Standing.MEMBER, Standing.FACILITATOR, load=load_set)
_OWN = row(Standing.MEMBER, Standing.FACILITATOR, load=load_own)
_OWN_OF_MEMBERS = row(Standing.MEMBER, load=load_own)

TABLE: Table = {
    "protocols:library": SIGNED_IN,
    "protocols:protocol": SIGNED_IN,
    "protocols:of_set": _OF_THE_SET,
    "protocols:arrival": _OF_THE_SET,
    "protocols:own": _OWN,
    "protocols:file": _OWN,
    "protocols:name": _OWN,
    "protocols:phases": _OWN,
    "protocols:undoing": _OWN,
    "protocols:putting_away": _OWN,
    "protocols:taking_out": _OWN,
    "protocols:proposal": _OWN_OF_MEMBERS,
    "protocols:trial": _OWN_OF_MEMBERS,
    "protocols:phase": _OWN,
    "protocols:place": _OWN,
    "protocols:removal": _OWN,
}

"""Who may pass this app's URL names."""

from knotwork.challenges.enums import Bond
from knotwork.challenges.queries import load_challenge
from knotwork.platform.access.rows import ANYONE, SIGNED_IN, Table, row
from knotwork.sets.enums import Standing
from knotwork.sets.queries import load_set

TABLE: Table = {
    "home:evolution": row(Standing.MEMBER, Standing.FACILITATOR, load=load_set),
    "home:forward": row(Standing.MEMBER, load=load_set),
    "home:journey": row(Bond.OWNER, Standing.MEMBER, Standing.FACILITATOR, load=load_challenge),
    "home:help": ANYONE,
    "home:help_page": ANYONE,
    "home:home": SIGNED_IN,
    "home:paper": SIGNED_IN,
    "home:record": row(Standing.MEMBER, Standing.FACILITATOR, load=load_set),
    "home:set": row(Standing.MEMBER, Standing.FACILITATOR, load=load_set),
}

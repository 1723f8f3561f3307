"""Who may pass this app's URL names."""

from knotwork.platform.access.rows import Table, row
from knotwork.repairs.enums import Bond
from knotwork.repairs.queries import load_matter, load_talk
from knotwork.sets.enums import Standing
from knotwork.sets.queries import load_set

TABLE: Table = {
    "repairs:of_set": row(Standing.MEMBER, load=load_set),
    "repairs:holding_back": row(Standing.MEMBER, load=load_set),
    "repairs:matter": row(Bond.RAISER, Bond.KEEPER, load=load_matter),
    "repairs:answer": row(Bond.KEEPER, load=load_matter),
    "repairs:keeper": row(Bond.RAISER, load=load_matter),
    "repairs:settlement": row(Bond.RAISER, load=load_matter),
    "repairs:inviting": row(Bond.KEEPER, load=load_matter),
    "repairs:talk": row(Bond.CONCERNED, load=load_talk),
    "repairs:talk_answer": row(Bond.CONCERNED, load=load_talk),
    "repairs:talk_sending": row(Bond.RAISER, load=load_talk),
    "repairs:talk_taking_back": row(Bond.RAISER, Bond.KEEPER, load=load_talk),
}

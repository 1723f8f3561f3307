"""What the pages made of several apps show: `pages` how things stand, `past` what has been, `forward` who did not see it."""

from knotwork.home.queries.forward import Forward, Unseen, forward
from knotwork.home.queries.pages import (
    Home,
    Paper,
    SetPage,
    Waiting,
    home,
    paper,
    set_page,
)
from knotwork.home.queries.past import (
    Landmark,
    Stop,
    Told,
    evolution,
    journey,
    record,
    told_by_day,
)

__all__ = [
    "Forward",
    "Home",
    "Landmark",
    "Paper",
    "SetPage",
    "Stop",
    "Told",
    "Unseen",
    "Waiting",
    "evolution",
    "forward",
    "home",
    "journey",
    "paper",
    "record",
    "set_page",
    "told_by_day",
]

"""Clauses to begin with, in our own words; a set picks, rewords or leaves them (themes: domain.md §8.2)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Starter:
    """One clause a set may begin with, and what it is about."""

    key: str
    about: Promise
    text: Promise


ALL = (
    Starter(
        "starter-confidence",
        _("What stays here"),
        _(
            "What is said in this set stays in this set, also after somebody leaves it. "
            "Our own story is ours to tell, nobody else’s is."
        ),
    ),
    Starter(
        "starter-limits",
        _("Where that ends"),
        _("If somebody is in danger we may have to speak outside. We say so here first."),
    ),
    Starter(
        "starter-questions",
        _("Questions first"),
        _("We ask before we tell. An idea is offered only when the presenter wants one."),
    ),
    Starter(
        "starter-airtime",
        _("Airtime"),
        _("Each of us has a turn, and while it lasts it belongs to the presenter alone."),
    ),
    Starter(
        "starter-acting",
        _("Acting in between"),
        _("We try something between meetings and tell what came of it, also when nothing did."),
    ),
    Starter(
        "starter-passing",
        _("Passing and pausing"),
        _("Anyone may pass, and anyone may ask for a pause without giving a reason."),
    ),
    Starter(
        "starter-myself",
        _("Speaking for oneself"),
        _("We speak for ourselves, say what we see and feel, and leave motives to their owners."),
    ),
    Starter(
        "starter-coming",
        _("Coming, and not coming"),
        _("We come to every meeting and begin on time. Whoever cannot come tells the others beforehand."),
    ),
    Starter(
        "starter-notes",
        _("Notes"),
        _("Notes are for whoever wrote them. We make no recording of what is said."),
    ),
    Starter(
        "starter-friction",
        _("When it grates"),
        _("When something goes wrong between us, we bring it to the set before we take it anywhere else."),
    ),
    Starter(
        "starter-changing",
        _("Changing this"),
        _("Any of us may propose to change this agreement. It changes when each of us can live with the change."),
    ),
)

"""This app's periodic work: telling of ends of terms, letting go of words taken back, forgetting secrets."""

from datetime import datetime, timedelta

from knotwork.platform.jobs.apart import each_apart
from knotwork.platform.jobs.tasks import Periodic
from knotwork.sets import emails, queries, rules, services
from knotwork.sets.models import FacilitatorTerm


def tell_of_terms(at: datetime) -> None:
    """Warn of terms that will end, once for each warning, and tell of those that have ended; each end is recorded."""
    each_apart((services.record_ends, _warn_of_ends, _tell_of_ends), lambda step: step(at))


def _warn_of_ends(at: datetime) -> None:
    def warn(term: FacilitatorTerm) -> None:
        if term.ends_at is not None:
            emails.warn_of_end(term, before=rules.warning_due(term.ends_at, at), at=at)

    each_apart(queries.terms_ending(at, at + max(rules.WARNINGS)), warn)


def _tell_of_ends(at: datetime) -> None:
    def tell(term: FacilitatorTerm) -> None:
        emails.tell_facilitator_of_end(term, at=at)
        if queries.must_choose(term.learning_set, at):
            emails.tell_of_end(term, at=at)

    each_apart(queries.terms_that_ended(at - timedelta(days=2), at), tell)


def let_go_of_words(at: datetime) -> None:
    """Erase what members of closed sets took back a week ago."""
    services.take_back_due(at)


PERIODIC: tuple[Periodic, ...] = (
    Periodic("sets.tell_of_terms", timedelta(minutes=30), tell_of_terms),
    Periodic("sets.let_go_of_words", timedelta(hours=1), let_go_of_words),
    Periodic("sets.forget_secrets", timedelta(days=1), services.forget_secrets),
)

"""Telling one person that something got out, and what the two do with it."""

from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.repairs import forms, queries, services
from knotwork.repairs.enums import Bond, Ending, Stand
from knotwork.repairs.models import Matter
from knotwork.sets.models import LearningSet


def of_set(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """What to do when something got out; POST tells one person of it."""
    viewer, learning_set, at = passed.viewer(request, Person), passed.subject(request, LearningSet), clock.now()
    form = forms.RaisingForm(request.POST or None, keepers=queries.keepers(viewer, learning_set, at))
    if form.is_valid():
        words, key = form.cleaned_data["words"], form.key_or_none()
        raised = services.raise_matter(learning_set, keeper=form.chosen(), words=words, key=key, by=viewer, at=at)
        return redirect("repairs:matter", raised.pk)
    raised_before = [(one, one.stand_at(at)) for one in queries.of_viewer(viewer, learning_set)]
    context = {"learning_set": learning_set, "form": form, "raised": raised_before}
    return render(request, "repairs/of_set.html", context, status=_status(form))


def matter(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """One matter, for whoever raised it and for its keeper."""
    return _page(request, None, None)


@require_POST
def answer(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """The keeper has read it."""
    subject = passed.subject(request, Matter)
    services.answer(subject, by=passed.viewer(request, Person), at=clock.now())
    messages.success(request, _("They see that you have read it. Speak with them soon, in a way that suits them."))
    return redirect("repairs:matter", subject.pk)


@require_POST
def keeper(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Whoever raised it tells somebody else instead."""
    viewer, subject, at = passed.viewer(request, Person), passed.subject(request, Matter), clock.now()
    form = forms.KeeperForm(request.POST, keepers=queries.keepers(viewer, subject.learning_set, at))
    if not form.is_valid():
        return _page(request, form, None)
    services.entrust(subject, keeper=form.chosen(), by=viewer, at=at)
    return redirect("repairs:matter", subject.pk)


@require_POST
def settlement(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Whoever raised it says how it ended."""
    subject, form = passed.subject(request, Matter), forms.SettlingForm(request.POST)
    if not form.is_valid():
        return _page(request, None, form)
    ending = Ending(form.cleaned_data["ending"])
    services.settle(subject, ending=ending, by=passed.viewer(request, Person), at=clock.now())
    messages.success(request, _("It is settled, and what you wrote is erased."))
    return redirect("repairs:matter", subject.pk)


def holding_back(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Keep everything of one's own from the set again, after reading what that means."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    if request.method == "POST":
        n = services.hold_back(learning_set, by=viewer, at=clock.now())
        said = ngettext("%(n)d thing is yours alone again.", "%(n)d things are yours alone again.", n) % {"n": n}
        messages.success(request, said if n else _("Nothing of yours was shown to the set."))
        return redirect("repairs:of_set", learning_set.pk)
    return render(request, "repairs/holding_back.html", {"learning_set": learning_set})


def _page(request: HttpRequest, choosing: forms.KeeperForm | None, settling: forms.SettlingForm | None) -> HttpResponse:
    viewer, subject, at = passed.viewer(request, Person), passed.subject(request, Matter), clock.now()
    now, has_keeper = subject.stand_at(at), queries.has_keeper(subject, at)
    others = [one for one in queries.keepers(viewer, subject.learning_set, at) if one != subject.keeper]
    may_choose = now in {Stand.WAITING, Stand.LATE} or (now is Stand.ANSWERED and not has_keeper)
    context = {
        "matter": subject,
        "learning_set": queries.set_of(viewer, subject, at),
        "stand": now,
        "has_keeper": has_keeper,
        "is_raiser": Bond.RAISER in passed.standings(request),
        "choosing": (choosing or forms.KeeperForm(keepers=others)) if may_choose and others else None,
        "settling": (settling or forms.SettlingForm()) if now is not Stand.SETTLED else None,
        **_talks(viewer, subject, at),
    }
    return render(request, "repairs/matter.html", context, status=max(_status(choosing), _status(settling)))


def _talks(viewer: Person, subject: Matter, at: datetime) -> dict[str, object]:
    """The invitations so far, and whether its keeper can prepare one now."""
    told = [(talk, talk.stand_at(at)) for talk in queries.talks(viewer, subject)]
    is_free = subject.stand_at(at) is Stand.ANSWERED and queries.why_not_prepare(subject, viewer, at) is None
    return {"talks": told if subject.settled_at is None else [], "may_invite": is_free}


def _status(form: Form | None) -> int:
    return 422 if form is not None and form.is_bound and form.errors else 200

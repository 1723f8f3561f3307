"""Inviting whoever a matter concerns to a talk: the keeper writes, whoever raised it sends, whoever is invited answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import refuse
from knotwork.repairs import forms, queries, services
from knotwork.repairs.models import Matter, Talk


def inviting(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """The keeper writes an invitation to a talk; nobody but whoever raised the matter reads it before it is sent."""
    viewer, matter, at = passed.viewer(request, Person), passed.subject(request, Matter), clock.now()
    if request.method != "POST":
        refuse(queries.why_not_prepare(matter, viewer, at))
    form = forms.InvitingForm(request.POST or None, people=queries.to_invite(matter, at))
    if form.is_valid():
        words, key = form.cleaned_data["words"], form.key_or_none()
        services.prepare_talk(matter, concerned=form.chosen(), words=words, key=key, by=viewer, at=at)
        messages.success(request, _("%(name)s reads it now, and sends it or not.") % {"name": matter.raised_by.name})
        return redirect("repairs:matter", matter.pk)
    context = {"matter": matter, "learning_set": matter.learning_set, "form": form}
    return render(request, "repairs/inviting.html", context, status=422 if form.is_bound else 200)


def talk(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """An invitation, for whoever is invited."""
    subject = passed.subject(request, Talk)
    context = {"talk": subject, "stand": subject.stand_at(clock.now()), "learning_set": subject.matter.learning_set}
    return render(request, "repairs/talk.html", context)


@require_POST
def answer(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Whoever is invited comes, or would rather not."""
    subject, said = passed.subject(request, Talk), request.POST.get("comes")
    if said in {"yes", "no"}:
        services.say(subject, comes=said == "yes", by=passed.viewer(request, Person), at=clock.now())
    return redirect("repairs:talk", subject.pk)


@require_POST
def sending(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Whoever raised the matter has read the invitation, and lets it go out."""
    subject = passed.subject(request, Talk)
    services.send_talk(subject, by=passed.viewer(request, Person), at=clock.now())
    messages.success(request, _("It is sent. You both see here what comes of it."))
    return redirect("repairs:matter", subject.matter_id)


@require_POST
def taking_back(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Whoever raised the matter takes the invitation back, or its keeper does before it is sent."""
    subject = passed.subject(request, Talk)
    services.take_back_talk(subject, by=passed.viewer(request, Person), at=clock.now())
    messages.success(request, _("It is taken back."))
    return redirect("repairs:matter", subject.matter_id)

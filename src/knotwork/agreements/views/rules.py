"""The rules of a set: what holds, what is proposed, and deciding it; one page serves every kind."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knotwork.agreements import emails, forms, kinds, queries, services
from knotwork.agreements.enums import Answer, Starts, VersionState, Why
from knotwork.agreements.kinds import RuleKind
from knotwork.agreements.models import Remark, Version
from knotwork.agreements.views.taking_back import take_back
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused, refuse
from knotwork.platform.kit.words import say
from knotwork.sets.enums import Standing
from knotwork.sets.models import LearningSet


@require_safe
def rules(request: HttpRequest, set_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """Every kind of rule: what holds, and what is being decided."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    holds = queries.all_in_force(learning_set)
    lines = [
        {
            "kind": kind,
            "version": holds.get(kind.key),
            "says": kind.show(holds[kind.key].body) if kind.key in holds else kind.usual(learning_set, clock.now()),
            "draft": queries.draft(learning_set, kind.key),
            "to_come": queries.to_come(learning_set, kind.key),
        }
        for kind in kinds.kinds()
    ]
    context = {"learning_set": learning_set, "lines": lines, "tried": _tried(viewer, learning_set)}
    context |= {"is_member": Standing.MEMBER in passed.standings(request), "mutes": queries.mutes(viewer, learning_set)}
    return render(request, "agreements/rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest, set_id: UUID, kind: str) -> HttpResponse:
    """One kind: what holds, what is proposed and how it stands, what came before; POST proposes."""
    known = _kind(kind)
    if known.page:
        return redirect(known.page, set_id)
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    page = _page_of(request, known)
    if request.method == "POST":
        refuse(None if page["is_member"] else Why.NOT_A_MEMBER)
        entered, proposal = page["form"], page["proposal_form"]
        is_valid = entered.is_valid()
        if proposal.is_valid() and is_valid:
            said = {"kind": kind, "body": entered.body(), "reason": proposal.cleaned_data["reason"]}
            try:
                told = _put(request, learning_set, said, proposal, viewer)
            except Refused as refused:
                if refused.why is Why.TEXT_HAS_CHANGED:
                    return _over_what_stands(request, known)
                proposal.add_error(None, say(refused.why))
            else:
                messages.success(request, told)
                return redirect("agreements:rule", set_id, kind)
    return render(request, "agreements/rule.html", page, status=422 if request.method == "POST" else 200)


def _put(
    request: HttpRequest, learning_set: LearningSet, said: dict[str, Any], proposal: forms.ProposalForm, by: Person
) -> str:
    """Amend the open proposal its writer saw, try it once, or propose it; whoever proposes agrees.

    Raises:
        Refused: `text_has_changed`, another text is open than its writer saw, or none; or a word of the services.
    """
    at, starts, seen = clock.now(), Starts(proposal.cleaned_data["starts"]), proposal.cleaned_data["revision"] or 0
    if "trial" in request.POST:
        services.try_once(learning_set, **said, by=by, at=at)
        return _("It will be tried in the next meeting, and then it is for you all to say whether it stays.")
    draft = queries.draft(learning_set, said["kind"])
    refuse(Why.TEXT_HAS_CHANGED if seen != (draft.revision if draft else 0) else None)
    if draft is not None:
        version = services.amend(draft, body=said["body"], starts=starts, seen=seen, by=by, at=at)
        services.remark(version, text=said["reason"], by=by, at=at)
    else:
        version = services.propose(learning_set, **said, starts=starts, by=by, at=at)
    services.answer(version, revision=version.revision, answer=Answer.AGREE, by=by, at=at)
    return _("Your proposal stands, and you have agreed to it.")


def _over_what_stands(request: HttpRequest, kind: RuleKind) -> HttpResponse:
    """What stands now, and below it the words that were meant for something else, to be put over it or left."""
    draft, words = queries.draft(passed.subject(request, LearningSet), kind.key), request.POST.copy()
    words["revision"] = str(draft.revision if draft else 0)
    page = {**_page_of(request, kind, words), "is_overtaken": True}
    return render(request, "agreements/rule.html", page, status=409)


@require_POST
def rule_answer(request: HttpRequest, set_id: UUID, kind: str) -> HttpResponse:
    """Answer the open proposal."""
    version, form = _open(request, kind), forms.AnswerForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        given = {"revision": said["revision"], "answer": Answer(said["answer"]), "words": said["words"]}
        try:
            services.answer(version, **given, by=passed.viewer(request, Person), at=clock.now())
        except Refused as refused:
            if refused.why is Why.TEXT_HAS_CHANGED:
                context = {"answer_form": form.to_another_text(_open(request, kind).revision), "is_older": True}
                return render(request, "agreements/rule.html", {**_page_of(request, _kind(kind)), **context}, status=409)
            form.add_error("words" if refused.why is Why.REASON_MISSING else None, say(refused.why))
        else:
            messages.success(request, _("Your answer is kept."))
            return redirect("agreements:rule", set_id, kind)
    return render(request, "agreements/rule.html", {**_page_of(request, _kind(kind)), "answer_form": form}, status=422)


@require_POST
def rule_remark(request: HttpRequest, set_id: UUID, kind: str) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """Say something about the open proposal."""
    version, form = _open(request, kind), forms.RemarkForm(request.POST)
    if form.is_valid():
        services.remark(version, text=form.cleaned_data["text"], by=passed.viewer(request, Person), at=clock.now())
        return redirect(emails.page_of(version))
    return render(request, "agreements/rule.html", {**_page_of(request, _kind(kind)), "remark_form": form}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def rule_withdrawal(request: HttpRequest, set_id: UUID, kind: str) -> HttpResponse:
    """Take the open proposal back, after a question; what would be tried next time at once."""
    learning_set, viewer = passed.subject(request, LearningSet), passed.viewer(request, Person)
    trials = queries.trials_to_come(learning_set, kind)
    if "trial" not in request.POST or not trials:
        return take_back(request, _open(request, kind))
    services.end_trial(trials[0], by=viewer, at=clock.now())
    messages.success(request, _("It will not be tried."))
    return redirect("agreements:rule", set_id, kind)


@require_POST
def rule_keeping(request: HttpRequest, set_id: UUID, kind: str) -> HttpResponse:
    """What was tried is proposed for good."""
    learning_set, viewer, at = passed.subject(request, LearningSet), passed.viewer(request, Person), clock.now()
    tried = next((each for each in queries.tried_last(viewer, learning_set) if each.kind == kind), None)
    refuse(Why.NOT_TO_BE_ANSWERED if tried is None else None)
    assert tried is not None  # noqa: S101 – refused above
    version = services.propose(learning_set, kind=kind, body=tried.body, reason=tried.reason, by=viewer, at=at)
    services.answer(version, revision=version.revision, answer=Answer.AGREE, by=viewer, at=at)
    messages.success(request, _("Your proposal stands, and you have agreed to it."))
    return redirect("agreements:rule", set_id, kind)


def _page_of(request: HttpRequest, kind: RuleKind, words: QueryDict | None = None) -> dict[str, Any]:
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    version, draft = queries.in_force(learning_set, kind.key), queries.draft(learning_set, kind.key)
    make, posted = kinds.form_of(kind), words or (request.POST if request.POST.keys() & {"starts", "trial"} else None)
    begin_with = draft or version
    trials = queries.trials_to_come(learning_set, kind.key)
    return {
        "learning_set": learning_set,
        "kind": kind,
        "version": version,
        "lines": queries.lines(version) if version else kind.usual(learning_set, clock.now()),
        "to_come": queries.to_come(learning_set, kind.key),
        "trial": trials[0] if trials else None,
        "trial_lines": queries.lines(trials[0]) if trials else [],
        "tried": [each for each in _tried(viewer, learning_set) if each[0].kind == kind.key],
        "is_member": Standing.MEMBER in passed.standings(request),
        "form": make(learning_set, posted, begin_with.body if begin_with else None) if make else None,
        "proposal_form": forms.ProposalForm(posted, initial=_seen(kind, draft), is_trial="trial" in request.POST),
        "remark_form": forms.RemarkForm(),
        "decided": _decided(viewer, learning_set, kind.key),
        **(_standing_of(request, viewer, draft) if draft else {}),
    }


def _seen(kind: RuleKind, draft: Version | None) -> dict[str, object]:
    return {"starts": draft.starts, "revision": draft.revision} if draft else {"starts": kind.starts, "revision": 0}


def _decided(viewer: Person, learning_set: LearningSet, kind: str) -> list[tuple[Version, list[str], str, list[Remark]]]:
    """What came of each proposal: how it reads, why, and what was said about it."""
    decided = queries.decided(viewer, learning_set, kind)
    said = queries.remarks_about(viewer, decided)
    return [(each, queries.lines(each), queries.reason_of(viewer, each), said[each.pk]) for each in decided]


def _standing_of(request: HttpRequest, viewer: Person, draft: Version) -> dict[str, object]:
    return {
        "draft": draft,
        "mutes": queries.mutes(viewer, draft.learning_set),
        "changes": queries.compared(draft),
        "reason": queries.reason_of(viewer, draft),
        "consent": queries.standing_of_consent(viewer, draft),
        "objections": queries.objections(viewer, draft),
        "said": queries.said_by_name(viewer, draft) if "names" in request.GET else [],
        "remarks": queries.remarks(viewer, draft),
        "answer_form": forms.AnswerForm(initial={"revision": draft.revision}),
    }


def _tried(viewer: Person, learning_set: LearningSet) -> list[tuple[Version, RuleKind, list[str]]]:
    return [(each, kinds.kind_of(each.kind), queries.lines(each)) for each in queries.tried_last(viewer, learning_set)]


def _kind(key: str) -> RuleKind:
    if not kinds.is_known(key):
        raise Http404
    return kinds.kind_of(key)


def _open(request: HttpRequest, kind: str) -> Version:
    version = queries.draft(passed.subject(request, LearningSet), _kind(kind).key)
    refuse(Why.NOT_TO_BE_ANSWERED if version is None or version.state != VersionState.DRAFT else None)
    assert version is not None  # noqa: S101 – refused above
    return version

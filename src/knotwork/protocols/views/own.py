"""A set's own shapes: the list, beginning one, a file in and out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knotwork.agreements import queries as agreements
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.protocols import files, forms, queries, services
from knotwork.protocols.models import OwnShape
from knotwork.sets.enums import Standing
from knotwork.sets.models import LearningSet


@require_http_methods(["GET", "HEAD", "POST"])
def of_set(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """The shapes this set works on, and the one its meetings have; POST copies one that ships."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    form = forms.CopyForm(
        request.POST or None, protocols=queries.shipped(), initial={"parent": request.GET.get("copy", "classic")}
    )
    if request.method == "POST" and form.is_valid():
        parent, label = form.cleaned_data["parent"], form.cleaned_data["label"]
        copied = queries.shipped_by_key(parent)
        own = services.begin(learning_set, protocol=copied, label=label, parent=parent, by=viewer, at=clock.now())
        messages.success(request, _("This copy is yours. Nothing changes for your meetings until you propose or try it."))
        return redirect("protocols:own", set_id, own.pk)
    return render(request, "protocols/of_set.html", _list_of(request, learning_set, form, forms.FileForm()))


def _list_of(request: HttpRequest, learning_set: LearningSet, copy: forms.CopyForm, file: forms.FileForm) -> dict[str, object]:
    return {
        "learning_set": learning_set,
        "shapes": [(own, queries.draft_of(own)) for own in queries.own_shapes(learning_set)],
        "away": [(own, queries.draft_of(own).label) for own in queries.shapes_put_away(learning_set)],
        "usual": queries.usual(learning_set),
        "proposed": agreements.draft(learning_set, queries.KIND),
        "form": copy,
        "file_form": file,
        "is_member": Standing.MEMBER in passed.standings(request),
    }


@require_POST
def arrival(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Take in a shape from a file; every fault of the file is said."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    form, faults = forms.FileForm(request.POST, request.FILES), list[str]()
    if form.is_valid():
        try:
            came = files.read(form.cleaned_data["file"])
        except files.Unreadable as unreadable:
            faults = unreadable.faults
        else:
            own = services.begin(learning_set, protocol=came, label=came.label, parent="", by=viewer, at=clock.now())
            messages.success(request, _("The shape is taken in. Look through it before you try it."))
            return redirect("protocols:own", set_id, own.pk)
    copy = forms.CopyForm(protocols=queries.shipped())
    context = {**_list_of(request, learning_set, copy, form), "faults": faults}
    return render(request, "protocols/of_set.html", context, status=422)


@require_safe
def file(request: HttpRequest, set_id: UUID, shape_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the shape
    """The shape as a file, to take to another set or host; it holds the shape and nothing of the set."""
    own = passed.subject(request, OwnShape)
    answer = HttpResponse(files.write(queries.draft_of(own)), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="shape.json"'
    return answer

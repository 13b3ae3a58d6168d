"""집행잔액의 사유: a department's explanation of what lapsed on a settlement's date, its versions, and
its publication."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from budgets import explaining, lapsing, lapsing_file
from budgets.amounts import Unit, show
from budgets.explaining import given_in, newest, purses_of
from budgets.lapsing import Place, Typed, Wrong, box_name, opened, unexplained
from budgets.models import Explanation, Filing
from budgets.typed import UNITS, meaning, why_unit_stays
from budgets.views.asking import (
    asked_version,
    carried_out,
    key_of_act,
    new_key,
    number_of,
    unit_sent,
)
from budgets.views.entry_file import FILL, FileEntry, came, offered, template_file
from budgets.views.facing import unit_of
from departments.door import signed_in
from departments.pages import form_page

SAVE, PUBLISH, UNIT = "save", "publish", "unit-"


@dataclass(frozen=True, slots=True)
class Box:
    name: str
    label: str
    text: str
    is_wrong: bool
    was: str | None = None  # by the version before, where a file says something else


@dataclass(frozen=True, slots=True)
class Line:
    place: Place
    lapsed: str
    left: str
    boxes: list[Box]
    is_open: bool  # a program of one line needs no row of its own


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def reasons(request, pk):
    """Who reads the department's drafts reads it; its officer writes, the office's 총괄 publishes."""
    filing = _settled(request, pk)
    writes = filing.department_id in request.rights.writes
    if request.method != "POST":
        return _page(
            request, filing, asked_version(request, filing.explanations, newest(filing)), writes
        )
    act = request.POST.get("act", "")
    if act == PUBLISH and filing.department_id in request.rights.operates:
        return _publish(request, filing, writes)
    if not writes or not (act in (SAVE, FILL) or act.startswith(UNIT)):
        raise Http404
    typed = lapsing.sent(request.POST, unit_sent(request))
    if act == SAVE:
        return _save(request, filing, typed)
    if act == FILL:
        return _fill(request, filing, typed)
    other = unit_of(act.removeprefix(UNIT))
    request.refusals = why_unit_stays(typed.texts.values(), typed.unit, other)
    typed = typed if request.refusals else lapsing.in_other_unit(typed, other)
    return _page(request, filing, None, writes, typed)


@require_safe
@signed_in
def reasons_template(request, pk):
    """The rows and columns of the form, with what the newest version says."""
    filing = _settled(request, pk)
    if filing.department_id not in request.rights.writes:
        raise Http404
    last = newest(filing)
    unit = unit_of(request.GET.get("unit") or (last.unit if last else Unit.THOUSAND.label))
    given = given_in(last)
    day = f"{filing.reporting_date.day:%Y. %-m. %-d.}"
    title = f"{filing.department} 집행잔액의 사유"
    purses = purses_of(filing.standing)
    part = lapsing_file.template(title, day, purses, given, lapsing.drawn(given, unit))
    name = f"{filing.department.name}_{filing.reporting_date.day:%Y-%m-%d}_집행잔액의 사유"
    return template_file([part], name)


def _settled(request, pk: int) -> Filing:
    own = Filing.objects.read_by(request.rights).select_related(
        "reporting_date__book__office", "department", "standing__filing", "published"
    )
    filing = get_object_or_404(own, pk=pk, reporting_date__stage=explaining.SETTLED)
    if filing.standing is None:
        raise Http404
    return filing


def _save(request, filing: Filing, typed: Typed):
    given, wrong = lapsing.reading(typed, explaining.places_of(filing.standing))
    if wrong:
        return _page(request, filing, None, True, typed, wrong)
    follows = number_of(request, "follows")
    done: list[Explanation] = []
    carried_out(
        request,
        None,
        lambda **said: done.append(explaining.explain(**said)),
        filing=filing,
        given=given,
        follows=follows,
        unit=typed.unit,
        by=request.user,
        at=timezone.now(),
        key=key_of_act(request),
    )
    if not done:
        return _page(request, filing, None, True, typed)
    messages.success(
        request, f"사유서 제{done[0].version}판을 냈습니다. 총괄이 공개하면 누구나 읽습니다."
    )
    return redirect("reasons", filing.pk)


def _fill(request, filing: Filing, typed: Typed):
    """What a file says, in the place of what was typed; or what is wrong with the file."""
    file, given = _entry(filing), came(request)
    file.name, file.misfits = given.name, given.misfits
    if not given.misfits:
        purses, stands = purses_of(filing.standing), given_in(newest(filing))
        day = filing.reporting_date.day
        found = lapsing_file.read(given.sheets, purses, stands, day, given.unit)
        offered(found.typed and found.typed.unit, found.filling)
        if not found.filling.misfits:
            file.fill(found.filling)
            return _page(request, filing, None, True, found.typed, file=file)
        wrong = found.typed and lapsing.reading(found.typed, explaining.places_of(filing.standing))
        file.refuse(found.filling, wrong[1] if wrong else ())
    return _page(request, filing, None, True, typed, file=file)


def _entry(filing: Filing) -> FileEntry:
    return FileEntry(reverse("reasons_template", args=[filing.pk]))


def _publish(request, filing: Filing, writes: bool):
    version = number_of(request, "version")
    explanation = get_object_or_404(filing.explanations, version=version)
    facts = {"explanation": explanation, "by": request.user, "at": timezone.now()}
    if carried_out(request, None, explaining.publish_explanation, **facts):
        messages.success(request, f"사유서 제{version}판을 공개했습니다.")
        return redirect("reasons", filing.pk)
    return _page(request, filing, explanation, writes)


def _page(
    request,
    filing: Filing,
    shown: Explanation | None,
    writes: bool,
    typed: Typed | None = None,
    wrong: Sequence[Wrong] = (),
    file: FileEntry | None = None,
):
    """The form over the newest version, or over what was typed; an older one is only looked at. What
    stands is held against the amounts that stand by now, too: they may have been corrected since."""
    last = newest(filing)
    is_typed, is_last = typed is not None, typed is not None or shown == last
    statement = filing.standing if is_last else shown.statement
    if typed is None:
        unit = unit_of(request.GET.get("unit") or (shown.unit if shown else Unit.THOUSAND.label))
        typed = lapsing.drawn(given_in(shown), unit)
    purses = purses_of(statement)
    places = [place for purse in purses for place in purse.places]
    given, found = lapsing.reading(typed, places)
    left = unexplained(given, places)
    refusals = getattr(request, "refusals", [])
    file = file or _entry(filing)
    before = lapsing.drawn(given_in(last), typed.unit) if file.is_filled else None
    wrong = (found if file.is_filled else wrong) if is_typed else found
    is_refused = is_typed and bool(wrong or file.misfits)
    context = {
        "filing": filing,
        "heading": f"{filing.department} {filing.reporting_date.day:%Y. %-m. %-d.} 집행잔액의 사유",
        "address": reverse("reasons", args=[filing.pk]),
        "unit": typed.unit,
        "shown": last if is_last else shown,
        "last": last,
        "is_last": is_last,
        "may_write": writes and is_last,
        "runs": filing.department_id in request.rights.operates,
        "typed": typed,
        "units": UNITS,
        "own": list(enumerate(typed.reasons))[len(lapsing.USUAL) :],
        "purses": [(purse, _lines(purse.places, typed, left, found, before)) for purse in purses],
        "told": file.told(wrong),
        "file": file,
        "refusals": refusals,
        "versions": filing.explanations.select_related("by", "statement", "publication__by"),
        "follows": last.version if last else 0,
        "key": new_key(),
    }
    return form_page(request, "budgets/reasons.html", context, is_refused=is_refused)


def _lines(
    places: tuple[Place, ...],
    typed: Typed,
    left: dict[str, int | None],
    found: list[Wrong],
    before: Typed | None,
) -> list[Line]:
    lines = []
    for place in places:
        boxes = [
            Box(
                name := box_name(place.key, column),
                reason or f"{column + 1}번째 사유",
                typed.texts.get(name, ""),
                any(each.box == name for each in found),
                before and _was(place, reason, typed.texts.get(name, ""), before),
            )
            for column, reason in enumerate(typed.names)
        ]
        lapsed, rest = (show(won, typed.unit) for won in (place.lapsed, left[place.key]))
        lines.append(Line(place, lapsed, rest, boxes, opened(place, places, typed)))
    return lines


def _was(place: Place, reason: str, text: str, before: Typed) -> str | None:
    """What stands there by the newest version, where that is something else."""
    box = box_name(place.key, before.names.index(reason)) if reason in before.names else ""
    was = before.texts.get(box, "")
    return None if meaning(text, before.unit) == meaning(was, before.unit) else was

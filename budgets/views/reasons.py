"""집행잔액의 사유: a department's explanation of what lapsed on a settlement's date, its versions, and
its publication."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from budgets import explaining, lapsing
from budgets.amounts import Unit, show
from budgets.explaining import given_in, newest, purses_of
from budgets.lapsing import Place, Typed, Wrong, box_name, unexplained
from budgets.models import Explanation, Filing
from budgets.typed import UNITS, why_unit_stays
from budgets.views.asking import carried_out, key_of_act, new_key, number_of
from budgets.views.facing import unit_of
from departments.door import signed_in

SAVE, PUBLISH, UNIT = "save", "publish", "unit-"


@dataclass(frozen=True, slots=True)
class Box:
    name: str
    label: str
    text: str
    is_wrong: bool


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
    own = Filing.objects.read_by(request.rights).select_related(
        "reporting_date__book__office", "department", "standing__filing", "published"
    )
    filing = get_object_or_404(own, pk=pk, reporting_date__stage=explaining.SETTLED)
    if filing.standing is None:
        raise Http404
    writes = filing.department_id in request.rights.writes
    if request.method != "POST":
        return _page(request, filing, _shown(request, filing), writes)
    act = request.POST.get("act", "")
    if act == PUBLISH and filing.department_id in request.rights.operates:
        return _publish(request, filing, writes)
    if not writes or not (act == SAVE or act.startswith(UNIT)):
        raise Http404
    typed = lapsing.sent(request.POST, unit_of(request.POST.get("unit", "")))
    if act != SAVE:
        other = unit_of(act.removeprefix(UNIT))
        request.refusals = why_unit_stays(typed.texts.values(), typed.unit, other)
        typed = typed if request.refusals else lapsing.in_other_unit(typed, other)
        return _page(request, filing, None, writes, typed)
    return _save(request, filing, typed)


def _shown(request, filing: Filing) -> Explanation | None:
    """The version that the address names; the newest, where it names none."""
    if not (said := request.GET.get("version", "")):
        return newest(filing)
    if not (said.isascii() and said.isdecimal() and len(said) < 5):
        raise Http404
    return get_object_or_404(filing.explanations, version=int(said))


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
    context = {
        "filing": filing,
        "shown": last if is_last else shown,
        "last": last,
        "is_last": is_last,
        "may_write": writes and is_last,
        "runs": filing.department_id in request.rights.operates,
        "typed": typed,
        "units": UNITS,
        "own": list(enumerate(typed.reasons))[len(lapsing.USUAL) :],
        "purses": [(purse, _lines(purse.places, typed, left, found)) for purse in purses],
        "wrong": wrong if is_typed else found,
        "refusals": refusals,
        "versions": filing.explanations.select_related("by", "statement", "publication__by"),
        "follows": last.version if last else 0,
        "key": new_key(),
    }
    return render(
        request, "budgets/reasons.html", context, status=422 if wrong or refusals else 200
    )


def _lines(
    places: tuple[Place, ...], typed: Typed, left: dict[str, int | None], found: list[Wrong]
) -> list[Line]:
    below = Counter(place.above for place in places)
    lines = []
    for place in places:
        boxes = [
            Box(
                name := box_name(place.key, column),
                reason or f"{column + 1}번째 사유",
                typed.texts.get(name, ""),
                any(each.box == name for each in found),
            )
            for column, reason in enumerate(typed.names)
        ]
        is_open = bool(place.above) or below[place.key] > 1 or any(box.text for box in boxes)
        lapsed, rest = (show(won, typed.unit) for won in (place.lapsed, left[place.key]))
        lines.append(Line(place, lapsed, rest, boxes, is_open))
    return lines

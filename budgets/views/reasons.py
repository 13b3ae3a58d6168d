"""집행잔액의 사유: a department's explanation of what lapsed on a settlement's date, its versions, and
its publication."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from budgets import explaining, lapsing, lapsing_file
from budgets.amounts import Unit, show
from budgets.explaining import given_in, purses_of
from budgets.lapsing import Place, Purse, Typed, box_name, opened, unexplained
from budgets.models import Explanation, Filing
from budgets.typed import meaning
from budgets.typed_rows import Wrong
from budgets.views.asking import unit_sent
from budgets.views.entry_file import FILL, Came, offered
from budgets.views.facing import unit_of
from budgets.views.versioned import SAVE, UNITS, VersionedPage
from departments.door import signed_in


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
    return _Page(request, _settled(request, pk)).answer()


@require_safe
@signed_in
def reasons_template(request, pk):
    return _Page(request, _settled(request, pk)).template_xlsx()


def _settled(request, pk: int) -> Filing:
    own = Filing.objects.read_by(request.rights).select_related(
        "reporting_date__book__office", "department", "standing__filing", "published"
    )
    filing = get_object_or_404(own, pk=pk, reporting_date__stage=explaining.SETTLED)
    if filing.standing is None:
        raise Http404
    return filing


class _Page(VersionedPage):
    template = "budgets/reasons.html"
    called = "사유서"
    then = "총괄이 공개하면 누구나 읽습니다."
    acts = (SAVE, FILL)
    units = UNITS

    def __init__(self, request, filing: Filing):
        self.filing = filing
        self.known: dict[int, list[Purse]] = {}  # by the statement
        super().__init__(
            request,
            filing.explanations.select_related("statement"),
            may_write=filing.department_id in request.rights.writes,
            may_confirm=filing.department_id in request.rights.operates,
        )

    @property
    def address(self) -> str:
        return reverse("reasons", args=[self.filing.pk])

    def sent(self) -> Typed:
        return lapsing.sent(self.request.POST, unit_sent(self.request))

    def stored(self, shown: Explanation | None) -> Typed:
        label = shown.unit if shown else Unit.THOUSAND.label
        return lapsing.drawn(given_in(shown), unit_of(self.request.GET.get("unit") or label))

    def texts(self, typed: Typed):
        return typed.texts.values()

    def in_unit(self, typed: Typed, unit: Unit) -> Typed:
        return lapsing.in_other_unit(typed, unit)

    def read(self, typed: Typed):
        given, wrong = lapsing.reading(typed, _places(self._purses(self.last)))
        return {"given": given, "unit": typed.unit}, wrong

    def found_in(self, typed: Typed, shown: Explanation | None) -> list[Wrong]:
        """Held against the amounts that stand by now: they may have been corrected since."""
        return lapsing.reading(typed, _places(self._purses(shown)))[1]

    def _purses(self, shown: Explanation | None) -> list[Purse]:
        """Of the amounts that stand; beside an older version, of those that it was given for."""
        statement = self.filing.standing if shown == self.last else shown.statement
        if statement.pk not in self.known:
            self.known[statement.pk] = purses_of(statement)
        return self.known[statement.pk]

    def hand_in(self, read: dict, **facts) -> Explanation:
        return explaining.explain(filing=self.filing, **read, **facts)

    def confirm(self, returned: Explanation, **facts):
        return explaining.publish_explanation(explanation=returned, **facts)

    def parts(self):
        """The rows and columns of the form, with what the newest version says."""
        typed, given, filing = self.stored(self.last), given_in(self.last), self.filing
        day = filing.reporting_date.day
        title = f"{filing.department} 집행잔액의 사유"
        purses = self._purses(self.last)
        part = lapsing_file.template(title, f"{day:%Y. %-m. %-d.}", purses, given, typed)
        return f"{filing.department.name}_{day:%Y-%m-%d}_집행잔액의 사유", [part]

    def from_file(self, given: Came, typed: Typed):
        purses, stands = self._purses(self.last), given_in(self.last)
        day = self.filing.reporting_date.day
        found = lapsing_file.read(given.sheets, purses, stands, day, given.unit)
        offered(found.typed and found.typed.unit, found.filling)
        return found.typed, found.filling

    def drawn(self, typed: Typed, shown: Explanation | None, boxes: set[str]) -> dict:
        filing, purses = self.filing, self._purses(shown)
        places = _places(purses)
        given, found = lapsing.reading(typed, places)
        left = unexplained(given, places)
        before = lapsing.drawn(given_in(self.last), typed.unit) if self.is_compared else None
        day = f"{filing.reporting_date.day:%Y. %-m. %-d.}"
        return {
            "filing": filing,
            "heading": f"{filing.department} {day} 집행잔액의 사유",
            "unit": typed.unit,
            "typed": typed,
            "own": list(enumerate(typed.reasons))[len(lapsing.USUAL) :],
            "purses": [
                (purse, _lines(purse.places, typed, left, found, before)) for purse in purses
            ],
        }


def _places(purses: list[Purse]) -> list[Place]:
    return [place for purse in purses for place in purse.places]


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

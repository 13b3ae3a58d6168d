"""무엇에서 온 숫자인가: one amount of one line, with its source, its versions and what is printed of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from budgets.amounts import Unit, show
from budgets.measures import MEASURES
from budgets.models import Claim, Figure, Statement
from departments.models import Person
from departments.models.cell import State
from departments.rights import rights_of
from reports.claim_words import VERDICTS, computed_words, difference_words, printed_words, row_href
from reports.claims import Checked, checked_claims
from reports.corrections import corrections_of
from reports.dates import When, when_of, written
from reports.places import line_words, place_words
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table
from reports.timeline import text
from reports.work import execution_href

_GAPS = {"dash": Gap.DASH, "blank": Gap.BLANK, "absent": Gap.ABSENT}


@dataclass(frozen=True, slots=True)
class Origin:
    figure: Figure
    measure: str
    versions: list[Figure]  # of the same line in the same filing, oldest first
    published: set[int]  # which of them counts
    once: set[int]  # which of them were ever published
    claims: list[Checked]

    @property
    def when(self) -> When:
        return when_of(self.figure.statement.filing.reporting_date)

    @property
    def label(self) -> str:
        return MEASURES[self.measure]

    @property
    def cell(self) -> Cell:
        return cell_of(self.figure, self.measure)

    @property
    def unit(self) -> Unit:
        """What the source printed it in."""
        return next(unit for unit in Unit if unit.label == self.figure.statement.unit)


def cell_of(figure: Figure, measure: str) -> Cell:
    state = getattr(figure, f"{measure}_state")
    return getattr(figure, measure) if state == State.VALUE else _GAPS[state]


_BESIDE = (
    "line__program__department__parent",
    "line__program__account",
    "line__program__book__office",
    "statement__document",
    "statement__handed_in_by",
    "statement__filing__reporting_date__book",
)


def figures_for(user: Person | AnonymousUser) -> QuerySet[Figure]:
    """What was ever published, and every version of the departments whose drafts this person reads."""
    reads = rights_of(user).reads
    own = Q(statement__filing__department__in=reads)
    public = Q(statement__publication__isnull=False)
    figures = Figure.objects.filter(public | own) if reads else Figure.objects.once_published()
    return figures.select_related(*_BESIDE)


def read_origin(figure: Figure, measure: str, user: Person | AnonymousUser) -> Origin:
    versions = figures_for(user).filter(
        statement__filing=figure.statement.filing_id, line=figure.line_id
    )
    pointers = ("pk", "statement__published_in", "statement__publication")
    told = list(versions.values_list(*pointers))
    return Origin(
        figure,
        measure,
        list(versions.order_by("statement__version")),
        {pk for pk, now, _ in told if now},
        {pk for pk, _, once in told if once},
        _claims(figure, claims_for(user)),
    )


def claims_for(user: Person | AnonymousUser) -> QuerySet[Claim]:
    """What is printed of a whole office gives away the parts: who reads one part does not see it."""
    public, reads = Claim.objects.published(), rights_of(user).reads
    if not reads:
        return public
    own = Q(department__in=reads) | Q(document__office__in=reads)
    return Claim.objects.filter(own | Q(pk__in=public.order_by().values("pk")))


def _claims(figure: Figure, claims: QuerySet[Claim]) -> list[Checked]:
    """Judged among all that their documents print, as a verdict leans on what stands beside it."""
    line, program = figure.line, figure.line.program
    of_department = Q(department=program.department_id, kind="", program=None, line=None)
    of_program = Q(program=program.pk, line=None)
    speaking = claims.filter(
        Q(line=line.pk) | Q(lines=line.pk) | of_program | of_department,
        Q(account=None) | Q(account=program.account_id),
        reporting_date=figure.statement.filing.reporting_date_id,
    )
    found = dict(speaking.values_list("pk", "document"))
    if not found:
        return []
    checked = checked_claims(claims.filter(document__in=set(found.values())))
    mine = [each for each in checked if each.claim.pk in found]
    return sorted(mine, key=lambda each: _nearness(each.claim, figure))


def _nearness(claim: Claim, figure: Figure) -> tuple:
    """The line's own first, then sentences that count it in, its program, its department."""
    if claim.line_id:
        near = 0
    elif claim.program_id:
        near = 2
    else:
        near = 3 if claim.shape == Claim.Shape.TABLE else 1
    return near, claim.document.key, claim.place, claim.position


# --- what the page says ---------------------------------------------------------------------------


def origin_page(report: Report, origin: Origin) -> dict[str, Any]:
    figure = origin.figure
    line, statement = figure.line, figure.statement
    return {
        "origin": origin,
        "line": line,
        "program": line.program,
        "department": line.program.department,
        "statement": statement,
        "amount": amount_words(origin),
        "won": won_words(origin),
        "place": _where(figure, origin.measure),
        "date": (
            origin.when.words,
            execution_href(line.program.book.office.code, origin.when, line.program.department),
        ),
        "who": who(figure),
        "handed": handed(figure.statement),
        "others": [
            (label, f"/figures/{figure.pk}/{measure}", measure == origin.measure)
            for measure, label in MEASURES.items()
            if getattr(figure, f"{measure}_state") != State.ABSENT
        ],
        "corrected": _corrected(origin),
        "corrections": correction_words(origin),
        "versions": report.tables[0],
        "claims": report.tables[1] if origin.claims else None,
    }


def _corrected(origin: Origin) -> str | None:
    """Where the amount stands that took the place of this one; "" where its line was left out."""
    if origin.figure.pk in origin.published or origin.figure.pk not in origin.once:
        return None
    return next((f"/figures/{pk}/{origin.measure}" for pk in origin.published), "")


def correction_words(origin: Origin) -> list[str]:
    """Of this very amount, newest first: the day, old and new, and why."""
    if len(origin.once) < 2:
        return []
    line, measure, unit = origin.figure.line_id, origin.measure, origin.unit
    return [
        f"정정: {written(each.on)} {_amount(change.before, unit)} → {_amount(change.after, unit)}"
        f" (사유: {each.reason or '적혀 있지 않음'})"
        for each in corrections_of([origin.figure.statement.filing_id])
        for change in each.changes
        if (change.line, change.measure) == (line, measure)
    ]


def _amount(cell: Cell, unit: Unit) -> str:
    if isinstance(cell, int):
        return f"{show(cell, unit)}{unit.label}"
    return "빈칸" if cell is Gap.BLANK else cell.value


def amount_words(origin: Origin) -> str:
    cell, unit = origin.cell, origin.unit
    if cell is Gap.DASH:
        return "‘-’로 적혀 있음"
    if cell is Gap.BLANK:
        return "빈칸"
    if cell is Gap.ABSENT:
        return "자료에 그런 열이 없음"
    return f"{show(cell, unit)}{unit.label}"


def won_words(origin: Origin) -> str:
    """The same in won, where the source printed another unit."""
    cell = origin.cell
    if not isinstance(cell, int) or origin.unit is Unit.WON:
        return ""
    return f"{show(cell, Unit.WON)}원"


def _where(figure: Figure, measure: str) -> str:
    place = figure.place_of(measure)
    if not place:
        return "자리가 적혀 있지 않음"
    return line_words(place) if place.isdecimal() else place


def versions_table(origin: Origin) -> Table:
    columns = (
        Column("amount", origin.label, Kind.WON),
        text("told_publicly", "공개"),
        text("method", "방법"),
        text("who", "누가"),
        text("handed", "제출한 때 또는 문서의 날짜"),
        text("reason", "사유"),
        text("place", "자리"),
    )
    rows = [_version(figure, origin) for figure in reversed(origin.versions)]
    return Table("versions", "제출본의 판", columns, tuple(rows), name_label="판")


def _version(figure: Figure, origin: Origin) -> Row:
    statement = figure.statement
    name = f"제{statement.version}판"
    here = figure.pk == origin.figure.pk
    return Row(
        0,
        LEAF,
        f"{name} (이 숫자)" if here else name,
        "",
        "" if here else f"/figures/{figure.pk}/{origin.measure}",
        "",
        (
            cell_of(figure, origin.measure),
            _state(figure, origin),
            statement.get_method_display(),
            who(figure),
            day_words(statement),
            statement.reason or "-",
            _where(figure, origin.measure),
        ),
    )


def _state(figure: Figure, origin: Origin) -> str:
    if figure.pk in origin.published:
        return "공개 중"
    return "정정 전 공개" if figure.pk in origin.once else "공개되지 않음"


def who(figure: Figure) -> str:
    """What a document prints nobody typed."""
    by = figure.statement.handed_in_by
    return by.name if by else "-"


def handed(statement: Statement) -> tuple[str, str, str]:
    """What day it stands with, that day, and why. What a document prints nobody handed in: it stands
    with the document's own day (budgets/reading/fixtures.py).
    """
    day = written(timezone.localdate(statement.handed_in_at))
    if statement.method != Statement.Method.DOCUMENT:
        return "제출한 때", day, ""
    if statement.document.printed_on == day:
        return "문서의 날짜", day, "문서에서 옮긴 것이어서 따로 제출한 때가 없음"
    return "문서의 날짜", day, "문서에 날까지 적혀 있지 않아, 문서가 말하는 날로 둠"


def day_words(statement: Statement) -> str:
    label, day, _ = handed(statement)
    return day if label == "제출한 때" else f"{day} ({label})"


def claims_table(claims: Sequence[Checked]) -> Table:
    columns = (
        text("measure", "무엇"),
        text("printed", "인쇄값"),
        text("computed", "셈한 값"),
        text("difference", "차이"),
        text("verdict", "판정"),
        text("reason", "까닭"),
        text("place", "적힌 곳"),
    )
    rows = [_claim(checked) for checked in claims]
    return Table("claims", "인쇄값과 견주기", columns, tuple(rows), name_label="대상")


def _claim(checked: Checked) -> Row:
    claim, verdict = checked.claim, checked.verdict
    return Row(
        0,
        LEAF,
        claim.subject,
        "",
        row_href(claim),
        "",
        (
            claim.get_measure_display(),
            printed_words(claim) or "빈칸",
            computed_words(checked) or "-",
            difference_words(checked) or "-",
            VERDICTS[verdict.verdict],
            verdict.reason or "-",
            f"{place_words(claim.document.key, claim.place)}의 {claim.get_shape_display()}",
        ),
    )

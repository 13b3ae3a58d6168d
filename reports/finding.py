"""One of the 시정·권고사항: what is named, its steps, and the lines it concerns with their amounts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from budgets.amounts import Unit
from budgets.measures import MEASURES
from budgets.models import Claim, Figure, FindingFact
from budgets.models.finding import Side
from departments.models import Document
from reports.called_today import Called
from reports.claim_words import VERDICTS, row_href
from reports.claims import Checked, checked_claims
from reports.dates import when_of, written
from reports.finding_ages import contradictions, late_reports
from reports.finding_moves import Move, read_moves
from reports.finding_rows import UNKNOWN, Told, span_words
from reports.finding_told import goes_on, side_line, side_told
from reports.findings import CUT, sources_of
from reports.places import place_words
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table
from reports.timeline import Stand, newest_first, text, timeline
from reports.work import execution_href, sums_of

GOES_ON = "상태는 완료로 적혀 있으나, 조치 가운데 추진 중이거나 계획인 것도 적혀 있습니다."
COMPOSED = "문서의 문장을 옮기지 않고, 문서에서 읽은 낱말과 수만으로 적은 것입니다. 정확한 뜻은 출처의 줄을 보십시오."
NO_LINE = "이름, 제목의 낱말, 금액으로 이어지는 세부사업을 찾지 못했습니다."


@dataclass(frozen=True, slots=True)
class Whole:
    """What its page tells."""

    told: Told
    figures: Sequence[Figure]  # of its lines, on every published date
    moves: Sequence[Move]
    checked: Sequence[Checked]  # what its lines print, held against the rest of the document


def read_whole(told: Told) -> Whole:
    lines = [each.line_id for each in told.finding.lines.all()]
    figures = Figure.objects.published().filter(line__in=lines) if lines else Figure.objects.none()
    beside = ("line__program__department", "statement__filing__reporting_date__book__office")
    rows = list(figures.select_related(*beside).order_by("line", "pk"))
    return Whole(told, rows, read_moves(told), _checked(told))


def _checked(told: Told) -> list[Checked]:
    """Where it names no amount, nothing of it can be worked out."""
    finding = told.finding
    if not any(fact.kind == FindingFact.Kind.AMOUNT for fact in finding.facts.all()):
        return []
    own = Claim.objects.published().filter(document=finding.document_id)
    return checked_claims(own.filter(place__gte=finding.place, place__lte=finding.until))


def finding_report(whole: Whole, unit: Unit = Unit.THOUSAND) -> Report:
    told = whole.told
    finding = told.finding
    tables = [_sides(told), _named(whole), _steps(told), _moves(whole.moves), *_lines(whole)]
    notes = [*contradictions(told.named_days), *late_reports(told.named_days)]
    if told.later is not None:
        words = f"{told.later.document.key}에 다시 적혀 있습니다. 지금의 상태는 그쪽이 말합니다."
        notes.append(words)
    report = Report(
        title=f"시정·권고사항 {finding}",
        office=told.office.words,
        when=f"{written(told.as_of)} 기준" if told.as_of else "공개된 기준일 없음",
        unit=unit,
        tables=tuple(table for table in tables if table.rows),
        sources=sources_of([told]),
        file=f"시정·권고사항_{finding.pk}",
        name=f"시정·권고사항 {finding}",
        notes=tuple(notes),
    )
    return told.called.told(report)


def _sides(told: Told) -> Table:
    """The answer: what is asked, and what is done, side below side."""
    columns = (
        text("what", "무엇을"),
        text("named", "이름·수·금액"),
        text("law", "근거 규정"),
        text("when_told", "때"),
        text("told_at", "출처"),
    )
    rows = []
    for side in Side:
        said = side_told(told, side)
        what = said.acts or ("-" if said.line else side_line(told, side))
        cells = (what, said.named or "-", said.laws or "-", said.days or "-", told.source)
        rows.append(_row(side.value, cells, told.finding.document))
    notes = [COMPOSED] if told.finding.document else []
    if not told.is_open and goes_on(told):
        notes.append(GOES_ON)
    title = "요구한 것과 조치한 것"
    return Table("sides", title, columns, tuple(rows), tuple(notes), name_label="어느 쪽")


def _named(whole: Whole) -> Table:
    """An amount with what the rest of the document says of it."""
    columns = (
        text("side_of", "어느 쪽"),
        text("sort", "무엇"),
        text("when_told", "때"),
        Column("won", "금액", Kind.WON),
        text("checked", "검산"),
        text("told_at", "출처"),
    )
    finding = whole.told.finding
    document = finding.document
    rows = [
        _row(
            fact.words,
            (
                fact.get_side_display(),
                fact.get_kind_display(),
                span_words(fact.first, fact.last),
                int(fact.value) if fact.kind == FindingFact.Kind.AMOUNT else Gap.DASH,
                VERDICTS[found.verdict.verdict] if found else "-",
                place_words(document.key, fact.place),
            ),
            document,
            row_href(found.claim) if found else "",
        )
        for fact in finding.facts.all()
        if fact.kind != FindingFact.Kind.ACT  # told above
        for found in [_check_of(fact, whole.checked)]
    ]
    title = "문서가 적은 수, 때와 이름"
    return Table("named", title, columns, tuple(rows), (CUT,), name_label="적힌 말")


def _steps(told: Told) -> Table:
    columns = (
        text("side_of", "어느 쪽"),
        text("when_told", "때"),
        text("content", "내용"),
        text("paper", "근거 문서"),
        text("told_at", "출처"),
    )
    rows = [
        _row(
            step.status or (UNKNOWN if step.side == Side.DONE else "요구"),
            (
                step.get_side_display(),
                span_words(step.first, step.last),
                step.words or step.printed or "-",
                step.paper or "-",
                place_words(step.document.key, step.place) if step.document else "부서가 적음",
            ),
            step.document,
        )
        for step in told.steps
    ]
    return Table("steps", "단계", columns, tuple(rows), name_label="상태")


def _moves(moves: Sequence[Move]) -> Table:
    columns = (
        text("given", "준 쪽"),
        text("received", "받은 쪽"),
        Column("won", "금액", Kind.WON),
        text("why", "사유"),
        text("told_at", "출처"),
    )
    rows = [
        _row(
            move.kind,
            (
                move.given,
                move.received,
                Gap.DASH if move.won is None else move.won,
                move.reason,
                move.source,
            ),
            move.document,
        )
        for move in moves
    ]
    return Table("moves", "관련된 예산 변동", columns, tuple(rows), name_label="종류")


def _check_of(fact: FindingFact, checked: Sequence[Checked]) -> Checked | None:
    """The claim that is printed where the fact is, with its very figure."""
    return next(
        (
            each
            for each in checked
            if each.claim.place == fact.place
            and fact.kind == FindingFact.Kind.AMOUNT
            and each.claim.printed.replace(" ", "") in fact.words.replace(" ", "")
        ),
        None,
    )


def _row(
    name: str, cells: tuple[Cell, ...], document: Document | str | None, check: str = ""
) -> Row:
    """Its last cell leads to the document that says it, the one before to how it was checked."""
    key = document.key if isinstance(document, Document) else document
    href = reverse("document", args=[key, ""]) if key else ""
    return Row(0, LEAF, name, "", "", "", cells, (*[""] * (len(cells) - 2), check, href))


def _lines(whole: Whole) -> list[Table]:
    """One table a line: its amounts on each date, newest first."""
    tables = []
    for each in whole.told.finding.lines.all():
        own = [figure for figure in whole.figures if figure.line_id == each.line_id]
        stands = [_stand(figure, whole.told.called) for figure in own]
        how = f"{each.get_how_display()}{f': {each.words}' if each.words else ''}"
        title = f"{each.line} (세부사업)"
        table = timeline(
            f"line-{each.line_id}", title, newest_first(stands), told=(text("whose", "부서"),)
        )
        notes = (f"이어진 근거: {how}.", *table.notes)
        tables.append(Table(table.key, title, table.columns, table.rows, notes, table.name_label))
    return tables


def _stand(figure: Figure, called: Called) -> Stand:
    reporting_date = figure.statement.filing.reporting_date
    department, when = figure.line.program.department, when_of(reporting_date)
    whose = called.department(department, figure.line_id)
    return Stand(
        when,
        sums_of(figure),
        execution_href(reporting_date.book.office.code, when, department),
        code=figure.line.code,
        told=((whose.words, whose.href),),
        figures=tuple(f"/figures/{figure.pk}/{measure}" for measure in MEASURES),
    )

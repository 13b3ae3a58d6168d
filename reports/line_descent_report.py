"""사업의 이어짐 as tables: one for every two books, with how each line is known again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from budgets.amounts import Unit
from budgets.measures import MEASURES
from budgets.models import LineLink
from departments.models import Department
from reports.asked import known_department, one_of, read_asked, read_unit
from reports.dates import when_of, written
from reports.likeness import Question
from reports.line_descent import (
    KIND_OF,
    KINDS,
    MOVED,
    QUESTION,
    RECORDED,
    RENAMED,
    SAME,
    STATED,
    Going,
    Lines,
    Turn,
    amount_words,
    asked_anchor,
    goings_of,
    questions_of,
)
from reports.sources import sources_of
from reports.table import LEAF, Column, Gap, Kind, Report, Row, Table
from reports.timeline import span, text

ASKED = "물음"


@dataclass(frozen=True, slots=True)
class Asked:
    unit: Unit = Unit.THOUSAND
    department: str = ""
    kind: str = ""

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        said = {"부서": self.department, "변동": self.kind}
        return tuple((label, value) for label, value in said.items() if value)


def read_asked_of_lines(said: Mapping[str, str]) -> Asked:
    readers = {"unit": read_unit, "department": str, "kind": one_of("변동", KINDS)}
    return replace(Asked(), **read_asked(said, readers))


def lines_report(office: Department, found: Lines, asked: Asked) -> Report:
    turns = found.turns
    if turns:  # of a single book there is none to choose: the page says that nothing is compared
        known_department(asked.department, departments_of(turns))
    several = len({account for turn in turns for account in goings_of(turn)}) > 1
    tables = [
        table
        for turn in turns
        for account, goings in sorted(goings_of(turn).items())
        for table in _tables(turn, account, goings, asked, several)
        if table.rows
    ]
    if (inner := _within(found, asked)).rows:
        tables.insert(0, inner)
    return Report(
        title=f"{office} 사업의 이어짐",
        office=office.name,
        when=span(when_of(each) for each in found.dates),
        unit=asked.unit,
        tables=tuple(tables),
        sources=sources_of(found.dates),
        chosen=asked.words,
        file=f"{office}_사업의_이어짐",
        name=f"{office} 사업의 이어짐",
    )


def departments_of(turns: Iterable[Turn]) -> list[str]:
    """Under all their names, the newest first."""
    found: dict[str, None] = {}
    for turn in turns:
        for side in (turn.now, turn.then):
            found.update(dict.fromkeys(side.found.divisions))
    return list(found)


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A table as it is printed: what goes on under its name in its place is named, and no row."""

    table: Table
    unchanged: tuple[tuple[str, str], ...]  # names by department
    count: int


def on_paper(table: Table) -> OnPaper | None:
    if "what" not in {column.key for column in table.columns}:
        return None
    what, whose = table.at("what"), table.at("whose")
    same = [row for row in table.rows if row.cells[what] == SAME]
    if not same:
        return None
    names: dict[str, list[str]] = {}
    for row in same:
        names.setdefault(row.cells[whose], []).append(row.name)
    others = tuple(row for row in table.rows if row.cells[what] != SAME)
    told = tuple((department, ", ".join(own)) for department, own in names.items())
    return OnPaper(replace(table, rows=others, anchors=()), told, len(same))


def _tables(
    turn: Turn, account: int, goings: Sequence[Going], asked: Asked, several: bool
) -> Iterable[Table]:
    asking = questions_of(turn, goings)
    table = _table(turn, account, goings, asking, asked, several)
    yield table
    shown = [
        each
        for each in asking
        if asked.kind in ("", QUESTION)
        and asked.department in ("", *each[0].departments, *each[1].departments)
    ]
    yield replace(
        table,
        key=f"{table.key}-asked",
        title=f"이어진 것으로 보이는 사업: {table.title}",
        rows=tuple(_question(*each, asking) for each in shown),
        anchors=tuple(asked_anchor(ended, new) for ended, new, _ in shown),
        notes=(
            "종료와 신규로 둔 사업 가운데 이름이 닮아 이어졌을 수 있는 것입니다. 둘 이상이 맞거나 닮은 데가 적어 "
            "잇지 않았고, 금액도 각각 종료와 신규로 셉니다.",
        ),
    )


Asking = Sequence[tuple[Going, Going, Question]]


def _question(ended: Going, new: Going, question: Question, asking: Asking) -> Row:
    """The line that ended and the one that may have followed it, with what each other may be."""
    said = [f"같은 글자 ‘{question.shared}’", amount_words(ended.amounts[0], new.amounts[1])]
    rivals = sum(each[0] is ended or each[1] is new for each in asking) - 1
    said.append(f"다른 후보 {rivals}개" if rivals else "")
    row = _row(new)
    departments = " → ".join(dict.fromkeys((*ended.departments, *new.departments)))
    programs = " → ".join(dict.fromkeys((ended.programs, new.programs)))
    amounts = ended.amounts[0], new.amounts[1]
    known = ", ".join(filter(None, said))
    return row._replace(
        name=f"{ended.pair.before.name} → {new.pair.now.name}",
        cells=(departments, programs, QUESTION, ASKED, known, *amounts),
        links=(*row.links[:5], _row(ended).links[5], row.links[6]),
    )


def _asked_of(each: Going, asking: Asking) -> str:
    """Of a line that ended or began: what it may go on as, or may have been."""
    ahead = [new.pair.now.name for ended, new, _ in asking if ended is each]
    behind = [ended.pair.before.name for ended, new, _ in asking if new is each]
    if ahead:
        return f"이어진 것으로 보이는 사업: {', '.join(ahead)}"
    return f"이 사업으로 이어진 것으로 보이는 사업: {', '.join(behind)}" if behind else ""


def _table(
    turn: Turn,
    account: int,
    goings: Sequence[Going],
    asking: Asking,
    asked: Asked,
    several: bool,
) -> Table:
    then, now = turn.then.when, turn.now.when
    shown = [
        each
        for each in goings
        if (not asked.kind or each.kind == asked.kind)
        and (not asked.department or asked.department in each.departments)
    ]
    labels = tuple(MEASURES.values())
    bases = goings[0].bases
    name = turn.now.found.names.accounts[account]
    title = f"{then.short} → {now.short}{f' ({name})' if several else ''}"
    return Table(
        key=f"{then.slug}-{now.slug}-{account}",
        title=title,
        columns=(
            text("whose", "부서"),
            text("within", "정책사업"),
            text("what", "변동"),
            text("grounds", "근거"),
            text("known", "근거 내용"),
            Column("then_won", f"앞의 {labels[bases[0]]}", Kind.WON),
            Column("now_won", f"뒤의 {labels[bases[1]]}", Kind.WON),
        ),
        rows=tuple(_row(each, _asked_of(each, asking)) for each in shown),
        notes=(_sentence(goings),),
        name_label="세부사업",
        anchors=tuple(each.anchor for each in shown),
    )


def _within(found: Lines, asked: Asked) -> Table:
    """What became of a line in the middle of a year: as somebody recorded it, or as a document says."""
    columns = (
        text("whose", "부서"),
        text("within", "정책사업"),
        text("what", "변동"),
        text("grounds", "근거"),
        text("span", "날짜"),
        text("known", "근거 내용"),
    )
    recorded = (
        _inner(each)
        for each in found.inner
        if asked.kind in ("", KIND_OF.get(each.how, SAME))
        and asked.department in ("", each.after.program.department.name)
    )
    rows = (*recorded, *_handed_over(found, asked))
    title = "회계연도 안에서 바뀐 사업"
    return Table("within", title, columns, rows, name_label="세부사업")


def _inner(each: LineLink) -> Row:
    before, after = each.before, each.after
    programs = " → ".join(dict.fromkeys(map(str, (before.program, after.program))))
    name = f"{before} → {after}" if str(before) != str(after) else str(after)
    day = written(each.record.day) if each.record.day else ""
    own = after.program.department
    cells = (own.name, programs, KIND_OF.get(each.how, SAME), RECORDED, day, "")
    links = (f"/departments/{own.pk}", f"/programs/{after.program_id}", "", "", "", "")
    return Row(0, LEAF, name, after.code, f"/lines/{after.pk}", "", cells, links)


def _handed_over(found: Lines, asked: Asked) -> Iterable[Row]:
    """Of lines that these books have on their newest dates."""
    departments = {own.code: (pk, own.name) for pk, own in found.names.departments.items()}
    there = {
        leaf.pk: (leaf, turn.now.found.names)
        for turn in found.turns
        for leaf in turn.now.found.leaves
    }
    for each in found.handed_over:
        if each.line not in there or asked.kind not in ("", MOVED):
            continue
        leaf, names = there[each.line]
        (_, before), (pk, after) = departments[each.before], departments[each.after]
        if asked.department not in ("", before, after):
            continue
        program = names.programs[leaf.program].name
        cells = (f"{before} → {after}", program, MOVED, STATED, each.days, each.source)
        links = (f"/departments/{pk}", f"/programs/{leaf.program}", "", "", "", "")
        yield Row(0, LEAF, leaf.name, leaf.code, f"/lines/{leaf.pk}", "", cells, links)


def _sentence(goings: Sequence[Going]) -> str:
    counts = {kind: sum(1 for each in goings if each.kind == kind) for kind in KINDS}
    told = ", ".join(f"{kind} {count}개" for kind, count in counts.items() if count)
    return f"세부사업 {len(goings)}개: {told}."


def _row(each: Going, asked: str = "") -> Row:
    """`asked`: what cannot be settled of it."""
    pair, turn = each.pair, each.turn
    newest, side = (pair.now, turn.now) if pair.now else (pair.before, turn.then)
    named = newest.name
    if pair.before and pair.now and each.kind == RENAMED:
        named = f"{pair.before.name} → {pair.now.name}"
    names = side.found.names
    if each.parts:
        named = " → ".join(each.names)
    keys = tuple(MEASURES)
    figures = [
        f"/figures/{leaf.figure}/{keys[base]}" if leaf and cell is not Gap.ABSENT else ""
        for leaf, base, cell in zip((pair.before, pair.now), each.bases, each.amounts, strict=True)
    ]
    department = names.programs[newest.program].parent
    return Row(
        0,
        LEAF,
        named,
        newest.code,
        f"/lines/{newest.pk}",
        "",
        (
            " → ".join(each.departments),
            each.programs,
            each.kind,
            ASKED if asked else each.evidence,
            asked or each.proof,
            *each.amounts,
        ),
        (f"/departments/{department}", f"/programs/{newest.program}", "", "", "", *figures),
    )

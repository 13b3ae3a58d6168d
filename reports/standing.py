"""The tables of the first page: what an office's newest date came to, how it got there, and its dates.

Each office's stand in its own section, and its drawings are drawn from them; the siblings hold those
of all offices below each other, with the office and the account in columns of their own. A column
that nothing in a table has is left away where the table itself says so.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from reports.became import CHANGED, ENDED, MOVED, NEW, SAME, STATES, UNTOLD
from reports.charts.stages import COMMITTED, OPEN
from reports.claim_words import computed_words
from reports.claims import Checked
from reports.dates import When, written
from reports.overview import Entry, Reported, Total
from reports.percent import percent_words
from reports.picture import Lag, base, cell, elapsed, way
from reports.places import line_words
from reports.table import LEAF, Cell, Column, Gap, Kind, Row, Table, minus, ratio

_AMOUNTS = (
    Column("appropriated", "예산액", Kind.WON),
    Column("budget", "예산현액", Kind.WON),
    Column("committed", "원인행위액", Kind.WON),
    Column("spent", "집행액", Kind.WON),
    Column("rate", "집행률", Kind.RATE, ("spent", "budget"), or_of=("spent", "appropriated")),
)
_REST = (
    Column(
        "uncommitted",
        OPEN,
        Kind.WON,
        ("budget", "committed"),
        or_of=("appropriated", "committed"),
    ),
    Column("unpaid", COMMITTED, Kind.WON, ("committed", "spent")),
    Column("unspent", "미집행", Kind.WON, ("budget", "spent"), or_of=("appropriated", "spent")),
)
_LINES = Column("lines", "세부사업 수", Kind.COUNT)
_ACCOUNT = Column("account", "회계", Kind.TEXT)
_OFFICE = Column("whose_office", "실국", Kind.TEXT)
_STATE_KEYS = dict(
    zip(
        (NEW, ENDED, MOVED, CHANGED, SAME, UNTOLD),
        ("new", "ended", "moved", "changed", "same", "untold"),
        strict=True,
    )
)

COLUMNS = {
    "divisions": (*_AMOUNTS, *_REST, _LINES),
    "lagging": (
        Column("division", "부서", Kind.TEXT),
        *(column for column in _AMOUNTS if column.key != "committed"),
        Column("behind", "뒤진 금액", Kind.WON),
    ),
    "seasons": (_ACCOUNT, *_AMOUNTS, Column("points", "집행률 차", Kind.POINTS)),
    "changed": tuple(Column(_STATE_KEYS[state], state, Kind.COUNT) for state in STATES),
    "differing": (
        Column("document", "출처", Kind.TEXT),
        Column("place", "자리", Kind.TEXT),
        Column("measure", "값의 뜻", Kind.TEXT),
        Column("printed", "인쇄값", Kind.TEXT),
        Column("computed", "계산", Kind.TEXT),
    ),
    "dates": (
        Column("stage", "보고 단계", Kind.TEXT),
        Column("fiscal_year", "회계연도", Kind.TEXT),
        Column("basis", "편성 기준", Kind.TEXT),
        _ACCOUNT,
        *_AMOUNTS,
        Column("departments", "부서 수", Kind.COUNT),
        _LINES,
        Column("document", "출처", Kind.TEXT),
    ),
}
# Where nothing in the table has them. That a source has no 예산현액 is said where its sums stand.
_LEFT_AWAY = {key: {"appropriated", "uncommitted", "unpaid"} for key in COLUMNS}
_LEFT_AWAY["lagging"].add("budget")
_OF_APPROPRIATED = "예산현액이 ‘없음’인 줄의 집행률은 집행액을 예산액으로 나눈 비율입니다."


@dataclass(frozen=True, slots=True)
class Part:
    """A table of one office, and of one of its accounts where it speaks of a single one."""

    office: str
    account: str
    table: Table


def _made(key: str, title: str, rows: Sequence[Row], name: str, notes: Iterable[str] = ()) -> Table:
    columns = COLUMNS[key]
    empty = {
        at
        for at, column in enumerate(columns)
        if column.key in _LEFT_AWAY[key] and all(row.cells[at] is Gap.ABSENT for row in rows)
    }
    rows = [_without(row, empty) for row in rows]
    columns = tuple(column for at, column in enumerate(columns) if at not in empty)
    return Table(key, title, columns, tuple(rows), tuple(notes), name)


def _without(row: Row, ats: Set[int]) -> Row:
    cells = tuple(each for at, each in enumerate(row.cells) if at not in ats)
    return row._replace(
        cells=cells, links=tuple(each for at, each in enumerate(row.links) if at not in ats)
    )


# --- one account on its newest date ---------------------------------------------------------------


def table_of(entry: Entry) -> Table:
    """In the form of the 집행현황표, for an office whose lines are not read: 합계 and departments."""
    parts = [Row(1, "department", part.name, "", "", "", _totals(part)) for part in entry.divisions]
    rows = (Row(0, "total", "합계", "", "", "", _totals(entry)), *parts)
    return Table(entry.name, entry.name, (*_AMOUNTS, _LINES), rows)


def divisions(table: Table, kept: Sequence[Row], when: When) -> Table:
    """`kept`: the rows of the 집행현황표 that are drawn, in its order."""
    rows = [_staged(table, row) for row in kept]
    notes = []
    if any(cell(table, row, "budget") is Gap.ABSENT for row in kept):
        notes.append(_OF_APPROPRIATED)
    if (gone := elapsed(when)) is not None:
        notes.append(
            f"연중 경과 {percent_words(gone)}: 1월 1일부터 기준일까지 지난 날의 비율입니다."
        )
    return _made("divisions", "부서·사업별 현황", rows, "부서 / 사업명", notes)


def _stages(table: Table, row: Row) -> tuple[Cell, ...]:
    whole = base(table, row)
    amounts = [cell(table, row, column.key) for column in _AMOUNTS]
    _, _, committed, spent, _ = amounts
    rest = (minus(whole, committed), minus(committed, spent), minus(whole, spent))
    return (*amounts, *rest, _lines(table, row))


def _staged(table: Table, row: Row) -> Row:
    """What is left is the sum of the same lines as the rate beside it."""
    cells = _stages(table, row)
    ways = [way(table, row, column.key) for column in _AMOUNTS]
    rate = way(table, row, "rate")
    rests = [
        rate.replace("/rate?", f"/{column.key}?", 1) if isinstance(rest, int) else ""
        for column, rest in zip(_REST, cells[len(_AMOUNTS) :], strict=False)
    ]
    return row._replace(cells=cells, links=(*ways, *rests, ""))


def _lines(table: Table, row: Row) -> Cell:
    """How many lines stand under a row; those of an office that is not unfolded were counted."""
    if any(column.key == "lines" for column in table.columns):
        return cell(table, row, "lines")
    if row.mark == LEAF:
        return 1
    at = next(i for i, other in enumerate(table.rows) if other.cells is row.cells)
    below = 0
    for other in table.rows[at + 1 :]:
        if other.level <= table.rows[at].level and other.mark != "kind":
            break
        below += other.mark == LEAF
    return below


def lagging_table(table: Table, lags: Sequence[Lag], departments: Mapping[str, str]) -> Table:
    """`departments`: whose each line is, by where it leads."""
    keys = [column.key for column in COLUMNS["lagging"]][1:-1]
    rows = [
        Row(
            0,
            LEAF,
            lag.row.name,
            lag.row.code,
            lag.row.href,
            lag.row.kind,
            (
                departments.get(lag.row.href, Gap.BLANK),
                *(cell(table, lag.row, key) for key in keys),
                lag.behind,
            ),
            ("", *(way(table, lag.row, key) for key in keys), ""),
        )
        for lag in lags
    ]
    note = "뒤진 금액: 한 해 동안 고르게 쓴다면 기준일까지 썼을 금액에서 집행액을 뺀 값입니다."
    return _made("lagging", "고르게 쓴 것보다 많이 뒤진 사업", rows, "세부사업", [note])


# --- one office -----------------------------------------------------------------------------------


def dates(reported: Sequence[Reported]) -> Table:
    rows = [
        Row(0, "date", written(each.day), "", each.href, "", _date(each, entry), _sums(each, entry))
        for each in reported
        for entry in each.entries
    ]
    notes = [_OF_APPROPRIATED] if any(each.is_of_appropriated for each in reported) else []
    return _made("dates", "기준일별 현황", rows, "기준일", notes)


def _date(each: Reported, entry: Entry) -> tuple[Cell, ...]:
    sources = ", ".join(source.key or source.words for source in each.sources)
    head = (each.stage, f"{each.fiscal_year}년", each.basis, entry.name)
    amounts, lines = _totals(entry)[:-1], entry.lines
    return (*head, *amounts, entry.departments, lines, sources)


def _sums(each: Reported, entry: Entry) -> tuple[str, ...]:
    keys = [column.key for column in COLUMNS["dates"]]
    amounts = {column.key for column in _AMOUNTS}
    return tuple(each.sum_of(entry, key) if key in amounts else "" for key in keys)


def _totals(entry: Entry) -> tuple[Cell, ...]:
    amounts = [
        _cell(total) for total in (entry.appropriated, entry.budget, entry.committed, entry.spent)
    ]
    whole = amounts[0] if amounts[1] is Gap.ABSENT else amounts[1]
    return (*amounts, ratio(amounts[3], whole), entry.lines)


def _cell(total: Total) -> Cell:
    gaps = {"dash": Gap.DASH, "unknown": Gap.UNKNOWN, "absent": Gap.ABSENT}
    return gaps[total.state] if total.won is None else total.won


def seasons(own: Sequence[tuple[str, str, Table]]) -> Table:
    """The whole of each account on this date and at the same time of other years: words, address,
    table; this date's come first."""
    now = {table.key: cell(table, table.rows[0], "rate") for words, _, table in own[::-1]}
    first = own[0][0]
    rows = []
    for words, href, table in own:
        whole = table.rows[0]
        amounts = [cell(table, whole, column.key) for column in _AMOUNTS]
        points = Gap.DASH if words == first else minus(now.get(table.key, Gap.DASH), amounts[-1])
        ways = [way(table, whole, column.key) for column in _AMOUNTS]
        cells = (table.title, *amounts, points)
        rows.append(Row(0, "date", words, "", href, "", cells, ("", *ways, "")))
    return _made("seasons", "다른 해의 같은 때", rows, "기준일")


def changed(before: str, href: str, counts: Mapping[str, int]) -> Table:
    cells = tuple(counts.get(state, 0) for state in STATES)
    row = Row(0, "date", before, "", href, "", cells)
    note = "세부사업의 수입니다. 기준일을 누르면 사업마다 무엇이 바뀌었는지 나옵니다."
    return _made("changed", "앞 기준일과 달라진 세부사업", [row], "앞 기준일", [note])


def differing(found: Sequence[Checked]) -> Table:
    rows = [
        Row(
            0,
            "claim",
            each.claim.subject,
            "",
            "",
            "",
            (
                each.claim.document.key,
                line_words(each.claim.place),
                each.claim.get_measure_display(),
                each.claim.printed,
                computed_words(each) or Gap.DASH,
            ),
        )
        for each in found
    ]
    note = f"문서에 인쇄된 값 {len(rows)}개가 다시 셈한 값과 맞지 않습니다."
    return _made("differing", "맞지 않는 인쇄값", rows, "대상", [note])


# --- taken out ------------------------------------------------------------------------------------


def joined(parts: Iterable[Part]) -> tuple[Table, ...]:
    """Tables of one kind below each other, each row with its office and account."""
    by_key: dict[str, list[Part]] = {}
    for part in parts:
        by_key.setdefault(part.table.key, []).append(part)
    return tuple(_joined(COLUMNS[key], own) for key, own in by_key.items())


def _joined(known: Sequence[Column], parts: Sequence[Part]) -> Table:
    there = {column.key for part in parts for column in part.table.columns}
    columns = [column for column in known if column.key in there]
    of_accounts = any(part.account for part in parts)
    heads = (_OFFICE, _ACCOUNT) if of_accounts else (_OFFICE,)
    rows = [
        Row(
            *row[:6],
            (
                *((part.office, part.account) if of_accounts else (part.office,)),
                *(cell(part.table, row, column.key) for column in columns),
            ),
        )
        for part in parts
        for row in part.table.rows
    ]
    notes = tuple(dict.fromkeys(note for part in parts for note in part.table.notes))
    return replace(parts[0].table, columns=(*heads, *columns), rows=tuple(rows), notes=notes)

"""The columns and rows in which changes stand, in the register and on the page of a settlement."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse

from reports.dates import written
from reports.moves import CARRIED, RESERVE, Headed, Move
from reports.owed import Said
from reports.places import place_words
from reports.table import LEAF, Cell, Column, Gap, Kind, Row

COLUMNS = (
    Column("cases", "건수", Kind.COUNT),
    Column("moved_won", "금액", Kind.WON),
    Column("from_side", "준 쪽", Kind.TEXT),
    Column("to_side", "받은 쪽", Kind.TEXT),
    Column("item_of", "목", Kind.TEXT),
    Column("why", "사유", Kind.TEXT),
    Column("decided_on", "결정", Kind.TEXT),
    Column("due_on", "보고 기한", Kind.TEXT),
    Column("told_on", "의회 보고", Kind.TEXT),
    Column("due_state", "보고 상태", Kind.TEXT),
    Column("stated_in", "근거", Kind.TEXT),
)

STATED = ("이용", "전용", "변경사용", "이체", RESERVE, CARRIED)
NONE, NOT_SAID = "해당사항 없음", "출처에 없음"


def headed_rows(headed: Iterable[Headed]) -> Iterable[Row]:
    """In the order of a settlement report, which may leave out the reserve where it was not touched."""
    told = {each.heading: each for each in headed}
    for heading in STATED:
        if heading in told:
            yield from rows_of(told[heading])
        elif heading != RESERVE:
            yield not_said(heading)


def rows_of(headed: Headed) -> Iterable[Row]:
    """The heading as it is printed, and what is named below it."""
    source = place_words(headed.document, headed.place)
    blank: list[Cell] = [Gap.BLANK] * len(COLUMNS)
    cells = blank.copy()
    if headed.is_none:
        cells[1] = NONE
    else:
        cells[0] = _number(headed.count)
        cells[1] = _number(headed.won)
    cells[-1] = source
    links = [*[""] * (len(COLUMNS) - 1), document_href(headed.document)]
    yield Row(0, "heading", headed.heading, "", "", "", cells, links)
    for move in headed.moves:
        yield row_of(move, 1)


def not_said(heading: str) -> Row:
    """A report that says nothing of it does not say that there was none."""
    cells: list[Cell] = [Gap.BLANK] * len(COLUMNS)
    cells[0] = cells[1] = Gap.ABSENT
    cells[-1] = NOT_SAID
    return Row(0, "heading", heading, "", "", "", cells)


def row_of(move: Move, level: int) -> Row:
    name = f"{move.kind} {move.name}".strip() if move.number else move.name
    if move.heading == CARRIED and move.kind:
        name = f"{move.name} ({kind_words(move.kind)})"
    links = [""] * len(COLUMNS)
    links[2], links[3] = move.given.href, move.received.href
    links[-1] = document_href(move.document)
    if move.heading == CARRIED:
        links[1] = move.given.href
    cells: list[Cell] = [
        _number(move.count) if move.count is not None else Gap.BLANK,
        _number(move.won),
        move.given.words or Gap.DASH,
        _received(move),
        _items(move) or Gap.DASH,
        move.reason or Gap.DASH,
        _days(move.decided, "조직개편" if move.is_reorganisation else "") or Gap.DASH,
        due_words(move.owed.due) or Gap.DASH,
        _days(move.told) or Gap.DASH,
        move.owed.words,
        move.number or place_words(move.document, move.place),
    ]
    href = move.received.href if move.received.line_pk else move.given.href
    return Row(level, LEAF, name or move.heading, "", href, "", cells, links)


def _received(move: Move) -> Cell:
    if move.heading == CARRIED:
        return "다음연도"
    return move.received.words or Gap.DASH


def _number(cell: int | None) -> Cell:
    return Gap.DASH if cell is None else cell


def _items(move: Move) -> str:
    return " → ".join(item for item in (move.given.item, move.received.item) if item)


def kind_words(kind: str) -> str:
    return kind if kind.endswith("이월") else f"{kind}이월"


def document_href(key: str) -> str:
    return reverse("document", args=[key, ""]) if key else ""


def _days(days: Sequence[Said], why: str = "") -> str:
    told = dict.fromkeys(span_words(day.first, day.last) for day in days)
    return ", ".join(told) + (f" ({why})" if why and told else "")


def span_words(first: date, last: date) -> str:
    return written(first) if first == last else f"{first.year}. {first.month}월"


def due_words(due: tuple[date, date] | None) -> str:
    if due is None:
        return ""
    first, last = due
    return written(first) if first == last else f"{written(first)} ~ {written(last)}"


def named_notes(headed: Sequence[Headed]) -> Iterable[str]:
    """How many of the cases are named, and where a report says a day twice."""
    for each in headed:
        named = sum(move.count or 1 for move in each.moves)
        if each.count is not None and named < each.count:
            yield f"{each.heading}: {each.count}건 가운데 {named}건의 이름이 출처에 있습니다.{_whole(each)}"
        for move in each.moves:
            yield from _told_twice(move)


def _whole(headed: Headed) -> str:
    """Two of five may be named, and yet be the whole amount: the report says both."""
    amounts = [move.won for move in headed.moves]
    if amounts and None not in amounts and sum(amounts) == headed.won:
        return " 그 금액을 더하면 전체 금액과 같습니다."
    return ""


def _told_twice(move: Move) -> Iterable[str]:
    told = {(day.first, day.last): day for day in move.told}
    if len(told) > 1:
        days = ", ".join(
            f"{span_words(day.first, day.last)} ({place_words(day.document, day.place)})"
            for day in told.values()
        )
        yield f"‘{move.name}’ {move.heading}: 출처가 의회에 보고한 때를 서로 다르게 적습니다. {days}"

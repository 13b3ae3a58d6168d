"""What stands around the 집행현황표 on its page: other dates, switches, filters, the spoken sentence."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from budgets.amounts import Unit, show
from reports.asked import read_said
from reports.choices import COLUMNS, DEPTHS, KINDS, SORTS, read_choices
from reports.dates import EVERYONE, When, newest_whens
from reports.family import Label
from reports.known import Known
from reports.percent import percent_words
from reports.table import Cell, Gap, Report, Table

DATES = 12
_UNITS = tuple(unit.label for unit in Unit)
_BANDS = (
    *(
        (f"{low}-{high}", f"{low}% 이상 {high}% 미만")
        for low, high in ((0, 30), (30, 60), (60, 90), (90, 100))
    ),
    ("100-", "100% 이상"),
)


def execution_page(
    report: Report,
    request: HttpRequest,
    when: When,
    office: str,
    labels: Sequence[Label],
    departments: list[str],
    known: Known,
    *,
    is_bridged: bool,
) -> dict[str, Any]:
    """`labels`: the dates of an office and its kin; those of all offices only where one was asked for.
    `is_bridged`: whether there is a way from an 예산액 to the date's 예산현액."""
    several = office == EVERYONE
    choices = read_choices(read_said(request.GET))
    sorts = _of_stage(SORTS, when)
    columns = _of_stage(COLUMNS, when)
    # However many dates there are, they are gone through once for each that is shown.
    of = (office, when, choices.compare, bool(labels))
    beside = known.once((_beside, *of), lambda: _beside(labels, when, choices.compare), len)
    dates = known.once((dates_of, *of), lambda: _own_dates(labels, office, when, known), len)
    return {
        "known": known,
        "choices": choices,
        "beside": beside,
        "code": office,
        "spoken": [(table.title, _spoken(table, report.unit)) for table in report.tables],
        "dates": dates,
        "also": _also(office, when, several, is_bridged),
        "units": _UNITS,
        "depths": [depth for depth in DEPTHS if several or depth != "실국"],
        "departments": departments,
        "kinds": KINDS,
        "bands": _BANDS,
        "sorts": (
            *((f"-{key}", f"{label} 큰 것부터") for key, label in sorts.items()),
            *((key, f"{label} 작은 것부터") for key, label in sorts.items()),
        ),
        "columns": (*columns.items(), (",".join(columns), "모두")),
    }


def _also(office: str, when: When, several: bool, is_bridged: bool) -> list[tuple[str, str]]:
    """Other pages of the date. Some are of one office alone."""
    pages = {"ranking": "부진사업과 순위"}
    if not several:
        pages |= {"settlement": "결산"} if when.is_settled else {}
        pages |= {"bridge": "예산현액의 다리"} if is_bridged else {}
    pages |= {"execution_today": "오늘의 조직으로 보기"}
    return [(words, _address(page, office, when)) for page, words in pages.items()]


def _of_stage(offered: dict[str, str], when: When) -> dict[str, str]:
    """What is not spent: during the year 미집행액, after it 집행잔액."""
    other = ("unspent",) if when.is_settled else ("carried", "lapsed")
    return {key: label for key, label in offered.items() if key not in other}


def _own_dates(labels: Sequence[Label], office: str, when: When, known: Known) -> list[tuple]:
    own = [label.when for label in labels if label.is_own] or known(newest_whens, None, DATES)
    return dates_of("execution", office, own, when)


def _beside(labels: Sequence[Label], when: When, chosen: str) -> list[tuple[str, str]]:
    """The newest, the same day of other years, and what is chosen: as many as a reader can look
    over, however many years there are.
    """
    others = [label for label in labels if label.when != when]
    later = others[DATES:]
    shown = [x for x in later if _is_same_day(x.when, when) or x.when.slug == chosen]
    return [(label.when.slug, label.words) for label in others[:DATES] + shown]


def _is_same_day(one: When, other: When) -> bool:
    day, own = one.day, other.day
    return day.day == own.day and day.month == own.month and one.stage == other.stage


def dates_of(page: str, office: str, whens: Sequence[When], when: When) -> list[tuple]:
    """The newest, and this one wherever it stands: their number must not grow with the years."""
    newest = list(whens[:DATES])
    shown = newest if when in newest else [*newest[: DATES - 1], when]
    return [(each.words, _address(page, office, each), each == when) for each in shown]


@lru_cache(maxsize=4096)  # finding an address takes longer than drawing the link
def _address(page: str, office: str, when: When) -> str:
    return reverse(page, args=[office, when, ""])


def _spoken(table: Table, unit: Unit) -> str:
    """As it is said before a council: 총 예산현액은 … 중 지출액은 …이고 …"""
    whole = table.rows[0]
    cells = {c.key: cell for c, cell in zip(table.columns, whole.cells, strict=True)}
    base = _base(cells)
    amounts = {key: cells.get(key) for key in (base, "spent")}
    label = "예산현액" if base == "budget" else "예산액"
    if not isinstance(amounts[base], int):
        return f"{label}의 합계를 낼 수 없습니다. 표의 ‘알 수 없음’을 누르면 까닭이 나옵니다."
    said = f"총 {label}은 {show(amounts[base], unit)}{unit.label}"
    if not isinstance(amounts["spent"], int):
        return f"{said}입니다."
    told = [
        f"{name}은 {show(cells[key], unit)}{unit.label}"
        for key, name in (("spent", "집행액"), ("carried", "이월액"), ("lapsed", "집행잔액"))
        if isinstance(cells.get(key), int)
    ]
    if not isinstance(cells["rate"], Gap):
        told.append(f"집행률은 {percent_words(cells['rate'])}")
    return f"{said}이며, 이 중 {', '.join(told)}입니다."


def _base(cells: dict[str, Cell]) -> str:
    """What has a sum; where neither has one, what the document has a column of."""
    for base in ("budget", "appropriated"):
        if isinstance(cells.get(base), int):
            return base
    return "appropriated" if cells.get("budget", Gap.ABSENT) is Gap.ABSENT else "budget"

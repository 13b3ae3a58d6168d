"""What a calendar can tell of a printed day: its weekday, whether there is such a day, and how many
days a span has: '’22. 12. 28.(수) ~ ’23. 3월 16일(화) (65일)'.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from budgets.reading.facts import ClaimFacts, Scope, Term
from budgets.reading.prose.days import WEEKDAYS, Printed, day_of, days_in, spans
from budgets.reading.prose.subjects import subject

_HOW_LONG = re.compile(r"^\s*[,，]?\s*\(?\s*(?:총\s*)?(?P<days>\d{1,3})\s*일\s*(?:간|동안)?\s*\)")
_LABELLED = re.compile(r"\((?P<label>[^()\d]{0,3}\d?[^()\d]{0,6})\)\s*$")
_ENDS = re.compile(r"^\s*(?:$|[).~∼〜,/(]|부터|까지|자\s|부\s|에\s)")


def weekdays(text: str, place: int, title: str, year: int | None) -> Iterator[ClaimFacts]:
    """`year`: of the heading above, or of the report."""
    said_of = ""
    for i, printed in enumerate(days_in(text, year)):
        if not printed.follows:
            before = "" if i else subject(text[: printed.begins])
            said_of = before or _behind(text, printed) or said_of or title
        if not printed.weekday:
            if _is_no_day(printed, text):
                yield _no_such_day(printed, said_of, place)
        elif printed.year is None:
            continue
        elif printed.day is None:
            if printed.is_sure or not printed.is_possible:
                yield _no_such_day(printed, said_of, place)
        else:
            yield _weekday(printed, said_of, place)


def _behind(text: str, printed: Printed) -> str:
    """'2.7(화) 도시농업 토론회 / 2.14(화) …': what is said of a day may follow it."""
    found = re.match(r"\s*([가-힣A-Za-z·\s]{2,30}?)\s*(?:$|[/,(\d])", text[printed.ends :])
    return found[1].strip() if found else ""


def _is_no_day(printed: Printed, text: str) -> bool:
    """Without a weekday only what cannot be anything else: a whole date of a month that is shorter."""
    is_whole = printed.is_sure and printed.is_dotted and printed.day is None
    return is_whole and 1 <= printed.month <= 12 and bool(_ENDS.match(text[printed.ends :]))


def _no_such_day(printed: Printed, said_of: str, place: int) -> ClaimFacts:
    return ClaimFacts(
        place, "문장", said_of, "weekday", printed.text, "unread", None, "", Scope(), "요일"
    )


def _weekday(printed: Printed, said_of: str, place: int) -> ClaimFacts:
    day, number = printed.day, WEEKDAYS.index(printed.weekday) + 1
    settled = printed.is_sure or not _lies_a_year_off(printed, number)
    return ClaimFacts(
        place,
        "문장",
        said_of,
        "weekday",
        printed.weekday,
        "value",
        Decimal(number),
        "",
        Scope(),
        "요일" if settled else "",
        (_term(printed.text, day, place),) if settled else (),
    )


def _lies_a_year_off(printed: Printed, weekday: int) -> bool:
    """Right in a year beside the one that was taken for it, and wrong in that."""
    if printed.day.isoweekday() == weekday:
        return False
    near = (day_of(printed.year + off, printed.month, printed.number) for off in (-1, 1))
    return any(day and day.isoweekday() == weekday for day in near)


def _term(label: str, day: date, place: int) -> Term:
    return Term(label, day.isoformat(), Decimal(0), "", place)


# --- how many days --------------------------------------------------------------------------------


def durations(
    text: str, below: str, place: int, at: int, title: str, year: int | None
) -> Iterator[ClaimFacts]:
    """`below`: the next line, `at` its place; there the spans may stand that a span is made of."""
    found = days_in(text, year)
    for first, last in spans(found):
        told = _HOW_LONG.match(text[last.ends :])
        if not told or first.day is None or last.day is None or last.day < first.day:
            continue
        printed = int(told["days"])
        within = _made_of(first, last, days_in(below, first.year), below)
        said_of = subject(text[: first.begins], None, title)
        yield _duration(printed, first, last, within, said_of, place, at)


def _made_of(first: Printed, last: Printed, found: Sequence[Printed], text: str):
    """Spans that begin and end with the whole one, each named in brackets: (1차) … / (결선) …"""
    own = list(spans(list(found)))
    if len(own) < 2 or own[0][0].day != first.day or own[-1][1].day != last.day:
        return []
    if any(a.day is None or b.day is None or b.day < a.day for a, b in own):
        return []
    if any(here[1].day >= there[0].day for here, there in pairwise(own)):
        return []
    return [(_label(text, a), a, b) for a, b in own]


def _label(text: str, first: Printed) -> str:
    found = _LABELLED.search(text[: first.begins])
    return found[1] if found else ""


def _duration(printed: int, first: Printed, last: Printed, within, said_of, place, at):
    days = (last.day - first.day).days + 1
    apart = [(label, a, b, (b.day - a.day).days + 1) for label, a, b in within]
    summed = sum(count for *_, count in apart)
    if apart and printed != days and abs(printed - summed) < abs(printed - days):
        terms = tuple(
            Term(f"{label} {a.text} ~ {b.text}".strip(), str(count), Decimal(count), "일", at)
            for label, a, b, count in apart
        )
        return _days_claim(printed, "합", terms, said_of, place)
    # Fewer days than the span has may be those on which it was open.
    if not apart and printed < days - 1:
        return _days_claim(printed, "", (), said_of, place)
    terms = (_term(first.text, first.day, place), _term(last.text, last.day, place))
    return _days_claim(printed, "일수", terms, said_of, place)


def _days_claim(printed: int, formula: str, terms, said_of: str, place: int) -> ClaimFacts:
    return ClaimFacts(
        place,
        "문장",
        said_of,
        "days",
        f"{printed}일",
        "value",
        Decimal(printed),
        "일",
        Scope(),
        formula,
        terms,
    )

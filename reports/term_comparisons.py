"""Examples of what compares: two dates, a line with a threshold, a date with its year, two names."""

from collections.abc import Iterator, Sequence
from itertools import product

from django.db.models import Count
from django.urls import reverse

from budgets.models import Figure
from departments.models import Succession
from reports.compare import compare
from reports.compare_page import before
from reports.comparison import read_asked_of_comparison
from reports.cuts import BUDGET, SPENT
from reports.dates import when_of
from reports.execution import read_execution, with_lines
from reports.organisation import successions
from reports.percent import percent_words, points_words
from reports.picture import elapsed
from reports.successors import Successors
from reports.table import Gap, ratio
from reports.term_wholes import Example, Whole, won
from reports.thresholds import Thresholds
from reports.two_dates import Side


def of_comparisons(
    wholes: Sequence[Whole], successors: Successors
) -> Iterator[tuple[str, Example]]:
    told = [whole for whole in wholes if whole.knows(BUDGET, SPENT)]
    yield from _of_two_dates(told, successors)
    yield from _of_lines(told, successors)
    yield from _of_pace(told)
    yield from _of_evidence()


def _rate(whole: Whole) -> int | Gap:
    return ratio(whole.cells[SPENT], whole.cells[BUDGET])


def _of_two_dates(told: Sequence[Whole], successors: Successors) -> Iterator[tuple[str, Example]]:
    """Of one office, through its names."""
    last_name = successors.last_name
    found: dict[str, Example] = {}
    for in_season, whole in product((True, False), told):
        others = {
            when_of(each.date): each
            for each in told
            if each.account.pk == whole.account.pk
            and last_name(each.date.book.office.code) == last_name(whole.date.book.office.code)
        }
        then = before(when_of(whole.date), list(others), in_season=in_season)
        rates = (_rate(whole), _rate(others[then])) if then else ()
        if not rates or any(isinstance(rate, Gap) for rate in rates):
            continue
        now, was = rates
        words = f"{then.words}과 견주면 "
        apart = f"집행률 {percent_words(was)}에서 {percent_words(now)}"
        found.setdefault("동기-대비" if in_season else "전기-대비", whole.says(words + apart))
        taken = f"{percent_words(now)} − {percent_words(was)} = {points_words(now - was)}"
        found.setdefault("집행률-차", whole.says(words + taken))
    yield from found.items()


def _of_lines(told: Sequence[Whole], successors: Successors) -> Iterator[tuple[str, Example]]:
    """Of the newest date and the one before it, as their comparison counts them."""
    if not told:
        return
    own = told[0].date
    name = successors.last_name(own.book.office.code)
    others = {
        when_of(each.date): each.date
        for each in told
        if successors.last_name(each.date.book.office.code) == name
    }
    then = before(when_of(own), list(others), in_season=False)
    if then is None:
        return
    dates = others[then], own
    sides = (Side(when_of(each), with_lines(read_execution([each]))) for each in dates)
    asked = read_asked_of_comparison({})
    report = compare(own.book.office.name, *sides, successors, asked)
    words = next((note for table in report.tables for note in table.notes if "가운데" in note), "")
    if words:
        href = reverse("compare", args=[own.book.office.code, then, when_of(own), ""])
        yield "이어짐", Example(words, report.when, href)


def _of_pace(told: Sequence[Whole]) -> Iterator[tuple[str, Example]]:
    paced = ((whole, elapsed(when_of(whole.date))) for whole in told)
    whole, gone = next(((w, gone) for w, gone in paced if gone is not None), (None, None))
    if whole is None:
        return
    budget, spent = whole.cells[BUDGET], whole.cells[SPENT]
    behind = budget * gone // 1000 - spent
    word = "뒤짐" if behind > 0 else "앞섬"
    words = f"{won(budget)} × {percent_words(gone)} − {won(spent)} = {won(behind)} ({word})"
    yield "뒤짐", whole.says(words)
    below = Thresholds().below
    figures = Figure.objects.published().filter(
        statement__filing__reporting_date=whole.date, line__program__account=whole.account
    )
    amounts = figures.filter(budget_state="value", spent_state="value")
    rates = [ratio(spent, budget) for budget, spent in amounts.values_list("budget", "spent")]
    slow = sum(isinstance(rate, int) and rate < below for rate in rates)
    words = f"집행률이 {percent_words(below)} 미만인 세부사업 {slow}개"
    source = whole.says(words).source
    when, office = when_of(whole.date), whole.date.book.office
    yield "부진", Example(words, source, reverse("ranking", args=[office.code, when, ""]))


def _of_evidence() -> Iterator[tuple[str, Example]]:
    rows = successions().order_by().values_list("evidence").annotate(Count("pk"))
    counts = dict(rows)
    told = [f"{word} {counts[word]}개" for word in Succession.Evidence.values if word in counts]
    if told:
        yield "이음의-근거", Example(f"부서의 이전과 이후 {', '.join(told)}")

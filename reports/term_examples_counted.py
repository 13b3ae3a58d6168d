"""Examples of the 용어 of what documents count: 업무추진비, means and shares."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from budgets.models import ReportingDate
from reports.dates import when_of
from reports.expense import per_case, spent_of, with_expenses
from reports.percent import percent_words
from reports.series import Group, Telling, read_series, rounded, shown
from reports.successors import Successors
from reports.table import Cell
from reports.term_wholes import Example, won


def of_counts(
    dates: Sequence[ReportingDate], successors: Successors
) -> Iterator[tuple[str, Example]]:
    yield from _of_expenses(dates)
    yield from _of_series(successors)


def _of_expenses(dates: Sequence[ReportingDate]) -> Iterator[tuple[str, Example]]:
    date, expenses = next(with_expenses(dates), (None, []))
    if date is None:
        return
    own = expenses[0]
    when, office = when_of(date), date.book.office
    href = reverse("expense", args=[office.code, when, ""])
    source = f"{office.name} {when.words}"
    spent = spent_of(own.leaves)
    if isinstance(spent, int):
        yield "업무추진비", Example(f"{own.program} 집행액 {won(spent)}", source, href)
    many = int(own.cases.total or 0) if own.cases else 0
    mean = per_case(spent, many)
    if isinstance(mean, int):
        yield "1건당-평균", Example(f"{won(spent)} ÷ {many:,}건 = {won(mean)}", source, href)


def _of_series(successors: Successors) -> Iterator[tuple[str, Example]]:
    """Of the newest telling that has one."""
    tellings = [telling for series in read_series(successors) for telling in series.tellings]
    newest = sorted(tellings, key=lambda each: each.order, reverse=True)
    pairs = [(telling, group) for telling in newest for group in telling.groups]
    for telling, group in pairs:
        daily = telling.daily(group)
        if daily:
            words = f"{_said(shown(group.total))}{group.unit} ÷ {telling.days:,}일 = {_said(rounded(daily))}{group.unit}"
            yield "일평균", _of(telling, group, words)
            break
    for telling, group in pairs:
        if group.is_divided and group.total:
            count = group.counts[0]
            share = group.share(count)
            if isinstance(share, int) and count.value:
                parts = f"{_said(shown(count.value))}{group.unit} ÷ {_said(shown(group.total))}{group.unit}"
                words = f"{count.item} {parts} = {percent_words(share)}"
                yield "비중", _of(telling, group, words)
                break


def _said(cell: Cell) -> str:
    return f"{cell:,}" if not isinstance(cell, str) else cell


def _of(telling: Telling, group: Group, words: str) -> Example:
    source = f"{telling.own.series}{f' {group.name}' if group.name else ''}, {telling.words}"
    return Example(words, source, reverse("statistic", args=[telling.own.pk, ""]))

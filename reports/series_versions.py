"""What departments entered of a series: every published version, who typed it and when, and what it
said before a newer one took its place."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.utils import timezone

from reports.called_today import Called
from reports.dates import written
from reports.series import Series, Telling, shown
from reports.table import LEAF, Column, Gap, Kind, Row, Table
from reports.timeline import text


def version_tables(
    series: Series, items: Callable[[Telling], Iterable[Table]], called: Called
) -> Iterator[Table]:
    """`items`: how a telling's own values are drawn."""
    entered = [each for each in series.tellings if each.own.is_entered]
    if not entered and not series.replaced:
        return
    yield _record([*entered, *series.replaced], {each.own.pk for each in entered}, called)
    for telling in series.replaced:
        for table in items(telling):
            title = f"고치기 전 제{telling.own.version}판: {table.title}"
            yield replace(table, title=title)


def _record(tellings: list[Telling], standing: set[int], called: Called) -> Table:
    columns = (
        Column("version", "판", Kind.COUNT),
        Column("value", "합계", Kind.COUNT, title="처음 센 것의 합계"),
        text("unit", "단위"),
        text("state", "상태"),
        text("division", "부서"),
        text("by", "적은 사람"),
        text("at", "적은 때"),
        text("why", "고친 까닭"),
    )
    newest = sorted(tellings, key=lambda each: (each.own.last, each.own.version), reverse=True)
    rows = tuple(_row(each, called, is_standing=each.own.pk in standing) for each in newest)
    return Table("entered", "부서가 적은 기록", columns, rows, name_label="기간")


def _row(telling: Telling, called: Called, *, is_standing: bool) -> Row:
    own = telling.own
    department = called.department(own.department)
    group = next((each for each in telling.groups if each.total is not None), None)
    whole = shown(group.total) if group else Gap.DASH
    state = "지금 값" if is_standing else "새 판으로 바뀜" if telling.groups else "값을 거둠"
    cells = (
        own.version,
        whole if not isinstance(whole, str) else Gap.UNKNOWN,
        group.unit if group else "",
        state,
        department.words,
        str(own.by),
        written(timezone.localdate(own.at)),
        own.reason,
    )
    links = (*("", "", "", ""), department.href, "", "", "")
    return Row(0, LEAF, telling.words, "", "", "", cells, links)

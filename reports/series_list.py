"""The list of all series, by office: how often each is told, its newest whole, and what pays for it."""

from collections.abc import Sequence

from budgets.amounts import Unit
from reports.called_today import AS_PRINTED, Called
from reports.file_names import file_name
from reports.series import Group, Series, shown
from reports.series_report import payer_of, span_of
from reports.table import LEAF, Column, Gap, Kind, Report, Row, Table
from reports.timeline import text


def list_report(
    series: Sequence[Series], names: dict[str, str], called: Called = AS_PRINTED
) -> Report:
    """`names`: of the offices, by their codes."""
    offices = dict.fromkeys(each.office for each in series)
    tables = tuple(
        _list(names[office], [each for each in series if each.office == office], called)
        for office in offices
    )
    documents = sorted({words for each in series for words in each.sources})
    report = Report(
        title="통계",
        office=", ".join(names[office] for office in offices) or "모든 실국",
        when=span_of(series),
        unit=Unit.THOUSAND,
        tables=tables,
        sources=tuple(documents),
        file=file_name("통계", ()),
        name="통계",
    )
    return called.told(report)


def _list(office: str, series: Sequence[Series], called: Called) -> Table:
    columns = (
        Column("tellings", "시점", Kind.COUNT, title="이 통계를 적은 곳의 수"),
        text("newest", "가장 최근"),
        Column("value", "합계", Kind.COUNT, title="가장 최근의 합계"),
        text("unit", "단위"),
        text("division", "부서"),
        text("payer", "예산을 대는 사업"),
    )
    told = [each for each in series if len(each.tellings) > 1 or _has_table(each)]
    rest = [each for each in series if each not in told]
    rows = tuple(_series_row(each, called) for each in (*told, *rest))
    return Table(f"{office}", office, columns, rows, name_label="통계")


def _has_table(series: Series) -> bool:
    return any(group.is_divided for each in series.tellings for group in each.groups)


def _series_row(series: Series, called: Called) -> Row:
    newest, payer = series.tellings[0], payer_of(series)
    group = next((g for g in newest.groups if g.total is not None), None)
    department = newest.own.department and called.department(newest.own.department)
    total = shown(group.total) if group else Gap.DASH
    is_whole = isinstance(total, int)
    cells = (
        len(series.tellings),
        newest.words,
        total if is_whole else Gap.DASH,
        _unit_words(group) if group else "",
        department.words if department else "",
        str(payer.own.line) if payer else "",
    )
    links = (
        *("", "", "", ""),
        department.href if department else "",
        f"/lines/{payer.own.line_id}" if payer else "",
    )
    return Row(0, LEAF, series.name, "", series.href, "", cells, links)


def _unit_words(group: Group) -> str:
    return f"{group.unit} ({group.name})" if group.name else group.unit

"""What is said around the rows of the 집행현황표, however they were made: titles, notes, names of files."""

from collections.abc import Iterable, Sequence

from budgets.measures import MEASURES
from reports.choices import SORTS, Choices
from reports.cuts import BUDGET, SPENT
from reports.dates import When
from reports.file_names import file_name
from reports.table import Cell, Column, Gap, Report, Row, Table


def report_of(
    when: When,
    office: str,
    tables: Sequence[Table],
    choices: Choices,
    sources: tuple[str, ...],
    beside: str = "",
) -> Report:
    """`beside`: the other date, in words."""
    chosen = choices.words + ((("나란히", beside),) if beside else ())
    return Report(
        title=f"{office} 집행현황",
        office=office,
        when=when.words,
        unit=choices.unit,
        tables=tuple(tables),
        sources=sources,
        chosen=chosen,
        file=file_name(f"{office}_{when.slug}_집행현황", chosen),
        name=f"{when.words.removesuffix(' 기준')} 집행현황",
    )


def table_of(
    account: str,
    there: Sequence[Cell],
    columns: tuple[Column, ...],
    rows: Sequence[Row],
    choices: Choices,
    lines: int = 0,
    notes: Sequence[str] = (),
) -> Table:
    """`there`: the cells of the whole; `lines`: how many were chosen, if any were."""
    absent = tuple(m for at, m in enumerate(MEASURES) if there[at] is Gap.ABSENT)
    return Table(
        key=account,
        title=account,
        columns=columns,
        rows=rows,
        notes=(*_notes(absent, there, columns, choices, lines), *notes),
        name_label="부서 / 사업명",
        absent=absent,
    )


def _notes(
    absent: Sequence[str],
    there: Sequence[Cell],
    columns: Sequence[Column],
    choices: Choices,
    lines: int,
) -> Iterable[str]:
    if absent:
        yield f"이 자료에는 {', '.join(MEASURES[m] for m in absent)} 열이 없습니다."
    if there[BUDGET] is Gap.ABSENT and there[SPENT] is not Gap.ABSENT:
        yield "예산현액이 없는 자료여서 집행률은 집행액을 예산액으로 나눈 비율입니다."
    if choices.is_filtered:
        yield f"조건에 맞는 세부사업 {lines}개만의 합계입니다."
    if choices.sort and all(column.key != choices.sort for column in columns):
        yield f"이 표에는 {SORTS[choices.sort]} 열이 없어 보고서 차례 그대로입니다."

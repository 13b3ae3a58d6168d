"""업무와 예산 of every document and entered year: how many tasks, how many state an amount, how many amounts are right."""

from collections.abc import Sequence

from budgets.amounts import Unit
from reports.called_today import AS_PRINTED, Called
from reports.cuts import base_of
from reports.dates import EVERYONE
from reports.rollup import cells, summed
from reports.sources import sources_of
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table
from reports.tasks import SILENT, UNKNOWN, WORDS, Work
from reports.tasks_report import counted
from reports.timeline import text

_COLUMNS = (
    text("whose_office", "실국"),
    Column("tasks", "과제", Kind.COUNT),
    Column("stating", "금액을 적은 과제", Kind.COUNT),
    Column("silent", SILENT, Kind.COUNT),
    Column("unbounded", UNKNOWN, Kind.COUNT),
    Column("amounts", "적힌 금액과 비율", Kind.COUNT),
    *(Column(key, word, Kind.COUNT) for key, word in WORDS.items()),
    Column("unsaid", "가리키지 않는 세부사업", Kind.COUNT),
    Column("unsaid_won", "그 예산", Kind.WON),
)


def all_tasks_report(works: Sequence[Work], unit: Unit, called: Called = AS_PRINTED) -> Report:
    rows = tuple(_row(work, called) for work in works)
    notes = (
        "‘가리키지 않는 세부사업’은 어느 과제의 금액도 가리키지 않는 것입니다. 회계가 여럿이면 일반회계만 "
        "셉니다. 예산은 예산현액(없으면 예산액)입니다.",
    )
    title = "문서별 과제와 금액"
    table = Table("documents", title, _COLUMNS, rows, notes, name_label="문서 또는 적은 해")
    dates = {date.pk: date for work in works for date in work.dates}
    report = Report(
        title="업무와 예산",
        office=EVERYONE,
        when="문서마다",
        unit=unit,
        tables=(table,) if rows else (),
        sources=(
            *sources_of(list(dates.values())),
            *(words for work in works if work.source.is_entered for words in work.source.words),
        ),
        file="업무와_예산",
        name="업무와 예산",
    )
    return called.told(report)


def _row(work: Work, called: Called) -> Row:
    source, count = work.source, counted(work)
    number, won = _unsaid(work)
    told = (
        called.department(source.office).words,
        count.tasks,
        count.stating,
        count.silent,
        count.unknown,
        count.amounts,
        *count.verdicts.values(),
        number,
        won,
    )
    return Row(0, LEAF, source.called, source.key, source.href, "", told)


def _unsaid(work: Work) -> tuple[Cell, Cell]:
    """Of the account with the lowest key, which is the general one: accounts are never added up."""
    spoken_of, found = work.spoken_of, []
    for date in work.dates:
        execution = work.found[date.pk]
        of = {leaf.pk: execution.names.programs[leaf.program].account for leaf in execution.leaves}
        first = min(of.values(), default=None)
        found += [
            leaf
            for leaf in execution.leaves
            if of[leaf.pk] == first and (date.pk, leaf.pk) not in spoken_of
        ]
    return len(found), base_of(cells(summed(found))) if found else Gap.DASH

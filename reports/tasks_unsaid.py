"""The other way round: how much of the ledger the tasks of a report speak of, and what they leave out."""

from collections.abc import Iterator, Sequence

from reports.called_today import Called
from reports.cuts import base_of
from reports.execution import Execution
from reports.reconcile import UNDECIDABLE
from reports.rollup import Leaf, cells, summed
from reports.table import LEAF, Cell, Column, Gap, Kind, Row, Table, ratio
from reports.task_amounts import amount_columns, cut, links_of
from reports.tasks import WORDS, Work
from reports.timeline import text

_OPEN = (
    "따질 수 없는 금액이 {open}개 있어, 그 과제가 말하는 세부사업도 여기에 들어 있을 수 있습니다."
)


def ledgers(work: Work, called: Called) -> Iterator[Table]:
    spoken_of = work.spoken_of
    unsettled = sum(each.word == WORDS[UNDECIDABLE] for each in work.stated)
    for date, when in zip(work.dates, work.whens, strict=True):
        found = work.found[date.pk]
        by_account: dict[int, list[Leaf]] = {}
        for leaf in found.leaves:
            by_account.setdefault(found.names.programs[leaf.program].account, []).append(leaf)
        for account, leaves in sorted(by_account.items()):
            unsaid = [leaf for leaf in leaves if (date.pk, leaf.pk) not in spoken_of]
            said = [leaf for leaf in leaves if (date.pk, leaf.pk) in spoken_of]
            name = f"{when.short} {found.names.accounts[account]}"
            yield _coverage(name, leaves, said, unsaid)
            yield _unsaid(name, found, unsaid, unsettled, called)


def _coverage(name: str, leaves, said: Sequence[Leaf], unsaid: Sequence[Leaf]) -> Table:
    amounts = amount_columns(cells(leaf.sums) for leaf in leaves)
    columns = (
        Column("lines", "세부사업 수", Kind.COUNT),
        *amounts,
        Column("share", "구성비", Kind.RATE, (amounts[0].key, "")),
    )
    whole = cut(leaves, amounts)
    rows = [
        Row(level, mark, label, "", "", "", (len(own), *cut(own, amounts), _share(own, whole)))
        for level, mark, label, own in (
            (0, "total", "합계", leaves),
            (1, LEAF, "과제의 금액이 가리키는 세부사업", said),
            (1, LEAF, "과제의 금액이 가리키지 않는 세부사업", unsaid),
        )
    ]
    return Table(f"{name}/coverage", f"{name}: 과제가 말하는 예산", columns, tuple(rows))


def _share(own: Sequence[Leaf], whole: Sequence[Cell]) -> Cell:
    return ratio(base_of(cells(summed(own))), whole[0]) if own else Gap.DASH


def _unsaid(
    name: str, found: Execution, unsaid: Sequence[Leaf], unsettled: int, called: Called
) -> Table:
    programs, departments = found.names.programs, found.names.departments

    def division(leaf: Leaf) -> str:
        own = programs[leaf.program].parent
        return called.of(own, departments[own].name, leaf.pk).words

    amounts = amount_columns(cells(leaf.sums) for leaf in unsaid)
    columns = (text("division", "부서"), text("within", "정책사업"), *amounts)
    ordered = sorted(unsaid, key=lambda leaf: _order(found, leaf))
    rows = [
        Row(
            1,
            LEAF,
            leaf.name,
            leaf.code,
            f"/lines/{leaf.pk}",
            programs[leaf.program].kind or "",
            (
                division(leaf),
                programs[leaf.program].name,
                *cut([leaf], amounts),
            ),
            ("", "", *links_of(leaf, amounts)),
        )
        for leaf in ordered
    ]
    if rows:
        told = ("", "", *cut(unsaid, amounts))
        rows.insert(0, Row(0, "total", f"합계 ({len(rows)}개)", "", "", "", told))
    title = f"{name}: 어느 과제의 금액도 가리키지 않는 세부사업"
    notes = ("모든 세부사업을 어느 과제의 금액이 가리킵니다.",)
    if rows:
        notes = (_OPEN.format(open=unsettled),) if unsettled else ()
    return Table(f"{name}/unsaid", title, columns, tuple(rows), notes, name_label="세부사업")


def _order(found: Execution, leaf: Leaf) -> tuple:
    program = found.names.programs[leaf.program]
    return (*found.names.departments[program.parent].order, *program.order, leaf.position, leaf.pk)

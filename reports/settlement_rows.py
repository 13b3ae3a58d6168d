"""What a settlement's table shows beside the 집행현황표: kinds of what was carried over, and the rate
that counts it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reports.rollup import Leaf
from reports.structure import Structure
from reports.table import LEAF, Cell, Column, Gap, Kind, Row, Table, ratio

KINDS = {"명시": "planned", "사고": "unavoidable", "계속비": "continuing"}
RATE_WITH_CARRIED = "rate_with_carried"
Key = tuple[str, int | str]


@dataclass(frozen=True, slots=True)
class Carried:
    """What the reports say was carried over of a line, by kind: 사고이월."""

    by_line: Mapping[int, Mapping[str, int]]

    @property
    def kinds(self) -> list[str]:
        met = {kind for own in self.by_line.values() for kind in own}
        return [kind for kind in KINDS if kind in met]

    def sums(self, leaves: Sequence[Leaf], names: Structure, account: str) -> dict[Key, dict]:
        """Of every row that a table of the account may have."""
        found: dict[Key, dict[str, int]] = {}
        for leaf in leaves:
            own = self.by_line.get(leaf.pk)
            program = names.programs[leaf.program]
            if not own or names.accounts[program.account] != account:
                continue
            office = names.departments[program.parent].parent or program.parent
            keys = (
                ("total", ""),
                ("kind", program.kind or ""),
                ("office", office),
                ("department", program.parent),
                ("program", leaf.program),
                (LEAF, leaf.pk),
            )
            for key in keys:
                sums = found.setdefault(key, {})
                for kind, won in own.items():
                    sums[kind] = sums.get(kind, 0) + won
        return found


def with_carried(
    table: Table, sums: Mapping[Key, Mapping[str, int]], kinds: Sequence[str]
) -> Table:
    """The table with the kinds behind 이월액, and the second rate behind the first."""
    at = {column.key: i for i, column in enumerate(table.columns)}
    carried, rate = at.get("carried"), at["rate"]
    base = at.get("budget", at.get("appropriated"))
    after = rate if carried is None else carried + 1
    told = tuple(Column(KINDS[kind], f"{kind}이월", Kind.WON) for kind in kinds)
    second = Column(
        RATE_WITH_CARRIED,
        "집행률 (이월 포함)",
        Kind.RATE,
        title="(집행액 + 이월액) ÷ 예산현액",
    )
    columns = table.columns

    def widened(row: Row) -> Row:
        cells, links = list(row.cells), list(row.links) or [""] * len(columns)
        own = sums.get(_key(row), {})
        of_kinds = [
            _kind(own, kind, cells[carried] if carried is not None else Gap.ABSENT)
            for kind in kinds
        ]
        with_rate = _rate(cells, at, base)
        return row._replace(
            cells=[
                *cells[:after],
                *of_kinds,
                *cells[after : rate + 1],
                with_rate,
                *cells[rate + 1 :],
            ],
            links=[
                *links[:after],
                *[""] * len(kinds),
                *links[after : rate + 1],
                "",
                *links[rate + 1 :],
            ],
        )

    return replace(
        table,
        columns=(*columns[:after], *told, *columns[after : rate + 1], second, *columns[rate + 1 :]),
        rows=tuple(map(widened, table.rows)),
    )


def _key(row: Row) -> Key:
    if row.mark == "total":
        return "total", ""
    if row.mark == "kind":
        return "kind", row.kind
    pk = row.href.rpartition("/")[2]
    return row.mark, int(pk) if pk.isdecimal() else pk


def _kind(own: Mapping[str, int], kind: str, carried: Cell) -> Cell:
    """As little known as what was carried over at all; an amount that is said of no kind may be of
    any, and one that is wholly of others leaves nothing for this."""
    if kind in own:
        return own[kind]
    if not isinstance(carried, int):
        return carried
    return Gap.UNKNOWN if carried - sum(own.values()) else 0


def _rate(cells: Sequence[Cell], at: Mapping[str, int], base: int | None) -> Cell:
    """As little known as 집행잔액: who does not say what was carried over says neither."""
    if base is None or ("lapsed" in at and cells[at["lapsed"]] is Gap.UNKNOWN):
        return Gap.UNKNOWN
    carried = cells[at["carried"]] if "carried" in at else Gap.ABSENT
    spent = cells[at["spent"]]
    if isinstance(spent, int) and isinstance(carried, int):
        spent += carried
    whole = cells[base]
    if whole is Gap.ABSENT and "appropriated" in at:
        whole = cells[at["appropriated"]]
    return ratio(spent, whole)

"""재편: one year's budget as it was drawn beside the same in a later organisation, and every move
between the two. Each move is taken from one and given to another, so all of them come to zero.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from budgets.amounts import Unit, show
from budgets.measures import MEASURES
from reports.asked import one_of, read_asked, read_unit
from reports.asked_sums import AskedSums
from reports.choices import Choices
from reports.matched import Side
from reports.regrouping import PARTS, WHOLE, Held, Meeting, Move, Regrouping
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table
from reports.timeline import text

UNTOLD = "출처 미기재"
_UNEXPLAINED = "unexplained"
_KEYS = tuple(MEASURES)


@dataclass(frozen=True, slots=True)
class Asked:
    unit: Unit = Unit.THOUSAND
    year: int | None = None


def read_asked_of_regrouping(said: Mapping[str, str], years: Collection[int]) -> Asked:
    """`years`: that there are, the newest first."""
    known = {str(year): year for year in years}
    readers = {"unit": read_unit, "year": one_of("회계연도", known)}
    return replace(Asked(year=next(iter(years), None)), **read_asked(said, readers))


def regrouped_report(
    office: str,
    asked: Asked,
    found: Sequence[Regrouping],
    sources: tuple[str, ...],
    *,
    is_whole: bool,
) -> Report:
    several = len(found) > 1
    whens = [side.when.words for side in found[0].sides] if found else []
    subject = f"{asked.year}년 예산의 재편" if asked.year else "예산의 재편"
    return Report(
        title=f"{office} {subject}",
        office=office,
        when=" → ".join(whens),
        unit=asked.unit,
        tables=tuple(
            table for each in found for table in _Told(each, asked.unit, several).tables()
        ),
        sources=sources,
        file="_".join([office, *subject.split()]),
        name=subject,
        notes=() if is_whole else ("금액이나 자료가 없어 견줄 수 없는 사업은 빠져 있습니다.",),
    )


class _Told:
    def __init__(self, own: Regrouping, unit: Unit, is_named: bool):
        """`is_named`: whether the account has to be said."""
        self.own, self.unit, self.is_named = own, unit, is_named
        self.departments = {
            each.code: (pk, each)
            for side in own.sides
            for pk, each in side.found.names.departments.items()
        }

    def tables(self) -> Iterable[Table]:
        yield self._departments()
        for table in (self._moves(), self._changed()):
            if table.rows:
                yield table

    def _title(self, words: str) -> str:
        name = self.own.then.found.names.accounts[self.own.account]
        return f"{name}: {words}" if self.is_named else words

    @property
    def _measure(self) -> str:
        return _KEYS[self.own.base]

    # --- every department on both sides

    def _departments(self) -> Table:
        places = self._places()
        rows = [self._total(), *(self._department(place, name) for place, name in places.items())]
        label = MEASURES[self._measure]
        return Table(
            key=f"departments-{self.own.account}",
            title=self._title("부서별 재편"),
            columns=tuple(
                column
                for column in (
                    Column("drawn", f"당초 조직 {label}", Kind.WON),
                    Column("gone_out", "나간 금액", Kind.WON),
                    Column("come_in", "들어온 금액", Kind.WON),
                    Column(_UNEXPLAINED, UNTOLD, Kind.WON),
                    Column("regrouped", f"재편 조직 {label}", Kind.WON),
                    Column("change", "증감", Kind.WON, ("regrouped", "drawn")),
                )
                if self.own.untold or column.key != _UNEXPLAINED
            ),
            rows=tuple(rows),
            notes=tuple(self._notes()),
            name_label="부서",
        )

    def _places(self) -> dict[str, str]:
        """In the later organisation's order, then what only the earlier has; under all names."""
        named: dict[str, dict[str, None]] = {}
        before, after = self.own.held
        for held in (after, before):
            for each in sorted(held, key=lambda one: self.departments[one.department][1].order):
                named.setdefault(each.place, {})[self._named(each)] = None
        return {place: " ← ".join(names) for place, names in named.items()}

    def _department(self, place: str, name: str) -> Row:
        before, after = ([each for each in side if each.place == place] for side in self.own.held)
        moves = [move for move in self.own.moves if move.places[0] != move.places[1]]
        out = sum(move.won for move in moves if move.giver.place == place)
        come = sum(move.won for move in moves if move.taker.place == place)
        drawn, regrouped = (
            sum(each.won for each in held) if held else Gap.DASH for held in (before, after)
        )
        untold = sum(
            each.change
            for each in self.own.untold
            if (each.before if each.change < 0 else each.after).place == place
        )
        newest = (after or before)[0]
        return self._row(
            Row(1, "department", name, newest.department, self._href(newest), "", ()),
            (drawn, out, come, untold, regrouped),
            (before, after),
        )

    def _total(self) -> Row:
        moves = [move for move in self.own.moves if move.places[0] != move.places[1]]
        moved = sum(move.won for move in moves)
        untold = sum(each.change for each in self.own.untold)
        drawn, regrouped = self.own.totals
        return self._row(
            Row(0, "total", "합계", "", "", "", ()),
            (drawn, moved, moved, untold, regrouped),
            self.own.held,
        )

    def _row(self, row: Row, cells: Sequence[Cell], held: Sequence[Sequence[Held]]) -> Row:
        drawn, out, come, untold, regrouped = cells
        change = sum(won for won in (regrouped,) if isinstance(won, int)) - sum(
            won for won in (drawn,) if isinstance(won, int)
        )
        first, last = (self._way(side, own) for side, own in zip(self.own.sides, held, strict=True))
        shown = [(drawn, first), (-out, ""), (come, ""), (untold, ""), (regrouped, last)]
        if not self.own.untold:
            del shown[3]
        shown.append((change, ""))
        return row._replace(
            cells=tuple(cell for cell, _ in shown), links=tuple(href for _, href in shown)
        )

    def _way(self, side: Side, held: Sequence[Held]) -> str:
        leaves = [each.leaf for each in held]
        if not leaves:
            return ""
        sums = AskedSums(side.when, side.found, Choices(unit=self.unit), is_everyone=False)
        mark = "department" if len({each.place for each in held}) == 1 else "office"
        way = sums.way(mark, frozenset(leaf.pk for leaf in leaves)) or sums.named(leaves)
        return way.to(self._measure, self.unit) if way else ""

    def _notes(self) -> Iterable[str]:
        before, after = self.own.totals
        told = f"당초 조직의 합계 {self._said(before)}과 재편 조직의 합계 {self._said(after)}"
        if before == after:
            yield f"{told}이 같습니다. 옮긴 금액은 나간 쪽에서 빼고 들어온 쪽에 더하므로 합하면 0입니다."
        else:
            yield f"{told}이 {self._said(abs(after - before))} 다릅니다."
        stayed = sum(1 for each in self.own.meetings if not each.change and not each.has_moved)
        yield f"세부사업 {len(self.own.meetings)}개 가운데 {stayed}개는 같은 부서에 같은 금액으로 있습니다."
        if self.own.untold:
            yield f"‘{UNTOLD}’는 금액만으로는 어디에서 왔는지, 어디로 갔는지 하나로 정해지지 않는 증감입니다."

    def _said(self, won: int) -> str:
        return show(won, self.unit) + self.unit.label

    # --- every move

    def _moves(self) -> Table:
        names = self._places()
        order = {place: at for at, place in enumerate(names)}
        moves = sorted(
            self.own.moves,
            key=lambda move: (
                move.places[0] == move.places[1],
                *(order[place] for place in move.places),
            ),
        )
        rows = [
            row
            for places, own in groupby(moves, key=lambda move: move.places)
            for row in self._from_to(names, places, list(own))
        ]
        return Table(
            key=f"moves-{self.own.account}",
            title=self._title("옮긴 금액"),
            columns=(
                Column("gone_out", "나간 금액", Kind.WON),
                text("taker", "들어온 사업"),
                Column("come_in", "들어온 금액", Kind.WON),
                Column("balance", "더하면", Kind.WON),
                text("known", "근거"),
            ),
            rows=tuple(rows),
            notes=(
                f"‘{WHOLE}’은 같은 이름의 사업이 다른 부서에 있다는 뜻입니다. ‘같은 금액’과 ‘{PARTS}’은 "
                "줄어든 금액과 늘어난 금액이 한 가지로만 맞아떨어져 이은 것이고, 문서에 그렇게 적혀 있는 것은 "
                "아닙니다.",
            ),
            name_label="나간 부서 → 들어온 부서 / 나간 사업",
        )

    def _from_to(
        self, names: dict[str, str], places: tuple[str, str], moves: Sequence[Move]
    ) -> Iterable[Row]:
        one, other = (names[place].split(" ← ")[0] for place in places)
        title = f"{one} 안에서" if one == other and places[0] == places[1] else f"{one} → {other}"
        total = sum(move.won for move in moves)
        yield Row(0, "total", title, "", "", "", (-total, "", total, 0, ""))
        for move in moves:
            giver, taker = move.giver.leaf, move.taker.leaf
            yield Row(
                1,
                LEAF,
                giver.name,
                giver.code,
                f"/lines/{giver.pk}",
                "",
                (-move.won, taker.name, move.won, 0, self._known(move)),
                (
                    self._figure(move.giver),
                    f"/lines/{taker.pk}",
                    self._figure(move.taker),
                    "",
                    "",
                ),
            )

    def _known(self, move: Move) -> str:
        if move.how == WHOLE:
            before, after = move.giver.won, move.taker.won
            if before == after:
                return f"{WHOLE}: {self._shown(before)} = {self._shown(after)}"
            return f"{WHOLE}: {self._shown(before)} 가운데" if before > after else WHOLE
        given, taken = (" + ".join(map(self._shown, part)) for part in move.parts)
        return f"{move.how}: {given} = {taken}"

    def _shown(self, won: int) -> str:
        return show(won, self.unit)

    # --- every line that has another amount, or is only there

    def _changed(self) -> Table:
        changed = [each for each in self.own.meetings if each.change]
        label = MEASURES[self._measure]
        rows = [
            Row(0, "total", "합계", "", "", "", ("", *self._sides(changed), "")),
            *map(self._line, changed),
        ]
        return Table(
            key=f"changed-{self.own.account}",
            title=self._title("금액이 달라진 사업"),
            columns=(
                text("whose", "부서"),
                Column("drawn", f"당초 조직 {label}", Kind.WON),
                Column("regrouped", f"재편 조직 {label}", Kind.WON),
                Column("change", "증감", Kind.WON, ("regrouped", "drawn")),
                text("known", "어디로, 어디에서"),
            ),
            rows=tuple(rows) if changed else (),
            name_label="세부사업",
        )

    def _sides(self, meetings: Sequence[Meeting]) -> tuple[int, int, int]:
        before = sum(each.before.won for each in meetings if each.before)
        after = sum(each.after.won for each in meetings if each.after)
        return before, after, after - before

    def _line(self, each: Meeting) -> Row:
        newest = each.after or each.before
        links = [self._figure(held) if held else "" for held in (each.before, each.after)]
        amounts = [held.won if held else Gap.DASH for held in (each.before, each.after)]
        return Row(
            1,
            LEAF,
            newest.leaf.name,
            newest.leaf.code,
            f"/lines/{newest.leaf.pk}",
            "",
            (self._whose(each), *amounts, each.change, self._explained(each)),
            (self._href(newest), *links, "", ""),
        )

    def _whose(self, each: Meeting) -> str:
        names = [self._named(held) for held in (each.before, each.after) if held]
        return " → ".join(dict.fromkeys(names))

    def _named(self, held: Held) -> str:
        return self.departments[held.department][1].name

    def _figure(self, held: Held) -> str:
        """What a line has in all: the amount that moved is a part of it."""
        return f"/figures/{held.leaf.figure}/{self._measure}"

    def _href(self, held: Held) -> str:
        return f"/departments/{self.departments[held.department][0]}"

    def _explained(self, each: Meeting) -> str:
        moves = self.own.told(each)
        if not moves:
            return UNTOLD
        arrow, ends = (
            ("→", [(m.taker, m.won) for m in moves])
            if each.change < 0
            else ("←", [(m.giver, m.won) for m in moves])
        )
        own = each.before if each.change < 0 else each.after
        return f"{arrow} " + ", ".join(
            f"{self._other(x, own)} {self._shown(won)}" for x, won in ends
        )

    def _other(self, held: Held, own: Held) -> str:
        whose = "" if held.place == own.place else f"{self._named(held)} "
        return f"{whose}{held.leaf.name}"

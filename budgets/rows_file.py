"""A form of rows as a file: its rows as a sheet to fill in, and the one table of a file as rows. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from budgets.amounts import Unit
from budgets.entry_sheet import Box, Part
from budgets.reading.headings import Heads, label_of
from budgets.reading.misfit import Misfit
from budgets.reading.own_table import (
    Filling,
    known_columns,
    missing_columns,
    no_table,
    only_one,
    tables_in,
    text_in,
)
from budgets.reading.sheet import Sheet
from budgets.reading.sheet_said import no_unit, unit_of
from budgets.typed_rows import MOST_ROWS, box_name
from departments.text import clean, squeezed

Words = Mapping[str, str]  # of each part of a row its head, and after | what it may be called, too
_YEAR = re.compile(r"((?:19|20)[0-9]{2})년([0-9]{1,2}월)?")
_ROOM = 40  # rows to fill in, beyond those that are filled


def head_of(words: str) -> str:
    return words.partition("|")[0]


def part(
    name: str,
    title: str,
    said: tuple[str, ...],
    words: Words,
    widths: Sequence[int],
    rows: Iterable[Sequence[object]],
) -> Part:
    empty = [[None] * len(words)] * _ROOM
    return Part(
        name=name,
        title=title,
        said=said,
        heads=tuple(Box(head_of(each)) for each in words.values()),
        widths=tuple(widths),
        rows=[
            [Box(None if said == "" else said, is_open=True) for said in row]
            for row in (*rows, *empty)
        ],
    )


def gone(what: str, before: Iterable[str], now: Iterable[str]) -> list[str]:
    """A note on what stands and is not in the file: the form would leave it out."""
    known = {squeezed(name) for name in now}
    names = dict.fromkeys(name for name in before if squeezed(name) not in known)
    return [f"앞의 판에 있고 파일에 없는 {what}: {', '.join(names)}"] if names else []


class RowsOfFile:
    """`key`: the part by which a row is called. A table has it, and one of `some`; `needed` are told
    where they are missing."""

    def __init__(
        self,
        sheets: Sequence[Sheet],
        words: Words,
        *,
        key: str,
        some: Sequence[str],
        needed: Sequence[str],
    ):
        self.words, self.key, self.filling = words, key, Filling()
        keys, amounts = self._said(key), {each for one in some for each in self._said(one)}
        tables = tables_in(sheets, lambda heads: bool(heads & keys and heads & amounts))
        if not tables:
            heads = ", ".join(dict.fromkeys(head_of(words[each]) for each in (*needed, key)))
            others = ", ".join(head_of(words[each]) for each in some if each not in needed)
            more = f"과 {others} 가운데 하나 이상" if others else ""
            asked = f"한 줄에 {heads}의 머리글{more}을 적으십시오."
            self.filling.misfits.append(no_table(asked))
        self.table = only_one(tables, self.filling)
        self.columns: dict[str, int] = {}
        if self.table:
            self.columns, others = known_columns(self.table, words, self.filling)
            missing = [head_of(words[each]) for each in needed if each not in self.columns]
            self.filling.misfits += missing_columns(self.table, missing)
            if others:
                labels = ", ".join(label for _, label in others)
                self.filling.notes.append(f"읽지 않은 열: {labels}")

    @property
    def heads(self) -> Heads:
        return Heads(self.table.row)

    def _said(self, part: str) -> set[str]:
        return {squeezed(word) for word in self.words[part].split("|")}

    def rows(self) -> Iterator[dict[str, str]]:
        """As somebody would have typed them; what has no column is empty."""
        count = 0
        for row, cells in self.table.rows():
            there = [cells[at] for at in self.columns.values() if at < len(cells) and cells[at]]
            if not there:
                continue
            if count == MOST_ROWS:
                found = f"{MOST_ROWS}줄보다 많습니다."
                words = f"한 표는 {MOST_ROWS}줄까지입니다."
                column = self.columns[self.key]
                self.filling.misfits.append(self.table.wrong(row, column, found, words))
                return
            yield {
                part: text_in(
                    *(self.table, row, self.columns.get(part), box_name(count, part)),
                    *(self.filling, head_of(words)),
                )
                for part, words in self.words.items()
            }
            count += 1

    def chosen(self, at: int, part: str, text: str, choices: Mapping[str, str]) -> str:
        """What the form's list has for a text of the row: what is not in the list cannot be shown in
        it, and is a misfit. Nothing where the file has no such column."""
        known = {squeezed(label): value for label, value in choices.items()}
        word, head = squeezed(text), head_of(self.words[part])
        if part not in self.columns or word in known:
            return known.get(word, "")
        spot = self.filling.spots[box_name(at, part)]
        found = f"{head}: ‘{clean(text)[:40]}’" if word else f"{head}: 빈칸입니다."
        words = f"{', '.join(filter(None, choices))} 가운데 하나로 적으십시오."
        self.filling.misfits.append(Misfit(spot.sheet, spot.cell, found, words))
        return ""

    def unit(self, chosen: Unit | None, *, is_needed: bool = True) -> Unit | None:
        unit, wrong = unit_of(self.table.sheet, self.heads, chosen)
        missing = [no_unit(self.table.sheet)] if is_needed and not (unit or wrong) else []
        self.filling.misfits += [*wrong, *missing]
        return unit

    def must_be_of(self, year: int, days: range) -> None:
        """A sheet that names another year above its heads is of that year. `days`: the years in which
        its own day may lie."""
        for row in range(self.table.row):
            for column, cell in enumerate(self.table.sheet.rows[row]):
                for said, month in _YEAR.findall(squeezed(label_of(cell))):
                    if int(said) not in (days if month else [year]):
                        found = f"{said}년의 파일입니다."
                        words = f"{year}회계연도의 파일을 올리십시오."
                        self.filling.misfits.append(self.table.wrong(row, column, found, words))

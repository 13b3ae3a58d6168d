"""집행잔액의 사유 as a file: the form's table as a sheet to fill in, and a sheet as the form's texts. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from budgets.amounts import Refused, Unit, exact_in_unit, parse_amount, show
from budgets.entry_sheet import Box, Part, number_of
from budgets.lapsing import (
    BLANKS,
    USUAL,
    Given,
    Place,
    Purse,
    Typed,
    box_name,
    name_of,
    opened,
    unexplained,
)
from budgets.reading.headings import Heads
from budgets.reading.misfit import Misfit
from budgets.reading.own_table import (
    Filling,
    OwnTable,
    known_columns,
    no_table,
    only_one,
    tables_in,
    text_in,
)
from budgets.reading.sheet import Sheet
from budgets.reading.sheet_said import no_unit, other_days, unit_of
from departments.text import clean, squeezed

_WORDS = {
    "account": "회계",
    "program": "정책사업",
    "line": "세부사업|세부사업명|사업명",
    "code": "사업코드",
    "lapsed": "집행잔액",
    "left": "사유 미기재",
}
_FIRST = 5  # columns before those of the reasons
_ASIDE = {"예산액", "예산현액", "원인행위액", "집행액", "이월액", "집행률", "비고"}


@dataclass(frozen=True, slots=True)
class FromFile:
    typed: Typed | None
    filling: Filling


def template(
    title: str, day: str, purses: Iterable[Purse], given: Sequence[Given], typed: Typed
) -> Part:
    """The rows and columns of the form, with what stands in it."""
    reasons = [Box(name or None, is_open=at >= len(USUAL)) for at, name in enumerate(typed.names)]
    heads = [*map(Box, ("회계", "정책사업", "세부사업", "집행잔액", "사유 미기재")), *reasons]
    how = (
        "노란 칸에 사유별 금액을 적습니다. 그 밖의 사유는 노란 머리글에 이름을 적습니다. "
        "세부사업으로 나눌 수 없는 금액은 세부사업이 빈 줄에 적습니다."
    )
    part = Part(
        name="사유",
        title=title,
        said=(f"{day} 기준 (단위: {typed.unit.label})", how),
        heads=(*heads, Box("사업코드")),
        widths=(14, 28, 34, *[16] * (2 + len(reasons)), 40),
        rows=[],
    )
    for purse in purses:
        left = unexplained(given, purse.places)
        shown = [each for each in purse.places if each.above or opened(each, purse.places, typed)]
        names = {each.key: each.name for each in purse.places}
        for place in shown:
            at = part.head_row + 1 + len(part.rows)
            below = at + sum(each.above == place.key for each in shown)
            part.rows.append(
                [
                    Box(purse.name),
                    Box(names[place.above or place.key]),
                    Box(place.name if place.above else None),
                    Box(_amount(place.lapsed, typed.unit)),
                    _left(at, below, left[place.key], typed),
                    *(
                        Box(number_of(typed.texts.get(box_name(place.key, column), "")), True)
                        for column in range(len(typed.reasons))
                    ),
                    Box(place.code),
                ]
            )
    return part


def _amount(won: int | None, unit: Unit):
    return "-" if won is None else exact_in_unit(won, unit)


def _left(at: int, below: int, won: int | None, typed: Typed) -> Box:
    """Of a program: with the reasons of its lines, right below it."""
    if won is None:
        return Box("-")
    last = _FIRST + len(typed.reasons) - 1
    given = f"{xl_rowcol_to_cell(at, _FIRST)}:{xl_rowcol_to_cell(below, last)}"
    formula = f"={xl_rowcol_to_cell(at, _FIRST - 2)}-SUM({given})"
    return Box(exact_in_unit(won, typed.unit), formula=formula)


def read(
    sheets: Sequence[Sheet],
    purses: Sequence[Purse],
    stands: Sequence[Given],
    day,
    chosen: Unit | None,
) -> FromFile:
    filling = Filling()
    is_head = {squeezed(word) for key in ("line", "code") for word in _WORDS[key].split("|")}
    tables = tables_in(sheets, lambda heads: bool(heads & is_head) and len(heads) > 1)
    if not tables:
        words = "한 줄에 세부사업과 사유(낙찰차액, 집행사유 미발생 …)의 머리글을 적으십시오."
        filling.misfits.append(no_table(words))
    table = only_one(tables, filling)
    if table is None:
        return FromFile(None, filling)
    heads = Heads(table.row)
    unit, wrong = unit_of(table.sheet, heads, chosen)
    filling.misfits += [*wrong, *([] if unit or wrong else [no_unit(table.sheet)])]
    filling.misfits += other_days(table.sheet, heads, day)
    return FromFile(_Reader(table, purses, unit or Unit.WON, filling).typed(stands), filling)


class _Reader:
    def __init__(self, table: OwnTable, purses: Sequence[Purse], unit: Unit, filling: Filling):
        self.table, self.unit, self.filling = table, unit, filling
        self.columns, others = known_columns(table, _WORDS, filling)
        self.purses = purses
        self.reasons: list[str] = list(USUAL)
        self.at: dict[int, int] = {}  # by the column of the sheet: which of the reasons
        usual = {squeezed(reason): at for at, reason in enumerate(USUAL)}
        aside = []
        for column, label in others:
            if squeezed(label) in _ASIDE:
                aside.append(label)
            elif (at := usual.get(squeezed(label))) is not None:
                self.at[column] = at
            else:
                self.at[column] = len(self.reasons)
                filling.spots[name_of(len(self.reasons))] = table.spot(table.row, column)
                self.reasons.append(clean(label))
        if aside:
            filling.notes.append(f"읽지 않은 열: {', '.join(aside)}")
        if not self.at:
            words = "낙찰차액, 집행사유 미발생처럼 사유마다 열을 두십시오."
            filling.misfits.append(Misfit(table.sheet.name, "", "사유의 열이 없습니다.", words))

    def typed(self, stands: Sequence[Given]) -> Typed:
        texts: dict[str, str] = {}
        met: dict[str, str] = {}
        for row, _ in self.table.rows():
            said = {key: self._said(row, key) for key in ("account", "program", "line", "code")}
            found = self._place(row, said)
            if found is None:
                continue
            if found.key in met:
                words = f"두 번 나옵니다: ‘{found.name}’, 먼저 {met[found.key]}"
                self._wrong(row, words, "한 줄만 남기십시오.")
                continue
            met[found.key] = str(self.table.spot(row, self._first))
            self._must_be_as_now(row, found)
            for column, at in self.at.items():
                box, label = box_name(found.key, at), f"{found.name} {self.reasons[at]}"
                if text := text_in(self.table, row, column, box, self.filling, label):
                    texts[box] = text
        self._must_hold(stands, met)
        return Typed(self.unit, (*self.reasons, *[""] * BLANKS), texts)

    @property
    def _first(self) -> int:
        return self.columns.get("line", self.columns.get("code", 0))

    def _said(self, row: int, key: str) -> str:
        return text_in(self.table, row, self.columns.get(key), "", Filling())

    def _place(self, row: int, said: Mapping[str, str]) -> Place | None:
        """The line or program of a row; None where there is none, which is a misfit."""
        own = [
            (purse.name, place, {each.key: each.name for each in purse.places}.get(place.above, ""))
            for purse in self.purses
            for place in purse.places
        ]
        if said["code"]:
            found = [place for _, place, _ in own if place.code == said["code"]]
        else:
            found = [
                place
                for account, place, program in own
                if squeezed(said["line"]) == (squeezed(place.name) if place.above else "")
                and squeezed(said["program"])
                in ({"", squeezed(program)} if place.above else {squeezed(place.name)})
                and squeezed(said["account"]) in ("", squeezed(account))
            ]
        if len(found) == 1:
            return found[0]
        name = said["line"] or said["program"] or said["code"] or "이름 없는 줄"
        if found:
            words = f"‘{name}’: 같은 이름의 사업이 {len(found)}개입니다."
            self._wrong(row, words, "회계와 정책사업, 또는 사업코드를 함께 적으십시오.")
        else:
            words = f"‘{name}’: 이 제출에 없는 사업입니다."
            self._wrong(row, words, "서식의 사업 줄에만 적고, 합계 줄은 지우십시오.")
        return None

    def _wrong(self, row: int, found: str, expected: str, key: str = "") -> None:
        column = self.columns.get(key, self._first)
        self.filling.misfits.append(self.table.wrong(row, column, found, expected))

    def _must_be_as_now(self, row: int, place: Place) -> None:
        """What lapsed by the sheet is what lapsed by the statement that stands."""
        if not (text := self._said(row, "lapsed")) or place.lapsed is None:
            return
        try:
            won = parse_amount(text, self.unit).won
        except Refused:
            won = None
        if won is not None and won != place.lapsed:
            told, now = (
                f"{show(each, self.unit)}{self.unit.label}" for each in (won, place.lapsed)
            )
            words = f"{place.name}: 파일의 집행잔액 {told}이 지금의 {now}과 다릅니다."
            self._wrong(row, words, "서식을 다시 내려받거나 단위를 확인하십시오.", "lapsed")

    def _must_hold(self, stands: Sequence[Given], met: Mapping[str, str]) -> None:
        """A row left out would take away what stands of it without a word."""
        names = {place.key: place.name for purse in self.purses for place in purse.places}
        for key in dict.fromkeys(each.place for each in stands):
            if key in names and key not in met:
                words = f"앞의 판에 사유가 있는 ‘{names[key]}’의 줄이 없습니다."
                expected = "줄을 더하십시오. 사유를 없애려면 금액을 비워 두십시오."
                self.filling.misfits.append(Misfit(self.table.sheet.name, "", words, expected))

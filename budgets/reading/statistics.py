"""What a report counts, from its tables and its sentences: series with their days, items and payers.

A table takes its name, days and unit from the lines above it; a sentence that says its total again is
checked against it. What stands in sentences alone is a value itself.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from budgets.reading.count_again import says_again
from budgets.reading.count_cells import Count
from budgets.reading.count_claims import (
    lead_claims,
    ledger_claims,
    listed_claims,
    moved_claims,
    rate_claims,
    same_claim,
    same_claims,
    sum_claim,
    table_claims,
    whole_of,
)
from budgets.reading.count_grids import Grid, tabbed_grids
from budgets.reading.count_loose import loose_grids
from budgets.reading.count_means import gives, mean_claim
from budgets.reading.count_payers import Around, belongs
from budgets.reading.count_sentences import CountSentence, count_sentences, sentences_at
from budgets.reading.count_tables import Counted, Total, counted
from budgets.reading.count_titles import series_name
from budgets.reading.dates import Printed
from budgets.reading.facts import ClaimFacts, Problem, Sheet
from budgets.reading.periods import (
    UNKNOWN,
    Period,
    find_period,
    of_years,
    since_new_year,
    year_named,
)
from budgets.reading.statistic_facts import PROVED, STATED, WHOLE, CountFacts, StatisticFacts

_ABOVE = 8  # lines with words above a table that may speak of it
_UNIT = re.compile(r"단위\s*[:：]?\s*(?P<unit>[가-힣㎡%]{1,4})")
_UNITS = re.compile(r"단위\s*[:：]?\s*(?P<units>[^)\]>〉】]+)")
_SAID_ASIDE = re.compile(
    r"\s*[(<\[〈【][^()<>]*(?:단위|기준|현재)[^()<>]*[)>\]〉】]|\s*\([^()]*\)\s*$"
)
_HEADING = re.compile(r"(?:현황|실적|내역|추이|결과|통계|비교)\s*[>〉】\]]?$")
_PART = re.compile(r"실적|현황|결산")
_OTHERWISE = re.compile(
    r"완료|해결|답변|신규|전년|작년|누적|누계|평균|최근|이후|처리(?!\s*(?:현황|실적|건수))"
)
_OF_A_YEAR = re.compile(r"['‘’′´]\s*\d\d(?!\d)|(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT, _FEW = 20, 3  # letters and words of a name; a longer one is a sentence
_LONGEST_LABEL = 24


@dataclass(frozen=True, slots=True)
class Statistics:
    found: tuple[StatisticFacts, ...]
    claims: tuple[ClaimFacts, ...]
    problems: tuple[Problem, ...]
    places: frozenset[int]  # of the heads of the tables that were read


def read_statistics(around: Around, printed: Printed | None, taken: Collection[int]) -> Statistics:
    """`taken`: places of tables that other readers have read."""
    lines, reader = around.lines, _Reader(around, printed)
    for found in (*tabbed_grids(lines, taken), *loose_grids(lines, taken)):
        if isinstance(found, Problem):
            reader.problems.append(found)
        else:
            reader.take(found)
    inside = {line.place for first, end in reader.grids for line in lines[first:end]}
    for sentence in count_sentences(lines, frozenset({*taken, *inside})):
        if sentence.place not in reader.said:
            reader.take_sentence(sentence)
    return Statistics(
        tuple(sorted(reader.found, key=lambda each: each.place)),
        tuple(reader.claims),
        tuple(reader.problems),
        frozenset(lines[first].place for first, _ in reader.grids),
    )


class _Reader:
    def __init__(self, around: Around, printed: Printed | None):
        self.around, self.lines, self.printed = around, around.lines, printed
        self.grids: list[tuple[int, int]] = []
        self.found: list[StatisticFacts] = []
        self.claims: list[ClaimFacts] = []
        self.problems: list[Problem] = []
        self.said: set[int] = set()  # sentences that speak of a table
        self.wholes: dict[str, list[tuple[Total, Period]]] = {}  # of the tables, by series

    # --- tables

    def take(self, grid: Grid) -> None:
        above = self._above(grid)
        sentences = [
            each
            for index in above
            for each in sentences_at(self.lines, index)
            if not each.count.unit.count("/")
        ]
        found = counted(grid, "")
        sheet = self._sheet(found)
        unit, units = self._unit(above, sentences, found, sheet), ()
        if "," in unit:
            unit, units = "", tuple(unit.split(","))
        found = counted(grid, unit, units)
        if not found.values:
            self.problems.append(
                Problem(self.lines[grid.first].place, "통계표를 읽지 않음: 셀 값이 없음")
            )
            return
        series, lead = self._name(grid, above, sentences, found, sheet)
        if not series:
            place = self.lines[grid.first].place
            self.problems.append(Problem(place, "통계표를 읽지 않음: 무엇을 센 표인지 찾지 못함"))
            return
        self.grids.append((grid.first, grid.end))
        self.problems += found.problems
        self.claims += [
            *table_claims(series, found),
            *moved_claims(series, found),
            *rate_claims(series, found),
        ]
        named = [each for each in sentences if self._names(each, series, lead)]
        own = [
            each
            for each in sentences
            if self._speaks_of(each, found, each is lead or each in named)
        ]
        for each in own:
            self.said.add(each.place)
            self.claims += same_claims(series, each, found, is_named=each in named)
            if each.parts:
                self.claims.append(sum_claim(series, each, _facts(each)))
        near = [self.lines[index] for index in above]
        self.claims += [*lead_claims(series, near, found), *listed_claims(series, near, found)]
        if sheet:
            self.claims += ledger_claims(series, found, sheet)
        period = self._period_above(above, found) if not sheet else Period(None, sheet.when.day)
        daily = next((each for each in own if each.daily), None)
        whole = whole_of(found)
        if whole:
            self.wholes.setdefault(series, []).append((whole, period))
        self._add(series, grid.first, found.values, period, daily, whole)

    def _above(self, grid: Grid) -> list[int]:
        """The lines that may speak of it, the nearest first, as far as another table."""
        ends = [end for _, end in self.grids if end <= grid.first]
        found: list[int] = []
        for index in range(grid.first - 1, max(ends, default=0) - 1, -1):
            line = self.lines[index]
            if (line.is_tabular and not line.is_blank) or len(found) == _ABOVE:
                break
            if not line.is_blank:
                found.append(index)
        return found

    def _name(
        self,
        grid: Grid,
        above: Sequence[int],
        sentences: Sequence[CountSentence],
        found: Counted,
        sheet: Sheet | None,
    ) -> tuple[str, CountSentence | None]:
        if sheet and (programs := {row.program for row in sheet.rows}) and len(programs) == 1:
            return programs.pop(), None
        lead = sentences[0] if sentences else None
        if heading := self._heading(above, lead):
            return series_name(heading, self.lines, grid.first, is_heading=True), None
        if lead and _speaks_of_part(lead, found):
            return series_name("", self.lines, grid.first), None
        label = lead.label if lead else ""
        if not lead:
            said = [self.lines[index].text for index in above]
            said = [text for text in said if not _UNIT.search(text) and len(text) < 60]
            label = re.split(r"\s*[:：]", said[0])[0] if said else ""
        return series_name(label, self.lines, grid.first), lead

    def _heading(self, above: Sequence[int], lead: CountSentence | None) -> str:
        """'< 교통사고 현황 >' right above a table names it, whatever is said farther up."""
        for index in above:
            if lead and index == lead.index:
                return ""
            text = _SAID_ASIDE.sub("", self.lines[index].text).strip()
            if text and not _UNIT.search(text):
                return text if _HEADING.search(text) and ":" not in text else ""
        return ""

    def _unit(self, above, sentences, found: Counted, sheet: Sheet | None) -> str:
        if sheet:
            return sheet.unit.label
        for index in above:
            if hit := _UNIT.search(self.lines[index].text):
                words = _UNITS.search(self.lines[index].text)["units"]
                named = [word.strip() for word in re.split(r"[,/·]", words)]
                return ",".join(named) if len(named) > 1 else hit["unit"]
        whole = whole_of(found)
        same = [each for each in sentences if whole and each.count.value == whole.count.value]
        return next((each.count.unit for each in (*same, *sentences)), "")

    def _sheet(self, found: Counted) -> Sheet | None:
        """The ledger's sheet that a table by field divides up: its budget or its spending is the
        same."""
        if not found.beside:
            return None
        said = {each.count.value for each in found.beside}
        said |= {total.count.value for total in found.totals}
        for sheet in self.around.sheets:
            sums = {
                sum(
                    amount.won
                    for row in sheet.rows
                    if (amount := row.amounts.get(m)) and amount.won
                )
                for m in ("appropriated", "budget", "spent")
            }
            if {won / sheet.unit.value for won in sums if won} & {float(x) for x in said if x}:
                return sheet
        return None

    def _period_above(self, above: Sequence[int], found: Counted) -> Period:
        """Of the lines above, else of what its own rows are called: 민간위탁금(’18년)."""
        near = [self.lines[index].text for index in above]
        names = {value.group for value in found.values} | {value.item for value in found.values}
        years = [year for name in names if (year := year_named(name))]
        for text in (*(text for text in near if "결산" not in text), *sorted(names)):
            if len(years) > 1 and year_named(text):
                continue
            period = find_period(text, self.printed)
            if period.last and not period.first and period.last.year == max(years, default=0):
                return replace(period, first=date(min(years), 1, 1))
            if period.last:
                return period
        return of_years(years, self.printed) if len(years) > 1 else UNKNOWN

    def _speaks_of(self, sentence: CountSentence, found: Counted, is_named: bool) -> bool:
        whole = whole_of(found)
        return bool(whole and (is_named or sentence.count.value == whole.count.value))

    def _names(self, sentence: CountSentence, series: str, lead: CountSentence | None) -> bool:
        """Whether it says the total of this very series: not what was done with it, or until when."""
        if _OTHERWISE.search(sentence.label):
            return False
        if sentence is lead:
            return True
        return not _OF_A_YEAR.search(sentence.text) and self._series_of(sentence) == series

    def _series_of(self, sentence: CountSentence) -> str:
        label = f"「{sentence.label}」" if sentence.is_named else sentence.label
        return series_name(label, self.lines, sentence.index)

    # --- sentences

    def take_sentence(self, sentence: CountSentence) -> None:
        if len(sentence.label) > _LONGEST_LABEL:
            return
        series = self._series_of(sentence)
        if not series or len(series) > _SHORT or len(series.split()) > _FEW or "," in series:
            return
        period = find_period(sentence.text, self.printed)
        if not period.last:
            period = self._period_of_part(sentence.index)
        if whole := self._said_of(series, sentence, period):
            self.claims.append(same_claim(series, sentence, sentence.count, whole))
            return
        values = _facts(sentence)
        if len(values) > 1:
            self.claims.append(sum_claim(series, sentence, values))
        daily = sentence if sentence.daily else None
        self._add(series, sentence.index, values, period, daily, None)

    def _said_of(self, series: str, sentence: CountSentence, period: Period) -> Total | None:
        """The total of the nearest table of this series, which a sentence far from it says again: of
        the same days, as far as both say."""
        if sentence.parts or sentence.daily or _OTHERWISE.search(sentence.label):
            return None
        if not period.last and _OF_A_YEAR.search(sentence.text):
            return None
        told = [
            whole
            for whole, of_table in self.wholes.get(series, ())
            if not period.last or period.last == of_table.last
        ]
        nearest = min(told, key=lambda whole: abs(whole.place - sentence.place), default=None)
        is_same = nearest and says_again(sentence.count, nearest.count, is_named=True)
        return nearest if is_same else None

    def _period_of_part(self, index: int) -> Period:
        """'18년 추진실적 above speaks of all that is done below it."""
        for line in reversed(self.lines[max(0, index - 40) : index]):
            if _PART.search(line.text) and len(line.text) < 20 and not line.is_tabular:
                return find_period(line.text, self.printed)
        return UNKNOWN

    # --- both

    def _add(self, series, index, values, period: Period, daily, whole) -> None:
        place, span = self.lines[index].place, STATED if period.last else ""
        mean: Count | None = daily.daily if daily else None
        if mean and mean.is_value:
            total = _whole(values, whole, daily)
            longest = period if period.first or not period.last else since_new_year(period.last)
            told = mean_claim(series, daily.place, mean, total, longest, is_told=bool(period.first))
            self.claims.append(told)
            if (
                not period.first
                and total.value is not None
                and gives(total.value, mean.value, longest)
            ):
                span, period = PROVED, longest
        whose = belongs(series, index, period.last, self.around)
        self.found.append(
            StatisticFacts(
                *(place, series, tuple(values), period.first, period.last, span),
                *((mean.value, daily.place) if mean and mean.is_value else (None, None)),
                *(whose.department, whose.why, whose.payer),
            )
        )


def _speaks_of_part(sentence: CountSentence, found: Counted) -> bool:
    """Of one row or column of several: what it is called, the table is not."""
    names = {name for value in found.values for name in (value.item, value.group)}
    return len(names) > 2 and sentence.label in names


def _whole(values: Sequence[CountFacts], whole, sentence: CountSentence) -> CountFacts:
    if whole:
        return CountFacts(
            *(WHOLE, "", whole.count.unit, whole.count.state, whole.count.value),
            *(whole.count.printed, whole.place),
        )
    return _fact(WHOLE, sentence.count, sentence.place)


def _facts(sentence: CountSentence) -> list[CountFacts]:
    """What it is made up of; where nothing says so, the whole."""
    if sentence.parts:
        return [_fact(part.name, part.count, sentence.place) for part in sentence.parts]
    return [_fact(WHOLE, sentence.count, sentence.place)]


def _fact(item: str, count: Count, place: int) -> CountFacts:
    return CountFacts(item, "", count.unit, count.state, count.value, count.printed, place)

"""What a sentence says of a table near it: the distance of two ranks, and how much it lists.

1위 A (2위와 표차 78,068)          교류협력사업 : 5개 분야 21개 사업
구분  총계  결선  1차               분야(사업수)            주요 실적
1위 A  312,936  164,470  148,466    안전한 먹거리 확보(5)   농부의 시장 …
2위 B  234,868   96,043  138,825    농어촌 체험(5)          청소년 역사체험 …
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgets.reading.facts import ClaimFacts, Scope, Term
from budgets.reading.lines import Line
from budgets.reading.prose.parts import sum_claim
from budgets.reading.prose.quantities import Quantity, quantities
from budgets.reading.prose.subjects import subject
from departments.text import squeezed

_FAR, _NEAR = 15, 6  # lines between the sentence and its table
_DISTANCE = re.compile(
    r"(?P<other>\d{1,2})위\s*(?:와|과|와의|과의)\s*(?:의\s*)?(?:득?표\s*차|득표\s*차이|격차|차이)(?:[는은가이]|\s*[:：])?\s*"
    r"(?P<number>\d[\d,]*)\s*(?P<unit>표|명|점|건)?(?![\d.])"
)
_RANK = re.compile(r"(?P<rank>\d{1,2})위(?!\s*(?:와|과))")
_ROW = re.compile(r"^\s*(?P<rank>\d{1,2})위(?=\s)")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\d,])|(?<![\w.,(])\d{3,}(?![\d,.])")
_TOTAL_FIRST = re.compile(r"^\D*?(?:총계|합계|계(?!획)|득표|총득표)")
_COUNTED_HEAD = re.compile(r"^(?P<group>[가-힣]{1,6})\((?P<counted>[가-힣]{1,6})수\)$")
_COUNTED_ROW = re.compile(r"^(?P<label>.*\S)\s*\((?P<count>\d{1,4})\)$")


def distances(lines: Sequence[Line], index: int, title: str) -> Iterator[ClaimFacts]:
    text, place = lines[index].text, lines[index].place
    hit = _DISTANCE.search(text)
    if not hit:
        return
    first = [each["rank"] for each in _RANK.finditer(text[: hit.start()])] or ["1"]
    rows = dict(_ranked(lines, index))
    one, other = rows.get(first[-1]), rows.get(hit["other"])
    if one and other:
        unit = hit["unit"] or ""
        value = Decimal(hit["number"].replace(",", ""))
        yield ClaimFacts(
            place,
            "문장",
            f"{first[-1]}위와 {hit['other']}위의 차이",
            "count",
            hit["number"],
            "value",
            value,
            unit,
            Scope(),
            "차",
            (one, other),
        )


def _ranked(lines: Sequence[Line], index: int) -> Iterator[tuple[str, Term]]:
    """The totals of the rows that begin with a rank, in the first table below."""
    head = ""
    for line in lines[index + 1 : index + 1 + _FAR]:
        row = _ROW.match(line.text)
        if row:
            numbers = _NUMBER.findall(line.text[row.end() :])
            if numbers and (len(numbers) == 1 or _TOTAL_FIRST.match(head)):
                value = Decimal(numbers[0].replace(",", ""))
                yield row["rank"], Term(f"{row['rank']}위", numbers[0], value, "", line.place)
        elif "계" in line.text and not _NUMBER.search(line.text):
            head = squeezed(line.text)


def listed(lines: Sequence[Line], index: int, title: str) -> Iterator[ClaimFacts]:
    """'5개 분야 21개 사업' over a table whose first column is headed 분야(사업수)."""
    text, place = lines[index].text, lines[index].place
    told = [(q, _noun(text, q)) for q in quantities(text)]
    if lines[index].is_tabular or len(told) < 2:
        return
    at = next(
        (i for i in range(index + 1, min(index + _NEAR, len(lines))) if lines[i].is_tabular), None
    )
    head = at and _COUNTED_HEAD.match(squeezed(lines[at].cells[0]))
    rows = list(_counted_rows(lines, at + 1)) if head else []
    if len(rows) < 2:
        return
    groups = [q for q, noun in told if noun == head["group"]]
    counted = [q for q, noun in told if noun == head["counted"]]
    if len(groups) == len(counted) == 1:
        said_of = subject(text[: min(groups[0].start, counted[0].start)], None, title)
        terms = tuple(Term(label, "1", Decimal(1), "", place) for label, _, place in rows)
        yield sum_claim(groups[0], terms, f"{said_of} {head['group']}", place)
        terms = tuple(Term(label, count, Decimal(count), "", place) for label, count, place in rows)
        yield sum_claim(counted[0], terms, f"{said_of} {head['counted']}", place)


def _noun(text: str, told: Quantity) -> str:
    """'5개 분야' and '5분야' count 분야."""
    if told.base not in ("개", "개의"):
        return told.base.removeprefix("개")
    found = re.match(r"\s*([가-힣]+)", text[told.end :])
    return found[1] if found else ""


def _counted_rows(lines: Sequence[Line], begin: int) -> Iterator[tuple[str, str, int]]:
    for line in lines[begin:]:
        row = _COUNTED_ROW.match(line.cells[0]) if line.is_tabular else None
        if not row:
            return
        yield row["label"], row["count"], line.place

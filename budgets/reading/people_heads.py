"""Heads of headcount tables: which group of ranks, and what of it, each column counts.

Four shapes: groups over 정원/현원 (or departments over them, with ranks down), groups over ranks with one number, 정원/현원 alone, and ranks over rows
whose second cell says 정원 or 현원 of the department before it. Where the extraction lost the tabs, a
line of nothing but 정원 and 현원 tells how many groups the line above it names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from budgets.reading.lines import Line
from budgets.reading.people_claims import BALANCES
from departments.text import squeezed

PLANNED, PRESENT = "정원", "현원"
_MEASURES = {PLANNED: "authorised", PRESENT: "actual", "인원": "actual"}
LABELS = {"authorised": PLANNED, "actual": PRESENT}
_FIRST = re.compile(r"^(?:구분|부서|과|담당관|직급|직렬|직종|직군)(?:별|명)?(?:\(명\))?$")
_LOOSE_FIRST = re.compile(r"^구\s*분\s+")
TOTALS = frozenset({"계", "합계", "총계", "총원", "전체"})
TOTAL_GROUP, _SUBTOTAL = "총계", " 소계"
ALL_GROUPS = "전체"  # where a table does not divide by groups
NOT_PERSONS = re.compile(r"^(?:과부족|결원|과원|증감|비고|.*[율률비]|구성비|별도정원)$")
_MEANT_AS_NUMBER = re.compile(r"[△▲+−-]?[\dA-Za-z,.]*\d[\dA-Za-z,.]*|-")  # '1O' too


@dataclass(frozen=True, slots=True)
class Column:
    group: str
    measure: str | None  # None: printed, but no number of persons


@dataclass(frozen=True, slots=True)
class Head:
    columns: tuple[Column, ...]
    next_index: int
    is_tabbed: bool
    is_paired: bool = False  # 정원 and 현원 stand in the second cell of a row


def head_at(lines: Sequence[Line], index: int) -> Head | None:
    """Without columns: a head that names 정원 and 현원, and cannot be read."""
    line = lines[index]
    if line.is_tabular:
        if columns := _paired_columns(lines, index):
            return Head(columns, index + 1, True, is_paired=True)
        columns, used = _tabbed_columns(lines, index)
        return Head(columns, index + used, True) if columns else None
    return _loose_head(lines, index)


def _paired_columns(lines: Sequence[Line], index: int) -> tuple[Column, ...]:
    """부서 | 구분 | 계 | 4급 over 안전과 | 정원 | 38 | 1 and a row of 현원 whose first cell is merged."""
    high = lines[index].cells
    low = lines[index + 1].cells if index + 1 < len(lines) else ()
    if not _FIRST.match(squeezed(high[0])) or len(high) < 3 or len(low) < 3 or not low[0]:
        return ()
    is_said = squeezed(low[1]) in (PLANNED, PRESENT)
    is_over = not high[1] or _FIRST.match(squeezed(high[1]))
    return tuple(_rank(squeezed(cell)) for cell in high[2:]) if is_said and is_over else ()


def _tabbed_columns(lines: Sequence[Line], index: int) -> tuple[tuple[Column, ...], int]:
    high = lines[index].cells
    if not _FIRST.match(squeezed(high[0])):
        return (), 0
    low = lines[index + 1].cells if index + 1 < len(lines) else ("",)
    if not low[0] and len(low) > 1:
        width = max(len(high), len(low))
        padded = [(*cells, *[""] * (width - len(cells)))[1:] for cells in (high, low)]
        return _two_lines(*padded), 2
    words = [squeezed(cell) for cell in high[1:]]
    if {PLANNED, PRESENT} & set(words):
        return tuple(Column(ALL_GROUPS, _measure(word)) for word in words), 1
    if squeezed(low[0]) in (PLANNED, PRESENT) and len(low) == len(high):
        return tuple(_rank(word) for word in words), 1
    return (), 0


def _two_lines(high: Sequence[str], low: Sequence[str]) -> tuple[Column, ...]:
    columns: list[Column] = []
    words = [squeezed(word) for word in low]
    is_ranked = not set(words) & _MEASURES.keys()
    if is_ranked and not {"소계", "계"} & set(words):
        return ()
    group = ""
    for above, word in zip(high, words, strict=True):
        group = squeezed(above) or group
        if not is_ranked:
            columns.append(Column(_group(group), _measure(word)))
        else:
            columns.append(_rank(f"{group} {word}".strip()) if above or word else Column("", None))
    return tuple(columns)


def _measure(word: str) -> str | None:
    return _MEASURES.get(word) or BALANCES.get(word)


def _rank(words: str) -> Column:
    """'일반직 소계', '일반직 계', '총계', '일반직 5급': one number a column, of those who are there."""
    group, _, word = words.partition(" ")
    if word in ("소계", "계"):
        return Column(group + _SUBTOTAL, "actual")
    is_number = bool(words) and not NOT_PERSONS.match(words)
    return Column(_group(words), "actual" if is_number else None)


def _group(name: str) -> str:
    return TOTAL_GROUP if name in TOTALS else name


def is_total_group(group: str) -> bool:
    return group == TOTAL_GROUP or group.endswith(_SUBTOTAL)


def _loose_head(lines: Sequence[Line], index: int) -> Head | None:
    words = [squeezed(word) for word in lines[index].text.split(" ")]
    if len(words) > 1 and _FIRST.match(words[0]):
        words = words[1:]
    if set(words) == {PLANNED, PRESENT} and len(words) > 2:
        names = next((x.text for x in reversed(lines[:index]) if not x.is_blank), "")
        groups = [_group(g) for g in _groups(_LOOSE_FIRST.sub("", names)) for _ in range(2)]
        if len(groups) != len(words):
            return Head((), index + 1, False)
        pairs = zip(groups, words, strict=True)
        return Head(tuple(Column(g, _MEASURES[w]) for g, w in pairs), index + 1, False)
    text = lines[index].text
    if not _LOOSE_FIRST.match(text) and not _FIRST.match(text.split(" ")[0]):
        return None
    groups = _groups(_LOOSE_FIRST.sub("", text)) if _LOOSE_FIRST.match(text) else words
    if groups[:2] == [PLANNED, PRESENT]:
        columns = tuple(Column(ALL_GROUPS, _measure(word)) for word in groups)
        return Head(columns, index + 1, False)
    below = next((x.text for x in lines[index + 1 :] if not x.is_blank), "")
    name, numbers = name_and_numbers(below, len(groups))
    if name in (PLANNED, PRESENT) and numbers:
        return Head(tuple(_rank(group) for group in groups), index + 1, False)
    return None


def _groups(text: str) -> list[str]:
    """'총 계 행정직군 …': letters set apart belong together."""
    merged: list[str] = []
    open_word = False
    for word in text.split(" "):
        if open_word and len(word) == 1:
            merged[-1] += word
        else:
            merged.append(word)
        open_word = len(word) == 1
    return merged


def name_and_numbers(text: str, width: int) -> tuple[str, tuple[str, ...]]:
    words = text.split(" ")
    name, texts = squeezed("".join(words[:-width])), tuple(words[-width:])
    is_row = name and len(texts) == width and all(map(_MEANT_AS_NUMBER.fullmatch, texts))
    return (name.rstrip("*"), texts) if is_row else ("", ())

"""Conditions of an address, each read by its own reader; every one that cannot be taken is told."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.http import QueryDict

from budgets.amounts import Unit
from reports.choices import Choices, Misread, read_choices

Reader = Callable[[str], Any]


def read_said(query: QueryDict) -> dict[str, str]:
    """Each condition once: of two values one would be left out in silence."""
    repeated = [name for name, values in query.lists() if len(values) > 1]
    if repeated:
        raise Misread([f"‘{name}’ 조건이 두 번 이상 적혀 있습니다." for name in repeated])
    return query.dict()


def read_asked(said: Mapping[str, str], readers: Mapping[str, Reader]) -> dict[str, Any]:
    """What was said and not left empty; raises `Misread` with all problems at once."""
    problems: list[str] = []
    asked: dict[str, Any] = {}
    for name, value in said.items():
        value = value.strip()
        try:
            if name not in readers:
                problems.append(f"‘{name}’은(는) 모르는 조건입니다.")
            elif value:
                asked[name] = readers[name](value)
        except ValueError as wrong:
            problems.append(str(wrong))
    if problems:
        raise Misread(problems)
    return asked


def read_with_choices(
    said: Mapping[str, str], readers: Mapping[str, Reader], shared: Collection[str]
) -> tuple[Choices, dict[str, Any]]:
    """`shared`: what the page takes of the conditions that the 집행현황표 has."""
    problems: list[str] = []
    choices, asked = Choices(), {}
    try:
        choices = read_choices({name: value for name, value in said.items() if name in shared})
    except Misread as misread:
        problems += misread.problems
    try:
        own = {name: value for name, value in said.items() if name not in shared}
        asked = read_asked(own, readers)
    except Misread as misread:
        problems += misread.problems
    if problems:
        raise Misread(problems)
    return choices, asked


def known_department(name: str, known: Collection[str]) -> None:
    """A table of nothing would say that the department has nothing."""
    if name and name not in known:
        raise Misread([f"부서 ‘{name}’: {', '.join(known)} 가운데 하나여야 합니다."])


def one_of(label: str, known) -> Reader:
    def read(value: str):
        if value not in known:
            raise ValueError(f"{label} ‘{value}’: {', '.join(known)} 가운데 하나여야 합니다.")
        return known[value] if isinstance(known, dict) else value

    return read


read_unit = one_of("단위", {unit.label: unit for unit in Unit})

"""Conditions of an address, each read by its own reader; every one that cannot be taken is told."""

from collections.abc import Callable, Mapping
from typing import Any

from budgets.amounts import Unit
from reports.choices import Misread

Reader = Callable[[str], Any]


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


def one_of(label: str, known) -> Reader:
    def read(value: str):
        if value not in known:
            raise ValueError(f"{label} ‘{value}’: {', '.join(known)} 가운데 하나여야 합니다.")
        return known[value] if isinstance(known, dict) else value

    return read


read_unit = one_of("단위", {unit.label: unit for unit in Unit})

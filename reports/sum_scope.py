"""Which lines a sum is of, as its address says it: ?account=일반회계&department=뉴미디어담당관

Written for the tables that lead to a sum, and read again by its page; what is not understood, or is
not on that date, is refused with all its problems. An account is always said: none is added to
another.

A share is of a whole: the same account under those conditions alone that `of` names.
?account=일반회계&kind=정책사업&department=뉴미디어담당관&of=kind is the department's share of all 정책사업.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.urls import reverse

from budgets.amounts import Unit
from reports.choices import Choices, Misread, read_choices
from reports.dates import When
from reports.execution import Execution, chosen_of
from reports.rollup import Leaf

RATE, SHARE = "rate", "share"
_SHARED = ("unit", "department", "kind", "q", "rate")  # with the table that a sum stands in


@dataclass(frozen=True, slots=True)
class Scope:
    account: int
    program: int | None
    named: frozenset[int]  # lines that are asked for by their keys
    choices: Choices
    lines: list[Leaf]  # that it lets through, in the council's order
    whole: Choices  # what a share's whole is chosen by
    of_whole: Sequence[Leaf]


def read_scope(said: Mapping[str, str], found: Execution, measure: str = "") -> Scope:
    own = {name: value.strip() for name, value in said.items()}
    problems: list[str] = []
    choices = Choices()
    try:
        choices = read_choices({name: own[name] for name in _SHARED if name in own})
    except Misread as misread:
        problems += misread.problems
    for name in own:
        if name not in (*_SHARED, "account", "program", "line", *(("of",) * (measure == SHARE))):
            problems.append(f"‘{name}’은(는) 모르는 조건입니다.")
    account = _account(own.get("account", ""), found, problems)
    program = _program(own.get("program", ""), found, problems)
    named = _lines(own.get("line", ""), found, problems)
    _known("부서", own.get("department", ""), found.divisions, problems)
    whole = _whole(own.get("of", ""), choices, problems) if measure == SHARE else choices
    if problems:
        raise Misread(problems)
    lines = _in_order(_let_through(account, program, named, choices, found), found)
    if not lines:
        raise Misread(["조건에 맞는 세부사업이 없어 합계도 없습니다."])
    of_whole = _let_through(account, None, frozenset(), whole, found) if measure == SHARE else ()
    return Scope(account, program, named, choices, lines, whole, of_whole)


def _account(name: str, found: Execution, problems: list[str]) -> int:
    programs = found.names.programs
    there = sorted({programs[leaf.program].account for leaf in found.leaves})
    known = {found.names.accounts[pk]: pk for pk in there}
    if not name:
        problems.append(
            f"회계(account)를 적어야 합니다: {', '.join(known)}. 회계끼리는 더하지 않습니다."
        )
    else:
        _known("회계", name, known, problems)
    return known.get(name, 0)


def _program(key: str, found: Execution, problems: list[str]) -> int | None:
    if not key:
        return None
    there = {str(leaf.program) for leaf in found.leaves}
    if key not in there:
        problems.append(f"정책사업 ‘{key}’: 이 기준일의 정책사업이 아닙니다.")
        return None
    return int(key)


def _lines(keys: str, found: Execution, problems: list[str]) -> frozenset[int]:
    """One, or several with commas between them."""
    if not keys:
        return frozenset()
    there = {str(leaf.pk) for leaf in found.leaves}
    said = [key.strip() for key in keys.split(",")]
    unknown = [key for key in said if key not in there]
    if unknown:
        problems.append(f"세부사업 ‘{', '.join(unknown)}’: 이 기준일의 세부사업이 아닙니다.")
        return frozenset()
    return frozenset(map(int, said))


def _whole(names: str, choices: Choices, problems: list[str]) -> Choices:
    """Under some of the conditions of its part, so that the part is always within it."""
    kept = [name.strip() for name in names.split(",")] if names else []
    unknown = [name for name in kept if name not in choices.conditions]
    if unknown:
        known = ", ".join(choices.conditions) or "없음"
        problems.append(
            f"구성비의 전체(of) ‘{', '.join(unknown)}’: 이 주소에 있는 조건 가운데에서 적습니다: {known}."
        )
    return choices.only(kept)


def _known(label: str, name: str, known: Iterable[str], problems: list[str]) -> None:
    if name and name not in known:
        problems.append(f"{label} ‘{name}’: {', '.join(known)} 가운데 하나여야 합니다.")


def _let_through(
    account: int,
    program: int | None,
    named: frozenset[int],
    choices: Choices,
    found: Execution,
) -> list[Leaf]:
    programs = found.names.programs
    return [
        leaf
        for leaf in chosen_of(found, choices)
        if programs[leaf.program].account == account
        and program in (None, leaf.program)
        and (not named or leaf.pk in named)
    ]


def _in_order(lines: Iterable[Leaf], found: Execution) -> list[Leaf]:
    programs, departments = found.names.programs, found.names.departments

    def place(leaf: Leaf) -> tuple:
        program = programs[leaf.program]
        department = departments[program.parent]
        office = departments[department.parent or program.parent]
        return office.order, department.order, program.order, leaf.position, leaf.pk

    return sorted(lines, key=place)


# --- written --------------------------------------------------------------------------------------


def sum_path(office: str, when: When) -> str:
    """What a measure and its conditions follow."""
    return reverse("sum", args=[office, when, RATE, ""]).removesuffix(RATE)


def asked(account: str, choices: Choices, but: str = "") -> str:
    """`but`: a condition that is left out, as a row puts its own in the place of it."""
    said = {"account": account, **choices.conditions}
    if choices.unit is not Unit.THOUSAND:
        said["unit"] = choices.unit.label
    said.pop(but, None)
    return urlencode(said, quote_via=quote)


def asked_of_whole(choices: Choices) -> str:
    """What the address of a share under these conditions says besides: they are those of its whole."""
    return f"&of={','.join(choices.conditions)}" if choices.conditions else ""

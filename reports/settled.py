"""결산: where nobody says what was carried over, and so nobody knows what lapsed."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from departments.cells import ABSENT
from reports.cuts import CARRIED
from reports.rollup import Leaf
from reports.structure import Structure

NOT_UNSPENT = "결산에서는 미집행액을 따로 보이지 않습니다. 이월액을 뺀 집행잔액이 쓰지도 넘기지도 않은 금액입니다."
_NONE_CARRIED = "이월액이 적히지 않은 사업은 넘긴 금액이 없는 것으로 보아 집행잔액을 냅니다."
_UNTOLD = (
    "이월액이 적히지 않은 자료여서 집행잔액을 알 수 없습니다. "
    "예산현액에서 집행액만 뺀 금액에는 이월한 금액이 들어 있습니다."
)


def untold_programs(leaves: Iterable[Leaf], names: Structure) -> frozenset[int]:
    """Programs of an office that names no 이월액 in their account. One that names some, names all:
    that of 2018 has no such column, and tells the whole amount in its prose.
    """
    places: dict[int, tuple[int, int]] = {}
    naming: set[tuple[int, int]] = set()
    for leaf in leaves:
        if not leaf.figure:  # of another date that stands beside
            continue
        if (place := places.get(leaf.program)) is None:
            program = names.programs[leaf.program]
            office = names.departments[program.parent].parent or program.parent
            place = places[leaf.program] = office, program.account
        if _is_named(leaf.sums):
            naming.add(place)
    return frozenset(program for program, place in places.items() if place not in naming)


def _is_named(sums: Sequence[int]) -> bool:
    return sums[0] >> 4 * CARRIED & 15 not in (0, ABSENT)


def rest_notes(leaves: Collection[Leaf], untold: Collection[int]) -> Iterable[str]:
    """The same wherever these lines stand, whosoever they are."""
    if any(leaf.program not in untold and not _is_named(leaf.sums) for leaf in leaves):
        yield _NONE_CARRIED
    if leaves and all(leaf.program in untold for leaf in leaves):
        yield _UNTOLD


def settled_notes(
    leaves: Collection[Leaf], untold: Collection[int], names: Structure
) -> Iterable[str]:
    """What has to be said of the 집행잔액 of these lines."""
    yield from rest_notes(leaves, untold)
    lost = {leaf.program for leaf in leaves if leaf.program in untold}
    if lost and len(lost) < len({leaf.program for leaf in leaves}):
        yield f"이월액이 적히지 않아 집행잔액을 알 수 없는 실국: {', '.join(_offices(lost, names))}"


def _offices(programs: Iterable[int], names: Structure) -> Mapping[str, None]:
    departments = names.departments
    own = sorted(
        {departments[pk].parent or pk for pk in (names.programs[p].parent for p in programs)},
        key=lambda pk: departments[pk].order,
    )
    return dict.fromkeys(departments[pk].name for pk in own)

"""What a person may do, and for which departments: the one place that says so.

Every other room asks here for departments and narrows its own rows by them, so that what is not
one's own is not found, whichever way one comes to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from departments.models import Department, Membership

Role = Membership.Role


@dataclass(frozen=True, slots=True)
class Rights:
    """Keys of departments, each with those under it."""

    writes: frozenset[int] = frozenset()
    reviews: frozenset[int] = frozenset()
    operates: frozenset[int] = frozenset()
    reads: frozenset[int] = frozenset()  # drafts included

    @property
    def has_any(self) -> bool:
        return bool(self.reads)

    @property
    def enters(self) -> frozenset[int]:
        """For which, besides others, somebody may enter what belongs to an office as a whole."""
        return self.writes | self.operates

    @property
    def confirms(self) -> frozenset[int]:
        """For which somebody may publish what another has entered."""
        return self.reviews | self.operates

    @property
    def reads_others(self) -> bool:
        """Drafts that are not his to write."""
        return not self.reads <= self.writes


NONE = Rights()


def rights_of(person) -> Rights:
    """Of nobody, of a disabled account, of one without a role: nothing. A superuser has no more:
    he keeps the installation, and gives himself a role where he needs one, which is recorded."""
    if not getattr(person, "is_authenticated", False) or not person.is_active:
        return NONE
    held: dict[str, set[int]] = {role: set() for role in Role.values}
    for department, role in Membership.objects.filter(person=person).values_list(
        "department", "role"
    ):
        held[role].add(department)
    whole = {role: frozenset(_with_those_under(keys)) for role, keys in held.items()}
    return Rights(
        writes=whole[Role.OFFICER],
        reviews=whole[Role.REVIEWER],
        operates=whole[Role.OPERATOR],
        reads=frozenset().union(*whole.values()),
    )


def _with_those_under(departments: Iterable[int]) -> set[int]:
    """An office has divisions, and a division has none under it."""
    keys = set(departments)
    if not keys:
        return keys
    return keys | set(Department.objects.filter(parent__in=keys).values_list("pk", flat=True))

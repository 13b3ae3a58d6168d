"""What a department is called on a page: as printed, under the name that it had; in 오늘의 조직, under that of
the department whose its work is today. Where that is not one, the name of then stays and says so.

A line that is named beside the department is asked first: of what was divided it knows to whom it went.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from django.db.models import F

from departments.models import Department
from reports import organisation
from reports.execution_today import read_todays
from reports.file_names import file_name
from reports.particles import topic
from reports.successors import Successors, read_successors
from reports.table import Report
from reports.two_views import TODAY, words_of

KEPT = "그때의 부서"
_NOTE = "오늘의 조직: 부서를 오늘 그 일을 하는 부서의 이름으로 적었습니다. 금액과 수는 그때의 것 그대로입니다."


class Owner(NamedTuple):
    """A department as a page calls it."""

    name: str
    pk: int
    is_kept: bool = False  # nobody can say whose its work is today
    code: str = ""  # where it is known

    @property
    def words(self) -> str:
        return f"{self.name} ({KEPT})" if self.is_kept else self.name

    @property
    def href(self) -> str:
        return f"/departments/{self.pk}" if self.pk else ""


class Known(NamedTuple):
    """What is known of a department."""

    pk: int
    code: str
    name: str
    parent: int | None


class Called:
    """As printed."""

    is_today = False

    def of(self, pk: int, name: str, line: int = 0) -> Owner:
        return Owner(name, pk)

    def department(self, own: Department, line: int = 0) -> Owner:
        found = self.of(own.pk, own.name, line)
        return found if found.code else found._replace(code=own.code)

    def office_of(self, owner: Owner, pk: int, name: str) -> Owner:
        """`pk`, `name`: the office of then of whom `owner` stands for."""
        return Owner(name, pk)

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be said of the view, of those that were asked for."""
        return ()

    def told(self, report: Report) -> Report:
        """With that and with what was chosen."""
        return report


class CalledToday(Called):
    is_today = True

    def __init__(
        self,
        departments: Mapping[int, Known],
        successors: Successors,
        todays: Mapping[int, str | None],
    ):
        """`todays`: by line, the code of whose it is today."""
        self._departments, self._successors, self._todays = departments, successors, todays
        self._by_code = {row.code: row for row in departments.values()}
        # What a page asked for, for what it has to say of it.
        self._met: dict[int, Owner] = {}
        self._offices: dict[str, str] = {}

    def of(self, pk: int, name: str, line: int = 0) -> Owner:
        code = self._code(pk, line)
        found = self._by_code.get(code) if code else None
        if found:
            return Owner(found.name, found.pk, code=found.code)
        owner = Owner(name, pk, is_kept=bool(pk))
        if owner.is_kept:
            self._met[pk] = owner
        return owner

    def department(self, own: Department, line: int = 0) -> Owner:
        found = super().department(own, line)
        if own.parent_id is None and found.name != own.name:
            self._offices[own.name] = found.name
        return found

    def _code(self, pk: int, line: int) -> str | None:
        if line in self._todays:
            return self._todays[line]
        if pk not in self._departments:
            return None
        code, is_known = self._successors.today(self._departments[pk].code)
        return code if is_known else None

    def office_of(self, owner: Owner, pk: int, name: str) -> Owner:
        """The one that today's department is of."""
        if not owner.is_kept and owner.pk in self._departments:
            found = self._departments[self._departments[owner.pk].parent or owner.pk]
            return self.of(found.pk, found.name)
        return self.of(pk, name)

    def told(self, report: Report) -> Report:
        chosen = (*words_of(TODAY), *report.chosen)
        return replace(
            report,
            chosen=chosen,
            file=file_name(report.file, words_of(TODAY)),
            notes=(*report.notes, *self.notes),
        )

    @property
    def notes(self) -> tuple[str, ...]:
        return (_NOTE, *self._said())

    def _said(self) -> Iterable[str]:
        for then, now in self._offices.items():
            yield _renamed(then, now)
        if self._met:
            names = ", ".join(sorted({owner.name for owner in self._met.values()}))
            yield f"이어받은 부서를 하나로 알 수 없어 그때의 이름으로 둔 부서: {names}"


def _renamed(then: str, now: str) -> str:
    return f"{then}{topic(then)} 오늘의 {now}입니다."


def under_todays_name(report: Report, office: Department, successors: Successors) -> Report:
    """Of lines in 오늘의 조직: the page and its files are called by the name that the office has today."""
    code, is_known = successors.today(office.code)
    if not is_known or code == office.code:
        return report
    then = report.office
    now = organisation.departments().values_list("name", flat=True).get(code=code)

    def named(words: str) -> str:
        return f"{now}{words.removeprefix(then)}" if words.startswith(then) else words

    return replace(
        report,
        title=named(report.title),
        office=now,
        file=named(report.file),
        name=named(report.name),
        notes=(*report.notes, _renamed(then, now)),
    )


AS_PRINTED = Called()


def read_called(
    *,
    is_today: bool,
    successors: Successors | None = None,
    office: str | Collection[str] = "",
    todays: Mapping[int, str | None] | None = None,
) -> Called:
    """`office`: whose lines a page names beside their departments, by its code, or several; `todays`: of
    these, where they are read already."""
    if not is_today:
        return AS_PRINTED
    successors = successors or read_successors()
    rows = organisation.departments().values_list("pk", "code", "name", "parent")
    departments = {row[0]: Known(*row) for row in rows}
    if todays is None:
        todays = read_todays(office, successors) if office else {}
    return CalledToday(departments, successors, todays)


# --- an office through its names ------------------------------------------------------------------


class Houses:
    """An office, and in today's organisation the same office under its other names: who goes through
    the years is not thrown back where it got another name."""

    def __init__(self, own: Department, successors: Successors | None = None):
        """`successors`: in today's organisation."""
        self.own, self._successors = own, successors

    @cached_property
    def every(self) -> list[Department]:
        if self._successors is None:
            return [self.own]
        others = self._successors.names_of(self.own.code) - {self.own.code}
        if not others:
            return [self.own]
        found = (
            organisation.departments()
            .filter(code__in=others)
            .order_by(F("valid_from").desc(nulls_last=True), "code")
        )
        return [self.own, *found]

    def years(self, years_of: Callable[[Department], Iterable[int]]) -> dict[int, Department]:
        """Of each year the house that told it, the newest first; of two the one that is asked for."""
        found: dict[int, Department] = {}
        for house in self.every:
            for year in years_of(house):
                found.setdefault(year, house)
        return dict(sorted(found.items(), reverse=True))

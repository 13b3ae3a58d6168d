"""A new 편성체계: next year's made from this year's, a year's regrouped to a later organisation, or an
empty one. Lines are carried over with their links, so that reports know them again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch, Q

from budgets.filing import Refused
from budgets.models import Book, LineItem, LineLink, Program
from budgets.models import StructureRecord as Record
from budgets.structuring.acts import (
    Act,
    begin,
    code_in,
    done_before,
    line_code,
    must_exist,
    must_run,
    must_say,
    program_code,
    record,
    save,
)
from departments.models import Department, Person, Succession
from departments.organising import YEARS

_CODE = 80


@dataclass(frozen=True, slots=True)
class Frame:
    """Of which office, year and organisation the new Book is."""

    office: Department
    fiscal_year: int
    organised_on: date | None = None  # of a regrouped one

    @property
    def basis(self) -> str:
        return Book.Basis.DRAWN if self.organised_on is None else Book.Basis.REGROUPED

    @property
    def day(self) -> date:
        """On which its departments exist."""
        return self.organised_on or date(self.fiscal_year, 1, 1)

    @property
    def words(self) -> str:
        return str(
            Book(office=self.office, fiscal_year=self.fiscal_year, organised_on=self.organised_on)
        )


def carried(book: Book) -> list[Program]:
    """What goes on at the end of the year: programs in their order, `carried_lines` of each in theirs.
    A program without such a line is not carried."""
    last = date(book.fiscal_year, 12, 31)
    lines = LineItem.objects.current_on(last).order_by("position", "pk")
    programs = book.programs.select_related("department", "account").prefetch_related(
        Prefetch("lines", lines, to_attr="carried_lines")
    )
    ordered = programs.order_by("account", "position", "pk")
    return [each for each in ordered if each.carried_lines]


def departments_for(frame: Frame) -> list[Department]:
    """The office itself and its divisions, as they are on the day of the organisation."""
    own = Department.objects.existing_on(frame.day)
    own = own.filter(Q(pk=frame.office.pk) | Q(parent=frame.office.pk))
    return list(own.order_by("kind", "position", "code"))


def offered(programs: Collection[Program], frame: Frame) -> dict[int, Department | None]:
    """By program: its department if it is there on the day, else the only one that followed it."""
    there = {each.pk: each for each in departments_for(frame)}
    steps: dict[int, set[int]] = {}
    known = Succession.objects.filter(before__isnull=False, after__isnull=False)
    for before, after in known.values_list("before", "after"):
        steps.setdefault(before, set()).add(after)
    return {
        each.pk: there.get(_heir(each.department_id, there.keys(), steps) or 0) for each in programs
    }


def _heir(department: int, there: Collection[int], steps: Mapping[int, set[int]]) -> int | None:
    met: set[int] = set()
    while department not in there:
        after = steps.get(department, set())
        if len(after) != 1 or department in met:
            return None
        met.add(department)
        (department,) = after
    return department


@transaction.atomic
def make_book(
    *,
    book: Book,
    frame: Frame,
    departments: Mapping[int, Department],
    left_out: Collection[int] = (),
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    """`departments`: of each program that is carried over; `left_out`: lines that are not."""
    book, done = begin(book, by, reason, key)
    if done:
        return done
    made = _made(frame, by)
    _must_follow(book, frame)
    programs = carried(book)
    lines = [line for each in programs for line in each.carried_lines]
    if set(left_out) - {line.pk for line in lines}:
        raise Refused("그사이에 달라진 세부사업이 있습니다. 다시 확인하십시오.")
    if frame.organised_on is not None and left_out:
        raise Refused("재편한 편성체계는 총액이 같아야 하므로 세부사업을 뺄 수 없습니다.")
    kept = len(lines) - len(set(left_out))
    if not kept:
        raise Refused("가져갈 세부사업이 없습니다.")
    out = ", ".join(str(line) for line in lines if line.pk in left_out)
    entry = record(
        made,
        Act.MADE,
        str(made),
        before=f"{book}에서 세부사업 {kept}개"
        + (f", 뺀 것 {len(lines) - kept}개: {out}" if out else ""),
        after=f"{made}",
        by=by,
        at=at,
        reason=reason,
        key=key,
    )
    found: dict[tuple, Program] = {}
    links = []
    for program in programs:
        own = [line for line in program.carried_lines if line.pk not in left_out]
        if not own:
            continue
        if (department := departments.get(program.pk)) is None:
            raise Refused(f"{program}: 새 편성체계에서 맡을 부서를 고르십시오.")
        must_exist(department, made, frame.day)
        heir = _carried_program(made, program, department, found)
        links += [(line, _carried_line(line, heir)) for line in own]
    LineLink.objects.bulk_create(
        LineLink(before=before, after=after, how=LineLink.How.CARRIED, record=entry)
        for before, after in links
    )
    return entry


@transaction.atomic
def open_book(*, frame: Frame, by: Person, at: datetime, reason: str, key: UUID | None) -> Record:
    """With nothing in it: of an office that has none to make it from."""
    _one_at_a_time(frame, by)
    if (done := done_before(key, by)) is not None:
        return done
    must_say(reason)
    made = _made(frame, by)
    said = {"by": by, "at": at, "reason": reason, "key": key}
    return record(made, Act.MADE, str(made), after="빈 편성체계", **said)


def _made(frame: Frame, by: Person) -> Book:
    office = _one_at_a_time(frame, by)
    same = Book.objects.filter(office=office, fiscal_year=frame.fiscal_year, basis=frame.basis)
    if same.exists():
        raise Refused(f"{office}의 {frame.fiscal_year}년 {frame.basis} 편성체계가 이미 있습니다.")
    code = f"{office.code[: _CODE - 20]}/{frame.fiscal_year}"
    if frame.organised_on is not None:
        code += f"/{frame.organised_on.year}조직"
    made = Book(
        code=code_in(Book, code),
        office=office,
        fiscal_year=frame.fiscal_year,
        basis=frame.basis,
        organised_on=frame.organised_on,
    )
    save(made)
    return made


def _one_at_a_time(frame: Frame, by: Person) -> Department:
    """The locked office, of which one Book is made at a time."""
    office = Department.objects.select_for_update(of=("self",)).get(pk=frame.office.pk)
    must_run(by, office.pk)
    return office


def _must_follow(book: Book, frame: Frame) -> None:
    if frame.organised_on is None and frame.fiscal_year <= book.fiscal_year:
        raise Refused(f"{book.fiscal_year}년 뒤의 해여야 합니다.")
    if frame.organised_on is not None and frame.organised_on.year not in YEARS:
        raise Refused(f"{YEARS[0]}년부터 {YEARS[-1]}년까지의 조직으로 묶습니다.")
    same_year = frame.fiscal_year == book.fiscal_year and book.basis == Book.Basis.DRAWN
    if frame.organised_on is not None and not same_year:
        raise Refused("같은 해의 당초 편성체계를 다시 묶습니다.")


def _carried_program(
    made: Book, program: Program, department: Department, found: dict[tuple, Program]
) -> Program:
    """What was one program in each of two departments is one where they became one."""
    place = (program.account_id, department.pk, program.name)
    if place not in found:
        heir = Program(
            book=made,
            department=department,
            account=program.account,
            name=program.name,
            reading=program.reading,
            kind=program.kind,
            position=program.position,
            code=program_code(made, program.account, department, program.name),
        )
        save(heir)
        found[place] = heir
    return found[place]


def _carried_line(line: LineItem, program: Program) -> LineItem:
    heir = LineItem(
        program=program,
        code=line_code(program, line.name),
        name=line.name,
        reading=line.reading,
        position=line.position,
    )
    save(heir)
    return heir

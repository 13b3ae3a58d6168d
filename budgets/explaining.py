"""The verbs of 집행잔액의 사유: hand in an explanation, publish one. Nothing of them is ever changed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from budgets.amounts import Unit
from budgets.filing import NotYours, Refused
from budgets.lapsing import Given, Place, Purse, exceeding
from budgets.models import (
    Explanation,
    ExplanationPublication,
    Figure,
    Filing,
    LapseReason,
    ReportingDate,
    Statement,
)
from budgets.statements import row_of
from departments.guards import OWN_WORDS
from departments.in_turn import must_follow, newest_of, unpublished
from departments.models import Person
from departments.rights import rights_of

SETTLED = ReportingDate.Stage.SETTLEMENT


def purses_of(statement: Statement) -> list[Purse]:
    """What lapsed by this statement, line by line."""
    figures = (
        Figure.objects.filter(statement=statement)
        .select_related("line__program__account")
        .order_by(
            "line__program__account",
            "line__program__position",
            "line__program",
            "line__position",
            "line",
        )
    )
    naming = _naming(statement)
    found: dict[str, dict] = {}
    for figure in figures:
        program = figure.line.program
        is_known = program.account_id in naming
        own = found.setdefault(program.account.name, {}).setdefault(program, [])
        key = f"l{figure.line_id}"
        lapsed, above = _lapsed(figure, is_known), f"p{program.pk}"
        own.append(Place(key, str(figure.line), lapsed, above, figure.line.code))
    return [
        Purse(name, tuple(each for program, own in by.items() for each in _group(program, own)))
        for name, by in found.items()
    ]


def _group(program, lines: Sequence[Place]) -> list[Place]:
    parts = [line.lapsed for line in lines]
    lapsed = None if None in parts else sum(parts)
    return [Place(f"p{program.pk}", str(program), lapsed, code=program.code), *lines]


def _naming(statement: Statement) -> frozenset[int]:
    """Accounts of which the office names any 이월액 on that date. Where it names none, nobody knows
    what of the rest was carried over: the same as readers are told (reports/settled.py)."""
    told = Q(statement__standing_in__reporting_date=statement.filing.reporting_date_id)
    named = Figure.objects.filter(told | Q(statement=statement)).exclude(carried_state="absent")
    return frozenset(named.order_by().values_list("line__program__account", flat=True))


def _lapsed(figure: Figure, is_known: bool) -> int | None:
    """A dash is nothing spent, nothing carried; a blank, or no column at all, says nothing."""
    row = row_of(figure)
    base = "appropriated" if row.state("budget") == "absent" else "budget"
    told = {row.state(base), row.state("spent")}
    if not is_known or told & {"blank", "absent"} or row.state("carried") == "blank":
        return None
    budget, spent, carried = (
        getattr(row.measures, each) or 0 for each in (base, "spent", "carried")
    )
    return budget - spent - carried


def places_of(statement: Statement) -> list[Place]:
    return [place for purse in purses_of(statement) for place in purse.places]


def given_in(explanation: Explanation | None) -> list[Given]:
    if explanation is None:
        return []
    return [
        Given(f"l{each.line_id}" if each.line_id else f"p{each.program_id}", each.reason, each.won)
        for each in explanation.reasons.order_by("pk")
    ]


def newest(filing: Filing) -> Explanation | None:
    return newest_of(filing.explanations)


def waiting(departments: Collection[int]) -> list[Explanation]:
    """The newest of each filing of theirs, where nobody has published it."""
    own = Explanation.objects.filter(filing__department__in=departments)
    related = own.select_related("filing__department", "filing__reporting_date")
    return list(unpublished(related, "filing"))


@transaction.atomic
def explain(
    *,
    filing: Filing,
    given: Sequence[Given],
    follows: int,
    unit: Unit,
    by: Person,
    at: datetime,
    key: UUID | None,
) -> Explanation:
    """By whoever writes for the department, of the statement that stands. `follows`: the version that
    was seen last, 0 where there was none."""
    filing = _locked(filing)
    if filing.department_id not in rights_of(by).writes:
        raise NotYours
    if done := key and Explanation.objects.filter(key=key).first():
        return done
    if filing.reporting_date.stage != SETTLED:
        raise Refused("집행잔액의 사유는 결산 기준일에 적습니다.")
    if filing.standing is None:
        raise Refused("저장한 결산 금액이 없어 사유를 적을 수 없습니다.")
    last = newest(filing)
    must_follow(last, follows)
    before = sorted(given_in(last))
    if sorted(given) == before and (last is None or last.statement_id == filing.standing_id):
        raise Refused("적은 사유가 없습니다." if last is None else "앞의 판과 같습니다.")
    must_fit(given, filing.standing)
    made = Explanation(
        filing=filing,
        version=follows + 1,
        statement=filing.standing,
        unit=unit.label,
        by=by,
        at=at,
        key=key,
    )
    made.full_clean()
    made.save()
    for each in given:
        row = LapseReason(explanation=made, reason=each.reason, won=each.won, **_place(each.place))
        row.full_clean()
        row.save()
    return made


def must_fit(given: Sequence[Given], statement: Statement) -> None:
    places = places_of(statement)
    known = {place.key for place in places}
    if any(each.place not in known for each in given):
        raise Refused("이 제출본에 없는 사업의 사유가 있습니다.")
    if wrong := list(exceeding(given, places)):
        raise Refused([f"{each.where}: {each.words}" for each in wrong])


def _place(key: str) -> dict[str, int]:
    return {"line_id" if key[0] == "l" else "program_id": int(key[1:])}


@transaction.atomic
def publish_explanation(
    *, explanation: Explanation, by: Person, at: datetime
) -> ExplanationPublication:
    """Read and published by one who runs the office and did not write it: the newest alone, beside
    figures that readers have. What was published already stays as it was."""
    filing = _locked(explanation.filing)
    if filing.department_id not in rights_of(by).operates:
        raise NotYours
    if done := ExplanationPublication.objects.filter(explanation=explanation).first():
        return done
    if explanation.by_id == by.pk:
        raise Refused(OWN_WORDS)
    if filing.published is None:
        raise Refused("결산 금액이 아직 공개되지 않았습니다. 금액을 먼저 공개합니다.")
    if explanation != newest(filing):
        raise Refused("그 뒤의 판이 있습니다. 가장 새 판을 공개합니다.")
    must_fit(given_in(explanation), filing.published)
    return ExplanationPublication.objects.create(explanation=explanation, by=by, at=at)


def _locked(filing: Filing) -> Filing:
    """A form sent twice at once is recorded once."""
    list(Filing.objects.select_for_update().filter(pk=filing.pk).values("pk"))
    return Filing.objects.select_related(
        "reporting_date", "standing", "published", "department"
    ).get(pk=filing.pk)

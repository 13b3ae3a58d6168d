from collections.abc import Iterable
from datetime import date

from django.core.management.base import BaseCommand

from budgets.models import LineLink
from departments.models import Department, Succession
from reports import organisation
from reports.descent import Descent, proofs_of, read_descent
from reports.line_descent import (
    ENDED,
    KIND_OF,
    NEW,
    RECORDED,
    SAME,
    Going,
    Turn,
    goings_of,
    read_lines,
)
from reports.successors import Successors, read_successors
from reports.tidy import print_csv
from reports.works import kin_of

COLUMNS = [
    "what",
    "office",
    "before",
    "after",
    "kind",
    "day",
    "not_before",
    "not_after",
    "evidence",
    "document",
    "place",
    "proof",
]
_DEPARTMENT, _LINE = "부서", "세부사업"


class Command(BaseCommand):
    help = (
        "공개된 데까지의 계보를 CSV로 냅니다. 부서는 이어진 것마다, 세부사업은 편성체계에서 다음 편성체계로 "
        "이어지거나 끝나거나 새로 생긴 것마다 한 줄입니다. 이전과 이후는 코드이고, 모르거나 없으면 비어 있습니다. 여럿이 하나가 되었거나 하나가 여럿이 되었으면 "
        "모두를 ‘; ’로 잇습니다. "
        "날짜를 모르면 그 사이의 두 날(not_before, not_after)이 있습니다. evidence(근거)는 명시, 산술, 추정, "
        "기록 가운데 하나이고, proof는 그 내용입니다."
    )

    def handle(self, **options):
        print_csv(self.stdout, COLUMNS, _rows())


def _rows() -> Iterable[tuple]:
    successors = read_successors()
    met: set[int] = set()
    for office in _families(successors):
        found = read_descent(office)
        for link in found.links:
            if link.pk not in met:
                met.add(link.pk)
                yield _of_department(link, found, office)
        lines = read_lines(office, successors)
        for turn in reversed(lines.turns):
            for account in sorted(own := goings_of(turn)):
                yield from (_of_line(each, turn, office) for each in own[account])
        yield from map(_within, lines.inner)


def _families(successors: Successors) -> list[Department]:
    """One office of each: what is read of it is of all that it is kin to."""
    pairs = successors.pairs
    found: dict[frozenset[str], Department] = {}
    for each in organisation.departments().filter(parent__isnull=True):
        found.setdefault(kin_of(each.code, pairs), each)
    return list(found.values())


def _of_department(link: Succession, found: Descent, office: Department) -> tuple:
    return (
        _DEPARTMENT,
        (link.after or link.before or office).office.name,
        _code(link.before),
        _code(link.after),
        link.kind,
        *map(_day, (link.day, link.not_before, link.not_after)),
        link.evidence,
        link.document.key if link.document else "",
        link.place or "",
        _proof(link, found),
    )


def _proof(link: Succession, found: Descent) -> str:
    if link.evidence == Succession.Evidence.PROVED and link.before and link.after:
        equal = [
            f"{each.before.leaf.name} {each.before.won}={each.after.won}"
            for _, own in proofs_of(link, found)
            for each in own
            if not each.change
        ]
        return "; ".join(equal) or link.note
    # Why an office recorded it is said to the office, which wrote it for itself.
    return "" if link.evidence == Succession.Evidence.RECORDED else link.note


def _of_line(each: Going, turn: Turn, office: Department) -> tuple:
    told = each.stated or each.recorded
    day = told.day if told and told.day else turn.day
    between = _day(turn.then.when.day), _day(turn.now.when.day)
    return (
        _LINE,
        each.office or office.name,
        *_sides(each),
        each.kind,
        *((_day(day), "", "") if day else ("", *between)),
        each.evidence,
        told.document if told else "",
        told.place if told else "",
        _told(each),
    )


def _sides(each: Going) -> list[str]:
    """Of one that several became, or that became several, all of them stand on the other side."""
    before = None if each.kind == NEW else each.pair.before
    after = None if each.kind == ENDED else each.pair.now
    others = each.sides if each.parts else ([], [])
    sides = zip((before, after), others, strict=True)
    return ["; ".join(leaf.code for leaf in ([own] if own else beside)) for own, beside in sides]


def _within(each: LineLink) -> tuple:
    """In the middle of a year, as an office recorded it."""
    kind = KIND_OF.get(each.how, SAME)
    office = each.after.program.department.office.name
    days = _day(each.record.day), "", ""
    return _LINE, office, each.before.code, each.after.code, kind, *days, RECORDED, "", "", ""


def _told(each: Going) -> str:
    if not each.evidence:
        return ""
    one, other = each.amounts
    sums = f" {one}={other}" if each.is_equal else ""
    return f"{each.proof}{sums}"


def _code(own: Department | None) -> str:
    return own.code if own else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

"""An office that was regrouped, which no report knows: 2030 as drawn, and in the organisation of 2031.

바람담당관 is no more: 나무 심기 went whole to 달빛담당관, 꽃 심기 to 별빛담당관 but for 20 that
풀 베기 has more there.
"""

from datetime import date

from budgets.models import Program
from departments.models import Succession
from tests import cast

NEW_YEAR, LAST = date(2030, 1, 1), date(2030, 12, 31)
OFFICE = "해오름기획관"
BEFORE = {"바람담당관": {"나무 심기": 100, "꽃 심기": 70}, "달빛담당관": {"풀 베기": 300}}
AFTER = {"달빛담당관": {"나무 심기": 100, "풀 베기": 320}, "별빛담당관": {"꽃 심기": 50}}


def regrouped(before=BEFORE, after=AFTER, *, is_published=True, in_fund=()):
    """By department, the amounts of its lines; 분리 of 바람담당관, proved by amounts. `in_fund`: lines
    of another account."""
    office = cast.office()
    names = dict.fromkeys([*before, *after])
    departments = {name: cast.division(office, name, position=at) for at, name in enumerate(names)}
    purse, fund = cast.account(), cast.account("나무기금", kind="기금")
    purses = dict.fromkeys(in_fund, fund)
    drawn = cast.book(office)
    later = cast.book(office, basis="재편", organised_on=date(2031, 1, 1))
    publish(drawn, departments, before, purse, purses, LAST, "결산")
    publish(later, departments, after, purse, purses, NEW_YEAR, "예산", is_published=is_published)
    for name in after:
        if name not in before or name == "달빛담당관":
            Succession.objects.create(
                before=departments["바람담당관"],
                after=departments[name],
                kind="분리",
                evidence="산술",
                not_after=date(2031, 1, 1),
                note="같은 이름·같은 예산액",
            )
    return office


def publish(book, departments, lines, account, purses, day, stage, *, is_published=True):
    when = cast.reporting_date(book, day, stage)
    for name, own in lines.items():
        statement = cast.statement(cast.filing(when, departments[name]))
        for at, (line, won) in enumerate(own.items()):
            program = program_of(book, departments[name], purses.get(line, account))
            cast.figure(statement, cast.line(program, line, position=at), appropriated=won)
        if is_published:
            cast.publish(statement)


def program_of(book, department, account):
    known = Program.objects.filter(book=book, department=department, account=account).first()
    return known or cast.program(book, department, account, f"{department} 사업")


def divided(own):
    """A department of which two others made something: none of them is the one that it is today."""
    for position, name in enumerate(("바람담당관", "구름담당관"), 7):
        Succession.objects.create(
            before=own,
            after=cast.division(own.parent, name, position=position),
            kind="분리",
            evidence="산술",
            not_after=cast.JUNE_30,
            note="같은 이름·같은 예산액",
        )


def followed(*own, named, kind="명칭 변경"):
    """One department that is today what these were."""
    after = cast.division(own[0].parent, named, position=9)
    for before in own:
        Succession.objects.create(
            before=before,
            after=after,
            kind=kind,
            evidence="산술",
            not_after=cast.JUNE_30,
            note="같은 이름·같은 예산액",
        )
    return after

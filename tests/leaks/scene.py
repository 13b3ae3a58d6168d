"""A small world of published things, and what `hide` puts beside them that nobody published."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from budgets.models import (
    BudgetChange,
    Claim,
    Explanation,
    Figure,
    Filing,
    Finding,
    FindingFact,
    FindingLine,
    FindingStep,
    LapseReason,
    LineItem,
    Program,
    ReportingDate,
    RevenueCollection,
    SettlementItem,
    Statement,
    Statistic,
    StatisticValue,
    Task,
)
from departments.models import Department
from tests import cast

MARKER = "감춘"  # in every word that nobody published
NOBODY = "아무도"  # as long, and in no word at all
MARCH_31, JUNE_30, SEPTEMBER_30 = date(2030, 3, 31), cast.JUNE_30, date(2030, 9, 30)

# Amounts of which no two look alike, in any unit; and what was spent of each.
WON = {
    "before": (735_194_826_017_352, 184_620_735_926_417),  # 제1판, superseded by the published one
    "after": (846_205_937_128_463, 295_731_846_037_528),  # 제3판, handed in after it
    "never": (957_316_048_239_574, 306_842_957_148_639),  # of a date never published
    "other": (513_972_604_895_138, 162_408_513_704_251),  # of a department that published nothing
    "planned": (624_083_715_906_249, 173_519_624_815_362),  # a budget of a year never published
    "stranger": (492_861_503_784_027, 151_397_402_693_158),  # of an office that published nothing
}
PRINTED = {
    "date": "1,379,246",
    "department": "2,468,135",
    "document": "3,571,904",
    "sentence": "4,682,015",
    "entered": "5,793,126",
}  # claims


@dataclass
class World:
    """What is published, with the structure of what is not: nobody has handed that in yet."""

    scene: cast.Scene
    house: Department
    star_line: LineItem
    star_filing: Filing
    stranger: Department
    stranger_line: LineItem
    hidden: dict[str, Statement]
    finding: Finding
    unseen: list[Finding]  # which nobody published

    @property
    def published(self) -> dict[str, list[int]]:
        """Whatever is of a published statement, by the page that shows it."""
        return self._keys(Figure.objects.published()) | {"finding": [self.finding.pk]}

    @property
    def every(self) -> dict[str, list[int]]:
        return self._keys(Figure.objects.all())

    def _counted(self, figures) -> list[int]:
        """A series goes with its document, or with the line that pays for it."""
        houses = [self.house, self.stranger]
        own = Statistic.objects.of_houses([each.pk for each in houses])
        houses = [self.house.pk, self.stranger.pk]
        own = Statistic.objects.of_houses(houses)
        is_all = figures.count() == Figure.objects.count()
        return sorted((own if is_all else own.published()).values_list("pk", flat=True))

    def _keys(self, figures) -> dict[str, list[int]]:
        """Of these two offices: the five reports have pages enough of their own."""
        mine = figures.filter(line__program__book__office__in=[self.house, self.stranger])
        houses = [self.house, self.scene.moon, self.scene.star, self.stranger]
        return {
            "department": [each.pk for each in houses],
            "program": sorted(set(mine.values_list("line__program", flat=True))),
            "line": sorted(set(mine.values_list("line", flat=True))),
            "figure": sorted(mine.values_list("pk", flat=True)),
            "finding": [self.finding.pk, *(each.pk for each in self.unseen)],
            "statistic": self._counted(figures),
        }


def counts(document, place, series, **facts):
    """Money by field, on the day of which the ledger speaks."""
    known = {"last": JUNE_30, "span": "문서에 적힘"} | facts
    own = Statistic.objects.create(document=document, place=place, series=series, **known)
    for at, item in enumerate(("회의", f"{series} 위문"), 1):
        StatisticValue.objects.create(
            statistic=own,
            position=at,
            item=item,
            group="집행액",
            unit="천원",
            value=500_000 * at,
            printed=f"{500_000 * at:,}",
            place=place,
        )
    return own


def claim(document, place, **facts):
    known = {"position": 1, "shape": "표", "measure": "budget", "unit": "천원"}
    known |= {"subject": f"{MARKER} 합계"}
    if "state" not in facts:
        known["value"] = Decimal(facts["printed"].replace(",", ""))
    return Claim.objects.create(document=document, place=place, **known | facts)


def task(document, **facts):
    known = {"position": 1, "kind": "과제", "place": 1, "begins": 1, "until": 90}
    return Task.objects.create(document=document, **known | facts)


def world(*, public: int = 2) -> World:
    """`public`: which statement of two is the published one."""
    house = cast.office()
    moon, star = cast.division(house), cast.division(house, "별빛담당관")
    report, purse, year = cast.document(house), cast.account(), cast.book(house)
    river = cast.program(year, moon, purse, kind="정책사업")
    trees, flowers = cast.line(river), cast.line(river, "꽃 심기")
    sky = cast.program(year, star, purse, f"{MARKER} 하늘 가꾸기")
    star_line = cast.line(sky, f"{MARKER} 별 헤기")
    hidden = {}
    for day in (MARCH_31, JUNE_30):
        filed = cast.filing(cast.reporting_date(year, day), moon)
        first = hidden["before"] = _hand_in(filed, 1, "before", trees)
        written = cast.statement(filed, version=2, document=report, method="문서", unit="천원")
        cast.figure(
            written, trees, "12", budget=3_000_000_000, committed=2_000_000_000, spent=10**9
        )
        if day == MARCH_31:  # what only one of two dates has stands in the table of both
            cast.figure(written, flowers, "13", budget=10**9, committed=10**9, spent=500_000_000)
        cast.publish(written if public == 2 else first)
    _settle(year, moon, trees, report)
    june = filed.reporting_date
    claim(
        report,
        12,
        subject="강가 가꾸기",
        printed="3,000,001",
        reporting_date=june,
        account=purse,
        department=moon,
        program=river,
    )
    cast.revenue(report, purse, **cast.amounts(assessed=10**9, received=10**9, uncollected=0))
    task(report, title="강가 가꾸기")
    counts(report, 14, "강가 가꾸기")
    stranger = cast.office("노을기획관")
    abroad = cast.program(cast.book(stranger), stranger, purse, f"{MARKER} 바다 가꾸기")
    figure = Figure.objects.get(statement=written, line=trees)
    scene = cast.Scene(
        house, moon, star, report, purse, year, river, trees, flowers, june, filed, written, figure
    )
    _told(scene)
    return World(
        scene,
        house,
        star_line,
        cast.filing(june, star),
        stranger,
        cast.line(abroad, f"{MARKER} 파도 타기"),
        hidden,
        finding(report, house, moon, trees, "나무 심기 지연"),
        [],
    )


def _told(scene: cast.Scene) -> None:
    """What the office entered of its tasks and persons, and somebody else published."""
    won = {"measure": "cost", "said": "3,000,000,000", "won": 3 * 10**9}
    own = cast.plan(scene)
    cast.planned(own, "강가 가꾸기", line=scene.trees, **won)
    cast.confirm_plan(own)
    cast.confirm_heads(cast.heads(cast.head_return(scene)).returned)


def _settle(book, department, line, document) -> None:
    """The year closed, with what was moved in it."""
    date_of_settlement = cast.reporting_date(book, date(2030, 12, 31), "결산")
    filed = cast.filing(date_of_settlement, department)
    written = cast.statement(filed, document=document, method="문서", unit="천원")
    cast.figure(written, line, "40", budget=3_000_000_000, spent=2_900_000_000, carried=10**6)
    cast.publish(written)
    _item(document, date_of_settlement, "전용", 1, won=5_000_000)


def _item(document, reporting_date, heading: str, position: int, **facts) -> SettlementItem:
    return SettlementItem.objects.create(
        document=document,
        place=40 + position,
        position=position,
        reporting_date=reporting_date,
        heading=heading,
        **facts,
    )


def finding(report, office, department, line, title: str) -> Finding:
    """Printed, with a step that is not yet the last."""
    at = {"document": report, "place": 30}
    own = Finding.objects.create(**at, until=31, position=1, office=office, title=title)
    own.departments.add(department)
    FindingLine.objects.create(finding=own, line=line, how="이름", words=line.name)
    FindingFact.objects.create(
        finding=own, side="요구", kind="이름", words=f"「{line.name}」", place=30, position=1
    )
    FindingStep.objects.create(finding=own, side="조치", status="추진 중", **at)
    return own


def _hand_in(filing, version: int, name: str, line: LineItem, *more: LineItem, **source):
    """A statement that nobody publishes. What nobody printed somebody handed in."""
    source = source or {"handed_in_by": cast.user(f"{MARKER}사람")}
    written = cast.statement(filing, version, reason=f"{MARKER} 사유 {name}", **source)
    budget, spent = WON[name]
    for each in (line, *more):
        cast.figure(written, each, f"{MARKER} 자리", budget=budget, committed=spent, spent=spent)
    return written


def hide(world: World) -> None:
    """What nobody published, of every kind, beside what is."""
    scene = world.scene
    purse = cast.account(f"{MARKER} 회계", kind="기금")
    program = cast.program(scene.book, scene.moon, purse, f"{MARKER} 사업", kind="재무활동")
    own = cast.line(program, f"{MARKER} 줄", reading=f"{MARKER} 바른 줄")
    # Spelled another way, the program of a published one: what is alike must not lead to it.
    again = cast.program(scene.book, scene.moon, scene.account, "강가가꾸기")
    Program.objects.filter(pk=again.pk).update(code=f"{MARKER}/강가가꾸기")
    paper = cast.document(scene.office, f"{MARKER}-문서", title=f"{MARKER} 보고")
    september = cast.reporting_date(scene.book, SEPTEMBER_30)
    regrouped = cast.book(scene.office, basis="재편", organised_on=date(2031, 1, 1))
    later = cast.book(scene.office, 2031)
    plan = cast.program(later, scene.moon, scene.account, f"{MARKER} 계획")
    cast.program(regrouped, scene.moon, scene.account, f"{MARKER} 재편 사업")
    new_year = cast.filing(cast.reporting_date(later, date(2031, 1, 1), "예산"), scene.moon)
    abroad = cast.reporting_date(Program.objects.get(lines=world.stranger_line).book)
    printed = {"document": paper, "method": "문서"}
    plan_line = cast.line(plan, f"{MARKER} 계획 줄")
    again_line = cast.line(again, f"{MARKER} 같은 사업의 줄")
    never = cast.filing(september, scene.moon)
    alien = cast.filing(abroad, world.stranger)
    world.hidden |= {
        "after": _hand_in(scene.filing, 3, "after", scene.trees, own, again_line),
        "never": _hand_in(never, 1, "never", scene.trees, **printed),
        "other": _hand_in(world.star_filing, 1, "other", world.star_line),
        "planned": _hand_in(new_year, 1, "planned", plan_line),
        "stranger": _hand_in(alien, 1, "stranger", world.stranger_line),
    }
    for name in ("never", "other", "planned", "stranger"):
        cast.bring(world.hidden[name], "제출")
    Filing.objects.filter(pk=scene.filing.pk).update(state="정정", standing=world.hidden["after"])
    counts(paper, 40, f"{MARKER} 통계")
    counts(scene.document, 41, f"{MARKER} 줄의 통계", line=own, why_line=f"{MARKER} 근거")
    _claims(world, paper, september)
    _revenue(scene, paper)
    _changes(scene, paper)
    _findings(world, paper)
    _reasons(scene)


def _reasons(scene: cast.Scene) -> None:
    """Why money lapsed, of a settlement that is published: handed in, and published by nobody."""
    settled = Filing.objects.get(
        reporting_date__book=scene.book, reporting_date__stage="결산", published__isnull=False
    )
    own = Explanation.objects.create(
        filing=settled,
        statement=settled.published,
        version=1,
        unit="원",
        by=cast.user(f"{MARKER}사람"),
        at=cast.NOON,
    )
    LapseReason.objects.create(
        explanation=own, line=scene.trees, reason=f"{MARKER} 잔액", won=WON["never"][1]
    )
    _entered(scene)
    by = {"by": cast.user(f"{MARKER}사람"), "version": 2}
    won = {"measure": "cost", "said": PRINTED["entered"], "won": WON["never"][0]}
    cast.planned(cast.plan(scene, **by), f"{MARKER} 과제", line=scene.trees, **won)
    cast.heads(cast.head_return(scene, **by), f"{MARKER} 직군")


def _entered(scene: cast.Scene) -> None:
    """A series that somebody entered; and of one that everybody reads another date, which is a
    program's 업무추진비 by its name."""
    typed = {"by": cast.user(f"{MARKER}사람"), "at": cast.NOON, "version": 1, "span": "부서가 적음"}
    for series in (f"{MARKER} 적은 통계", "강가 가꾸기"):
        own = Statistic.objects.create(department=scene.moon, series=series, last=MARCH_31, **typed)
        for at, item in enumerate(("회의", f"{MARKER} 위문"), 1):
            StatisticValue.objects.create(
                statistic=own,
                position=at,
                item=item,
                group="집행액",
                unit="천원",
                value=WON["never"][0] // 10**6,
                printed=f"{MARKER} 값",
            )


def _revenue(scene: cast.Scene, paper) -> None:
    """A category, a source and what came in later, of a document that nobody published; and what
    somebody entered and nobody confirmed."""
    entered = cast.returned(scene, by=cast.user(f"{MARKER}사람"))
    cast.entered(entered, f"{MARKER} 적은 과목", **cast.amounts(received=WON["never"][0]))
    category = cast.revenue(
        paper, scene.account, f"{MARKER} 과목", **cast.amounts(received=WON["never"][0])
    )
    source = {"kind": "출처", "parent": category} | cast.amounts(received=WON["never"][1])
    cast.revenue(paper, scene.account, f"{MARKER} 세입원", **source)
    RevenueCollection.objects.create(
        document=paper,
        office=scene.office,
        account=scene.account,
        place=40,
        fiscal_year=2030,
        day=date(2031, 3, 31),
        won=WON["never"][1],
    )


def _changes(scene: cast.Scene, paper) -> None:
    """Of a document that nobody published; and entered after all that is."""
    settled = ReportingDate.objects.get(book=scene.book, stage="결산")
    head = _item(paper, settled, "이체", 1, count=1)
    _item(paper, settled, "이체", 2, parent=head, name=f"{MARKER} 이체", reason=f"{MARKER} 까닭")
    BudgetChange.objects.create(
        kind="예비비",
        given_to=scene.trees,
        won=7_000_000,
        decided_on=JUNE_30,
        reason=f"{MARKER} 예비비",
        by=cast.user(f"{MARKER}사람"),
        at=cast.NOON + timedelta(days=1),
    )


def _findings(world: World, paper) -> None:
    """One that a document prints and nobody published, one that somebody entered, and beside one that
    everybody reads a step and a line."""
    scene = world.scene
    typed = {"by": cast.user(f"{MARKER}사람"), "at": cast.NOON}
    entered = Finding.objects.create(
        office=scene.office,
        title=f"{MARKER} 적은 것",
        asked=f"{MARKER} 말",
        raised_on=JUNE_30,
        **typed,
    )
    entered.departments.add(scene.moon)
    printed = finding(paper, scene.office, scene.star, world.star_line, f"{MARKER} 지적")
    days = {"first": JUNE_30, "last": JUNE_30}
    for own in (world.finding, entered):
        words = {"side": "조치", "status": "완료", "words": f"{MARKER} 조치"}
        FindingStep.objects.create(finding=own, **words, **days, **typed)
    FindingLine.objects.create(finding=world.finding, line=world.star_line, how="금액")
    world.unseen.extend([entered, printed])


def _claims(world: World, paper, september) -> None:
    """Of a document that holds published figures too; and of one that nobody published, of what is."""
    scene = world.scene
    told = {"reporting_date": september, "account": scene.account}
    whole = {"account": scene.account, "reporting_date": scene.date}
    report = scene.document
    claim(
        report,
        21,
        printed=PRINTED["date"],
        base_date=scene.date,
        measure="change",
        department=scene.moon,
        **told,
    )
    claim(report, 22, printed=PRINTED["department"], department=scene.star, **whole)
    claim(paper, 23, printed=PRINTED["document"], department=scene.moon, **whole)
    task(paper, title=f"{MARKER} 과제")
    sentence = {"shape": "문장", "measure": "cost", "reporting_date": scene.date}
    said = claim(report, 27, printed=PRINTED["sentence"], **sentence)
    said.lines.set([scene.trees, world.star_line])
    unread = {"state": "unread", "printed": f"{MARKER}글자"}
    claim(report, 24, **told | unread)
    claim(report, 25, department=scene.star, **whole | unread)
    claim(paper, 26, department=scene.moon, **whole | unread)

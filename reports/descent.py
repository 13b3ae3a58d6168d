"""조직과 계보: which departments an office and its kin had, what followed what, and how that is known.

What a report states has its place there. What amounts prove is proved on the page: the lines that stand
in both organisations of a year, each equality shown. What is inferred says from what.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from budgets.amounts import Unit, show
from budgets.measures import MEASURES
from budgets.models import ReportingDate
from departments.models import Department, Succession
from reports import organisation
from reports.dates import dates_of_offices, when_of
from reports.department_people import validity_words
from reports.execution import read_each
from reports.matched import side_of
from reports.overview import day_words
from reports.places import place_words
from reports.regrouping import Meeting, Regrouping, regroupings, years_of
from reports.sources import sources_of
from reports.successors import Successors
from reports.table import LEAF, Column, Gap, Kind, Report, Row, Table
from reports.timeline import span, text
from reports.works import kin_of, pairs_of, successions

_EVIDENCE = Succession.Evidence
LINKS = "links"


@dataclass(frozen=True, slots=True)
class Descent:
    office: Department
    departments: dict[int, Department]  # of the office and of all that it is kin to
    links: list[Succession]
    dates: list[ReportingDate]  # newest first
    regrouped: dict[
        int, list[Regrouping]
    ]  # by year; read only where something is proved by amounts
    years: list[int]  # that are published in two organisations
    sources: tuple[str, ...]

    def named(self, own: Department) -> str:
        """A name that two of them have says whose it is."""
        names = [each.name for each in self.departments.values()]
        return own.name if names.count(own.name) < 2 else f"{own.name} ({own.office})"


def read_descent(office: Department) -> Descent:
    links = successions()
    known = organisation.departments().select_related("parent").in_bulk()
    codes = kin_codes(office, known.values(), links)
    departments = {pk: each for pk, each in known.items() if each.code in codes}
    own = [each for each in links if {each.before_id, each.after_id} & set(departments)]
    offices = [each.code for each in departments.values() if each.parent_id is None]
    dates = dates_of_offices(offices)
    years = years_of(dates)
    is_proved = any(each.evidence == _EVIDENCE.PROVED for each in own)
    return Descent(
        office,
        departments,
        sorted(own, key=lambda each: (each.day or each.not_after or each.not_before, each.pk)),
        dates,
        _proving(years, links) if is_proved else {},
        list(years),
        sources_of(dates),
    )


def kin_codes(
    office: Department, departments: Iterable[Department], links: Iterable[Succession]
) -> set[str]:
    """Its departments, those of the offices before and after it, and whatever they came from or
    went to in other offices."""
    pairs = pairs_of(links)
    offices = kin_of(office.code, pairs)
    own = {each.code for each in departments if each.office.code in offices}
    return own.union(offices, *(kin_of(code, pairs) for code in own))


def _proving(years, links: Iterable[Succession]) -> dict[int, list[Regrouping]]:
    read = read_regroupings(years, successors_of(links)) if years else {}
    return {year: found for year, (found, _) in read.items()}


def read_regroupings(
    years: dict[int, tuple[list[ReportingDate], ...]], successors: Successors
) -> dict[int, tuple[list[Regrouping], bool]]:
    """All years at once: what several cost is what one does."""
    read = read_each([each for sides in years.values() for side in sides for each in side])
    return {
        year: regroupings(*(side_of(side, read) for side in sides), successors)
        for year, sides in years.items()
    }


def successors_of(links: Iterable[Succession]) -> Successors:
    return Successors(
        (each.before and each.before.code, each.after and each.after.code, each.kind)
        for each in links
    )


# --- the report -----------------------------------------------------------------------------------


def descent_report(found: Descent, unit: Unit) -> Report:
    tables = (_links(found, unit), _proofs(found, unit), _departments(found))
    return Report(
        title=f"{found.office} 조직과 계보",
        office=found.office.name,
        when=span(when_of(each) for each in found.dates),
        unit=unit,
        tables=tuple(table for table in tables if table.rows),
        sources=found.sources,
        file=f"{found.office}_조직과_계보",
        name=f"{found.office} 조직과 계보",
    )


def _links(found: Descent, unit: Unit) -> Table:
    columns = (
        text("after", "이후"),
        text("what", "관계"),
        text("span", "날짜"),
        text("grounds", "근거"),
        text("known", "근거 내용"),
    )
    rows = tuple(_link(each, found, unit) for each in found.links)
    notes = (
        "날짜가 ‘사이’인 것은 문서 둘 사이의 어느 날인지 알 수 없다는 뜻입니다. 근거는 문서에 적힌 것(명시), "
        "금액이 같아 증명되는 것(산술), 이름과 사업으로 미루어 안 것(추정), 실국이 기록한 것(기록)입니다.",
    )
    return Table(
        LINKS,
        "부서의 이어짐",
        columns,
        rows,
        notes,
        name_label="이전",
        anchors=tuple(map(anchor_of, found.links)),
    )


def anchor_of(each: Succession) -> str:
    """Of its row."""
    return f"link-{each.pk}"


def _link(each: Succession, found: Descent, unit: Unit) -> Row:
    before = found.named(each.before) if each.before else "이전 부서 미상"
    href = f"/departments/{each.before_id}" if each.before else ""
    after = found.named(each.after) if each.after else _nobody(each)
    cells = (
        after,
        each.kind,
        day_words(each),
        each.evidence,
        known(each, found, unit),
    )
    led = f"/departments/{each.after_id}" if each.after else ""
    code = each.before.code if each.before else ""
    return Row(0, LEAF, before, code, href, "", cells, (led, "", "", "", ""))


def _nobody(each: Succession) -> str:
    return "없음" if each.kind == Succession.Kind.ABOLISHED else "이후 부서 미상"


def known(each: Succession, found: Descent, unit: Unit) -> str:
    """The place, the sums, or why: what a reader can look up. What an office wrote for itself is not
    told."""
    place = place_words(each.document.key, each.place) if each.document else ""
    if each.evidence == _EVIDENCE.PROVED and each.before and each.after:
        equal = [m for _, own in proofs_of(each, found) for m in own if not m.change]
        if equal:
            won = show(sum(m.before.won for m in equal), unit) + unit.label
            words = f"같은 사업, 같은 금액 {len(equal)}건 {won}"
            return f"{words} ({place})" if place else words
    said = "" if each.evidence in (_EVIDENCE.RECORDED, _EVIDENCE.STATED) else each.note
    return ", ".join(words for words in (said, place) if words)


def proofs_of(each: Succession, found: Descent) -> list[tuple[Regrouping, list[Meeting]]]:
    return [
        (regrouping, meetings)
        for own in found.regrouped.values()
        for regrouping in own
        if (meetings := regrouping.proofs({each.before.code}, {each.after.code}))
    ]


def _proofs(found: Descent, unit: Unit) -> Table:
    """Every equality; and of a line that went on with another amount, where the rest is."""
    proved = [
        each
        for each in found.links
        if each.evidence == _EVIDENCE.PROVED and each.before and each.after
    ]
    rows = [row for each in proved for row in _proof(each, found, unit)]
    columns = (
        text("within", "견준 두 편성"),
        Column("drawn", "당초 조직", Kind.WON),
        Column("regrouped", "재편 조직", Kind.WON),
        Column("difference", "차이", Kind.WON, ("regrouped", "drawn")),
        text("verdict", "판정"),
    )
    notes = (
        "같은 해의 예산을 두 조직으로 나눈 것이어서, 옮겨 간 사업의 금액은 두 곳에서 같아야 합니다.",
    )
    return Table(
        "proofs", "금액으로 증명한 이어짐", columns, tuple(rows), notes, name_label="이어짐 / 사업"
    )


def _proof(each: Succession, found: Descent, unit: Unit) -> Iterable[Row]:
    title = f"{found.named(each.before)} → {found.named(each.after)}"
    proofs = proofs_of(each, found)
    if not proofs:
        cells = ("", Gap.DASH, Gap.DASH, Gap.DASH, "공개된 자료에 근거가 된 금액이 없음")
        yield Row(0, "total", title, "", "", "", cells)
    for own, meetings in proofs:
        before = sum(each.before.won for each in meetings)
        after = sum(each.after.won for each in meetings)
        words = f"{own.then.when.short} → {own.now.when.short}"
        equal = sum(1 for each in meetings if not each.change)
        verdict = f"{len(meetings)}건 가운데 {equal}건이 같음"
        yield Row(0, "total", title, "", "", "", (words, before, after, after - before, verdict))
        for meeting in meetings:
            yield _equality(meeting, own, unit)


def _equality(each: Meeting, own: Regrouping, unit: Unit) -> Row:
    measure = tuple(MEASURES)[own.base]
    links = [f"/figures/{held.leaf.figure}/{measure}" for held in (each.before, each.after)]
    return Row(
        1,
        LEAF,
        each.before.leaf.name,
        each.before.leaf.code,
        f"/lines/{each.before.leaf.pk}",
        "",
        ("", each.before.won, each.after.won, each.change, _verdict(each, own, unit)),
        ("", *links, "", ""),
    )


def _verdict(each: Meeting, own: Regrouping, unit: Unit) -> str:
    if not each.change:
        return "같음"
    ends = [(move.taker if each.change < 0 else move.giver, move.won) for move in own.told(each)]
    told = ", ".join(f"{held.leaf.name} {show(won, unit)}" for held, won in ends)
    arrow = "→" if each.change < 0 else "←"
    return f"다름 ({arrow} {told})" if told else "다름"


def _departments(found: Descent) -> Table:
    ordered = sorted(found.departments.values(), key=lambda each: (each.position, each.code))
    rows = tuple(
        Row(
            0,
            LEAF,
            each.name,
            each.code,
            f"/departments/{each.pk}",
            "",
            (
                each.office.name if each.parent_id else each.kind,
                validity_words(each, each.told_to),
            ),
        )
        for each in ordered
    )
    columns = (text("whose_office", "실국"), text("span", "있던 때"))
    notes = ("‘빨라야’와 ‘늦어도’는 문서들이 허락하는 가장 먼 날짜이고, 확인된 날짜가 아닙니다.",)
    return Table("departments", "부서", columns, rows, notes, name_label="부서")

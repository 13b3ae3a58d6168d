"""What else is known of a work than its amounts on each date: with which others it was joined or from
which it was divided, what was left of its amounts and why, what was moved, what an audit found, which tasks speak of it, and what is counted that it pays for. Each leads
to its own page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from budgets.amounts import Unit
from budgets.models import (
    Claim,
    Explanation,
    Figure,
    FindingLine,
    LapseReason,
    LineLink,
    SettlementItem,
    Task,
)
from reports.asked_sums import Way, way_to
from reports.change_rows import document_href
from reports.claim_words import printed_words, row_href
from reports.claims import checked_claims
from reports.cuts import CARRIED, SPENT, base_of, lapsed_of
from reports.dates import When
from reports.finding_moves import moves_of
from reports.finding_rows import published_findings, read_told
from reports.lapse_reasons import told_of
from reports.leaves import UNITS
from reports.percent import cell_words
from reports.places import place_words
from reports.rollup import Sums, add, cells, empty
from reports.series import BESIDE, Telling, told_statistics
from reports.table import LEAF, Cell, Column, Gap, Kind, Row, Table, ratio
from reports.task_sources import Entered
from reports.tasks import MONEY, Stated, owner_of
from reports.timeline import text
from reports.works import published_lines

_COLUMNS = (
    text("sort", "갈래"),
    Column("mentioned_won", "금액", Kind.WON),
    text("content", "내용"),
    text("verdict_of", "판정"),
    text("stated_in", "근거"),
)


@dataclass(frozen=True, slots=True)
class Closed:
    """A work at the end of a year."""

    office: str  # its code
    when: When
    account: int
    sums: Sums
    names: tuple[str, ...]  # of its lines
    lapsed: Way


@dataclass(frozen=True, slots=True)
class Mention:
    sort: str
    name: str
    href: str
    won: Cell
    content: str
    source: str
    source_href: str = ""
    lapsed: Way | None = None  # to where the amount was worked out
    verdict: str = ""  # on a printed amount


def mentions_table(found: Sequence[Mention], unit: Unit) -> Table:
    rows = tuple(
        Row(
            0,
            LEAF,
            each.name,
            "",
            each.href,
            "",
            (
                *(each.sort, each.won, each.content or Gap.DASH),
                *(each.verdict or "-", each.source),
            ),
            (
                "",
                _origin(each, unit),
                "",
                each.source_href if each.verdict else "",
                each.source_href,
            ),
        )
        for each in found
    )
    return Table(
        "mentions", "이 사업의 계보, 결산, 변동, 지적, 과제, 통계", _COLUMNS, rows, (), "항목"
    )


def _origin(mention: Mention, unit: Unit) -> str:
    if mention.won is Gap.DASH:  # there is no amount that could come from anywhere
        return ""
    return mention.lapsed.to("lapsed", unit) if mention.lapsed else mention.source_href


def read_mentions(
    lines: Iterable[int], closed: Sequence[Closed], programs: Sequence[int] = ()
) -> list[Mention]:
    """`lines`: all that the work is, in whichever year, as far as they are published. `programs`: which
    of them are the whole."""
    own = sorted(lines)
    return [
        *_parted(own),
        *_closed(closed),
        *_reasons(own),
        *_given(own, programs),
        *_moved(own),
        *_findings(own),
        *_tasks(own),
        *_entered_tasks(own),
        *_counted(own),
    ]


# --- parted -----------------------------------------------------------------------------------------


def _parted(lines: Sequence[int]) -> Iterable[Mention]:
    """What it became with others, or came from: its own years tell nothing of that, as it is none of
    them. How that is known stands on the page of 사업의 이어짐."""
    links = LineLink.objects.standing().filter(
        Q(before__in=lines) | Q(after__in=lines),
        how__in=LineLink.PARTS,
        before__in=published_lines(),
        after__in=published_lines(),
    )
    sides = [f"{side}__program__book__office" for side in ("before", "after")]
    for link in links.select_related(*sides, "document").order_by("pk"):
        is_later = link.before_id in lines
        other, side = (link.after, "뒤") if is_later else (link.before, "앞")
        said = f"{other.program.book.fiscal_year}년의 {side} 사업: {link.get_how_display()}"
        stated = link.document.key if link.document else ""
        office = link.after.program.book.office.code
        yield Mention(
            "계보",
            str(other),
            f"/lines/{other.pk}",
            Gap.DASH,
            said,
            place_words(stated, link.place) if stated else "사업의 이어짐",
            document_href(stated) or reverse("lineage_lines", args=[office, ""]),
        )


# --- settled ----------------------------------------------------------------------------------------


def _closed(closed: Sequence[Closed]) -> Iterable[Mention]:
    for each in closed:
        row = cells(each.sums)
        rate = ratio(row[SPENT], base_of(row))
        with_carried = rate
        if isinstance(row[CARRIED], int) and isinstance(row[SPENT], int):
            with_carried = ratio(row[SPENT] + row[CARRIED], base_of(row))
        lapsed = lapsed_of(row)
        if not _says_what_was_carried(each):
            lapsed = with_carried = Gap.UNKNOWN
        told = f"집행잔액. 집행률 {cell_words(rate)}, 이월 포함 {cell_words(with_carried)}"
        path = reverse("settlement", args=[each.office, each.when, ""])
        asked = f"?{urlencode({'q': each.names[0]})}" if len(each.names) == 1 else ""
        href = f"{path}{asked}"
        yield Mention("결산", each.when.words, href, lapsed, told, "셈한 값", lapsed=each.lapsed)


def _says_what_was_carried(closed: Closed) -> bool:
    """An office that names 이월액 of some line of the account, names all (reports/settled.py)."""
    on_it = Figure.objects.published().filter(
        statement__filing__reporting_date__day=closed.when.day,
        statement__filing__reporting_date__stage=closed.when.stage,
        line__program__book__office__code=closed.office,
        line__program__account=closed.account,
    )
    return on_it.exclude(carried_state="absent").exists()


def closed_of(entries: Iterable, level: str) -> list[Closed]:
    """Added up by date, the newest first."""
    found: dict[tuple[str, When], list] = {}
    for each in entries:
        if each.when.is_settled:
            found.setdefault((each.office, each.when), []).append(each)
    ordered = sorted(found.items(), key=lambda pair: pair[0][1].age, reverse=True)
    return [_closed_on(office, when, own, level) for (office, when), own in ordered]


def _closed_on(office: str, when: When, own: Sequence, level: str) -> Closed:
    sums, line = empty(), own[0].line
    for each in own:
        add(sums, each.sums)
    pk = line.pk if level == "line" else line.program_id
    way = way_to(office, when, line.program.account.name, **{level: str(pk)})
    names = tuple(str(each.line) for each in own)
    return Closed(office, when, line.program.account_id, sums, names, way)


def _reasons(lines: Sequence[int]) -> Iterable[Mention]:
    items = SettlementItem.objects.published().filter(heading="집행잔액", line__in=lines)
    rows = items.select_related("document").order_by("document__key", "position")
    for item in rows:
        won = Gap.DASH if item.won is None else item.won
        name, where = item.name or "사유가 적히지 않음", item.document.key
        yield Mention(
            "잔액의 사유",
            name,
            "",
            won,
            "집행잔액이 남은 사유",
            place_words(where, item.place),
            document_href(where),
        )


def _given(lines: Sequence[int], programs: Sequence[int]) -> Iterable[Mention]:
    """As its department gives them: of each filing the explanation that was published last."""
    known = Explanation.objects.published().order_by()
    later = known.filter(
        filing=OuterRef("explanation__filing"), version__gt=OuterRef("explanation__version")
    )
    reasons = LapseReason.objects.filter(
        Q(line__in=lines) | Q(program__in=programs), ~Exists(later), explanation__in=known
    )
    beside = ("explanation__filing", "explanation__by", "explanation__publication")
    for each in reasons.select_related(*beside).order_by("explanation", "pk"):
        source = told_of(each.explanation).words
        said = "부서가 적은 집행잔액의 사유"
        yield Mention("잔액의 사유", each.reason, "", each.won, said, source)


# --- moved, found, done, counted ----------------------------------------------------------------------


def _moved(lines: Sequence[int]) -> Iterable[Mention]:
    for move in moves_of(lines):
        ends = f"{move.given} → {move.received}"
        said = ends if move.reason in ("", "-") else f"{ends}: {move.reason}"
        href = reverse("register", args=[move.office, move.year, ""])
        won = Gap.DASH if move.won is None else move.won
        yield Mention(
            "예산 변동",
            f"{move.year}년 {move.kind}",
            href,
            won,
            said,
            move.source,
            document_href(move.document),
        )


def _findings(lines: Sequence[int]) -> Iterable[Mention]:
    concerned = FindingLine.objects.filter(line__in=lines).values("finding")
    for told in read_told(published_findings().filter(pk__in=concerned)):
        finding = told.finding
        year = f"{finding.fiscal_year}년 " if finding.fiscal_year else ""
        said = f"{year}{finding.source} {told.status}".strip()
        document = finding.document.key if finding.document else ""
        yield Mention(
            "시정·권고",
            str(finding),
            f"/findings/{finding.pk}",
            Gap.DASH,
            said,
            told.source,
            document_href(document),
        )


def _tasks(lines: Sequence[int]) -> Iterable[Mention]:
    """The amounts that reports state of it, under the task of which they say so."""
    spoken = Claim.objects.published().filter(
        Q(lines__in=lines) | Q(line__in=lines), shape=Claim.Shape.SENTENCE, measure__in=MONEY
    )
    rows = list(
        spoken.select_related("document")
        .prefetch_related("lines")
        .order_by("-document__key", "place", "pk")
    )
    tasks: dict[int, list[Task]] = {}
    known = Task.objects.published().filter(
        document__in={claim.document_id for claim in rows}, kind__in=Task.WORK
    )
    for task in known.order_by("document", "position"):
        tasks.setdefault(task.document_id, []).append(task)
    verdicts = _verdicts(rows)
    for claim in {claim.pk: claim for claim in rows}.values():
        owner = owner_of(tasks.get(claim.document_id, ()), claim.place)
        if owner is None:  # a sentence on the whole office, or of another chapter
            continue
        several = len(claim.lines.all())
        shared = f" (사업 {several}개를 함께 말함)" if several > 1 else ""
        is_won = claim.value is not None and claim.unit in UNITS
        key = claim.document.key
        yield Mention(
            "업무와 예산",
            str(owner),
            reverse("tasks", args=[key, ""]),
            int(claim.value * UNITS[claim.unit]) if is_won else Gap.DASH,
            f"{claim.get_measure_display()} {printed_words(claim)}{shared}",
            place_words(key, claim.place),
            row_href(claim),
            verdict=verdicts[claim.pk],
        )


def _verdicts(claims: Sequence[Claim]) -> dict[int, str]:
    """As the page of the tasks says them: a sentence is judged with what stands on its line."""
    if not claims:
        return {}
    beside = Q()
    for claim in claims:
        beside |= Q(document=claim.document_id, place=claim.place)
    judged = checked_claims(Claim.objects.published().filter(beside))
    return {each.claim.pk: Stated(each).word for each in judged}


def _entered_tasks(lines: Sequence[int]) -> Iterable[Mention]:
    """The tasks under which offices named it, each with what it is said to cost."""
    own = (
        Task.objects.entered()
        .filter(line__in=lines)
        .select_related(
            *("returned__office", "returned__by", "returned__publication", "department")
        )
    )
    for task in own.order_by("-returned__fiscal_year", "position", "pk"):
        source = Entered(task.returned)
        said = f"{task.get_measure_display()} {task.said}{task.returned.unit}"
        yield Mention(
            "업무와 예산",
            str(task),
            source.href,
            Gap.DASH if task.won is None else task.won,
            "이 사업으로 하는 과제" if task.won is None else said,
            f"{source.called}, {source.place(task.position)}",
            source.href,
        )


def _counted(lines: Sequence[int]) -> Iterable[Mention]:
    own = told_statistics().filter(line__in=lines).select_related(*BESIDE)
    tellings = sorted((Telling(each, ()) for each in own), key=lambda t: t.order, reverse=True)
    for told in tellings:
        each = told.own
        yield Mention(
            "통계",
            each.series,
            reverse("statistic", args=[each.pk, ""]),
            Gap.DASH,
            f"이 사업이 예산을 댐: {each.why_line}",
            place_words(told.key, each.place) if told.key else told.origin,
            document_href(told.key),
        )

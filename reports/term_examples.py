"""An example for each term, worked out from what is published when the page is drawn.

A term without an example has nothing in the data to show, and the page says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Max, Q, Sum
from django.urls import reverse

from budgets.amounts import Unit, show
from budgets.measures import MEASURES
from budgets.models import Account, Book, Claim, Figure, Filing, Program, ReportingDate, Statement
from departments.models import Document, Headcount
from reports.claims import Checked, checked_claims
from reports.dates import published_dates, when_of, written
from reports.draw import percent_words
from reports.execution import APPROPRIATED, BUDGET, CARRIED, COMMITTED, SPENT
from reports.reconcile import AGREES, DIFFERS, ROUNDING, UNDECIDABLE
from reports.rollup import Sums, add, cells, empty
from reports.table import Cell, Gap, ratio


@dataclass(frozen=True, slots=True)
class Example:
    words: str
    source: str = ""  # of which office and date
    href: str = ""


@dataclass(frozen=True, slots=True)
class _Whole:
    """What one account comes to on one date."""

    date: ReportingDate
    account: Account
    sums: Sums
    kinds: dict[str | None, "_Part"]

    @property
    def cells(self) -> list[Cell]:
        return cells(self.sums)

    @property
    def base(self) -> int | None:
        """예산현액, or 예산액 where there is none."""
        return next((at for at in (BUDGET, APPROPRIATED) if self.knows(at)), None)

    def knows(self, *measures: int) -> bool:
        return all(isinstance(self.cells[at], int) for at in measures)

    def says(self, words: str) -> Example:
        source, href = _place(self.date)
        return Example(words, f"{source} {self.account}", href)


@dataclass(frozen=True, slots=True)
class _Part:
    programs: int
    lines: int
    sums: Sums


def examples() -> dict[str, Example]:
    dates = published_dates()
    wholes = _wholes(dates)
    found = dict(_of_amounts(wholes)) | dict(_of_changes(wholes)) | dict(_of_gaps(wholes))
    return (
        found
        | dict(_of_structure(wholes))
        | dict(_of_dates(dates))
        | dict(_of_claims())
        | dict(_of_people())
    )


def _place(date: ReportingDate) -> tuple[str, str]:
    when, office = when_of(date), date.book.office
    return f"{office.name} {when.words}", reverse("execution", args=[office.code, when, ""])


def _won(amount: Cell) -> str:
    return f"{show(amount, Unit.THOUSAND)}천원"


def _wholes(dates: list[ReportingDate]) -> list[_Whole]:
    """Added up by the database, newest date first."""
    columns = {f"{m}_sum": Sum(m) for m in MEASURES} | {
        f"{m}_{state}": Count("pk", filter=Q(**{f"{m}_state": state}))
        for m in MEASURES
        for state in ("value", "dash", "blank", "absent")
    }
    day, account, kind = (
        "statement__filing__reporting_date",
        "line__program__account",
        "line__program__kind",
    )
    columns |= {"programs": Count("line__program", distinct=True), "lines": Count("pk")}
    found: dict[tuple[int, int], dict[str | None, _Part]] = defaultdict(dict)
    rows = Figure.objects.published().order_by().values(day, account, kind).annotate(**columns)
    for row in rows:
        part = _Part(row["programs"], row["lines"], _sums(row))
        found[row[day], row[account]][row[kind]] = part
    accounts = list(Account.objects.order_by("pk"))
    return [
        _Whole(
            each, account, _added(found[each.pk, account.pk].values()), found[each.pk, account.pk]
        )
        for each in dates
        for account in accounts
        if (each.pk, account.pk) in found
    ]


def _added(parts: Iterable[_Part]) -> Sums:
    whole = empty()
    for part in parts:
        add(whole, part.sums)
    return whole


def _sums(row: dict) -> Sums:
    mask, amounts = 0, []
    for at, measure in enumerate(MEASURES):
        states = enumerate(("value", "dash", "blank", "absent"))
        mask |= sum(1 << bit for bit, state in states if row[f"{measure}_{state}"]) << 4 * at
        amounts.append(row[f"{measure}_sum"] or 0)
    return [mask, *amounts]


def _first(wholes: list[_Whole], *measures: int) -> _Whole | None:
    """The newest that knows these; of a fund only where no general account does."""
    known = [whole for whole in wholes if whole.knows(*measures)]
    general = [whole for whole in known if whole.account.kind == Account.Kind.GENERAL]
    return next(iter(general or known), None)


def _of_amounts(wholes: list[_Whole]) -> Iterator[tuple[str, Example]]:
    if whole := _first(wholes, APPROPRIATED):
        yield "예산액", whole.says(f"예산액 {_won(whole.cells[APPROPRIATED])}")
    if whole := _first(wholes, BUDGET, COMMITTED, SPENT):
        budget, committed, spent = (whole.cells[at] for at in (BUDGET, COMMITTED, SPENT))
        yield "예산현액", whole.says(f"예산현액 {_won(budget)}")
        yield "원인행위액", whole.says(f"원인행위액 {_won(committed)}")
        yield "집행액", whole.says(f"집행액 {_won(spent)}")
        yield "집행률", whole.says(_divided(spent, budget))
        yield "미집행액", whole.says(_taken(budget, spent))
        yield "미원인행위액", whole.says(_taken(budget, committed))
        yield "미지급액", whole.says(_taken(committed, spent))
    if whole := _first(wholes, BUDGET, SPENT, CARRIED):
        budget, spent, carried = (whole.cells[at] for at in (BUDGET, SPENT, CARRIED))
        yield "이월액", whole.says(f"이월액 {_won(carried)}")
        yield "집행잔액", whole.says(_taken(budget, spent, carried))
        rate = percent_or_dash(ratio(spent + carried, budget))
        yield (
            "집행률-이월-포함",
            whole.says(f"({_won(spent)} + {_won(carried)}) ÷ {_won(budget)} = {rate}"),
        )


def _divided(part: int, whole: int) -> str:
    return f"{_won(part)} ÷ {_won(whole)} = {percent_or_dash(ratio(part, whole))}"


def _taken(whole: int, *parts: int) -> str:
    told = " − ".join(_won(part) for part in parts)
    return f"{_won(whole)} − {told} = {_won(whole - sum(parts))}"


def percent_or_dash(rate: int | Gap) -> str:
    return percent_words(rate) if isinstance(rate, int) else "-"


def _of_changes(wholes: list[_Whole]) -> Iterator[tuple[str, Example]]:
    pair = _years_apart([whole for whole in wholes if whole.knows(APPROPRIATED)])
    if pair:
        now, before = (whole.cells[APPROPRIATED] for whole in pair)
        than = f"예산액을 {when_of(pair[1].date).words}과 견주면 "
        yield "증감", pair[0].says(f"{than}{_taken(now, before)}")
        change = f"({_won(now)} − {_won(before)}) ÷ {_won(before)}"
        rate = percent_or_dash(ratio(now - before, before))
        yield "증감률", pair[0].says(f"{than}{change} = {rate}")
    if whole := _first(wholes, APPROPRIATED, BUDGET):
        appropriated, budget = whole.cells[APPROPRIATED], whole.cells[BUDGET]
        words = f"예산현액 − 예산액 = {_taken(budget, appropriated)}. 변동별 금액은 아직 기록되어 있지 않습니다."
        for anchor in ("추경", "예비비", "이용", "전용", "변경사용", "이체"):
            yield anchor, whole.says(words)


def _years_apart(wholes: list[_Whole]) -> tuple[_Whole, _Whole] | None:
    """The newest two of one office and account, of different years; at one stage if there are such."""
    pairs = [
        (now, before)
        for at, now in enumerate(wholes)
        for before in wholes[at + 1 :]
        if _whose(now) == _whose(before)
        and before.date.book.fiscal_year < now.date.book.fiscal_year
    ]
    alike = [pair for pair in pairs if pair[0].date.stage == pair[1].date.stage]
    return next(iter(alike or pairs), None)


def _whose(whole: _Whole) -> tuple[int, int]:
    return whole.date.book.office_id, whole.account.pk


_GAPS = {Gap.DASH: "줄표", Gap.BLANK: "빈칸", Gap.ABSENT: "없음", Gap.UNKNOWN: "알-수-없음"}


def _of_gaps(wholes: list[_Whole]) -> Iterator[tuple[str, Example]]:
    found: dict[str, Example] = {}
    for whole in wholes:
        for label, cell in zip(MEASURES.values(), whole.cells, strict=True):
            if isinstance(cell, Gap):
                words = f"{label}의 합계가 ‘{cell.value or '빈칸'}’입니다."
                found.setdefault(_GAPS[cell], whole.says(words))
    for state, anchor in (("dash", "줄표"), ("blank", "빈칸")):
        met = Q()
        for measure in MEASURES:
            met |= Q(**{f"{measure}_state": state})
        figures = Figure.objects.published().filter(met).order_by("-pk")
        figure = figures.select_related(
            "line", "statement__filing__reporting_date__book__office"
        ).first()
        if figure:
            labels = [
                label for m, label in MEASURES.items() if getattr(figure, f"{m}_state") == state
            ]
            place = _place(figure.statement.filing.reporting_date)
            shown = "‘-’로 적혀" if state == "dash" else "비어"
            found[anchor] = Example(
                f"{figure.line}의 {', '.join(labels)}이 {shown} 있습니다.", *place
            )
    yield from found.items()


def _of_structure(wholes: list[_Whole]) -> Iterator[tuple[str, Example]]:
    for kind in Program.Kind.values:
        whole = next((whole for whole in wholes if kind in whole.kinds), None)
        if whole is None:
            continue
        part, at = whole.kinds[kind], whole.base
        words = f"{kind} {part.programs}개에 세부사업 {part.lines}개"
        amount = cells(part.sums)[at] if at is not None else None
        if isinstance(amount, int):
            words += f", {_LABELS[at]} {_won(amount)}"
        yield kind, whole.says(words)
        if kind == Program.Kind.POLICY:
            yield "세부사업", whole.says(words)
            if isinstance(amount, int):
                yield "구성비", whole.says(f"정책사업은 {_divided(amount, whole.cells[at])}")
    for whole in wholes:
        mates = [each for each in wholes if each.date.pk == whole.date.pk and each.base is not None]
        if len(mates) > 1:
            told = ", ".join(
                f"{each.account} {_LABELS[each.base]} {_won(each.cells[each.base])}"
                for each in mates
            )
            yield "회계", Example(f"{told}. 더하지 않습니다.", *_place(whole.date))
            return


_LABELS = tuple(MEASURES.values())


def _of_dates(dates: list[ReportingDate]) -> Iterator[tuple[str, Example]]:
    if not dates:
        return
    newest = dates[0]
    words = f"{written(newest.day)} {newest.stage} 단계. 공개된 기준일은 모두 {len(dates)}개입니다."
    yield "기준일", Example(words, *_place(newest))
    regrouped = next((d for d in dates if d.book.basis == Book.Basis.REGROUPED), None)
    if regrouped:
        day = regrouped.book.organised_on
        yield "재편", Example(f"{written(day)} 조직으로 다시 묶었습니다.", *_place(regrouped))
    filings = Filing.objects.filter(published__isnull=False, reporting_date=newest)
    filing = filings.select_related("published", "department").order_by("pk").first()
    words = f"{filing.department}의 제{filing.published.version}판이 공개되어 있습니다."
    yield "판", Example(words, *_place(newest))


def _of_claims() -> Iterator[tuple[str, Example]]:
    """From the newest document that published figures stand on."""
    documents = Document.objects.filter(
        pk__in=Statement.objects.filter(published_in__isnull=False).values("document"),
        claims__in=Claim.objects.published(),
    )
    newest = documents.annotate(day=Max("statements__published_in__reporting_date__day"))
    document = newest.order_by("-day", "-key").first()
    if document is None:
        return
    checked = sorted(
        checked_claims(Claim.objects.published().filter(document=document)), key=_plainness
    )
    source = f"{document.office} 출처 문서 {document.key}"
    anchors = {AGREES: "일치", ROUNDING: "단수처리", DIFFERS: "불일치", UNDECIDABLE: "판단-불가"}
    for verdict, anchor in anchors.items():
        those = [each for each in checked if each.verdict.verdict == verdict]
        if those:
            yield anchor, Example(f"{_told(those[0])} 이 문서에 모두 {len(those)}개입니다.", source)
    words = (
        f"‘{checked[0].claim.printed}’ ({checked[0].claim.subject}). 모두 {len(checked)}개입니다."
    )
    yield "인쇄값", Example(words, source)


def _plainness(checked: Checked) -> tuple[bool, bool]:
    """Cells of tables before sentences, amounts and rates before the rest."""
    claim = checked.claim
    return claim.shape != claim.Shape.TABLE, claim.measure not in (*MEASURES, "rate")


def _told(checked: Checked) -> str:
    claim, verdict = checked.claim, checked.verdict
    said = f"{claim.subject} {claim.get_measure_display()} ‘{claim.printed}’"
    if verdict.computed is not None and verdict.verdict != AGREES:
        unit = "" if claim.unit == "%" and "%" not in claim.printed else claim.unit
        said += f", 셈한 값 {verdict.computed:,f}{unit}"
    return f"{said}{f' ({verdict.reason})' if verdict.reason else ''}."


def _of_people() -> Iterator[tuple[str, Example]]:
    heads = Headcount.objects.filter(
        document__in=Statement.objects.filter(published_in__isnull=False).values("document")
    )
    newest = heads.order_by("-as_of", "-document__key").select_related("document__office").first()
    if newest is None:
        return
    rows = list(heads.filter(document=newest.document_id, as_of=newest.as_of).order_by("pk"))
    office = newest.document.office
    for measure, anchor in (("authorised", "정원"), ("actual", "현원")):
        states = {getattr(head, f"{measure}_state") for head in rows}
        if states <= {"value", "dash"}:
            total = sum(getattr(head, measure) or 0 for head in rows)
            source = f"{office} {written(newest.as_of)} (출처 문서 {newest.document.key})"
            yield anchor, Example(f"{anchor} {total}명", source)

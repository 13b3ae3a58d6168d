"""An example for each term, worked out from what is published when the page is drawn.

A term without an example has nothing in the data to show, and the page says so.
"""

from collections.abc import Iterator

from django.db.models import Max, Q

from budgets.measures import MEASURES
from budgets.models import Account, Book, Claim, Figure, Filing, Program, ReportingDate
from budgets.models.told import told_documents
from departments.models import Document, Headcount
from reports.claims import Checked, checked_claims
from reports.cuts import APPROPRIATED, BUDGET, CARRIED, COMMITTED, SPENT
from reports.dates import published_dates, when_of, written
from reports.percent import percent_words
from reports.reconcile import AGREES, CUT_OFF, DIFFERS, ROUNDING, UNDECIDABLE
from reports.rollup import cells
from reports.successors import read_successors
from reports.table import Gap, ratio
from reports.term_comparisons import of_comparisons
from reports.term_examples_counted import of_counts
from reports.term_examples_settled import of_settlements
from reports.term_examples_told import of_documents, of_revenue
from reports.term_wholes import Example, Whole, place, read_wholes, won


def examples() -> dict[str, Example]:
    dates = published_dates()
    wholes, successors = read_wholes(dates), read_successors()
    found = dict(_of_amounts(wholes)) | dict(_of_changes(wholes)) | dict(_of_gaps(wholes))
    return (
        found
        | dict(_of_structure(wholes))
        | dict(_of_dates(dates))
        | dict(of_comparisons(wholes, successors))
        | dict(of_settlements(wholes, successors))
        | dict(of_counts(dates, successors))
        | dict(_of_claims())
        | dict(_of_people())
        | dict(of_revenue())
        | dict(of_documents())
    )


def _first(wholes: list[Whole], *measures: int) -> Whole | None:
    """The newest that knows these; of a fund only where no general account does."""
    known = [whole for whole in wholes if whole.knows(*measures)]
    general = [whole for whole in known if whole.account.kind == Account.Kind.GENERAL]
    return next(iter(general or known), None)


def _of_amounts(wholes: list[Whole]) -> Iterator[tuple[str, Example]]:
    if whole := _first(wholes, APPROPRIATED):
        yield "예산액", whole.says(f"예산액 {won(whole.cells[APPROPRIATED])}")
    if whole := _first(wholes, BUDGET, COMMITTED, SPENT):
        budget, committed, spent = (whole.cells[at] for at in (BUDGET, COMMITTED, SPENT))
        yield "예산현액", whole.says(f"예산현액 {won(budget)}")
        yield "원인행위액", whole.says(f"원인행위액 {won(committed)}")
        yield "집행액", whole.says(f"집행액 {won(spent)}")
        yield "집행률", whole.says(_divided(spent, budget))
        yield "미집행액", whole.says(_taken(budget, spent))
        yield "미원인행위액", whole.says(_taken(budget, committed))
        yield "미지급액", whole.says(_taken(committed, spent))
    if whole := _first(wholes, BUDGET, SPENT, CARRIED):
        budget, spent, carried = (whole.cells[at] for at in (BUDGET, SPENT, CARRIED))
        yield "이월액", whole.says(f"이월액 {won(carried)}")
        yield "집행잔액", whole.says(_taken(budget, spent, carried))
        rate = percent_or_dash(ratio(spent + carried, budget))
        yield (
            "집행률-이월-포함",
            whole.says(f"({won(spent)} + {won(carried)}) ÷ {won(budget)} = {rate}"),
        )


def _divided(part: int, whole: int) -> str:
    return f"{won(part)} ÷ {won(whole)} = {percent_or_dash(ratio(part, whole))}"


def _taken(whole: int, *parts: int) -> str:
    told = " − ".join(won(part) for part in parts)
    return f"{won(whole)} − {told} = {won(whole - sum(parts))}"


def percent_or_dash(rate: int | Gap) -> str:
    return percent_words(rate) if isinstance(rate, int) else "-"


def _of_changes(wholes: list[Whole]) -> Iterator[tuple[str, Example]]:
    pair = _years_apart([whole for whole in wholes if whole.knows(APPROPRIATED)])
    if pair:
        now, before = (whole.cells[APPROPRIATED] for whole in pair)
        than = f"예산액을 {when_of(pair[1].date).words}과 견주면 "
        yield "증감", pair[0].says(f"{than}{_taken(now, before)}")
        change = f"({won(now)} − {won(before)}) ÷ {won(before)}"
        rate = percent_or_dash(ratio(now - before, before))
        yield "증감률", pair[0].says(f"{than}{change} = {rate}")


def _years_apart(wholes: list[Whole]) -> tuple[Whole, Whole] | None:
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


def _whose(whole: Whole) -> tuple[int, int]:
    return whole.date.book.office_id, whole.account.pk


_GAPS = {Gap.DASH: "줄표", Gap.BLANK: "빈칸", Gap.ABSENT: "없음", Gap.UNKNOWN: "알-수-없음"}


def _of_gaps(wholes: list[Whole]) -> Iterator[tuple[str, Example]]:
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
            where = place(figure.statement.filing.reporting_date)
            shown = "‘-’로 적혀" if state == "dash" else "비어"
            found[anchor] = Example(
                f"{figure.line}의 {', '.join(labels)}이 {shown} 있습니다.", *where
            )
    yield from found.items()


def _of_structure(wholes: list[Whole]) -> Iterator[tuple[str, Example]]:
    for kind in Program.Kind.values:
        whole = next((whole for whole in wholes if kind in whole.kinds), None)
        if whole is None:
            continue
        part, at = whole.kinds[kind], whole.base
        words = f"{kind} {part.programs}개에 세부사업 {part.lines}개"
        amount = cells(part.sums)[at] if at is not None else None
        if isinstance(amount, int):
            words += f", {_LABELS[at]} {won(amount)}"
        yield kind, whole.says(words)
        if kind == Program.Kind.POLICY:
            yield "세부사업", whole.says(words)
            if isinstance(amount, int):
                yield "구성비", whole.says(f"정책사업은 {_divided(amount, whole.cells[at])}")
    for whole in wholes:
        mates = [each for each in wholes if each.date.pk == whole.date.pk and each.base is not None]
        if len(mates) > 1:
            told = ", ".join(
                f"{each.account} {_LABELS[each.base]} {won(each.cells[each.base])}"
                for each in mates
            )
            yield "회계", Example(f"{told}. 더하지 않습니다.", *place(whole.date))
            return


_LABELS = tuple(MEASURES.values())


def _of_dates(dates: list[ReportingDate]) -> Iterator[tuple[str, Example]]:
    if not dates:
        return
    newest = dates[0]
    words = f"{written(newest.day)} {newest.stage} 단계. 공개된 기준일은 모두 {len(dates)}개입니다."
    yield "기준일", Example(words, *place(newest))
    book = newest.book
    yield "편성체계", Example(f"{book}, {book.get_basis_display()}", *place(newest))
    regrouped = next((d for d in dates if d.book.basis == Book.Basis.REGROUPED), None)
    if regrouped:
        day = regrouped.book.organised_on
        yield "재편", Example(f"{written(day)} 조직으로 다시 묶었습니다.", *place(regrouped))
    filings = Filing.objects.filter(published__isnull=False, reporting_date=newest)
    filing = filings.select_related("published", "department").order_by("pk").first()
    words = f"{filing.department}의 제{filing.published.version}판이 공개되어 있습니다."
    yield "판", Example(words, *place(newest))
    corrected = Filing.objects.filter(published__version__gt=1, published__reason__gt="")
    again = corrected.select_related("department", "published", "reporting_date__book__office")
    if filing := again.order_by("-published").first():
        words = f"{filing.department}의 제{filing.published.version}판: {filing.published.reason}"
        yield "정정", Example(words, *place(filing.reporting_date))


def _of_claims() -> Iterator[tuple[str, Example]]:
    """From the newest document that published figures stand on."""
    documents = Document.objects.filter(
        pk__in=told_documents(),
        claims__in=Claim.objects.published(),
    )
    newest = documents.annotate(day=Max("statements__filing__reporting_date__day"))
    document = newest.order_by("-day", "-key").first()
    if document is None:
        return
    checked = sorted(
        checked_claims(Claim.objects.published().filter(document=document)), key=_plainness
    )
    source = f"{document.office} 출처 문서 {document.key}"
    anchors = {AGREES: "일치", ROUNDING: "단수처리", DIFFERS: "불일치", UNDECIDABLE: "판단-불가"}
    cut = [each for each in checked if each.verdict.reason == CUT_OFF]
    if cut:
        yield "버림", Example(f"{_told(cut[0])} 이 문서에 모두 {len(cut)}개입니다.", source)
    for verdict, anchor in anchors.items():
        those = [each for each in checked if each.verdict.verdict == verdict and each not in cut]
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
    heads = Headcount.objects.filter(document__in=told_documents())
    newest = heads.order_by("-as_of", "-document__key").select_related("document__office").first()
    if newest is None:
        return
    rows = list(heads.filter(document=newest.document_id, as_of=newest.as_of).order_by("pk"))
    office, told = newest.document.office, {}
    source = f"{office} {written(newest.as_of)} (출처 문서 {newest.document.key})"
    for measure, anchor in (("authorised", "정원"), ("actual", "현원")):
        states = {getattr(head, f"{measure}_state") for head in rows}
        if states <= {"value", "dash"}:
            total = told[anchor] = sum(getattr(head, measure) or 0 for head in rows)
            yield anchor, Example(f"{anchor} {total}명", source)
    if len(told) == 2:
        due, there = told.values()
        yield "결원", Example(f"{due}명 − {there}명 = {due - there}명", source)

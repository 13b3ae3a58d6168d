"""Every rule over everything that the database holds (`manage.py check_ledger`)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from django.apps import apps
from django.db.models import Count, F, Q, Sum

from budgets.checks import (
    BLOCKED,
    PROBLEM,
    WARNING,
    CheckedRow,
    Problem,
    check_row,
    never_falls,
    same_total,
    worst_first,
)
from budgets.measures import MEASURES, Measures, total
from budgets.models import Book, Figure, Filing, LineItem, Program, ReportingDate, Waiver
from budgets.rows import Waived
from budgets.rules import EXPLAINED, FALLS, ORDER, answers
from departments.fields import CleanField
from departments.text import clean
from reports.claim_words import computed
from reports.claims import Checked, checked_claims
from reports.leaves import Leaf, published_leaves
from reports.reconcile import DIFFERS, ROUNDING

_APPS = ("departments", "budgets")
_EXCEPTED_BY = {3: ORDER, 7: EXPLAINED, 9: FALLS}  # what an officer writes to each


def check_ledger() -> list[Problem]:
    leaves = published_leaves()
    return worst_first(
        [
            *_rows(),
            *_sums(leaves),
            *_printed(),
            *_regrouped(leaves),
            *_falling(leaves),
            *_departments(),
            *_texts(),
            *_misreadings(),
            *_published(),
        ]
    )


def _rows() -> Iterator[Problem]:
    """Rules 1, 2, 3, 7 and 11, line by line, drafts too."""
    figures = Figure.objects.select_related(
        "line",
        "statement__document",
        "statement__handed_in_by",
        "statement__filing__department__parent",
        "statement__filing__reporting_date__book",
    ).order_by("pk")
    said = Waiver.objects.values_list("statement", "line", "rule", "reason", "paper")
    waived = _by_rule(((statement, line), *told) for statement, line, *told in said)
    for figure in figures.iterator():
        own = waived.get((figure.statement_id, figure.line_id), {})
        yield from _with_exceptions(check_row(_row(figure)), own)


def _by_rule(said: Iterable[tuple]) -> dict[tuple[int, int], dict[str, Waived]]:
    found: dict[tuple[int, int], dict[str, Waived]] = {}
    for place, rule, reason, paper in said:
        found.setdefault(place, {})[rule] = Waived(rule, place[1], reason, paper)
    return found


def _with_exceptions(
    problems: Iterable[Problem], waived: Mapping[str, Waived]
) -> Iterator[Problem]:
    for problem in problems:
        rule = _EXCEPTED_BY.get(problem.rule)
        own = waived.get(rule.code) if rule and problem.level == PROBLEM else None
        if own and answers(own, rule):
            yield replace(problem, excepted=", ".join(filter(None, (own.reason, own.paper))))
        else:
            yield problem


def _row(figure: Figure) -> CheckedRow:
    filing = figure.statement.filing
    day = f"{filing.reporting_date.day:%Y-%m-%d} {filing.reporting_date.stage}"
    return CheckedRow(
        f"{filing.department} / {figure.line} ({day})",
        _source(figure),
        Measures(*(getattr(figure, measure) for measure in MEASURES)),
        {measure: getattr(figure, f"{measure}_state") for measure in MEASURES},
    )


def _source(figure: Figure) -> str:
    statement = figure.statement
    if statement.document:
        return f"{statement.document.key}:{figure.place}" if figure.place else ""
    return str(statement.handed_in_by or "")


def _sums(leaves: list[Leaf]) -> Iterator[Problem]:
    """Rule 4: what the database adds up is what the leaves give, account by account."""
    by_key: dict[tuple, list[Leaf]] = {}
    for leaf in leaves:
        by_key.setdefault((leaf.date, leaf.account), []).append(leaf)
    sums = (
        Figure.objects.published()
        .order_by()
        .values_list("statement__filing__reporting_date_id", "line__program__account_id")
        .annotate(*(Sum(measure) for measure in MEASURES))
    )
    names = {date.pk: str(date) for date in ReportingDate.objects.select_related("book__office")}
    for date, account, *database in sums:
        ours = total(leaf.measures for leaf in by_key[date, account])
        for measure, theirs in zip(MEASURES, database, strict=True):
            if getattr(ours, measure) != theirs:
                words = f"{MEASURES[measure]}: {theirs} ≠ {getattr(ours, measure)}"
                yield Problem(4, BLOCKED, names[date], words)


def _printed() -> Iterator[Problem]:
    """Rules 5 and 6: a printed sum a rounding away is W, further away P; other values W."""
    for checked in checked_claims():
        if checked.verdict.verdict in (DIFFERS, ROUNDING):
            yield _printed_problem(checked)


def _printed_problem(checked: Checked) -> Problem:
    claim, verdict = checked.claim, checked.verdict
    is_sum = claim.measure in MEASURES
    level = PROBLEM if is_sum and verdict.verdict == DIFFERS else WARNING
    found = computed(checked) or "-"
    reason = f" ({verdict.reason})" if verdict.reason else ""
    return Problem(
        5 if claim.unit == "%" else 6,
        level,
        f"{claim.document.key}:{claim.place} {claim.subject}",
        f"{claim.get_measure_display()} 인쇄 {claim.printed}, 계산 {found}{claim.unit}{reason}",
    )


def _regrouped(leaves: list[Leaf]) -> Iterator[Problem]:
    """Rule 8: a year regrouped to a later organisation has the total it had."""
    dates = {date.pk: date for date in ReportingDate.objects.select_related("book__office")}
    sums: dict[tuple[int, int], list[Measures]] = {}
    for leaf in leaves:
        sums.setdefault((leaf.date, leaf.account), []).append(leaf.measures)
    years: dict[tuple, dict[str, tuple[str, int]]] = {}
    for (date, account), measures in sums.items():
        book, won = dates[date].book, total(measures).appropriated
        if won is not None:
            year = years.setdefault((book.office_id, book.fiscal_year, account), {})
            year[book.basis] = (str(book), won)
    for bases in years.values():
        drawn, regrouped = bases.get(Book.Basis.DRAWN), bases.get(Book.Basis.REGROUPED)
        if drawn and regrouped:
            yield from same_total(drawn[0], drawn[1], regrouped[1])


def _falling(leaves: list[Leaf]) -> Iterator[Problem]:
    """Rule 9, from each date of a year to the next. Whoever came second was asked for the exception:
    as a rule the later date, the earlier one where it was corrected or published after that."""
    dates = {date.pk: date for date in ReportingDate.objects.select_related("book__office")}
    published = Waiver.objects.filter(statement__published_in__isnull=False)
    date = "statement__filing__reporting_date"
    said = published.values_list(date, "line", "rule", "reason", "paper")
    waived = _by_rule(((day, line), *told) for day, line, *told in said)
    lines: dict[int, list[Leaf]] = {}
    for leaf in leaves:
        lines.setdefault(leaf.line, []).append(leaf)
    for same_line in lines.values():
        in_time = sorted(same_line, key=lambda leaf: dates[leaf.date].moment)
        for earlier, later in pairwise(in_time):
            where = f"{dates[later.date]} {later.line_path}"
            found = never_falls(where, earlier.measures, later.measures)
            sides = [waived.get((leaf.date, leaf.line), {}) for leaf in (earlier, later)]
            yield from _with_exceptions(found, sides[0] | sides[1])


def _departments() -> Iterator[Problem]:
    """Rule 10: the department of a filing existed, and every line is that department's own."""
    for filing in Filing.objects.select_related("department", "reporting_date__book__office"):
        day = filing.reporting_date.book.organised_on or filing.reporting_date.day
        if not filing.department.exists_on(day):
            yield Problem(10, BLOCKED, str(filing), f"{day:%Y-%m-%d}에 없던 부서")
    foreign = Figure.objects.exclude(
        line__program__department=F("statement__filing__department"),
        line__program__book=F("statement__filing__reporting_date__book"),
    )
    for figure in foreign.select_related("line"):
        yield Problem(10, BLOCKED, str(figure), "다른 부서의 세부사업")


def _texts() -> Iterator[Problem]:
    """Rule 12: NFC, trimmed, without control characters, in every field that holds words."""
    for model in (m for app in _APPS for m in apps.get_app_config(app).get_models()):
        names = [f.name for f in model._meta.fields if isinstance(f, CleanField)]
        for pk, *texts in model.objects.order_by("pk").values_list("pk", *names) if names else ():
            for name, text in zip(names, texts, strict=True):
                if text is not None and clean(text) != text:
                    place = f"{model._meta.verbose_name} {pk}"
                    yield Problem(12, BLOCKED, place, f"{name}: {text!r}")


def _misreadings() -> Iterator[Problem]:
    for model in (Program, LineItem):
        for each in model.objects.exclude(reading=""):
            words = f"인쇄된 이름 ‘{each.name}’, 바로 읽으면 ‘{each.reading}’"
            yield Problem(12, WARNING, each.code, words)


def _published() -> Iterator[Problem]:
    """Rule 13: what is public was published, and belongs to the filing that shows it. While it is
    corrected the correction may be sent back, or approved and not yet published."""
    shown = Filing.objects.filter(published__isnull=False)
    unpublished = [Filing.State.DRAFT, Filing.State.SUBMITTED]
    wrong = shown.filter(~Q(published__filing=F("pk")) | Q(state__in=unpublished))
    for filing in wrong:
        yield Problem(13, BLOCKED, str(filing), f"상태 {filing.state}인데 공개된 제출본이 있음")
    empty = shown.annotate(lines=Count("published__figures")).filter(lines=0)
    for filing in empty:
        yield Problem(13, BLOCKED, str(filing), "공개된 제출본에 금액이 없음")

"""사업의 이음, said afterwards: that lines of one Book became lines of a later one, and that they did not.

Within a Book a line goes on by the act that renames or moves it (lines.py); from one Book to the next
by the act that carries it over (books.py). What neither knew is written here, with its evidence. What
was written stays: a link that was not so is taken back, and both can be read.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from budgets.filing import NotYours, Refused
from budgets.measures import MEASURES
from budgets.models import Book, Figure, LineItem, LineLink, LineLinkWithdrawal
from budgets.models import StructureRecord as Record
from budgets.reading.names import key_of
from budgets.structuring.acts import Act, begin, must_run, record, save, words_of_line
from departments.models import Document, Person
from departments.organising import forerunners_of
from departments.rights import rights_of

How, Evidence = LineLink.How, LineLink.Evidence
# By how: how many may stand before and after. None: as many as there are, two at least.
SIDES = {How.RENAMED: (1, 1), How.MOVED: (1, 1), How.MERGED: (None, 1), How.SPLIT: (1, None)}
_BASES = (
    "budget",
    "appropriated",
)  # as two dates are compared: 예산현액 of all, else 예산액 of all


@dataclass(frozen=True, slots=True)
class Grounds:
    """How a link is known. `document` and `place`: of what is stated, and of nothing else."""

    evidence: str = Evidence.RECORDED
    document: Document | None = None
    place: int | None = None


@transaction.atomic
def join_lines(
    *,
    before: Collection[LineItem],
    after: Collection[LineItem],
    how: str,
    grounds: Grounds,
    day: date | None = None,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    """`day`: since when, where that is known. All that is wrong is said at once."""
    _must_fit(how, before, after)
    sides = _fresh(before), _fresh(after)
    book, done = _begin(*sides, by, reason, key)
    if done:
        return done
    taken = _links_between(*sides)
    wrong = [*_misfits(*sides, how, day), *_taken(*sides, taken), *_ungrounded(grounds)]
    if not wrong and grounds.evidence == Evidence.PROVED:
        wrong = _unproved(*sides)
    if wrong:
        raise Refused(wrong)
    told = [", ".join(map(words_of_line, side)) for side in sides]
    said = {"day": day, "by": by, "at": at, "reason": reason, "key": key}
    subject = f"{how} ({_words(grounds, *sides)})"
    made = record(book, Act.JOINED, subject, before=told[0], after=told[1], **said)
    for link in taken:  # carried over with the Book, of these very lines
        LineLinkWithdrawal.objects.create(link=link, record=made)
    for one, other in product(*sides):
        save(
            LineLink(
                before=one,
                after=other,
                how=how,
                evidence=grounds.evidence,
                document=grounds.document,
                place=grounds.place,
                record=made,
            )
        )
    return made


@transaction.atomic
def part_lines(
    *, link: LineLink, by: Person, at: datetime, reason: str, key: UUID | None
) -> Record:
    """What was said of several at once is taken back at once."""
    said_at_once = _said_with(link)
    both = [_fresh({line.pk: line for line in side}.values()) for side in _sides_of(said_at_once)]
    book, done = _begin(*both, by, reason, key)
    if done:
        return done
    own = [each for each in said_at_once if _stands(each)]
    if link not in own:
        raise Refused("이미 거둔 이음입니다.")
    if both[0][0].program.book_id == both[1][0].program.book_id:
        raise Refused("한 편성체계 안의 이음은 뒤 사업을 지우거나 다시 바꾸어 고칩니다.")
    sides = [", ".join(dict.fromkeys(map(str, side))) for side in _sides_of(own)]
    said = {"by": by, "at": at, "reason": reason, "key": key}
    made = record(book, Act.PARTED, str(link.how), before=sides[0], after=sides[1], **said)
    for each in own:
        LineLinkWithdrawal.objects.create(link=each, record=made)
    return made


def _said_with(link: LineLink) -> list[LineLink]:
    """What was said afterwards names all its lines; what came with a Book, each by itself."""
    if link.record.act != Act.JOINED:
        return [link]
    return list(link.record.links.select_related("before", "after")) or [link]


def _stands(link: LineLink) -> bool:
    return LineLink.objects.standing().filter(pk=link.pk).exists()


def _sides_of(links: Iterable[LineLink]) -> tuple[list[LineItem], list[LineItem]]:
    return [each.before for each in links], [each.after for each in links]


def _begin(
    before: Sequence[LineItem],
    after: Sequence[LineItem],
    by: Person,
    reason: str,
    key: UUID | None,
) -> tuple[Book, Record | None]:
    """All Books under their locks, in the order in which all lock several of them. What came before
    may be of an office that this one followed, as far as everybody knows it."""
    books = {line.program.book_id for line in (*before, *after)}
    list(Book.objects.select_for_update().filter(pk__in=books).order_by("pk"))
    for line in after:
        must_run(by, line.program.book.office_id)
    own = lines_before(rights_of(by).operates, {line.program.book.office_id for line in after})
    if own.filter(pk__in=[line.pk for line in before]).count() < len(before):
        raise NotYours
    return begin(after[0].program.book_id, by, reason, key)


def lines_before(run: Collection[int], offices: Collection[int]) -> QuerySet[LineItem]:
    """Of the offices that somebody runs; and of those that `offices` followed what is published."""
    known = (*run, *forerunners_of(offices))
    return lines_known(run).filter(program__book__office__in=known)


def lines_known(run: Collection[int]) -> QuerySet[LineItem]:
    """Of the offices that somebody runs all, of others what is published."""
    published = Figure.objects.published().filter(line=OuterRef("pk")).order_by()
    return LineItem.objects.filter(Q(program__book__office__in=run) | Q(Exists(published)))


def links_known(run: Collection[int]) -> QuerySet[LineLink]:
    """As far as somebody who runs these offices may know what came after; whose that is, said it."""
    return LineLink.objects.filter(after__in=lines_known(run))


def _fresh(lines: Collection[LineItem]) -> list[LineItem]:
    related = ("program__book__office", "program__department", "program__account")
    rows = LineItem.objects.select_related(*related)
    found = list(rows.filter(pk__in=[line.pk for line in lines]).order_by("pk"))
    if len(found) < len(lines):
        raise Refused("그사이에 지워진 세부사업이 있습니다.")
    return found


# --- what may be said -----------------------------------------------------------------------------


def _must_fit(how: str, before: Collection[LineItem], after: Collection[LineItem]) -> None:
    if how not in SIDES:
        raise Refused("알 수 없는 이음입니다.")
    wrong = []
    for side, count, words in zip((before, after), SIDES[how], ("앞", "뒤"), strict=True):
        if count is None and len(side) < 2:
            wrong.append(f"{how}: {words} 사업을 둘 이상 고르십시오.")
        if count == 1 and len(side) != 1:
            wrong.append(f"{how}: {words} 사업을 하나만 고르십시오.")
    if wrong:
        raise Refused(wrong)


def _misfits(
    before: Sequence[LineItem], after: Sequence[LineItem], how: str, day: date | None
) -> Iterable[str]:
    for one, other in product(before, after):
        words = f"‘{one}’ → ‘{other}’"
        if not order_of(one.program.book) < order_of(other.program.book):
            yield f"{words}: 앞 사업은 앞선 편성체계의 것이어야 합니다."
        if one.program.account_id != other.program.account_id:
            yield f"{words}: 회계가 다릅니다. 회계 사이의 금액은 서로 더하지 않습니다."
        if how == How.RENAMED and key_of(one.name) == key_of(other.name):
            yield f"{words}: 이름이 같습니다. 자리가 바뀌었으면 ‘{How.MOVED}’으로 적습니다."
        if how == How.MOVED and _stand(one) == _stand(other):
            yield f"{words}: 부서와 정책사업이 같습니다. 이름이 바뀌었으면 ‘{How.RENAMED}’으로 적습니다."
    years = [line.program.book.fiscal_year for line in (*before, *after)]
    if day is not None and not min(years) <= day.year <= max(years):
        yield f"날짜는 {min(years)}년과 {max(years)}년 사이여야 합니다."


def order_of(book: Book) -> tuple[int, bool]:
    return book.fiscal_year, book.basis == Book.Basis.REGROUPED


def _stand(line: LineItem) -> tuple[int, str]:
    return line.program.department_id, key_of(line.program.name)


def _links_between(before: Sequence[LineItem], after: Sequence[LineItem]) -> list[LineLink]:
    """Those of these very lines that came with the Book: what is said now takes their place."""
    own = LineLink.objects.standing().filter(before__in=before, after__in=after)
    return list(own.filter(how=How.CARRIED))


def _taken(
    before: Sequence[LineItem], after: Sequence[LineItem], replaced: Sequence[LineLink]
) -> Iterable[str]:
    """A line goes on into a Book once, as one or as several."""
    standing = LineLink.objects.standing().exclude(pk__in=[link.pk for link in replaced])
    related = standing.select_related("before", "after")
    books = [{line.program.book_id for line in side} for side in (before, after)]
    here = related.filter(before__in=before, after__program__book__in=books[1])
    there = related.filter(after__in=after, before__program__book__in=books[0])
    for link in dict.fromkeys([*here, *there]):
        yield f"‘{link.before}’ → ‘{link.after}’: 이미 이어져 있습니다. 먼저 그 이음을 거두십시오."


def _ungrounded(grounds: Grounds) -> Iterable[str]:
    document, place = grounds.document, grounds.place
    if grounds.evidence not in Evidence:
        yield "근거는 명시, 산술, 기록 가운데 하나입니다."
    elif grounds.evidence != Evidence.STATED:
        if document is not None or place is not None:
            yield "문서와 줄은 근거가 명시일 때만 적습니다."
    elif document is None or place is None:
        yield "명시: 출처 문서와 줄을 적어야 합니다."
    elif not 1 <= place <= document.lines:
        yield f"명시: {document.key} 문서는 {document.lines}줄입니다. 그 안의 줄을 적으십시오."


# --- what amounts prove ---------------------------------------------------------------------------


def _unproved(before: Sequence[LineItem], after: Sequence[LineItem]) -> list[str]:
    if len({line.program.book.fiscal_year for line in (*before, *after)}) > 1:
        return [
            "산술: 다른 해의 금액은 같아도 증명이 되지 않습니다. 한 해를 두 조직으로 적은 편성체계 사이에서만 "
            "금액으로 증명합니다."
        ]
    if (sums := sums_of(before, after)) is None:
        return ["산술: 공개된 금액이 없는 사업이 있어 합을 댈 수 없습니다."]
    measure, one, other = sums
    if one == other == 0:
        return [f"산술: {MEASURES[measure]}이 모두 0원이어서 증명이 되지 않습니다."]
    if one != other:
        return [f"산술: {MEASURES[measure]}의 합이 다릅니다. 앞 {one:,}원, 뒤 {other:,}원."]
    return []


def sums_of(
    before: Collection[LineItem], after: Collection[LineItem]
) -> tuple[str, int, int] | None:
    """Of the measure that all of them have, as each was last published."""
    lines = {line.pk for line in (*before, *after)}
    figures = Figure.objects.published().filter(line__in=lines)
    ordered = figures.order_by("statement__filing__reporting_date__day", "pk")
    newest = {figure.line_id: figure for figure in ordered}
    if newest.keys() != lines:
        return None
    for measure in _BASES:
        sides = [[getattr(newest[line.pk], measure) for line in side] for side in (before, after)]
        if all(won is not None for side in sides for won in side):
            return measure, sum(sides[0]), sum(sides[1])
    return None


def _words(grounds: Grounds, before: Sequence[LineItem], after: Sequence[LineItem]) -> str:
    """The evidence as it was when it was written."""
    if grounds.document is not None:
        return f"{grounds.evidence}, {grounds.document.key} 문서 {grounds.place}번째 줄"
    if grounds.evidence == Evidence.PROVED:
        measure, one, other = sums_of(before, after)
        return f"{grounds.evidence}, {MEASURES[measure]} {one:,}원 = {other:,}원"
    return str(grounds.evidence)

"""사업의 이음 on the page of a line: what it was before or became, and that it was not."""

from collections.abc import Iterable

from django import forms
from django.db.models import F, Q, QuerySet

from budgets.models import Book, LineItem, LineLink
from budgets.models.told import told_documents
from budgets.structuring.joining import (
    SIDES,
    Evidence,
    Grounds,
    join_lines,
    lines_before,
    links_known,
    order_of,
    part_lines,
)
from budgets.views.fields import SeveralField, day_field
from budgets.views.structure_acts import Offer
from budgets.views.structure_forms import ReasonForm
from departments.models import Document

_NOTE = (
    "연도 사이에서 이어진 사업을 나중에 적습니다. 적은 이음은 이름이 닮아 이은 것보다 앞서고, 두 사업의 금액이 모두 "
    "공개되면 누구나 봅니다. 사유는 안에서만 봅니다."
)


class JoinForm(ReasonForm):
    how = forms.ChoiceField(
        label="종류", choices=[(how.value, how.label) for how in SIDES], widget=forms.RadioSelect
    )
    others = SeveralField(
        label="앞 사업",
        queryset=LineItem.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    also = SeveralField(
        label="함께 나뉜 뒤 사업",
        queryset=LineItem.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="한 사업이 여럿으로 나뉘었으면 이 사업 말고 나머지를 고릅니다.",
    )
    evidence = forms.ChoiceField(
        label="근거",
        choices=[(one.value, f"{one.value}: {one.label}") for one in Evidence],
        initial=Evidence.RECORDED,
        widget=forms.RadioSelect,
    )
    document = forms.ModelChoiceField(
        label="출처 문서",
        queryset=Document.objects.none(),
        required=False,
        empty_label="없음",
        help_text="근거가 명시일 때 고릅니다.",
    )
    place = forms.IntegerField(label="출처의 줄", min_value=1, required=False)
    day = day_field("언제부터", "모르면 비웁니다.", required=False)

    def __init__(self, *args, others, siblings, **kwargs):
        super().__init__(*args, **kwargs)
        for name, lines in (("others", others), ("also", siblings)):
            self.fields[name].queryset = lines
            self.fields[name].label_from_instance = _words
        if not siblings.exists():
            del self.fields["also"]
        self.fields["document"].queryset = Document.objects.filter(pk__in=told_documents())


class PartForm(ReasonForm):
    link = forms.ModelChoiceField(
        label="거둘 이음", queryset=LineLink.objects.none(), empty_label="고르십시오"
    )

    def __init__(self, *args, links, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["link"].queryset = links
        self.fields["link"].label_from_instance = _link_words


def _words(line: LineItem) -> str:
    program = line.program
    return f"{line} ({program.book.fiscal_year}년 {program.department} › {program})"


def _link_words(link: LineLink) -> str:
    years = [side.program.book.fiscal_year for side in (link.before, link.after)]
    return f"{years[0]}년 {link.before} → {years[1]}년 {link.after} ({link.how})"


def join_offers(request, own: LineItem) -> Iterable[Offer]:
    if (earlier := _earlier(request, own)).exists():
        choices = {"others": earlier, "siblings": _siblings(own)}
        done = "이음을 적었습니다."
        yield Offer("join", "앞 사업과 잇기", "잇기", _join, done, JoinForm, choices, _NOTE)
    if (links := _between_books(request, own)).exists():
        note = (
            "잘못 적은 이음을 거둡니다. 거둔 이음도 기록에 남습니다. 함께 적은 것은 함께 거둡니다."
        )
        done = "이음을 거두었습니다."
        yield Offer("part", "이음 거두기", "거두기", _part, done, PartForm, {"links": links}, note)


def links_told(request, own: LineItem) -> QuerySet[LineLink]:
    """All that was ever said of it, what was taken back too."""
    links = links_known(request.rights.operates).filter(Q(before=own) | Q(after=own))
    return links.select_related(
        "before__program__book",
        "after__program__book__office",
        "document",
        "record__by",
        "withdrawal__record__by",
    )


def _join(*, line, others, how, evidence, document, place, also=(), **facts):
    return join_lines(
        before=others,
        after=[line, *also],
        how=how,
        grounds=Grounds(evidence, document, place),
        **facts,
    )


def _part(*, line, **facts):
    return part_lines(**facts)


def _between_books(request, own: LineItem) -> QuerySet[LineLink]:
    """Those that this person may take back: it is the later office that says what became of what."""
    links = LineLink.objects.standing().filter(Q(before=own) | Q(after=own))
    links = links.filter(after__program__book__office__in=request.rights.operates)
    links = links.exclude(before__program__book=F("after__program__book"))
    return links.select_related("before__program__book", "after__program__book")


def _earlier(request, own: LineItem) -> QuerySet[LineItem]:
    """What stood to the end of the last Book before this one, office by office."""
    run, here = request.rights.operates, own.program.book
    known = lines_before(run, {here.office_id}).filter(program__account=own.program.account_id)
    last: dict[int, Book] = {}
    books = Book.objects.filter(pk__in=known.values("program__book"))
    for book in sorted(books, key=order_of):
        if order_of(book) < order_of(here):
            last[book.office_id] = book
    went_on = LineLink.objects.standing().filter(before__program__book=F("after__program__book"))
    there = known.filter(program__book__in=last.values())
    return _ordered(there.exclude(pk__in=went_on.values("before")))


def _siblings(own: LineItem) -> QuerySet[LineItem]:
    lines = LineItem.objects.filter(
        program__book=own.program.book_id, program__account=own.program.account_id
    )
    return _ordered(lines.exclude(pk=own.pk))


def _ordered(lines: QuerySet[LineItem]) -> QuerySet[LineItem]:
    places = ("program__book", "program__department__position", "program__position", "position")
    return lines.select_related("program__book__office", "program__department").order_by(
        *places, "pk"
    )

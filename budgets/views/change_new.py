"""A change is entered: what kind, which lines, how much, when and why. One after the other."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from budgets import changing
from budgets.amounts import Refused, Unit, parse_amount
from budgets.models import Book, BudgetChange, LineItem
from budgets.register import beside
from budgets.views.asking import as_number, carried_out, key_of_act, new_key
from budgets.views.changes import amount_words, expected_of
from budgets.views.fields import day_field
from departments.door import signed_in
from departments.pages import form_page
from departments.words import found_in

FIND, RECORD = "find", "record"
ONE, BOTH = "‘받은 사업’만 고릅니다.", "두 쪽을 모두 고릅니다."
# What each is and who decides it.
KIND_WORDS = {
    "추경": "의회가 의결한 추가경정예산(지방재정법 제45조). 회차를 적습니다. 늘면 ‘받은 사업’만, 줄면 ‘준 사업’만 고릅니다.",
    "이월": f"지난해에서 넘어온 금액. 명시이월은 의회가 미리 승인하고, 사고이월은 부득이 못 낸 것입니다(제50조). {ONE}",
    "예비비": f"자치단체의 장이 정하고, 쓴 내역을 의회가 승인합니다(제43조). {ONE}",
    "이용": f"정책사업 사이에서 옮깁니다. 의회가 의결한 대로만 합니다(제47조의2제1항). {BOTH}",
    "전용": f"한 정책사업 안에서 옮깁니다. 자치단체의 장이 정하고, 분기 다음 달 말일까지 의회에 보고합니다(제49조). 업무추진비로는 하지 못합니다. {BOTH}",
    "변경사용": f"목보다 아래에서 바꾸어 씁니다. 부서가 정합니다. {BOTH}",
    "이체": f"조직이 바뀌어 일을 넘긴 부서로 옮깁니다. 자치단체의 장이 정하고, 분기 다음 달 말일까지 의회에 보고합니다(제47조의2제2항). {BOTH}",
}
KEPT = ("kind", "decided_on", "turn", "reason", "paper")  # for the next of the same order


class LineField(forms.Field):
    """Any line of a book; the list to choose from may be narrowed to what is sought."""

    widget = forms.Select

    def __init__(self, lines, **kwargs):
        super().__init__(required=False, **kwargs)
        self.lines = {str(line.pk): line for line in lines}

    def to_python(self, value) -> LineItem | None:
        if not value:
            return None
        if value not in self.lines:
            raise ValidationError("이 편성체계의 사업이 아닙니다.")
        return self.lines[value]

    def narrow(self, sought: str, chosen: str) -> int:
        """How many are found; what is chosen already stays to be seen."""
        groups: dict[str, list[tuple[str, str]]] = {}
        found = 0
        for key, line in self.lines.items():
            place = f"{line.program.department} › {line.program}"
            is_found = not sought or found_in(sought, str(line), place)
            found += is_found
            if is_found or key == chosen:
                groups.setdefault(place, []).append((key, _dated(line)))
        self.widget.choices = [("", "없음"), *groups.items()]
        return found


def _dated(line: LineItem) -> str:
    """With the days on which it is not there."""
    days = []
    if line.begins_on:
        days.append(f"{line.begins_on:%Y. %-m. %-d.}부터")
    if line.ends_on:
        days.append(f"{line.ends_on:%Y. %-m. %-d.} 끝남")
    return f"{line} ({', '.join(days)})" if days else str(line)


class ChangeForm(forms.Form):
    kind = forms.ChoiceField(
        label="종류", choices=BudgetChange.Kind.choices, widget=forms.RadioSelect
    )
    won = forms.CharField(
        label="금액",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="‘1,234’, ‘1억 2,000만원’처럼 적습니다. 단위를 적으면 그 단위로 읽습니다.",
    )
    unit = forms.ChoiceField(
        label="금액의 단위",
        choices=[(unit.label, unit.label) for unit in Unit],
        initial=Unit.THOUSAND.label,
    )
    decided_on = day_field("결정일")
    turn = forms.IntegerField(
        label="회차 (추경만)", required=False, min_value=1, max_value=99, help_text="1회면 1"
    )
    reason = forms.CharField(
        label="사유", max_length=300, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300})
    )
    paper = forms.CharField(label="근거 문서", max_length=200, required=False)

    def __init__(self, *args, lines, others, sought="", **kwargs):
        super().__init__(*args, **kwargs)
        self.found = 0
        for name, label, own in (
            ("taken_from", "준 사업", lines),
            ("given_to", "받은 사업", others),
        ):
            field = self.fields[name] = LineField(own, label=label)
            self.found += field.narrow(sought, str(self[name].value() or ""))
        self.cautions: list = []

    @property
    def kinds(self):
        return zip(self["kind"], KIND_WORDS.values(), strict=True)

    def clean(self):
        """Everything that is wrong at once: the words of the model and of the verb beside those of
        the fields. A field that cannot be read is spoken of once."""
        said = self.cleaned_data
        won = self._won()
        change = BudgetChange(
            **{name: said.get(name) for name in ("taken_from", "given_to", "decided_on", "turn")},
            kind=said.get("kind", ""),
            won=won,
            reason=said.get("reason", ""),
            paper=said.get("paper", ""),
            at=timezone.now(),
        )
        try:
            change.full_clean(exclude={"by", *self.errors})
        except ValidationError as wrong:
            self.add_error(None, wrong)
        for words in changing.why_not(change, timezone.localdate()):
            self.add_error(None, words)
        if not self.errors:
            self.cautions = changing.cautions_of(change, timezone.localdate())
        return said | {"won": won}

    def _won(self) -> int | None:
        text, unit = self.cleaned_data.get("won"), self.cleaned_data.get("unit")
        if text is None or unit is None:
            return None
        units = {each.label: each for each in Unit}
        try:
            won = parse_amount(text, units[unit]).won
        except Refused as refused:
            self.add_error("won", str(refused))
            return None
        if won is None:
            self.add_error("won", "금액을 적어야 합니다.")
        return won


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change_new(request):
    if not request.rights.operates:
        raise Http404
    before = _before(request)
    books = list(_books(request))
    if not books:
        is_sent = request.method == "POST"
        return form_page(request, "budgets/change_new.html", {"books": []}, is_refused=is_sent)
    book = _book(request, "book", books, before) or _usual(books)
    alike = [each for each in books if each.fiscal_year == book.fiscal_year]
    other = _book(request, "to", alike, None) or book
    lines = {"lines": _lines(request, book), "others": _lines(request, other)}
    sought = request.POST.get("find", "").strip()
    act = request.POST.get("act", RECORD)
    if request.method == "POST" and act == RECORD:
        form = ChangeForm(request.POST, sought=sought, **lines)
        if form.is_valid() and _is_seen(request, form) and (done := _recorded(request, form)):
            said = {"after": done.pk, "unit": form.cleaned_data["unit"]}
            said |= {"book": book.pk, "to": other.pk} if other != book else {"book": book.pk}
            return redirect(f"{reverse('change_new')}?{urlencode(said)}")
    elif request.method == "POST" and act == FIND:
        form = ChangeForm(initial=request.POST.dict(), sought=sought, **lines)
    elif request.method == "POST":
        raise Http404
    else:
        form = ChangeForm(initial=_initial(request, before), **lines)
    context = {
        "books": books,
        "book": book,
        "other": other,
        "alike": alike if len(alike) > 1 else [],
        "form": form,
        "sought": sought,
        "seen": request.POST.getlist("seen"),
        "done": before,
        "amount": before and amount_words(before.won),
        "sides": [(line, expected_of(line)) for line in before.sides] if before else [],
        "key": request.POST.get("key") or new_key(),
        "query": request.META.get("QUERY_STRING", ""),
    }
    return form_page(request, "budgets/change_new.html", context, form)


def _is_seen(request, form: ChangeForm) -> bool:
    seen = request.POST.getlist("seen")
    if unseen := [each for each in form.cautions if each.rule.code not in seen]:
        form.add_error(None, f"확인할 것이 {len(unseen)}건 있습니다. 표시하고 다시 적습니다.")
    return not unseen


def _recorded(request, form: ChangeForm) -> BudgetChange | None:
    facts = {name: value for name, value in form.cleaned_data.items() if name != "unit"}
    done: list[BudgetChange] = []
    carried_out(
        request,
        form,
        lambda **said: done.append(changing.record_change(**said)),
        **facts,
        seen=request.POST.getlist("seen"),
        by=request.user,
        at=timezone.now(),
        key=key_of_act(request),
    )
    return done[0] if done else None


# --- what is chosen from --------------------------------------------------------------------------


def _before(request) -> BudgetChange | None:
    """The one that was entered just now, whose order the next goes on with."""
    said = request.GET.get("after", "")
    if not said:
        return None
    own = beside(BudgetChange.objects.read_by(request.rights).filter(takes_back=None))
    return get_object_or_404(own, pk=as_number(said))


def _books(request):
    """Newest first."""
    own = Book.objects.filter(office__in=request.rights.operates).select_related("office")
    return own.order_by("-fiscal_year", "office__position", "basis", "pk")


def _book(request, name: str, books: list[Book], before: BudgetChange | None) -> Book | None:
    said = request.GET.get(name, "")
    if said:
        number = as_number(said)
        for book in books:
            if book.pk == number:
                return book
        raise Http404
    own = {line.program.book_id for line in before.sides} if before else set()
    return next((book for book in books if book.pk in own), None)


def _usual(books: list[Book]) -> Book:
    """This year's; next year's may be there already."""
    now = timezone.localdate().year
    return next((book for book in books if book.fiscal_year == now), books[0])


def _lines(request, book: Book):
    own = LineItem.objects.filter(
        program__book=book, program__department__in=request.rights.operates
    )
    return own.select_related("program__book", "program__department", "program__account").order_by(
        "program__department__position",
        "program__department",
        "program__position",
        "program",
        "position",
        "pk",
    )


def _initial(request, before: BudgetChange | None) -> dict:
    kept = {name: getattr(before, name) for name in KEPT} if before else {}
    units = [unit.label for unit in Unit]
    unit = request.GET.get("unit", "")
    kind = request.GET.get("kind", "")
    if (unit and unit not in units) or (kind and kind not in KIND_WORDS):
        raise Http404
    return kept | ({"unit": unit} if unit else {}) | ({"kind": kind} if kind else {})

"""Forms of a structure. Each act gives its reason; a day is asked for only where there are figures."""

from django import forms

from budgets.models import Account, Book, LineItem, Program
from budgets.views.fields import day_field
from departments.models import Department

FIRST = "맨 앞"


def department_words(department: Department) -> str:
    return str(department) if department.parent_id else f"{department} (실국 직속)"


class ReasonForm(forms.Form):
    reason = forms.CharField(label="사유", max_length=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "reason"])


class NameForm(ReasonForm):
    name = forms.CharField(label="새 이름", max_length=120)


class NamedFromForm(NameForm):
    day = day_field("새 이름을 쓰는 첫날", "그 전날까지의 기준일에는 지금 이름이 그대로 남습니다.")


class AddLineForm(ReasonForm):
    name = forms.CharField(label="이름", max_length=120)
    after = forms.ModelChoiceField(
        label="차례", queryset=LineItem.objects.none(), required=False, empty_label="맨 뒤"
    )
    day = day_field("첫날", "연초부터 있는 사업이면 비웁니다.", required=False)

    def __init__(self, *args, siblings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["after"].queryset = siblings
        self.fields["after"].label_from_instance = lambda one: f"{one} 다음"


class MoveLineForm(ReasonForm):
    program = forms.ModelChoiceField(
        label="옮길 정책사업", queryset=Program.objects.none(), empty_label="고르십시오"
    )

    def __init__(self, *args, programs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["program"].queryset = programs
        self.fields["program"].label_from_instance = lambda one: f"{one.department} › {one}"


class MovedLineForm(MoveLineForm):
    day = day_field("옮긴 뒤의 첫날", "그 전날까지의 기준일에는 지금 자리에 그대로 남습니다.")


class PlaceForm(ReasonForm):
    after = forms.ModelChoiceField(
        label="둘 자리", queryset=LineItem.objects.none(), required=False, empty_label=FIRST
    )

    def __init__(self, *args, siblings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["after"].queryset = siblings
        self.fields["after"].label_from_instance = lambda one: f"{one} 다음"


class EndForm(ReasonForm):
    day = day_field("마지막 날", "그 뒤의 기준일에서는 묻지 않습니다.")


class EndWithAmountsForm(EndForm):
    leaves_amounts = forms.BooleanField(
        label="이미 낸 금액이 뒤의 기준일과 결산에서 빠지는 것을 알고 끝냅니다.",
        help_text="이어받는 사업이 있으면 끝내지 말고 이름을 바꾸거나 옮기십시오.",
    )


class MoveProgramForm(ReasonForm):
    department = forms.ModelChoiceField(
        label="옮길 부서", queryset=Department.objects.none(), empty_label="고르십시오"
    )

    def __init__(self, *args, departments, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments
        self.fields["department"].label_from_instance = department_words


class MovedProgramForm(MoveProgramForm):
    day = day_field("옮긴 뒤의 첫날", "그 전날까지의 기준일에는 지금 부서에 그대로 남습니다.")


class AddProgramForm(ReasonForm):
    department = forms.ModelChoiceField(
        label="부서", queryset=Department.objects.none(), empty_label="고르십시오"
    )
    account = forms.ModelChoiceField(
        label="회계", queryset=Account.objects.order_by("pk"), empty_label="고르십시오"
    )
    kind = forms.ChoiceField(label="종류", choices=Program.Kind.choices)
    name = forms.CharField(label="이름", max_length=120)

    def __init__(self, *args, departments, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments
        self.fields["department"].label_from_instance = department_words


class EmptyBookForm(ReasonForm):
    office = forms.ModelChoiceField(
        label="실국", queryset=Department.objects.none(), empty_label="고르십시오"
    )
    fiscal_year = forms.IntegerField(label="회계연도", min_value=1948, max_value=2999)

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices


class NextYearForm(forms.Form):
    """Asked first: whose departments are offered follows from it."""

    year = forms.IntegerField(label="회계연도", min_value=1948, max_value=2999)
    office = forms.ModelChoiceField(
        label="실국", queryset=Department.objects.none(), empty_label="고르십시오"
    )

    def __init__(self, *args, book: Book, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices
        self.fields["year"].min_value = book.fiscal_year + 1


class RegroupForm(forms.Form):
    day = day_field("어느 날의 조직으로 묶는가")

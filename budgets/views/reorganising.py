"""조직 개편: the departments of the offices that somebody runs, and what becomes of them."""

from django import forms
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from budgets.views.fields import SeveralField, day_field
from budgets.views.structure import METHODS, SHOWN
from budgets.views.structure_acts import Offer, acts_page, carry_out, offices_of
from budgets.views.structure_forms import ReasonForm
from departments import organising
from departments.door import signed_in
from departments.models import Department, OrganisationRecord, Succession


class AddForm(ReasonForm):
    office = forms.ModelChoiceField(
        label="실국", queryset=Department.objects.none(), empty_label="고르십시오"
    )
    name = forms.CharField(label="이름", max_length=60)
    day = day_field("첫날")

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices


class ReorganiseForm(ReasonForm):
    office = forms.ModelChoiceField(
        label="실국", queryset=Department.objects.none(), empty_label="고르십시오"
    )
    kind = forms.ChoiceField(
        label="종류", choices=[(kind.value, kind.label) for kind in organising.SIDES]
    )
    before = SeveralField(
        label="이전 부서",
        queryset=Department.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    after = SeveralField(
        label="이후 부서",
        queryset=Department.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    day = day_field("새 조직의 첫날")
    ends_before = forms.BooleanField(
        label="이전 부서가 그 전날로 없어집니다.",
        required=False,
        help_text="폐지는 표시하지 않아도 없어집니다.",
    )

    def __init__(self, *args, offices, departments, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices
        for side in ("before", "after"):
            self.fields[side].queryset = departments
            self.fields[side].label_from_instance = _words


class RenameForm(ReasonForm):
    name = forms.CharField(label="새 이름", max_length=60)
    day = day_field("새 이름을 쓰는 첫날", "그 전날까지의 기준일에는 지금 이름이 그대로 남습니다.")


class RenameOfficeForm(RenameForm):
    office = forms.ModelChoiceField(
        label="실국", queryset=Department.objects.none(), empty_label="고르십시오"
    )

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices
        self.order_fields(["office"])


class EndForm(ReasonForm):
    day = day_field("마지막 날")


def _words(one: Department) -> str:
    until = f" (~{one.valid_to:%Y. %-m. %-d.})" if one.valid_to else ""
    return f"{one.parent} {one}{until}"


def _divisions(request):
    if not request.rights.operates:
        raise Http404
    own = Department.objects.filter(pk__in=request.rights.operates, kind=Department.Kind.DIVISION)
    ordered = own.order_by("parent__position", "parent__code", "position", "code")
    return ordered.select_related("parent")


@require_http_methods(METHODS)
@signed_in
def departments(request):
    own, offices = _divisions(request), offices_of(request)
    offers = [
        Offer(
            "add",
            "부서 만들기",
            "만들기",
            organising.add_department,
            "부서를 만들었습니다.",
            AddForm,
            {"offices": offices},
        ),
        Offer(
            "reorganise",
            "조직 개편 기록하기",
            "기록하기",
            organising.reorganise,
            "조직 개편을 기록했습니다. 사업을 맡을 부서는 편성체계에서 바꿉니다.",
            ReorganiseForm,
            {"offices": offices, "departments": own},
            "나뉘거나 합쳐진 부서를 양쪽 다 적습니다. 새 부서는 먼저 만들어 둡니다. 이름만 바뀌었으면 "
            "위의 부서를 눌러 이름을 바꿉니다.",
        ),
        Offer(
            "rename_office",
            "실국의 이름 바꾸기",
            "바꾸기",
            organising.rename_office,
            "실국의 이름을 바꾸었습니다. 새 이름의 실국과 부서가 이어받고, 역할도 그대로 옮겼습니다.",
            RenameOfficeForm,
            {"offices": offices.filter(Q(valid_to=None) | Q(valid_to_exact=False))},
            "그날부터 새 이름의 실국이 이어받고, 그 아래의 부서는 같은 이름으로 새 실국에 속합니다. 담당자, 검토자, "
            "총괄은 새 실국에서도 같은 역할입니다. 그 뒤의 편성체계는 지난 편성체계에서 새 실국의 것으로 만듭니다.",
        ),
    ]
    drawn, done = carry_out(request, offers)
    if done:
        return redirect("departments")
    both = [*own, *offices]
    known = Succession.objects.filter(Q(before__in=both) | Q(after__in=both))
    context = {
        "departments": own,
        "successions": known.select_related("before", "after").order_by("-day", "-pk"),
        "acts": drawn,
        "records": OrganisationRecord.objects.filter(office__in=offices).select_related(
            "by", "office"
        )[:SHOWN],
    }
    return acts_page(request, "budgets/departments.html", context)


@require_http_methods(METHODS)
@signed_in
def department(request, pk):
    own = get_object_or_404(_divisions(request), pk=pk)
    offers = [
        Offer(
            "rename",
            "이름 바꾸기",
            "바꾸기",
            organising.rename_department,
            "이름을 바꾸었습니다. 새 이름의 부서가 이어받고, 역할도 그대로 옮겼습니다.",
            RenameForm,
            note="새 이름의 부서가 그날부터 이어받습니다. 이 부서의 담당자와 검토자는 새 부서에서도 같은 "
            "역할입니다. 정책사업은 편성체계에서 새 부서로 옮깁니다.",
        ),
        Offer(
            "end",
            "끝내기",
            "끝내기",
            organising.end_department,
            "부서를 끝냈습니다.",
            EndForm,
            note="하던 일을 이어받은 부서가 있으면 끝내지 말고 조직 개편을 기록하십시오.",
        ),
    ]
    drawn, done = carry_out(request, offers, department=own)
    if done:
        return redirect("departments")
    return acts_page(request, "budgets/department.html", {"department": own, "acts": drawn})

"""A department's figures by file: the template, the upload, its preview, and its confirmation."""

import base64
import binascii

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgets import filing as verbs
from budgets import uploads
from budgets.amounts import Unit
from budgets.left_open import left_to_answer
from budgets.models import Filing, Upload
from budgets.previewing import shown_rows
from budgets.problems_xlsx import more_words
from budgets.reading.limits import MISFITS
from budgets.reading.misfit import MEND, Misfit
from budgets.template_xlsx import template_xlsx
from budgets.views.asking import KEY, carried_out, key_of, new_key
from budgets.views.attached import attached
from budgets.views.problem_sheet import Signed, problem_sheet, signed
from departments.door import signed_in
from departments.pages import form_page

UNITS = {unit.label: unit for unit in Unit}
AS_SAID = "파일에 적힌 대로"


class UploadForm(forms.Form):
    file = forms.FileField(
        label="파일",
        help_text="엑셀(.xlsx .xls), .ods, .csv(UTF-8, CP949). 10 MiB까지.",
        max_length=255,
        allow_empty_file=True,  # said by the reading, in its own words
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(uploads.KINDS)}),
    )
    unit = forms.ChoiceField(
        label="단위",
        required=False,
        choices=[("", AS_SAID), *((label, label) for label in UNITS)],
        help_text="파일에 ‘(단위: 천원)’이 있으면 그대로 두십시오.",
    )


class ConfirmForm(forms.Form):
    """What was shown, sent back: nothing of it was kept."""

    name = forms.CharField(widget=forms.HiddenInput, max_length=255)
    content = forms.CharField(widget=forms.HiddenInput)
    unit = forms.ChoiceField(
        widget=forms.HiddenInput, required=False, choices=[("", ""), *((u, u) for u in UNITS)]
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    follows = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(label="정정하는 사유", max_length=300, strip=True)

    def __init__(self, *args, is_corrected: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_corrected:
            del self.fields["reason"]

    def clean_content(self) -> bytes:
        try:
            return base64.b64decode(self.cleaned_data["content"], validate=True)
        except (binascii.Error, ValueError):
            raise forms.ValidationError("파일을 다시 올리십시오.") from None


def _written(request, pk) -> Filing:
    own = Filing.objects.written_by(request.rights)
    return get_object_or_404(
        own.select_related("reporting_date__book", "department__parent", "standing"), pk=pk
    )


@require_safe
@signed_in
def template(request, pk):
    filing = _written(request, pk)
    unit = UNITS.get(request.GET.get("unit", Unit.WON.label))
    if unit not in (Unit.WON, Unit.THOUSAND):
        raise Http404
    return attached(template_xlsx(filing, unit), f"{_named(filing)}_서식.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def upload(request, pk):
    filing = _written(request, pk)
    try:
        is_corrected = verbs.is_corrected(filing, timezone.now())
    except verbs.Refused as refused:
        return _page(request, filing, closed=refused.messages)
    if request.method == "POST":
        answer = _confirm if request.POST.get("step") == "confirm" else _show
        return answer(request, filing, is_corrected)
    return _page(request, filing, form=UploadForm())


def _show(request, filing: Filing, is_corrected: bool):
    """The preview, or every problem at once."""
    if getattr(request, "file_too_large", False):
        return _misread(request, filing, uploads.Misread([TOO_LARGE]))
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, filing, form=form)
    file, unit = form.cleaned_data["file"], form.cleaned_data["unit"]
    return _previewed(request, filing, is_corrected, file.name, file.read(), unit)


TOO_LARGE = Misfit("", "", "파일이 10 MiB보다 큽니다.", "파일은 10 MiB까지 받습니다.")


def _previewed(request, filing, is_corrected, name, content: bytes, unit: str, said=()):
    try:
        preview = uploads.preview(filing=filing, name=name, content=content, unit=UNITS.get(unit))
    except uploads.Misread as misread:
        return _misread(request, filing, misread, name)
    blocked = uploads.blocked(preview)
    if blocked:
        return _misread(request, filing, uploads.Misread(blocked), name)
    shown = shown_rows(filing, preview)
    first = {
        "name": preview.name,
        "content": base64.b64encode(content).decode(),
        "unit": unit,
        "seen": preview.seen,
        "follows": filing.standing_id or "",
        KEY: new_key(),
    }
    return _page(
        request,
        filing,
        preview=preview,
        shown=shown,
        signed=_signed(filing, shown.found, len(shown.found)),
        confirm=ConfirmForm(initial=first, is_corrected=is_corrected),
        said=said,
    )


def _confirm(request, filing: Filing, is_corrected: bool):
    form = ConfirmForm(request.POST, is_corrected=is_corrected)
    key_of(request)
    if not form.is_valid():
        if "reason" in form.errors and not form.errors.keys() - {"reason"}:
            held = form.cleaned_data
            said = [f"정정하는 사유: {words}" for words in form.errors["reason"]]
            given = held["name"], held["content"], held["unit"]
            return _previewed(request, filing, is_corrected, *given, said=said)
        return _page(request, filing, form=UploadForm(), said=["파일을 다시 올리십시오."])
    facts = form.cleaned_data | {"unit": UNITS.get(form.cleaned_data["unit"])}
    before = filing.statements.count()
    try:
        done = carried_out(
            request,
            None,
            uploads.take_in,
            filing=filing,
            by=request.user,
            at=timezone.now(),
            **facts,
        )
    except verbs.Conflict as conflict:
        return _overtaken(request, conflict, is_corrected, form.cleaned_data)
    if not done:
        held = form.cleaned_data
        given = held["name"], held["content"], held["unit"]
        return _previewed(
            request, filing, is_corrected, *given, said=getattr(request, "refusals", ())
        )
    filing.refresh_from_db()
    is_new = filing.statements.count() > before
    messages.success(request, _done_words(filing.standing.version, is_new, is_corrected))
    if is_corrected and (words := left_to_answer(filing)):
        messages.warning(request, words)
    return redirect("filing_upload", filing.pk)


def _done_words(version: int, is_new: bool, is_corrected: bool) -> str:
    """And what is left to do: a file is saved here, and submitted in the grid."""
    if not is_new:
        return f"파일은 제{version}판과 같습니다. 새로 저장한 것이 없습니다."
    if is_corrected:
        return f"파일의 금액을 제{version}판, 정정으로 냈습니다. 검토자가 확인하고 공개할 때까지 독자는 앞의 금액을 봅니다."
    return f"파일의 금액을 제{version}판으로 저장했습니다. 아직 제출하지 않았습니다. 제출은 입력표에서 합니다."


def _overtaken(request, conflict: verbs.Conflict, is_corrected: bool, held: dict):
    """Shown anew against what stands now: the file is still here, and nothing of it is lost."""
    filing = _written(request, conflict.filing.pk)
    given = held["name"], held["content"], held["unit"]
    said = [
        "그사이에 다른 사람이 저장했습니다. 아래는 지금 저장된 금액과 견준 것입니다. "
        "확인하고 저장하면 그 금액을 파일의 금액으로 바꿉니다."
    ]
    response = _previewed(request, filing, is_corrected, *given, said=said)
    response.status_code = 409
    return response


@require_POST
@signed_in
def problems(request, pk):
    return problem_sheet(request, _salt(_written(request, pk)))


@require_safe
@signed_in
def file(request, pk, upload):
    """As it came, and never shown in the browser."""
    readable = Filing.objects.read_by(request.rights)
    one = get_object_or_404(Upload, pk=upload, filing=get_object_or_404(readable, pk=pk))
    return attached(bytes(one.content), one.name, "application/octet-stream")


def _misread(request, filing, misread: uploads.Misread, name: str = ""):
    shown = misread.misfits[:MISFITS]
    others = sum(each.kind != MEND for each in misread.misfits)
    return _page(
        request,
        filing,
        form=UploadForm(),
        misfits=shown,
        count=misread.count,
        to_mend=misread.count - others,
        others=others,
        more=more_words(misread.count, len(shown)) if misread.count > len(shown) else "",
        file_name=uploads.name_of(name) if name else "",
        signed=_signed(filing, shown, misread.count),
    )


def _signed(filing, misfits, count: int) -> Signed:
    address = reverse("upload_problems", args=[filing.pk])
    title = f"{filing.reporting_date} {filing.department}"
    return signed(address, _salt(filing), title, _named(filing), misfits, count)


def _page(request, filing, **context):
    files = filing.uploads.defer("content").select_related("by")
    context |= {"filing": filing, "date": filing.reporting_date, "files": files}
    is_refused = any(context.get(part) for part in ("misfits", "said"))
    is_refused = is_refused or ("closed" in context and request.method == "POST")
    form = context.get("form")
    return form_page(request, "budgets/upload.html", context, form, is_refused=is_refused)


def _named(filing: Filing) -> str:
    date = filing.reporting_date
    return f"{filing.department.name}_{date.day:%Y-%m-%d}_{date.stage}"


def _salt(filing: Filing) -> str:
    return f"upload-problems-{filing.pk}"

"""The problems of a file, as a sheet to work through beside it: what a page has shown, signed by it. The
file itself was not kept."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import NamedTuple

from django.core import signing
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from budgets.problems_xlsx import problems_xlsx
from budgets.reading.misfit import MEND, Misfit
from budgets.views.attached import attached
from departments.door import signed_in


class Signed(NamedTuple):
    address: str  # that makes a sheet of it
    text: str


def signed(
    address: str, whose: str, title: str, name: str, misfits: Sequence[Misfit], count: int
) -> Signed:
    """`whose`: of nobody else it is taken back. `count`: also of those not named."""
    said = {"title": title, "name": name, "misfits": [list(asdict(m).values()) for m in misfits]}
    return Signed(address, signing.dumps(said | {"count": count}, salt=whose, compress=True))


def problem_sheet(request, whose: str) -> HttpResponse:
    try:
        said = signing.loads(request.POST.get("problems", ""), salt=whose)
    except signing.BadSignature:
        raise Http404 from None
    misfits = [Misfit(*each) for each in said["misfits"]]
    what = "고칠 것" if any(each.kind == MEND for each in misfits) else "확인할 것"
    title = f"{said['title']}: 파일에서 {what}"
    return attached(problems_xlsx(title, misfits, said["count"]), f"{said['name']}_{what}.xlsx")


def signed_of_entry(request, title: str, misfits: Sequence[Misfit], count: int) -> Signed:
    """Of a file that was to fill a form."""
    return signed(reverse("entry_problems"), _own(request), title, title, misfits, count)


@require_POST
@signed_in
def entry_problems(request):
    return problem_sheet(request, _own(request))


def _own(request) -> str:
    return f"entry-problems-{request.user.pk}"

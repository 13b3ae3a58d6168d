"""The grid: a department's lines of one date, written by its officer, saved and submitted at once."""

from urllib.parse import urlencode
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from budgets import filing as verbs
from budgets.amounts import Unit
from budgets.left_open import left_to_answer
from budgets.models import Filing, Statement
from budgets.turn import corrects, why_closed
from budgets.typed import (
    UNITS,
    Typed,
    fields_of,
    in_other_unit,
    put_in_again,
    sent,
    why_unit_stays,
)
from budgets.views.asking import as_number, carried_out, conflict_page, key_of, new_key, unit_sent
from budgets.views.facing import Facing, unit_of
from budgets.views.ways import returned_words, ways_of
from departments.door import signed_in
from departments.text import clean

SAVE, SUBMIT, RESUME, UNIT = "save", "submit", "resume", "unit-"
LONGEST_REASON = 300


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def grid(request, pk):
    facing = Facing(_own(request, pk))
    if request.method != "POST":
        return _page(
            request, facing, facing.stored(unit_of(request.GET.get("unit", Unit.WON.label)))
        )
    typed, act = _sent(request, facing), request.POST.get("act", SAVE)
    if act.startswith(UNIT):
        other = unit_of(act.removeprefix(UNIT))
        stays = why_unit_stays(typed.cells.values(), typed.unit, other)
        typed = typed if stays else in_other_unit(typed, other)
        return _page(
            request, facing, typed, refusals=stays, is_unsaved=True, status=422 if stays else 200
        )
    if act == RESUME:
        stored = facing.stored(typed.unit)
        return _page(request, facing, typed, is_unsaved=True, stored=stored)
    if act not in (SAVE, SUBMIT):
        raise Http404
    return _saved(request, facing, typed, submits=act == SUBMIT)


@require_POST
@signed_in
def grid_check(request, pk):
    """What the rules say of what is typed so far. Nothing is stored."""
    facing = Facing(_own(request, pk))
    sheet = facing.sheet(_sent(request, facing))
    boxes = [box for line in sheet.lines for box in line.boxes]
    read = {
        box.name: {
            "text": box.text,
            "won": None if box.won is None else str(box.won),
            "words": " ".join(box.words),
            "asked": box.is_asked,
        }
        for box in boxes
    }
    asking = {
        str(line.place.line): render_to_string("budgets/_asking.html", {"line": line})
        for line in sheet.lines
        if line.askings
    }
    told = render_to_string("budgets/_told.html", {"sheet": sheet})
    is_stale = _follows(request) != facing.filing.standing_id
    return JsonResponse({"read": read, "asking": asking, "told": told, "stale": is_stale})


def _own(request, pk: int) -> Filing:
    own = Filing.objects.written_by(request.rights).select_related(
        "reporting_date__book__office", "department", "standing__handed_in_by", "published"
    )
    return get_object_or_404(own, pk=pk)


def _sent(request, facing: Facing) -> Typed:
    unit = unit_sent(request)
    return sent(request.POST, facing.lines, facing.columns, unit)


def _follows(request) -> int | None:
    text = request.POST.get("follows", "")
    return as_number(text) if text else None


def _saved(request, facing: Facing, typed: Typed, *, submits: bool):
    filing, key, follows = facing.filing, key_of(request), _follows(request)
    submit_key = uuid5(key, SUBMIT)
    if filing.steps.filter(key=submit_key).exists():  # the same form once more
        return redirect("grid", filing.pk)
    reason = request.POST.get("reason", "")
    read = facing.read(typed)
    refusals = []
    if typed.foreign:
        refusals.append(f"이 부서의 세부사업이 아닌 줄이 {typed.foreign}개 있습니다.")
    if twice := sum(len(said) > 1 for name, said in request.POST.lists() if name.startswith("c-")):
        refusals.append(
            f"금액이 두 번 온 칸이 {twice}개 있습니다. 아래의 금액이 맞는지 확인하십시오."
        )
    if len(clean(reason)) > LONGEST_REASON:
        refusals.append(f"정정 사유는 {LONGEST_REASON}자까지 적습니다.")
    if read.wrong or refusals:
        return _page(request, facing, typed, refusals=refusals, is_unsaved=True, status=422)
    done: list[Statement] = []
    written = {
        "filing": filing,
        "rows": read.rows,
        "waived": read.waived,
        "follows": follows,
        "by": request.user,
        "at": timezone.now(),
        "unit": typed.unit.label,
        "reason": reason,
        "key": key,
    }
    try:
        saved = carried_out(
            request, None, lambda **facts: done.append(verbs.hand_in(**facts)), **written
        )
    except verbs.Conflict as conflict:
        return _conflict(request, facing, typed, conflict, follows)
    if not saved:
        if why_closed(filing, timezone.now()):  # somebody submitted it, or the hour struck
            return _conflict(request, facing, typed, verbs.Conflict(filing), follows)
        refusals = request.refusals
        return _page(request, facing, typed, refusals=refusals, is_unsaved=True, status=422)
    if again := facing.asked_again(read):
        messages.warning(
            request,
            f"금액이 바뀌어, 앞에 적은 예외나 확인 {again}건은 이 판에 넣지 않았습니다. "
            "그 줄에 남겨 두었으니 지금 금액에도 맞으면 표시하고, 아니면 고쳐 적으십시오.",
        )
    return _after(request, filing, done[0], follows, submit_key, submits=submits)


def _after(request, filing, statement, follows, submit_key: UUID, *, submits: bool):
    """Saved it is. Submitted as well, where that was asked for and nothing is left open."""
    corrected = corrects(filing)
    if submits and not corrected:
        if _is_submitted(request, filing, statement, submit_key):
            messages.success(request, "제출했습니다. 검토자가 확인하거나 돌려보냅니다.")
            return redirect("desk")
        messages.warning(
            request,
            "저장은 했으나 제출하지 못했습니다. 아래 문제를 고치거나 답하고 다시 제출하십시오.",
        )
    elif statement.pk == follows:
        messages.info(request, "저장된 것과 같습니다. 새로 저장하지 않았습니다.")
    elif corrected:
        messages.success(
            request,
            f"제{statement.version}판을 정정으로 냈습니다. 검토자가 확인하고 공개할 때까지 독자는 앞의 금액을 봅니다.",
        )
        if words := left_to_answer(filing):
            messages.warning(request, words)
    else:
        messages.success(
            request, f"제{statement.version}판으로 저장했습니다. 아직 제출하지 않았습니다."
        )
    unit = urlencode({"unit": unit_sent(request).label})
    return redirect(f"{reverse('grid', args=[filing.pk])}?{unit}")


def _is_submitted(request, filing, statement, key: UUID) -> bool:
    facts = {"statement": statement, "by": request.user, "at": timezone.now(), "key": key}
    try:
        return carried_out(request, None, verbs.submit, filing=filing, **facts)
    except verbs.Conflict:  # the page drawn next shows whose version stands now
        return False


def _page(
    request, facing: Facing, typed: Typed, *, refusals=(), is_unsaved=False, stored=None, status=200
):
    """What was posted is drawn as it was typed; what follows what stays as the form had it."""
    filing = facing.filing
    closed = why_closed(filing, timezone.now())
    follows = _follows(request) if is_unsaved else filing.standing_id
    if stored is not None:
        follows = filing.standing_id
    sheet = facing.sheet(typed, stored=stored)
    said = {each.words for each in sheet.told}
    context = {
        "filing": filing,
        "sheet": sheet,
        "typed": typed,
        "units": UNITS,
        "closed": closed,
        "is_correction": corrects(filing),
        "reason": request.POST.get("reason", ""),
        "returned": returned_words(filing),
        "refusals": [each for each in refusals if each not in said],
        "is_refused": status == 422,
        "is_unsaved": is_unsaved,
        "is_resumed": stored is not None,
        "follows": "" if follows is None else follows,
        "key": new_key(),
        "ways": ways_of(filing),
        "asks_below": facing.asked.asks_below,
    }
    return render(request, "budgets/grid.html", context, status=status)


def _conflict(request, facing: Facing, typed: Typed, conflict: verbs.Conflict, follows: int | None):
    """Both versions and all that this person typed, and a way to go on from the newest."""
    now = Facing(_own(request, facing.filing.pk))  # what stands by now, its columns too
    began = now.filing.statements.filter(pk=follows).first()
    newest = now.of(now.filing.standing, typed.unit)
    merged, sides = put_in_again(typed, now.of(began, typed.unit), newest, now.lines, now.columns)
    names = {place.line: place.name for place in now.places}
    before = {
        "began": began,
        "newest": now.filing.standing,
        "sides": [(names[side.line], side) for side in sides],
        "closed": why_closed(now.filing, timezone.now()),
        "unit": typed.unit,
        "reason": request.POST.get("reason", ""),
        "key": new_key(),
    }
    conflict.filing = now.filing
    return conflict_page(request, conflict, typed=fields_of(merged), before=before)

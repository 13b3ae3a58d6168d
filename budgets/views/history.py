"""What a filing went through: its statements, its steps, and any two of them compared."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from budgets.facing import lines_of
from budgets.models import Filing
from budgets.reviewing import rule_name
from budgets.side_by_side import changes
from budgets.statements import rows_of, waived_of
from budgets.views.units import asked_unit
from departments.door import signed_in


def _filing(request, pk) -> Filing:
    own = Filing.objects.read_by(request.rights)
    beside = ("department", "reporting_date__book__office", "standing", "published")
    return get_object_or_404(own.select_related(*beside), pk=pk)


@require_safe
@signed_in
def history(request, pk):
    filing = _filing(request, pk)
    statements = list(
        filing.statements.select_related("document", "upload", "handed_in_by", "publication")
        .prefetch_related("waivers")
        .order_by("-version")
    )
    chosen = [request.GET.get(name, "") for name in ("before", "after")]
    known = {str(each.version) for each in statements}
    if set(chosen) <= known and chosen[0] != chosen[1]:
        return redirect("versions", filing.pk, *chosen)
    context = {
        "filing": filing,
        "statements": statements,
        "steps": filing.steps.select_related("by", "statement").order_by("-pk"),
        "asked": any(chosen),
        "pair": [str(each.version) for each in statements[:2]][::-1],
    }
    return render(request, "budgets/history.html", context)


@require_safe
@signed_in
def versions(request, pk, before, after):
    filing = _filing(request, pk)
    own = filing.statements.select_related("document", "upload", "handed_in_by")
    old, new = (get_object_or_404(own, version=version) for version in (before, after))
    rows = [rows_of(each) for each in (old, new)]
    unit = asked_unit(request, [*rows[0], *rows[1]])
    names = {line.pk: line for line in lines_of(filing)}
    waived = [{(each.rule, each.line): each for each in waived_of(x)} for x in (old, new)]
    context = {
        "filing": filing,
        "old": old,
        "new": new,
        "pair": (old, new),
        "unit": unit,
        "lines": len({row.line for each in rows for row in each}),
        "changes": [(names.get(each.line), each) for each in changes(*rows, unit)],
        "waivers": [
            (names.get(key[1]) or "전체", rule_name(key[0]), *(each.get(key) for each in waived))
            for key in dict.fromkeys([*waived[0], *waived[1]])
            if waived[0].get(key) != waived[1].get(key)
        ],
    }
    return render(request, "budgets/versions.html", context)

"""The lineage drawn: bands of departments, and what joins them."""

from collections.abc import Iterable
from datetime import date

from departments.models import Department, Succession
from reports.charts.bands import Band, Tie, band_chart
from reports.charts.scales import Years
from reports.charts.svg import Origin
from reports.dates import when_of
from reports.descent import Descent, anchor_of, successors_of

_FORM = {
    Succession.Kind.RENAMED: "round",
    Succession.Kind.CONTINUED: "square",
    Succession.Kind.SPLIT: "up",
    Succession.Kind.MERGED: "down",
    Succession.Kind.APPEARED: "diamond",
    Succession.Kind.ABOLISHED: "cross",
    Succession.Kind.GONE: "ring",
}


def picture(found: Descent, origin: Origin) -> str:
    days = [when_of(each).day for each in found.dates] + list(_days(found.links))
    if not days:
        return ""
    edge = min(days), max(days)
    ties = [_tie(each, edge) for each in found.links]
    lanes = _lanes(found)
    bands = [_band(each, lanes[pk], ties, found) for pk, each in found.departments.items()]
    scale = Years([*days, *(day for tie in ties for day in (tie.first, tie.last))])
    return band_chart(f"{found.office} 계보", bands, ties, scale, origin)


def _days(links: Iterable[Succession]) -> Iterable[date]:
    for each in links:
        yield from (day for day in (each.day, each.not_before, each.not_after) if day)


def _tie(each: Succession, edge: tuple[date, date]) -> Tie:
    first = each.day or each.not_before or each.not_after or edge[0]
    last = each.day or each.not_after or each.not_before or edge[1]
    before, after = (str(pk) if pk else "" for pk in (each.before_id, each.after_id))
    form = _FORM[Succession.Kind(each.kind)]
    return Tie(each.kind, before, after, first, last, form, f"#{anchor_of(each)}")


def _band(own: Department, lane: int, ties: list[Tie], found: Descent) -> Band:
    """Full between what is known: after the last day on which it may have begun, and before the first
    on which it may have ended. What another gave it or took of it changes neither."""
    key = str(own.pk)
    begun = [tie.last for tie in ties if tie.after == key and _begins(tie)]
    is_over = own.told_to is not None and not own.valid_to_exact
    ended = [tie.first for tie in ties if tie.before == key and (is_over or _ends(tie))]
    first = max(begun) if begun else (own.valid_from if own.valid_from_exact else None)
    last = min(ended) if ended else own.told_to
    if first and last and last < first:
        first = last
    return Band(key, own.name, f"/departments/{own.pk}", lane, first, last)


def _begins(tie: Tie) -> bool:
    return tie.form in ("round", "square", "diamond")


def _ends(tie: Tie) -> bool:
    """A part of it may go elsewhere, and it goes on."""
    return tie.form in ("round", "square", "cross", "ring")


def _lanes(found: Descent) -> dict[int, int]:
    """The same department under all its names on one lane; what ended in another just below it."""
    successors = successors_of(found.links)
    by_code = {each.code: each for each in found.departments.values()}
    groups: dict[str, list[Department]] = {}
    for each in found.departments.values():
        groups.setdefault(successors.last_name(each.code), []).append(each)
    order = sorted(groups, key=lambda code: _place(groups[code], by_code.get(code)))
    for each in found.links:
        if each.before and each.after:
            one, other = (successors.last_name(x.code) for x in (each.before, each.after))
            if one != other and one in order and other in order:
                order.remove(one)
                order.insert(order.index(other) + 1, one)
    return {each.pk: at for at, code in enumerate(order) for each in groups[code]}


def _place(group: list[Department], last: Department | None) -> tuple:
    own = last or group[-1]
    return own.parent_id is not None, own.position, own.code

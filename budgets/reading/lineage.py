"""What only several reports together tell: since when a department exists and what followed what.

Works on the fixtures' objects, so that a report read next year is set against all earlier ones.
A day that no report states is given as the span that the reports leave open. A link is *stated*,
*proved by arithmetic* (the same line with the same amount stands in both structures of a year) or
*inferred* (the same programs under another name), and says which.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from budgets.reading.facts import DRAWN
from budgets.reading.fixtures import Object, item
from budgets.reading.names import key_of
from budgets.reading.sightings import (
    Known,
    Sighting,
    chains,
    fields_of,
    iso,
    known_from,
    shared_by_offices,
    whole,
    works_of,
)

_DAY = timedelta(days=1)


def organisation(objects: list[Object]) -> tuple[list[Object], list[Object]]:
    """The departments and accounts that all objects refer to, and the links between departments."""
    known = known_from(objects)
    every = chains(known)
    links = [link for chain in every for link in _links(chain, known)]
    links += _office_links(every, known)
    links += _proved(known)
    spans = {code: span for chain in every for code, span in _spans(chain, known).items()}
    departments = _departments(known, spans)
    return [*departments, *_accounts(objects)], links


def _accounts(objects: list[Object]) -> list[Object]:
    models = ("budgets.program", "budgets.claim", "budgets.revenue")
    named = {f["account"][0] for m in models for f in fields_of(objects, m) if f.get("account")}
    return [
        item("budgets.account", name=name, kind=_account_kind(name))
        for name in sorted(named, key=lambda name: (_account_kind(name) != "일반회계", name))
    ]


def _account_kind(name: str) -> str:
    return next((kind for kind in ("특별회계", "기금") if kind in name), "일반회계")


# --- departments --------------------------------------------------------------------------------


def _spans(chain: list[Sighting], known: Known) -> dict[str, Object]:
    """From the day after the last report without it to the day before the next one without it."""
    spans: dict[str, Object] = {}
    codes = dict.fromkeys(code for s in chain for code in (s.office, *s.departments))
    for code in codes:
        seen = [s.day for s in chain if code == s.office or code in s.departments]
        could = chain if "/" not in code else whole(chain)
        before = [s.day for s in could if s.day < seen[0]]
        after = [s.day for s in could if s.day > seen[-1]]
        stated = known.ended.get(code)
        valid_to = after[0] - _DAY if after else None
        if stated:
            valid_to = date.fromisoformat(stated["day"]) - _DAY
        spans[code] = {
            "valid_from": iso(before[-1] + _DAY if before else None),
            "valid_from_exact": False,
            "valid_to": iso(valid_to),
            "valid_to_exact": stated is not None,
        }
    return spans


def _departments(known: Known, spans: dict[str, Object]) -> list[Object]:
    # As the latest report prints them; those that it no longer prints come after.
    printed = [code for s in reversed(known.sightings) for code in (s.office, *s.departments)]
    codes = dict.fromkeys([*printed, *_referred_to(known.objects)])
    order = sorted(codes, key=lambda code: "/" in code)  # offices first: divisions refer to them
    return [
        item(
            "departments.department",
            code=code,
            name=code.split("/")[-1],
            kind="담당관" if "/" in code else "실국",
            parent=[code.split("/")[0]] if "/" in code else None,
            position=position,
            **(spans.get(code) or _open_span(code, known)),
        )
        for position, code in enumerate(order, start=1)
    ]


def _referred_to(objects: list[Object]) -> Iterator[str]:
    """Departments that no table shows: named with teams, in a sentence, or as abolished."""
    for each in objects:
        for name in ("office", "department", "team", "before", "after"):
            if key := each["fields"].get(name):
                yield from dict.fromkeys((key[0].split("/")[0], key[0]))


def _open_span(code: str, known: Known) -> Object:
    ended = known.ended.get(code)
    return {
        "valid_from": None,
        "valid_from_exact": False,
        "valid_to": iso(date.fromisoformat(ended["day"]) - _DAY) if ended else None,
        "valid_to_exact": ended is not None,
    }


def _links(chain: list[Sighting], known: Known) -> Iterator[Object]:
    for before, after in pairwise(whole(chain)):
        gone = [code for code in before.departments if code not in after.departments]
        new = [code for code in after.departments if code not in before.departments]
        span = {"not_before": iso(before.day + _DAY), "not_after": iso(after.day)}
        for one, other, shared in _matched(gone, new, before, after, known):
            gone.remove(one)
            new.remove(other)
            yield _link(one, other, shared, span, known)
        for code in gone:
            if code not in known.ended:
                note = f"{_written(after.day)} 문서에 나오지 않음"
                yield _succession(code, None, "사라짐", "추정", note, **span)
        for code in new:
            note = f"{_written(before.day)} 문서에 나오지 않음"
            yield _succession(None, code, "나타남", "추정", note, **span)


def _written(day: date) -> str:
    return f"{day.year}. {day.month}. {day.day}."


def _matched(gone, new, before, after, known: Known) -> list[tuple[str, str, set[str]]]:
    """Pairs with the same name, then those sharing most of their work."""
    pairs = []
    for one in gone:
        for other in new:
            mine = known.works.get(one, set()) & works_of(before.departments, known)
            theirs = known.works.get(other, set()) & works_of(after.departments, known)
            same_name = one.split("/")[-1] == other.split("/")[-1]
            if same_name or mine & theirs:
                pairs.append((same_name, len(mine & theirs), one, other, mine & theirs))
    taken: set[str] = set()
    matched = []
    for _, _, one, other, shared in sorted(pairs, key=lambda p: (-p[0], -p[1], p[2], p[3])):
        if one not in taken and other not in taken:
            taken |= {one, other}
            matched.append((one, other, shared))
    return matched


def _link(one: str, other: str, shared: set[str], span: Object, known: Known) -> Object:
    same_name = one.split("/")[-1] == other.split("/")[-1]
    kind = "소속 변경" if same_name else "명칭 변경"
    return _succession(one, other, kind, "추정", _shared_note(shared, known), **span)


def _shared_note(shared: set[str], known: Known) -> str:
    names = sorted((known.titles[key] for key in shared), key=lambda name: (-len(name), name))
    more = f" 외 {len(names) - 2}개" if len(names) > 2 else ""
    return f"같은 사업 {len(names)}개: {', '.join(names[:2])}{more}" if names else "같은 이름"


def _office_links(every: list[list[Sighting]], known: Known) -> Iterator[Object]:
    for chain in every:
        for before, after in pairwise(chain):
            if before.office != after.office:
                shared = shared_by_offices(before, after, known)
                span = {"not_before": iso(before.day + _DAY), "not_after": iso(after.day)}
                note = _shared_note(shared, known)
                yield _succession(before.office, after.office, "명칭 변경", "추정", note, **span)


# --- proved by the two structures of one year ----------------------------------------------------


def _proved(known: Known) -> Iterator[Object]:
    """A department that the regrouped structure lacks: where its lines stand there."""
    books = list(fields_of(known.objects, "budgets.book"))
    for regrouped in (b for b in books if b["basis"] != DRAWN):
        for drawn in books:
            same = ("office", "fiscal_year")
            if drawn["basis"] == DRAWN and all(drawn[k] == regrouped[k] for k in same):
                yield from _moves(drawn["code"], regrouped, known)


def _moves(drawn: str, regrouped: Object, known: Known) -> Iterator[Object]:
    before, after = _lines(drawn, known), _lines(regrouped["code"], known)
    there = {department for department, *_ in after.values()}
    moved: dict[str, dict[str, list[tuple]]] = {}
    for key, (department, name, amount, _, _) in before.items():
        found = after.get(key)
        if department not in there and found and amount and found[2] == amount:
            moved.setdefault(department, {}).setdefault(found[0], []).append((name, *found[2:]))
    for department, targets in moved.items():
        stated = known.ended.get(department)
        day = stated["day"] if stated else None
        for target, lines in targets.items():
            note = ", ".join(f"{name} {amount // 1000:,}천원" for name, amount, *_ in lines)
            yield _succession(
                department,
                target,
                "분리" if len(targets) > 1 else "통합",
                "산술",
                f"같은 이름·같은 예산액: {note}",
                day=day,
                not_after=None if day else regrouped["organised_on"],
                document=lines[0][2],
                place=int(lines[0][3]),
            )


def _lines(book: str, known: Known) -> dict[str, tuple[str, str, int | None, list, str]]:
    """By the line's key: department, name, 예산액, document, place. Repeated names prove nothing."""
    programs = {
        f["code"]: f["department"][0]
        for f in fields_of(known.objects, "budgets.program")
        if f["book"][0] == book
    }
    figures = {f["line"][0]: f for f in fields_of(known.objects, "budgets.figure")}
    sources = {
        (*f["filing"], f["version"]): f["document"]
        for f in fields_of(known.objects, "budgets.statement")
    }
    lines: dict[str, tuple] = {}
    repeated = set()
    for f in fields_of(known.objects, "budgets.lineitem"):
        if f["program"][0] in programs and (figure := figures.get(f["code"])):
            key = key_of(f["name"])
            if key in lines:
                repeated.add(key)
            source = sources[tuple(figure["statement"])]
            amount = figure.get("appropriated")
            lines[key] = (programs[f["program"][0]], f["name"], amount, source, figure["place"])
    return {key: line for key, line in lines.items() if key not in repeated}


def _succession(before, after, kind, evidence, note, **fields) -> Object:
    return item(
        "departments.succession",
        before=before and [before],
        after=after and [after],
        kind=kind,
        evidence=evidence,
        note=note[:300],
        **{name: value for name, value in fields.items() if value is not None},
    )

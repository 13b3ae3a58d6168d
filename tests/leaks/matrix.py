"""Every address that readers can reach, with every argument and condition that could reach too far."""

from collections.abc import Callable, Iterator
from itertools import product
from urllib.parse import urlencode

import pytest
from django.urls import URLResolver, get_resolver, reverse

from budgets.measures import MEASURES
from departments.door import OPEN
from reports.dates import EVERYONE, read_slug
from reports.siblings import SUFFIXES
from tests.leaks.scene import World

SENT = {"contrast"}  # something is sent there; there is nothing to read
UNITS = ("원", "천원", "백만원", "억원")
WHENS = (
    "2030-06-30-집행",
    "2030-03-31-집행",
    "2030-09-30-집행",
    "2031-01-01-예산",
    "2030-06-30-집행-재편",
)
OFFICES = ("해오름기획관", "노을기획관", EVERYONE)
VALUES: dict[str, Callable[[World], tuple]] = {
    "office": lambda world: OFFICES,
    "when": lambda world: WHENS,
    "then": lambda world: WHENS[:3],
    "now": lambda world: WHENS[:3],
    "suffix": lambda world: tuple(SUFFIXES),
    "measure": lambda world: tuple(MEASURES),
    "document": lambda world: ("2030-07", "2023-04"),
    "overview.suffix": lambda world: (".json", ".csv", ".xlsx"),
    "key": lambda world: ("2030-07", "2023-04"),
    "settlement.when": lambda world: ("2030-12-31-결산", "2030-06-30-집행"),
    "year": lambda world: (2030, 2031),
    "sum.when": lambda world: WHENS[:3],
    "sum.measure": lambda world: ("budget", "rate"),
}
# The amounts are the same in every unit: asked whole, and as readers first see them.
_ASKED = UNITS[:2]
_UNITS = tuple({"unit": unit} for unit in _ASKED)
CODE = "해오름기획관"

# Every route by its name, with the conditions under which each of its addresses is opened.
CONDITIONS: dict[str, tuple[dict[str, str], ...]] = {
    "home": ({}, {"office": CODE}, {"office": "노을기획관"}, {"into": f"{CODE}/달빛담당관"}),
    "overview": ({}, {"office": CODE}, {"into": f"{CODE}/달빛담당관"}),
    "execution": (
        *_UNITS,
        {"depth": "부서", "sort": "-budget"},
        {"columns": "unspent,uncommitted,share", "rate": "0-"},
        {"department": "별빛담당관"},
        {"department": "달빛담당관", "kind": "종류 미기재", "q": "가"},
        *({"compare": slug} for slug in WHENS),
    ),
    "ranking": (*_UNITS, {"below": "1000", "top": "500"}, {"department": "별빛담당관"}),
    "settlement": (
        *_UNITS,
        {"depth": "부서", "organisation": "today"},
        {"department": "별빛담당관"},
    ),
    "register": _UNITS,
    "compare_choose": ({}, {"then": WHENS[0], "now": WHENS[2]}, {"then": WHENS[0]}),
    "compare": (
        *_UNITS,
        {"organisation": "today"},
        {"depth": "부서"},
        {"department": "별빛담당관"},
    ),
    "budget": (
        *_UNITS,
        {"basis": "drawn", "depth": "부서", "organisation": "today"},
        {"department": "별빛담당관"},
        {"department": "달빛담당관", "q": "가"},
    ),
    "bridge": (
        *_UNITS,
        {"depth": "부서", "organisation": "today"},
        {"department": "별빛담당관"},
        {"department": "달빛담당관", "q": "가"},
    ),
    "trend": (
        *_UNITS,
        *({"measure": measure} for measure in ("rate", *MEASURES)),
        {"department": "별빛담당관"},
        {"department": "달빛담당관", "program": "강가 가꾸기"},
        {"department": "달빛담당관", "organisation": "today"},
        {"organisation": "today"},
    ),
    "execution_today": _UNITS,
    "lineage": ({}, {"unit": "원"}),
    "lineage_lines": (*_UNITS, {"department": "별빛담당관"}, {"kind": "신규"}),
    "lineage_people": _UNITS,
    "regrouped": (*_UNITS, {"year": "2030"}),
    "revenue": (*_UNITS, {"document": "2030-07"}),
    "sum": (
        *({"account": "시험회계", "unit": unit} for unit in _ASKED),
        {"account": "시험회계", "department": "별빛담당관"},
        {"account": "시험회계", "kind": "정책사업"},
    ),
    "department": _UNITS,
    "program": _UNITS,
    "line": _UNITS,
    "figure": ({},),
    "checks": ({}, {"verdict": "다름"}, {"q": "가"}, {"office": "노을기획관"}),
    "document": ({}, {"verdict": "맞음"}, {"q": "가"}),
    "findings": ({}, {"status": "추진 중"}, {"department": "달빛담당관"}, {"office": CODE}),
    "finding": _UNITS,
    "all_tasks": _UNITS,
    "entered_tasks": _UNITS,
    "tasks": (*_UNITS, {"verdict": "맞음"}, {"verdict": "금액을 적지 않음"}),
    "statistics": _UNITS,
    "statistic": _UNITS,
    "expense": _UNITS,
    "search": tuple(
        {"q": text, "of": of}
        for text in ("", "ㄱ", "ㅎ", "심기", "가꾸기", "담당관", "기획관", "2030", "보고")
        for of in ("", "세부사업", "정책사업", "부서", "문서")
    )
    + tuple(
        {"q": text, "of": of}
        for text in ("ㄱ", "가꾸기")
        for of in ("시정·권고", "과제", "통계", "세입")
    ),
    "terms": ({},),
    "contrast": ({},),
    "data": ({},),
    "package": ({},),
    "datapackage": ({},),
    "api": ({},),
    "summary": ({},),
    "summary_xlsx": (
        *_UNITS,
        {"office": CODE},
        {"office": "노을기획관"},
        {"year": "2030"},
        {"year": "2031"},
    ),
}


def routes() -> Iterator:
    """What readers can reach: neither the administration nor what asks for a login (test_rights)."""
    for each in _below(get_resolver()):
        if each.name not in OPEN - SENT and not getattr(each.callback, "is_private", False):
            yield each


def _below(resolver: URLResolver) -> Iterator:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            if each.namespace != "admin":
                yield from _below(each)
        else:
            yield each


ROUTES = {each.name: each for each in routes()}
each_route = pytest.mark.parametrize("route", ROUTES)


def addresses(route: str, world: World, keys: dict[str, list[int]]) -> Iterator[str]:
    """All that the route can be asked; `keys`: of what, where it goes by a number."""
    arguments = list(ROUTES[route].pattern.converters)
    values = [
        keys[route] if name == "pk" else VALUES.get(f"{route}.{name}", VALUES.get(name))(world)
        for name in arguments
    ]
    for chosen in product(*values):
        told = dict(zip(arguments, chosen, strict=True))
        slugs = {k: read_slug(v) for k, v in told.items() if k in ("when", "then", "now")}
        path = reverse(route, kwargs=told | slugs)
        first, *others = CONDITIONS[route]
        if told.get("suffix"):  # the page of each condition is asked, and it has its rows
            others = [each for each in others if "unit" not in each][-2:]
        for conditions in (first, *others):
            yield f"{path}?{urlencode(conditions)}" if conditions else path

"""Rule 13: whoever is not known reads published statements only, through every page and every count.

Every address that the application has is opened, with every argument that could reach it, beside
things of every kind that nobody published. Two questions are asked: does any answer hold a word or
an amount of theirs, and is any answer another than it was without them? The second finds counts,
dates and sums, which have no word of their own.

What is public by nature, published or not: which departments and offices there are, who followed
whom, their teams, duties and people (these stand in no statement and have no draft), and that a
department has not published its part of a date: without that a reader would take what is not yet
said for ended, or a part for the whole.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from html import unescape
from itertools import product
from urllib.parse import quote, unquote, urlencode

import pytest
from django.urls import URLResolver, get_resolver, reverse

from budgets.measures import MEASURES
from budgets.models import Claim, Figure, Filing, LineItem, Program, Statement
from departments.door import OPEN
from departments.models import Department
from reports.dates import EVERYONE, read_slug
from reports.siblings import SUFFIXES
from tests import cast

pytestmark = pytest.mark.django_db

SENT = {"contrast"}  # something is sent there; there is nothing to read
MARKER = "감춘"  # in every word that nobody published
NOBODY = "아무도"  # as long, and in no word at all
MARCH_31, JUNE_30, SEPTEMBER_30 = date(2030, 3, 31), cast.JUNE_30, date(2030, 9, 30)

# Amounts of which no two look alike, in any unit; and what was spent of each.
WON = {
    "before": (735_194_826_017_352, 184_620_735_926_417),  # 제1판, superseded by the published one
    "after": (846_205_937_128_463, 295_731_846_037_528),  # 제3판, handed in after it
    "never": (957_316_048_239_574, 306_842_957_148_639),  # of a date never published
    "other": (513_972_604_895_138, 162_408_513_704_251),  # of a department that published nothing
    "planned": (624_083_715_906_249, 173_519_624_815_362),  # a budget of a year never published
    "stranger": (492_861_503_784_027, 151_397_402_693_158),  # of an office that published nothing
}
PRINTED = {"date": "1,379,246", "department": "2,468,135", "document": "3,571,904"}  # claims


# --- the scene ------------------------------------------------------------------------------------


@dataclass
class World:
    """What is published, with the structure of what is not: nobody has handed that in yet."""

    scene: cast.Scene
    house: Department
    star_line: LineItem
    star_filing: Filing
    stranger: Department
    stranger_line: LineItem
    hidden: dict[str, Statement]

    @property
    def published(self) -> dict[str, list[int]]:
        """Whatever is of a published statement, by the page that shows it."""
        return self._keys(Figure.objects.published())

    @property
    def every(self) -> dict[str, list[int]]:
        return self._keys(Figure.objects.all())

    def _keys(self, figures) -> dict[str, list[int]]:
        """Of these two offices: the five reports have pages enough of their own."""
        mine = figures.filter(line__program__book__office__in=[self.house, self.stranger])
        houses = [self.house, self.scene.moon, self.scene.star, self.stranger]
        return {
            "department": [each.pk for each in houses],
            "program": sorted(set(mine.values_list("line__program", flat=True))),
            "line": sorted(set(mine.values_list("line", flat=True))),
            "figure": sorted(mine.values_list("pk", flat=True)),
        }


def claim(document, place, **facts):
    known = {"position": 1, "shape": "표", "measure": "budget", "unit": "천원"}
    known |= {"subject": f"{MARKER} 합계"}
    if "state" not in facts:
        known["value"] = Decimal(facts["printed"].replace(",", ""))
    return Claim.objects.create(document=document, place=place, **known | facts)


def world(*, public: int = 2) -> World:
    """`public`: which statement of two is the published one."""
    house = cast.office()
    moon, star = cast.division(house), cast.division(house, "별빛담당관")
    report, purse, year = cast.document(house), cast.account(), cast.book(house)
    river = cast.program(year, moon, purse, kind="정책사업")
    trees, flowers = cast.line(river), cast.line(river, "꽃 심기")
    sky = cast.program(year, star, purse, f"{MARKER} 하늘 가꾸기")
    star_line = cast.line(sky, f"{MARKER} 별 헤기")
    hidden = {}
    for day in (MARCH_31, JUNE_30):
        filed = cast.filing(cast.reporting_date(year, day), moon)
        first = hidden["before"] = _hand_in(filed, 1, "before", trees)
        written = cast.statement(filed, version=2, document=report, method="문서", unit="천원")
        cast.figure(
            written, trees, "12", budget=3_000_000_000, committed=2_000_000_000, spent=10**9
        )
        if day == MARCH_31:  # what only one of two dates has stands in the table of both
            cast.figure(written, flowers, "13", budget=10**9, committed=10**9, spent=500_000_000)
        cast.publish(written if public == 2 else first)
    june = filed.reporting_date
    claim(
        report,
        12,
        subject="강가 가꾸기",
        printed="3,000,001",
        reporting_date=june,
        account=purse,
        department=moon,
        program=river,
    )
    stranger = cast.office("노을기획관")
    abroad = cast.program(cast.book(stranger), stranger, purse, f"{MARKER} 바다 가꾸기")
    figure = Figure.objects.get(statement=written, line=trees)
    scene = cast.Scene(
        house, moon, star, report, purse, year, river, trees, flowers, june, filed, written, figure
    )
    return World(
        scene,
        house,
        star_line,
        cast.filing(june, star),
        stranger,
        cast.line(abroad, f"{MARKER} 파도 타기"),
        hidden,
    )


def _hand_in(filing, version: int, name: str, line: LineItem, *more: LineItem, **source):
    """A statement that nobody publishes. What nobody printed somebody handed in."""
    source = source or {"handed_in_by": cast.user(f"{MARKER}사람")}
    written = cast.statement(filing, version, reason=f"{MARKER} 사유 {name}", **source)
    budget, spent = WON[name]
    for each in (line, *more):
        cast.figure(written, each, f"{MARKER} 자리", budget=budget, committed=spent, spent=spent)
    return written


def hide(world: World) -> None:
    """What nobody published, of every kind, beside what is."""
    scene = world.scene
    purse = cast.account(f"{MARKER} 회계", kind="기금")
    program = cast.program(scene.book, scene.moon, purse, f"{MARKER} 사업", kind="재무활동")
    own = cast.line(program, f"{MARKER} 줄", reading=f"{MARKER} 바른 줄")
    # Spelled another way, the program of a published one: what is alike must not lead to it.
    again = cast.program(scene.book, scene.moon, scene.account, "강가가꾸기")
    Program.objects.filter(pk=again.pk).update(code=f"{MARKER}/강가가꾸기")
    paper = cast.document(scene.office, f"{MARKER}-문서", title=f"{MARKER} 보고")
    september = cast.reporting_date(scene.book, SEPTEMBER_30)
    regrouped = cast.book(scene.office, basis="재편", organised_on=date(2031, 1, 1))
    later = cast.book(scene.office, 2031)
    plan = cast.program(later, scene.moon, scene.account, f"{MARKER} 계획")
    cast.program(regrouped, scene.moon, scene.account, f"{MARKER} 재편 사업")
    new_year = cast.filing(cast.reporting_date(later, date(2031, 1, 1), "예산"), scene.moon)
    abroad = cast.reporting_date(Program.objects.get(lines=world.stranger_line).book)
    printed = {"document": paper, "method": "문서"}
    plan_line = cast.line(plan, f"{MARKER} 계획 줄")
    again_line = cast.line(again, f"{MARKER} 같은 사업의 줄")
    never = cast.filing(september, scene.moon)
    alien = cast.filing(abroad, world.stranger)
    world.hidden |= {
        "after": _hand_in(scene.filing, 3, "after", scene.trees, own, again_line),
        "never": _hand_in(never, 1, "never", scene.trees, **printed),
        "other": _hand_in(world.star_filing, 1, "other", world.star_line),
        "planned": _hand_in(new_year, 1, "planned", plan_line),
        "stranger": _hand_in(alien, 1, "stranger", world.stranger_line),
    }
    for name in ("never", "other", "planned", "stranger"):
        cast.bring(world.hidden[name], "제출")
    Filing.objects.filter(pk=scene.filing.pk).update(state="정정", standing=world.hidden["after"])
    _claims(world, paper, september)


def _claims(world: World, paper, september) -> None:
    """Of a document that holds published figures too; and of one that nobody published, of what is."""
    scene = world.scene
    told = {"reporting_date": september, "account": scene.account}
    whole = {"account": scene.account, "reporting_date": scene.date}
    report = scene.document
    claim(
        report,
        21,
        printed=PRINTED["date"],
        base_date=scene.date,
        measure="change",
        department=scene.moon,
        **told,
    )
    claim(report, 22, printed=PRINTED["department"], department=scene.star, **whole)
    claim(paper, 23, printed=PRINTED["document"], department=scene.moon, **whole)
    unread = {"state": "unread", "printed": f"{MARKER}글자"}
    claim(report, 24, **told | unread)
    claim(report, 25, department=scene.star, **whole | unread)
    claim(paper, 26, department=scene.moon, **whole | unread)


# --- the matrix -----------------------------------------------------------------------------------

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
    "overview.suffix": lambda world: (".json", ".csv", ".xlsx"),
    "sum.when": lambda world: WHENS[:3],
    "sum.measure": lambda world: ("budget", "rate"),
}
_UNITS = tuple({"unit": unit} for unit in UNITS)
_CODE = "해오름기획관"

# Every route by its name, with the conditions under which each of its addresses is opened.
CONDITIONS: dict[str, tuple[dict[str, str], ...]] = {
    "home": ({}, {"office": _CODE}, {"office": "노을기획관"}, {"into": f"{_CODE}/달빛담당관"}),
    "overview": ({}, {"office": _CODE}, {"into": f"{_CODE}/달빛담당관"}),
    "execution": (
        *_UNITS,
        {"depth": "부서", "sort": "-budget"},
        {"columns": "unspent,uncommitted,share", "rate": "0-"},
        {"department": "별빛담당관"},
        {"department": "달빛담당관", "kind": "종류 미기재", "q": "가"},
        *({"compare": slug} for slug in WHENS),
    ),
    "ranking": (*_UNITS, {"below": "1000", "top": "500"}, {"department": "별빛담당관"}),
    "compare_choose": ({}, {"then": WHENS[0], "now": WHENS[2]}, {"then": WHENS[0]}),
    "compare": (
        *_UNITS,
        {"organisation": "today"},
        {"depth": "부서"},
        {"department": "별빛담당관"},
    ),
    "trend": (
        *_UNITS,
        *({"measure": measure} for measure in ("rate", *MEASURES)),
        {"department": "별빛담당관"},
        {"department": "달빛담당관", "program": "강가 가꾸기"},
    ),
    "sum": (
        *({"account": "시험회계", "unit": unit} for unit in UNITS),
        {"account": "시험회계", "department": "별빛담당관"},
        {"account": "시험회계", "kind": "정책사업"},
    ),
    "department": _UNITS,
    "program": _UNITS,
    "line": _UNITS,
    "figure": ({},),
    "search": tuple(
        {"q": text, "of": of}
        for text in ("", "ㄱ", "ㅎ", "심기", "가꾸기", "담당관", "기획관", "2030", "보고")
        for of in ("", "세부사업", "정책사업", "부서", "문서")
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
        {"office": _CODE},
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


# --- what an answer says --------------------------------------------------------------------------

_NOW = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} \w+")  # when a workbook was made
_HEADERS = ("Content-Disposition", "Location", "ETag")


@dataclass
class Answer:
    status: int
    headers: str
    text: str  # of the page, or of whatever is packed in a file

    @cached_property
    def digits(self) -> str:
        """Without the commas of amounts."""
        return _COMMA.sub("", self.text)

    def holds(self, won: int) -> bool:
        return any(form in self.digits for form in forms(won))


_COMMA = re.compile(r"(?<=\d),(?=\d)")


def forms(won: int) -> set[str]:
    """An amount in every unit, rounded half up as pages have it and cut off as numbers begin."""
    sizes = (1, 1_000, 1_000_000, 100_000_000)
    return {str(n) for size in sizes for n in (won // size, (won + size // 2) // size) if n}


def ask(client, address: str) -> Answer:
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(unquote(response.headers.get(name, "")) for name in _HEADERS)
    text = "\n".join(_unpacked(body)) if body[:2] == b"PK" else body.decode("utf-8-sig")
    return Answer(response.status_code, headers, _NOW.sub("", unquote(unescape(text))))


def _unpacked(body: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        for name in package.namelist():
            if name != "docProps/core.xml":  # it knows the time
                yield f"{name}\n{package.read(name).decode('utf-8-sig')}"


def asked(client, found: Iterator[str]) -> dict[str, Answer]:
    return {address: ask(client, address) for address in found}


# --- the tests ------------------------------------------------------------------------------------


def test_every_route_has_its_place_in_the_matrix():
    assert None not in ROUTES, "a route without a name cannot be asked for by it"
    assert set(ROUTES) == set(CONDITIONS), "a new route: say what it can be asked in CONDITIONS"
    known = {*VALUES, "pk"}
    for name, each in ROUTES.items():
        assert set(each.pattern.converters) <= known, f"{name}: a new argument, for VALUES"


@each_route
def test_no_answer_holds_what_nobody_published_or_is_another_for_it(route, client):
    """Counts, sums, lists of dates, orders, tags: the same as if it were not there."""
    found = world()
    before = asked(client, addresses(route, found, found.published))
    hide(found)
    answers = asked(client, addresses(route, found, found.every))
    assert any(answer.status == (405 if route in SENT else 200) for answer in answers.values())
    for address, answer in answers.items():
        assert answer.status < 500, unquote(address)
        assert MARKER not in answer.headers + answer.text, unquote(address)
        held = [name for name, own in WON.items() if any(answer.holds(won) for won in own if won)]
        assert held == [], unquote(address)
        assert [words for words in PRINTED.values() if words in answer.text] == [], unquote(address)
    for address, answer in before.items():
        assert answers[address] == answer, unquote(address)


@pytest.mark.parametrize("route", ["program", "line", "figure"])
def test_what_nobody_published_has_no_page(route, client):
    found = world()
    hide(found)
    hidden = {route: sorted(set(found.every[route]) - set(found.published[route]))}
    assert hidden[route]
    for address, answer in asked(client, addresses(route, found, hidden)).items():
        assert answer.status == 404, address
    shown = asked(client, addresses(route, found, found.published))
    assert {answer.status for answer in shown.values()} == {200}


@pytest.mark.parametrize(
    ("path", "condition", "name"),
    [
        ("/", "into", f"{_CODE}/2030/당초/시험회계/별빛담당관/{MARKER} 하늘 가꾸기"),
        ("/", "office", f"{MARKER} 실국"),
        (f"/execution/{_CODE}/{WHENS[0]}", "q", f"{MARKER} 별"),
        (f"/execution/{_CODE}/{WHENS[0]}", "department", f"{MARKER} 부서"),
        (f"/ranking/{_CODE}/{WHENS[0]}", "q", f"{MARKER} 별"),
        (f"/compare/{_CODE}/{WHENS[1]}/{WHENS[0]}", "department", f"{MARKER} 부서"),
        (f"/trend/{_CODE}", "program", f"{MARKER} 하늘 가꾸기"),
        (f"/trend/{_CODE}.json", "program", f"{MARKER} 하늘 가꾸기"),
        ("/search", "q", f"{MARKER}"),
        ("/search", "q", f"{MARKER} 보고"),
        ("/summary.xlsx", "office", f"{MARKER} 실국"),
    ],
    ids=lambda value: None if MARKER in value else quote(value),
)
def test_asked_by_its_name_it_is_what_nobody_ever_heard_of(path, condition, name, client):
    hide(world())
    known, unknown = (
        ask(client, f"{quote(path)}?{urlencode({condition: asked_for})}")
        for asked_for in (name, name.replace(MARKER, NOBODY))
    )
    assert known.text.replace(MARKER, NOBODY) == unknown.text
    assert known.status == unknown.status


# --- that these tests can fail --------------------------------------------------------------------

# Nothing of a statement stands there.
SILENT = {"compare_choose", *SENT}


def publish_all(found: World) -> None:
    """But the first statement, which another superseded."""
    for name, written in found.hidden.items():
        if name != "before":
            cast.publish(written)


def told_by(route: str, world: World, keys: dict[str, list[int]]) -> list[str]:
    """In one unit, without sheets: that an amount is known in every form is shown below."""
    units = tuple(urlencode({"unit": unit}) for unit in UNITS[1:])
    return [
        each
        for each in addresses(route, world, keys)
        if not each.endswith(units)
        and (route == "summary_xlsx" or not each.partition("?")[0].endswith((".xlsx", ".csv")))
    ]


def test_once_published_every_word_and_amount_is_read(client):
    found = world()
    hide(found)
    keys = found.published
    before = {
        route: asked(client, told_by(route, found, keys)) for route in ROUTES if route not in SILENT
    }
    publish_all(found)
    said: list[Answer] = []
    for route in before:
        after = asked(client, told_by(route, found, found.published))
        said += after.values()
        changed = [address for address, was in before[route].items() if after.get(address) != was]
        assert changed, f"{route} says the same whatever is published"
    for name, own in WON.items():
        for won in own:
            seen = any(answer.holds(won) for answer in said) if won else name != "before"
            assert seen is (name != "before"), (
                name,
                won,
                [a.text for a in said if a.holds(won)][:1],
            )
    everything = "\n".join(answer.text for answer in said)
    words = ("사업", "바른 줄", "회계", "보고", "자리", "별 헤기", "파도 타기", "계획 줄")
    for word in words:
        assert f"{MARKER} {word}" in everything, word
    for word in (f"{MARKER}-문서", f"{MARKER}사람", f"{MARKER}글자", *PRINTED.values()):
        assert word in everything, word
    for name in ("never", "other", "planned", "stranger"):
        assert f"{MARKER} 사유 {name}" in everything or name == "never", name


@pytest.mark.parametrize("suffix", ["", ".xlsx", ".csv", ".json"])
def test_an_amount_is_known_in_every_form_that_an_answer_has(suffix, client):
    found = world()
    hide(found)
    publish_all(found)
    path = f"/execution/{quote(_CODE)}/{quote(WHENS[2])}{suffix}"
    for unit in UNITS:
        answer = ask(client, f"{path}?{urlencode({'unit': unit})}")
        assert answer.holds(WON["never"][0]), unit
    assert ask(client, "/data/figures.zip").holds(WON["never"][0])


def test_the_first_statement_is_read_where_it_is_the_published_one(client):
    world(public=1)
    answer = ask(client, f"/execution/{quote(_CODE)}/{quote(WHENS[0])}")
    assert answer.holds(WON["before"][0])

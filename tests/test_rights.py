"""Who gets what: every route × role × method, generated from the URL resolver.

A new page needs one line in ROUTES, which says whose it is; without it the first test fails.
달빛담당관 is a division of 해오름기획관; the arguments of a route are made from the world of the test.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from budgets.models import BudgetChange, Finding, ReportingDate, Statistic
from departments import access
from departments.door import OPEN
from departments.models import Document, Person
from reports.dates import read_slug
from tests import cast
from tests.budgets.guarding import counts, findings
from tests.leaks import scene as leaks

pytestmark = [pytest.mark.usefixtures("bare_database"), pytest.mark.django_db]

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
DECEMBER_31 = date(2030, 12, 31)
ENDING = ("logout", "login")  # what they are asked may end the session
STRANGERS = ("nobody", "disabled")  # the second has a session from before
KNOWN = (
    "reader",
    "officer",
    "foreign officer",  # of another division of the same office
    "reviewer",
    "operator",
    "foreign operator",  # of another office
    "superuser",  # without a role
)
ROLES = (*STRANGERS, *KNOWN)
MEMBERS = tuple(role for role in KNOWN if role != "superuser")  # with a role somewhere
INSIDE = ("reader", "officer", "reviewer", "operator")  # who may read drafts of 달빛담당관


@dataclass
class World:
    scene: cast.Scene
    people: dict[str, Person]


Arguments = Callable[[World], dict]


def nothing(world: World) -> dict:
    return {}


@dataclass(frozen=True)
class Route:
    """What each role is answered. A POST here is empty: a form that is wrong."""

    arguments: Arguments = nothing
    mine: frozenset[str] = frozenset(ROLES)  # the others get 404, strangers the login
    asks: bool = False  # for a login
    get: int = 200
    post: int | None = None  # 405 for everybody, unless the page takes it
    is_exempt: bool = False  # from the token: it changes nothing but colours
    query: str = ""

    def expected(self, role: str, method: str) -> int:
        if method in ("PUT", "DELETE") or (method == "POST" and self.post is None):
            return 405
        if method != "POST" and self.get == 405:
            return 405
        if self.asks and role in STRANGERS:
            return 403 if method == "POST" else 302
        if role not in self.mine:
            return 404
        return self.post if method == "POST" else self.get


def public(arguments: Arguments = nothing, query: str = "") -> Route:
    return Route(arguments, query=query)


def private(*mine: str, arguments: Arguments = nothing, **answers) -> Route:
    return Route(arguments, frozenset(mine or KNOWN), asks=True, **answers)


def at(world: World) -> dict:
    return {"office": world.scene.office.code, "when": read_slug("2030-06-30-집행")}


def page_at(world: World) -> dict:
    return at(world) | {"suffix": ""}


def settled(world: World) -> ReportingDate:
    """A settlement printed in the scene's document, made where there is none yet."""
    scene = world.scene
    own = scene.book.dates.filter(stage="결산").first()
    if own is None:
        own = cast.reporting_date(scene.book, DECEMBER_31, "결산")
        written = cast.statement(cast.filing(own, scene.moon), document=scene.document)
        cast.figure(written, scene.trees, "12", budget=100, spent=80)
        cast.publish(written)
    return own


def settled_at(world: World) -> dict:
    return {"office": world.scene.office.code, "when": settled(world), "suffix": ""}


def two_dates(world: World) -> dict:
    sides = {"then": read_slug("2030-06-30-집행"), "now": read_slug("2030-09-30-집행")}
    return {"office": world.scene.office.code, "suffix": ""} | sides


def filing(world: World) -> dict:
    return {"pk": world.scene.filing.pk}


def file(world: World) -> dict:
    kept = world.scene.filing.uploads.first() or cast.upload(world.scene.filing)
    return filing(world) | {"upload": kept.pk}


def change(world: World) -> dict:
    scene = world.scene
    kept = scene.trees.received.first() or BudgetChange.objects.create(
        kind="예비비",
        given_to=scene.trees,
        won=10,
        decided_on=cast.JUNE_30,
        reason="집중호우",
        by=world.people["operator"],
        at=cast.NOON,
    )
    return {"pk": kept.pk}


def finding(world: World) -> dict:
    """Of 달빛담당관; published, so that it has a page for readers too."""
    own = Finding.objects.filter(office=world.scene.office).first()
    if own is None:
        own = findings.publication(world.scene).finding
        own.departments.add(world.scene.moon)
    return {"pk": own.pk}


def count(world: World) -> dict:
    """Entered by 달빛담당관."""
    known = Statistic.objects.filter(department=world.scene.moon, document=None).first()
    return {"pk": (known or counts.entered(world.scene)).pk}


def revenue(world: World) -> dict:
    """Of a document that holds published figures."""
    scene = world.scene
    if not scene.document.revenues.exists():
        settled(world)
        cast.revenue(scene.document, scene.account, **cast.amounts(assessed=100, received=90))
    return {"office": scene.office.code, "year": 2030, "suffix": ""}


def to_explain(world: World) -> dict:
    """What 달빛담당관 handed in after the year."""
    return {"pk": settled(world).filings.get().pk}


def own_revenue(world: World) -> dict:
    """Of a year that has begun: what lies ahead is not there."""
    scene = world.scene
    return {"pk": scene.office.pk, "year": 2020, "account": scene.account.pk}


def own_head(world: World) -> dict:
    return {"pk": world.scene.office.pk, "day": "2020-12-31"}


def own_plan(world: World) -> dict:
    return {"pk": world.scene.office.pk, "year": 2020}


def entered_tasks(world: World) -> dict:
    scene = world.scene
    if not scene.office.task_returns.exists():
        cast.confirm_plan(cast.planned(cast.plan(scene)).returned)
    return {"office": scene.office.code, "year": 2030, "suffix": ""}


def printed(world: World) -> Document:
    """With a task and a count; what nobody published of a document has no page."""
    own = world.scene.document
    if not own.tasks.exists():
        settled(world)
        leaks.task(own, title="강가 가꾸기")
        leaks.counts(own, 14, "강가 가꾸기")
    return own


def expense(world: World) -> dict:
    printed(world)
    return page_at(world)


def statistics(world: World) -> dict:
    printed(world)
    return {"suffix": ""}


def counted(world: World) -> dict:
    printed(world)
    return {"pk": Statistic.objects.published().first().pk, "suffix": ""}


ROUTES: dict[str, Route] = {
    # the door
    "login": Route(post=200),
    "logout": Route(get=405, post=302),
    "session": Route(get=405, post=204, asks=True),
    "password": private(post=422),
    # accounts
    "people": private("operator", "foreign operator"),
    "person_new": private("operator", "foreign operator", post=422),
    "person": private(
        "operator", arguments=lambda world: {"pk": world.people["officer"].pk}, post=404
    ),
    # what a department hands in
    "desk": private("officer", "foreign officer", "operator", "foreign operator"),
    "grid": private("officer", arguments=filing, post=400),
    "grid_check": private("officer", arguments=filing, get=405, post=400),
    "filing_template": private("officer", arguments=filing),
    "filing_upload": private("officer", arguments=filing, post=422),
    "entry_problems": private(get=405, post=404),
    "upload_problems": private("officer", arguments=filing, get=405, post=404),
    "upload_file": private("reader", "officer", "reviewer", "operator", arguments=file),
    # the office's dates, and what waits there
    "dates": private("operator", "foreign operator", post=422),
    "date": private("operator", arguments=lambda world: {"pk": world.scene.date.pk}, post=400),
    "reviews": private("reviewer"),
    "drafts": private(*MEMBERS),
    "changes": private(*MEMBERS, post=404),
    "changes_xlsx": private(*MEMBERS),
    "changes_csv": private(*MEMBERS),
    "change_new": private("operator", "foreign operator", post=422),
    "change": private(*INSIDE, "foreign officer", arguments=change, post=400),
    "reasons": private(*INSIDE, arguments=to_explain, post=404),
    "reasons_template": private("officer", arguments=to_explain),
    "own_revenues": private(*MEMBERS),
    "own_revenue": private(*INSIDE, "foreign officer", arguments=own_revenue, post=404),
    "own_plans": private(*MEMBERS),
    "own_plan": private(*INSIDE, "foreign officer", arguments=own_plan, post=404),
    "own_heads": private(*MEMBERS),
    "own_head": private(*INSIDE, "foreign officer", arguments=own_head, post=404),
    "plan_template": private("operator", arguments=own_plan),
    "head_template": private("operator", arguments=own_head),
    "revenue_template": private("operator", arguments=own_revenue),
    "own_findings": private(*MEMBERS),
    "finding_new": private("officer", "foreign officer", post=422),
    "own_finding": private(*INSIDE, arguments=finding, post=400),
    "own_counts": private(*MEMBERS),
    "count_new": private("officer", "foreign officer", post=404),
    "count_template": private("officer", "foreign officer"),
    "own_count": private(*INSIDE, "foreign officer", arguments=count, post=400),
    "review": private(*INSIDE, arguments=lambda world: {"pk": world.scene.filing.pk}, post=404),
    "history": private(*INSIDE, arguments=lambda world: {"pk": world.scene.filing.pk}),
    "versions": private(
        *INSIDE,
        arguments=lambda world: {"pk": world.scene.filing.pk, "before": 1, "after": 1},
    ),
    # the office's structure
    "structure": private("operator", "foreign operator", post=404),
    "departments": private("operator", "foreign operator", post=404),
    "department_acts": private(
        "operator", arguments=lambda world: {"pk": world.scene.moon.pk}, post=404
    ),
    "book": private("operator", arguments=lambda world: {"pk": world.scene.book.pk}, post=404),
    "book_next": private("operator", arguments=lambda world: {"pk": world.scene.book.pk}, post=422),
    "book_regrouped": private(
        "operator", arguments=lambda world: {"pk": world.scene.book.pk}, post=404
    ),
    "book_program": private(
        "operator", arguments=lambda world: {"pk": world.scene.program.pk}, post=404
    ),
    "book_line": private(
        "operator", arguments=lambda world: {"pk": world.scene.trees.pk}, post=404
    ),
    # what is published
    "home": public(),
    "execution": public(page_at),
    "ranking": public(page_at),
    "settlement": public(settled_at),
    "register": public(
        lambda world: {"office": world.scene.office.code, "year": 2030, "suffix": ""}
    ),
    "compare_choose": public(lambda world: {"office": world.scene.office.code}),
    "compare": public(two_dates),
    "budget": public(lambda world: {"office": world.scene.office.code, "year": 2030, "suffix": ""}),
    "execution_today": public(page_at),
    **{
        name: public(lambda world: {"office": world.scene.office.code, "suffix": ""})
        for name in ("lineage", "lineage_lines", "lineage_people", "regrouped")
    },
    "bridge": public(page_at),
    "trend": public(lambda world: {"office": world.scene.office.code, "suffix": ""}),
    "sum": public(lambda world: page_at(world) | {"measure": "budget"}, "?account=시험회계"),
    "department": public(lambda world: {"pk": world.scene.moon.pk, "suffix": ""}),
    "program": public(lambda world: {"pk": world.scene.program.pk, "suffix": ""}),
    "line": public(lambda world: {"pk": world.scene.trees.pk, "suffix": ""}),
    "figure": public(lambda world: {"pk": world.scene.figure.pk, "measure": "spent", "suffix": ""}),
    "overview": public(lambda world: {"suffix": ".csv"}),
    "contrast": Route(get=405, post=400, is_exempt=True),
    "checks": public(arguments=lambda world: {"suffix": ""}),
    "document": public(arguments=lambda world: {"key": printed(world).key, "suffix": ""}),
    "revenue": public(revenue),
    "findings": public(lambda world: {"suffix": ""}),
    "finding": public(lambda world: finding(world) | {"suffix": ""}),
    "all_tasks": public(lambda world: {"suffix": ""}),
    "tasks": public(lambda world: {"document": printed(world).key, "suffix": ""}),
    "entered_tasks": public(entered_tasks),
    "statistics": public(statistics),
    "statistic": public(counted),
    "expense": public(expense),
    "search": public(),
    "terms": public(),
    "data": public(),
    "package": public(),
    "datapackage": public(),
    "api": public(),
    "summary": public(),
    "summary_xlsx": public(),
}


def patterns(resolver: URLResolver, namespace="") -> list[tuple[str, URLPattern]]:
    found = []
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            found += patterns(each, each.namespace or namespace)
        else:
            found.append((namespace, each))
    return found


ALL = patterns(get_resolver())
OWN = {each.name: each for namespace, each in ALL if namespace != "admin"}
each_route = pytest.mark.parametrize("name", OWN)
each_role = pytest.mark.parametrize("role", ROLES)


def test_every_route_has_a_row_and_every_row_a_route():
    assert ROUTES.keys() == OWN.keys()


@pytest.fixture
def world():
    scene = cast.two_dates()
    elsewhere = cast.office("노을기획관")
    people = {
        "reader": cast.member("읽는이", scene.office, "열람"),
        "officer": cast.member("가람", scene.moon, "담당자"),
        "foreign officer": cast.member("마루", scene.star, "담당자"),
        "reviewer": cast.member("나래", scene.office, "검토자"),
        "operator": cast.member("다온", scene.office, "총괄"),
        "foreign operator": cast.member("라온", elsewhere, "총괄"),
        "disabled": cast.member("쉬는이", scene.office, "총괄"),
        "superuser": Person.objects.create_superuser("keeper", "지킴이"),
    }
    return World(scene, people)


def come_as(role: str, world: World, **options) -> Client:
    client = Client(**options)
    if role == "disabled":  # with a session from before
        Person.objects.filter(pk=world.people[role].pk).update(is_active=True)
        world.people[role].refresh_from_db()
    if role in world.people:
        client.force_login(world.people[role])
    if role == "disabled":
        access.disable(person=world.people[role], by=None, at=cast.NOON, reason="휴직")
    return client


def path_of(name: str, world: World) -> str:
    return reverse(name, kwargs=ROUTES[name].arguments(world)) + ROUTES[name].query


@each_role
def test_every_route_answers_every_role_and_method_as_its_row_says(role, world):
    wrong = {}
    for name, route in ROUTES.items():
        client, path = come_as(role, world), path_of(name, world)
        for method in METHODS:
            if name in ENDING and method != METHODS[0]:
                client = come_as(role, world)
            answer = client.generic(method, path).status_code
            if answer != route.expected(role, method):
                wrong[name, method] = (answer, route.expected(role, method))
    assert wrong == {}


def test_the_pages_that_ask_for_a_login_are_decorated_and_no_others():
    """What `signed_in` decorates is stored nowhere; what is public is not decorated by mistake."""
    decorated = {name for name, each in OWN.items() if getattr(each.callback, "is_private", False)}
    assert decorated == {name for name, route in ROUTES.items() if route.asks} - OPEN


@pytest.mark.parametrize("name", [n for n, r in ROUTES.items() if r.asks and r.get == 200])
def test_a_private_page_is_stored_nowhere(name, world):
    for role in (*STRANGERS[:1], *KNOWN):
        answer = come_as(role, world).get(path_of(name, world))
        if answer.status_code == 200:
            assert "no-store" in answer.headers["Cache-Control"], role


@pytest.mark.parametrize(
    "name", [n for n, r in ROUTES.items() if r.post is not None and not r.is_exempt]
)
def test_what_takes_a_post_takes_none_without_its_token(name, world):
    for role in ("nobody", "operator"):
        client = come_as(role, world, enforce_csrf_checks=True)
        answer = client.post(path_of(name, world))
        assert answer.status_code == 403, role


# --- the administration ---------------------------------------------------------------------------

# The door itself, in and out, and its words for scripts.
OPEN_ADMIN = {"login", "logout", "jsi18n"}


def admin_addresses() -> list[str]:
    """With a number where one belongs."""
    top = [each for each in get_resolver().url_patterns if isinstance(each, URLResolver)]
    (own,) = [each for each in top if each.namespace == "admin"]
    found = list(_addresses(own, "/admin/"))
    assert len(found) > 100
    return found


def _addresses(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        route = re.sub(r"<[^>]+>", "1", str(each.pattern)).strip("^$")
        if isinstance(each, URLResolver):
            yield from _addresses(each, prefix + route)
        elif each.name not in OPEN_ADMIN:
            yield prefix + (route if "(" not in route else "nowhere/")


@pytest.mark.parametrize("role", [role for role in ROLES if role != "superuser"])
def test_the_administration_is_closed_to_all_but_those_who_keep_it(role, world):
    client = come_as(role, world)
    wrong = {}
    for path in admin_addresses():
        for method in METHODS:
            answer = client.generic(method, path)
            led_out = answer.status_code == 302 and "/admin/login/" in answer.get("Location", "")
            if not (led_out or answer.status_code in (404, 405)):
                wrong[path, method] = answer.status_code
    assert wrong == {}


def test_the_administration_has_an_answer_for_who_keeps_it(world):
    client = come_as("superuser", world)
    wrong = {}
    for path in admin_addresses():
        for method in ("GET", "POST"):  # any other is drawn as the first
            if (status := client.generic(method, path).status_code) >= 500:
                wrong[path, method] = status
    assert wrong == {}


# --- reading closed -------------------------------------------------------------------------------


def test_where_reading_is_closed_nobody_gets_past_the_door(world, settings):
    settings.PUBLIC_READING = False
    wrong = {}
    for name in ROUTES.keys() - OPEN:
        for role in STRANGERS:
            client = come_as(role, world)
            for method in METHODS:
                answer = client.generic(method, path_of(name, world))
                if answer.status_code != (403 if method == "POST" else 302):
                    wrong[name, role, method] = answer.status_code
    assert wrong == {}


@pytest.mark.parametrize("suffix", [".csv", ".json", ".xlsx"])
@pytest.mark.parametrize(
    "name", ["execution", "ranking", "compare", "budget", "bridge", "trend", "sum"]
)
def test_where_reading_is_closed_no_sibling_is_open(name, suffix, world, settings):
    settings.PUBLIC_READING = False
    told = ROUTES[name].arguments(world) | {"suffix": suffix}
    path = reverse(name, kwargs=told) + ROUTES[name].query
    assert Client().get(path).status_code == 302
    assert come_as("reader", world).get(path).status_code == 200

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

from urllib.parse import quote, unquote, urlencode

import pytest

from reports import kept
from tests import cast
from tests.leaks.answers import Answer, ask, asked
from tests.leaks.matrix import (
    CODE,
    CONDITIONS,
    ROUTES,
    SENT,
    UNITS,
    VALUES,
    WHENS,
    addresses,
    each_route,
)
from tests.leaks.scene import MARKER, NOBODY, PRINTED, WON, World, hide, world

pytestmark = [pytest.mark.usefixtures("bare_database"), pytest.mark.django_db]


def test_every_route_has_its_place_in_the_matrix():
    assert None not in ROUTES, "a route without a name cannot be asked for by it"
    assert set(ROUTES) == set(CONDITIONS), "a new route: say what it can be asked in CONDITIONS"
    known = {*VALUES, "pk"}
    for name, each in ROUTES.items():
        assert set(each.pattern.converters) <= known, f"{name}: a new argument, for VALUES"


@pytest.fixture
def draw_anew(forget, monkeypatch):
    """`draw_anew()`: of the pages before it none is handed out again. What is hidden moves no stamp,
    so that each of them would still stand."""

    def draw_anew():
        forget()
        monkeypatch.setattr(kept, "SHELF", kept.Shelf())

    return draw_anew


@each_route
def test_no_answer_holds_what_nobody_published_or_is_another_for_it(route, client, draw_anew):
    """Counts, sums, lists of dates, orders, tags: the same as if it were not there."""
    found = world()
    before = asked(client, addresses(route, found, found.published))
    hide(found)
    draw_anew()
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


@pytest.mark.parametrize("route", ["program", "line", "figure", "finding"])
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
        ("/", "into", f"{CODE}/2030/당초/시험회계/별빛담당관/{MARKER} 하늘 가꾸기"),
        ("/", "office", f"{MARKER} 실국"),
        (f"/execution/{CODE}/{WHENS[0]}", "q", f"{MARKER} 별"),
        (f"/execution/{CODE}/{WHENS[0]}", "department", f"{MARKER} 부서"),
        (f"/ranking/{CODE}/{WHENS[0]}", "q", f"{MARKER} 별"),
        (f"/settlement/{CODE}/2030-12-31-결산", "department", f"{MARKER} 부서"),
        (f"/compare/{CODE}/{WHENS[1]}/{WHENS[0]}", "department", f"{MARKER} 부서"),
        (f"/budget/{CODE}/2030", "department", f"{MARKER} 부서"),
        (f"/bridge/{CODE}/{WHENS[0]}", "department", f"{MARKER} 부서"),
        (f"/trend/{CODE}", "program", f"{MARKER} 하늘 가꾸기"),
        (f"/trend/{CODE}.json", "program", f"{MARKER} 하늘 가꾸기"),
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
    cast.confirm_plan(found.scene.office.task_returns.get(version=2))


def told_by(route: str, world: World, keys: dict[str, list[int]]) -> list[str]:
    """Each address once, without sheets: that an amount is known in every form is shown below. A route
    of one address says something only under its conditions."""
    found: dict[str, list[str]] = {}
    for each in addresses(route, world, keys):
        found.setdefault(each.partition("?")[0], []).append(each)
    if len(found) == 1:
        return [each for every in found.values() for each in every]
    return [each[0] for path, each in found.items() if not path.endswith((".xlsx", ".csv"))]


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
    path = f"/execution/{quote(CODE)}/{quote(WHENS[2])}{suffix}"
    for unit in UNITS:
        answer = ask(client, f"{path}?{urlencode({'unit': unit})}")
        assert answer.holds(WON["never"][0]), unit
    assert ask(client, "/data/figures.zip").holds(WON["never"][0])


def test_the_first_statement_is_read_where_it_is_the_published_one(client):
    world(public=1)
    answer = ask(client, f"/execution/{quote(CODE)}/{quote(WHENS[0])}")
    assert answer.holds(WON["before"][0])

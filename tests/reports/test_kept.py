"""A page is drawn once and kept until something in it changes."""

import gzip

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from reports.kept import Shelf
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    scene = cast.scene()
    cast.publish(scene.statement)
    return scene


@pytest.fixture
def get(client, scene):
    def get(path="/execution/해오름기획관/2030-06-30-집행", **headers):
        return client.get(path, headers=headers)

    return get


def test_a_page_is_drawn_once_and_then_asks_one_query(get, django_assert_num_queries):
    first = get()
    with django_assert_num_queries(1):
        again = get()
    assert again.content == first.content
    assert again.headers["Content-Type"] == first.headers["Content-Type"]


def test_a_browser_that_has_the_page_is_told_so(get, django_assert_num_queries):
    tag = get().headers["ETag"]
    with django_assert_num_queries(1):
        answer = get(if_none_match=tag)
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_page_is_packed_for_those_who_can_unpack_it(get):
    packed = get(accept_encoding="gzip, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == get().content
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_sheet_is_kept_with_its_name(get):
    first, again = (get("/execution/해오름기획관/2030-06-30-집행.xlsx") for _ in range(2))
    assert again.content == first.content
    assert again.headers["Content-Disposition"] == first.headers["Content-Disposition"]


def correct(scene):
    later = cast.statement(scene.filing, version=2)
    cast.figure(later, scene.trees, budget=777, spent=7)
    cast.publish(later)


def rename(scene):
    LogEntry.objects.create(
        user=cast.user(),
        content_type=ContentType.objects.get_for_model(scene.moon),
        object_id=scene.moon.pk,
        action_flag=2,
    )
    type(scene.moon).objects.filter(pk=scene.moon.pk).update(name="햇빛담당관")


def publish_elsewhere(scene):
    """The foot of every page names what was published last."""
    other = cast.filing(cast.reporting_date(scene.book, "2030-09-30"), scene.moon)
    cast.publish(cast.statement(other))


@pytest.mark.parametrize("change", [correct, rename, publish_elsewhere])
def test_what_changes_a_page_makes_it_anew(get, scene, change):
    first = get()
    change(scene)
    again = get(if_none_match=first.headers["ETag"])
    assert again.status_code == 200
    assert again.headers["ETag"] != first.headers["ETag"]
    if change is not publish_elsewhere:
        assert again.content != first.content


def test_a_draft_changes_nothing(get, scene):
    tag = get().headers["ETag"]
    cast.statement(scene.filing, version=2)
    assert get().headers["ETag"] == tag


def test_other_conditions_are_another_page(get):
    path = "/execution/해오름기획관/2030-06-30-집행"
    tags = {get(f"{path}{ask}").headers["ETag"] for ask in ("", "?depth=부서", ".csv", ".json")}
    assert len(tags) == 4


def test_what_is_refused_or_not_there_is_not_kept(get, shelf):
    assert get("/execution/해오름기획관/2030-06-30-집행?unit=달러").status_code == 400
    assert get("/execution/해오름기획관/2031-06-30-집행").status_code == 404
    assert not shelf.pages


def test_whoever_has_a_session_gets_a_page_drawn_for_them(client, scene, shelf):
    client.force_login(cast.user())
    assert "ETag" not in client.get("/execution/해오름기획관/2030-06-30-집행").headers
    assert not shelf.pages


def test_the_shelf_holds_no_more_than_fits_and_lets_the_longest_unused_go():
    shelf = Shelf(most=10)
    for tag in "abc":
        shelf.put(tag, b"1234", {})
        shelf.take("a")
    assert list(shelf.pages) == ["c", "a"]
    shelf.put("d", b"12345678901", {})
    assert shelf.take("d") is None
    assert shelf.held == 8


def test_a_date_set_beside_is_drawn_anew_when_it_is_corrected(get, scene):
    """Though a statement that is newer was published before: numbers go by publication."""
    other = cast.filing(cast.reporting_date(scene.book, "2030-03-31"), scene.moon)
    cast.publish(first := cast.statement(other))
    path = "/execution/해오름기획관/2030-06-30-집행?compare=2030-03-31-집행"
    older = cast.statement(other, version=2)
    cast.figure(older, scene.trees, budget=777, spent=7)
    newer = cast.statement(scene.filing, version=2)
    cast.figure(newer, scene.trees, budget=555, spent=5)
    assert first.pk < older.pk < newer.pk
    cast.publish(newer)
    before = get(path)
    cast.publish(older)
    after = get(path, if_none_match=before.headers["ETag"])
    assert after.status_code == 200
    assert after.content != before.content


@pytest.mark.parametrize("office", ["해오름기획관%20", "%20해오름기획관", "%00", "전체%00"])
def test_an_office_that_is_not_spelled_exactly_is_not_there(get, office):
    assert get(f"/execution/{office}/2030-06-30-집행").status_code == 404


@pytest.mark.parametrize("header", ["gzip;q=0", "gzip; q=0.0, br", "x-gzip", "nogzipplease", ""])
def test_who_does_not_unpack_gets_nothing_packed(get, header):
    assert "Content-Encoding" not in get(accept_encoding=header).headers


@pytest.mark.parametrize("header", ["gzip", "GZIP", "br, gzip;q=0.5", "gzip;q=1.0"])
def test_who_unpacks_gets_it_packed(get, header):
    assert get(accept_encoding=header).headers["Content-Encoding"] == "gzip"


def test_whatever_is_asked_of_a_page_that_is_not_there_it_is_not_there(get):
    assert get("/execution/미상/2030-06-30-집행", if_none_match="*").status_code == 404
    assert (
        get("/execution/해오름기획관/2030-06-30-집행?zzz=1", if_none_match="*").status_code == 400
    )

"""What is known of names and dates is exactly as old as the stamp, and no page is drawn of older."""

import re
from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from reports.dates import stamp
from reports.known import Known, Memory
from tests import cast

PATH = "/execution/해오름기획관/2030-06-30-집행"


class Asked(list):
    """A reading that says how often it was asked, and of what."""

    __hash__ = object.__hash__

    def __call__(self, *of):
        self.append(of)
        return list(of) * 4


def test_what_is_known_is_read_once():
    asked, known = Asked(), Known("stamp")
    assert known(asked, "가") is known(asked, "가")
    assert known(asked, "나") == ["나"] * 4
    assert asked == [("가",), ("나",)]


def test_another_stamp_knows_nothing_of_the_last():
    memory, asked = Memory(), Asked()
    for stamp_of in ("old", "old", "new", "old"):  # the last is a page that began before
        memory.under(stamp_of)(asked, "가")
    assert len(asked) == 3


def test_a_page_goes_on_with_what_it_began_with():
    memory, asked = Memory(), Asked()
    began = memory.under("old")
    began(asked, "가")
    memory.under("new")
    began(asked, "가")
    assert asked == [("가",)]


def test_no_more_is_kept_than_fits_and_the_longest_unused_goes():
    asked, known = Asked(), Known("stamp", most=8)
    for of in ("가", "나", "가", "다", "가", "나"):
        known(asked, of)
    assert asked == [("가",), ("나",), ("다",), ("나",)]
    assert known.held == 8


def test_what_does_not_fit_at_all_is_read_each_time():
    asked, known = Asked(), Known("stamp", most=3)
    known(asked, "가")
    known(asked, "가")
    assert (len(asked), known.held) == (2, 0)


def test_what_is_known_by_a_key_counts_as_many_rows_as_it_says():
    known, read = Known("stamp", most=8), []
    for key in ("가", "나", "가"):
        known.once((key,), lambda key=key: read.append(key) or key, lambda found: 5)
    assert (read, known.held) == (["가", "나", "가"], 5)


def test_what_cannot_be_read_is_not_kept():
    known = Known("stamp")

    def lost():
        raise LookupError

    for _ in range(2):
        with pytest.raises(LookupError):
            known(lost)
    assert not known.found


@pytest.fixture
def scene(db):
    scene = cast.scene()
    cast.publish(scene.statement)
    return scene


def rename(own, name):
    type(own).objects.filter(pk=own.pk).update(name=name)


def log(own):
    """As the administrators' pages do, in the transaction of what they change."""
    LogEntry.objects.create(
        user=cast.user(),
        content_type=ContentType.objects.get_for_model(own),
        object_id=own.pk,
        action_flag=2,
    )


def test_who_logged_in_reads_the_same_page_the_second_time(scene, client):
    """What stands around the table is drawn once for an address, and again for another."""
    client.force_login(cast.member("읽는이", scene.office, "열람"))
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    first, second = (token.sub("", client.get(PATH).content.decode()) for _ in range(2))
    assert first == second
    other = client.get(PATH, {"unit": "원"}).content.decode()
    assert 'aria-current="true">원</a>' in other
    assert 'aria-current="true">천원</a>' not in other


@pytest.mark.parametrize("what", ["moon", "account", "program", "trees"])
@pytest.mark.parametrize("suffix", ["", ".json", ".csv"])
def test_a_renaming_is_on_the_next_page_of_every_reader(client, scene, shelf, what, suffix):
    own = getattr(scene, what)
    client.get(PATH + suffix)
    rename(own, "새로 지은 이름")
    log(own)
    for reader in ("unknown", "known"):
        if reader == "known":
            client.force_login(cast.user("나래"))
        assert "새로 지은 이름" in client.get(PATH + suffix).content.decode(), reader


def test_a_renaming_past_the_log_is_seen_with_the_next_publication(client, scene, shelf):
    client.get(PATH)
    rename(scene.trees, "새로 지은 이름")
    shelf.pages.clear()
    assert "새로 지은 이름" not in client.get(PATH).content.decode()
    later = cast.statement(cast.filing(cast.reporting_date(scene.book, "2030-09-30"), scene.moon))
    cast.publish(later)
    assert "새로 지은 이름" in client.get(PATH).content.decode()


def test_a_line_that_is_published_later_is_in_the_table(client, scene):
    client.get(PATH)
    later = cast.statement(scene.filing, version=2)
    for line in (scene.trees, scene.flowers, cast.line(scene.program, "물 주기")):
        cast.figure(later, line, budget=10, spent=1)
    cast.publish(later)
    page = client.get(PATH).content.decode()
    for name in ("나무 심기", "꽃 심기", "물 주기"):
        assert name in page


@pytest.mark.django_db
def test_a_page_with_another_date_beside_it_changes_nothing_that_is_known(client, shelf):
    scene = cast.two_dates()
    first = client.get(PATH).content
    beside = client.get(PATH, {"compare": f"{date(2030, 9, 30)}-집행"})
    assert beside.status_code == 200
    shelf.pages.clear()
    assert client.get(PATH).content == first
    assert scene.flowers.name in first.decode()


def test_two_processes_ask_the_same_stamp(scene):
    """Each has its own memory; what one of them changes is another stamp for both."""
    one, other = Memory(), Memory()
    before = stamp()
    assert one.under(before) is one.under(stamp())
    known = other.under(before)
    rename(scene.moon, "햇빛담당관")
    log(scene.moon)
    assert stamp() != before
    assert other.under(stamp()) is not known

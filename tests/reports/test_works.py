"""Works are followed from book to book; nothing is followed where two ways are open."""

import pytest

from reports.lineage import Work
from reports.works import Volume, before, chain_of, kin_of, links_of

FIRST = Volume(1, "해오름", 2030, False)
REGROUPED = Volume(2, "해오름", 2030, True)
SECOND = Volume(3, "해오름", 2031, False)
ELSEWHERE = Volume(4, "별무리", 2031, False)


def work(pk, name="나무 심기", department="달빛"):
    return Work(pk, name, "강가", department, "일반회계")


def chain(pk, works, volumes, pairs=()):
    return chain_of(pk, works, volumes, links_of(works, volumes, list(pairs)))


def test_a_book_follows_the_last_of_its_office_and_regrouped_stands_before_the_next_year():
    volumes = [FIRST, REGROUPED, SECOND, ELSEWHERE]
    assert before(FIRST, volumes, []) == []
    assert before(REGROUPED, volumes, []) == [FIRST]
    assert before(SECOND, volumes, []) == [REGROUPED]
    assert before(ELSEWHERE, volumes, []) == []


def test_the_first_book_of_an_office_follows_the_last_of_those_it_came_from():
    young = Volume(9, "새벽", 2031, False)
    volumes = [FIRST, SECOND, ELSEWHERE, young]
    assert before(young, volumes, [("해오름", "새벽"), ("별무리", "새벽")]) == [ELSEWHERE, SECOND]


def test_an_office_that_reported_nothing_is_looked_through():
    young = Volume(9, "새벽", 2032, False)
    pairs = [("해오름", "한낮"), ("한낮", "새벽"), ("새벽", "한낮")]
    assert before(young, [SECOND, young], pairs) == [SECOND]


def test_kin_are_joined_by_any_chain_of_successions():
    pairs = [("가", "나"), ("다", "나"), ("라", "마")]
    assert kin_of("가", pairs) == {"가", "나", "다"}
    assert kin_of("홀로", pairs) == {"홀로"}


@pytest.mark.parametrize("pk", [10, 20, 30])
def test_a_work_is_followed_to_both_ends_wherever_one_begins(pk):
    works = {1: [work(10)], 2: [work(20)], 3: [work(30, department="별빛")]}
    steps = chain(pk, works, [FIRST, REGROUPED, SECOND], [("달빛", "별빛")])
    assert [(step.pk, step.link and step.link.how) for step in steps] == [
        (10, None),
        (20, "same"),
        (30, "same"),
    ]
    assert [step.before and step.before.words for step in steps] == [
        None,
        "2030년",
        "2030년 (재편)",
    ]


def test_a_work_known_from_no_other_book_stands_alone():
    works = {1: [work(10, "꽃 심기")], 3: [work(30)]}
    assert [step.pk for step in chain(30, works, [FIRST, SECOND])] == [30]


def test_a_work_that_could_go_on_in_two_offices_goes_on_in_none():
    east, west = Volume(5, "동쪽", 2031, False), Volume(6, "서쪽", 2031, False)
    works = {1: [work(10)], 5: [work(50, department="동")], 6: [work(60, department="서")]}
    offices = [("해오름", "동쪽"), ("해오름", "서쪽"), ("달빛", "동"), ("달빛", "서")]
    assert [step.pk for step in chain(10, works, [FIRST, east, west], offices)] == [10]
    only = {1: works[1], 5: works[5]}
    assert [step.pk for step in chain(10, only, [FIRST, east], offices)] == [10, 50]

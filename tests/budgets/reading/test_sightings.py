"""Which divisions the documents show on which day, and which office went on under another name."""

from datetime import date

import pytest

from budgets.reading.fixtures import item
from budgets.reading.sightings import (
    chains,
    fields_of,
    iso,
    known_from,
    offices_together,
    whole,
    works_of,
)

WORKS = ("둔치 정비", "나루 운영", "물길 정비")


def filed(code, day, works=WORKS, basis="당초"):
    """One division with one program of some lines, and its filing of that day."""
    office, year = code.split("/")[0], day[:4]
    book = f"{office}/{year}" + ("" if basis == "당초" else "/재편")
    program = f"{book}/{code}/가꾸기"
    lines = [
        item("budgets.lineitem", code=f"{program}/{name}", program=[program], name=name)
        for name in works
    ]
    return [
        item("budgets.book", code=book, office=[office], basis=basis),
        item("budgets.program", code=program, book=[book], department=[code], name="강물 가꾸기"),
        *lines,
        item("budgets.filing", reporting_date=[book, day, "집행"], department=[code]),
    ]


def counted(code, day):
    return [item("departments.headcount", department=[code], as_of=day)]


def known(*parts):
    return known_from([each for part in parts for each in part])


def seen(sightings):
    return [(s.office, iso(s.day), s.departments) for s in sightings]


def test_filings_and_headcounts_of_one_day_are_one_sighting():
    told = known(filed("강변/물빛과", "2030-06-30"), counted("강변/달빛과", "2030-06-30"))
    assert seen(told.sightings) == [("강변", "2030-06-30", ["강변/물빛과", "강변/달빛과"])]
    assert told.sightings[0].is_headcount


def test_sightings_stand_in_order_of_days():
    told = known(filed("강변/물빛과", "2030-06-30"), filed("강변/물빛과", "2028-06-30"))
    assert [s.day.year for s in told.sightings] == [2028, 2030]


def test_an_office_is_none_of_its_divisions():
    assert seen(known(counted("강변", "2030-06-30")).sightings) == [("강변", "2030-06-30", [])]


def test_a_year_regrouped_to_a_later_organisation_shows_nobody():
    told = known(filed("강변/물빛과", "2030-01-01", basis="재편"))
    assert (told.sightings, told.works) == ([], {})


def test_works_are_the_programs_and_lines_of_a_department():
    told = known(filed("강변/물빛과", "2030-06-30"))
    assert told.works == {"강변/물빛과": {"강물가꾸기", "둔치정비", "나루운영", "물길정비"}}
    assert told.titles["나루운영"] == "나루 운영"


def test_a_name_that_two_departments_have_tells_neither():
    told = known(
        filed("강변/물빛과", "2030-06-30", ("둔치 정비", "기본경비")),
        filed("강변/달빛과", "2030-06-30", ("달맞이", "기본경비")),
    )
    assert works_of(["강변/물빛과", "강변/달빛과"], told) == {"둔치정비", "달맞이"}


def test_a_stated_end_is_known_by_the_department_that_ends():
    ends = item(
        "departments.succession", before=["강변/물빛과"], after=None, kind="폐지", day="2030-01-01"
    )
    renamed = item(
        "departments.succession", before=["강변/달빛과"], after=["강변/별빛과"], kind="명칭 변경"
    )
    assert list(known([ends, renamed]).ended) == ["강변/물빛과"]


NEW_NAME = "한강/물빛과"


def test_an_office_that_takes_over_the_work_of_one_that_is_gone_continues_it():
    objects = [*filed("강변/물빛과", "2028-06-30"), *filed(NEW_NAME, "2030-06-30")]
    assert offices_together(objects) == {"강변": "강변", "한강": "강변"}


def test_two_offices_of_one_time_are_two():
    objects = [
        *filed("강변/물빛과", "2028-06-30"),
        *filed(NEW_NAME, "2029-06-30"),
        *filed("강변/물빛과", "2030-06-30"),
    ]
    assert offices_together(objects) == {"강변": "강변", "한강": "한강"}


@pytest.mark.parametrize(("shared", "together"), [(2, False), (3, True)])
def test_an_office_is_known_again_by_three_of_its_works(shared, together):
    """강물 가꾸기 is one of them."""
    later = (*WORKS[: shared - 1], "등불 축제")
    objects = [*filed("강변/물빛과", "2028-06-30"), *filed(NEW_NAME, "2030-06-30", later)]
    assert (offices_together(objects)["한강"] == "강변") is together


def test_a_department_that_is_there_before_and_after_was_there_in_between():
    told = known(
        filed("강변/물빛과", "2028-06-30"),
        filed("강변/달빛과", "2029-06-30"),
        filed("강변/물빛과", "2030-06-30"),
    )
    (chain,) = chains(told)
    assert [sorted(s.departments) for s in chain] == [
        ["강변/물빛과"],
        ["강변/달빛과", "강변/물빛과"],
        ["강변/물빛과"],
    ]


def test_a_table_of_one_of_several_divisions_misses_nobody():
    told = known(
        counted("강변/물빛과", "2028-06-30"),
        counted("강변/달빛과", "2028-06-30"),
        filed("강변/물빛과", "2030-06-30"),
    )
    (chain,) = chains(told)
    assert [s.day.year for s in whole(chain)] == [2028]


def test_an_office_of_one_division_is_whole_in_every_table():
    (chain,) = chains(known(filed("강변/물빛과", "2028-06-30"), filed("강변/물빛과", "2030-06-30")))
    assert whole(chain) == chain


def test_fields_are_those_of_one_model():
    objects = [item("a.b", name="가"), item("a.c", name="나"), item("a.b", name="다")]
    assert [f["name"] for f in fields_of(objects, "a.b")] == ["가", "다"]


def test_a_day_that_is_unknown_stays_unknown():
    assert (iso(None), iso(date(2030, 6, 30))) == (None, "2030-06-30")

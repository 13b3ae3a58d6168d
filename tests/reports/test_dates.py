from datetime import date

import pytest
from django.apps import apps

from budgets.models import StructureRecord
from departments.models import OrganisationRecord
from reports.dates import When, dates_on, published_dates, read_slug, stamp, when_of
from tests import cast

JUNE_30 = When(date(2030, 6, 30), "집행")


@pytest.mark.parametrize(
    "when",
    [JUNE_30, When(date(2030, 12, 31), "결산"), When(date(2030, 1, 1), "예산", is_regrouped=True)],
)
def test_a_date_is_read_from_the_address_that_it_gives(when):
    assert read_slug(when.slug) == when


@pytest.mark.parametrize("slug", ["2030-02-30-집행", "2030-06-30", "2030-06-30-팀", "x"])
def test_what_is_no_date_is_none(slug):
    assert read_slug(slug) is None


def test_a_date_is_told_as_a_caption_tells_it():
    assert JUNE_30.words == "2030. 6. 30. 기준"
    assert When(date(2030, 12, 31), "결산").words == "2030년 결산"
    assert When(date(2030, 1, 1), "예산", True).words == "2030년 예산 (뒤의 조직으로 재편)"


def test_only_dates_with_something_published_are_there(db):
    scene = cast.scene()
    office = scene.office
    assert published_dates(office) == []
    assert dates_on(JUNE_30, office) == []
    cast.publish(scene.statement)
    (day,) = published_dates(office)
    assert when_of(day) == JUNE_30
    assert dates_on(JUNE_30, office) == dates_on(JUNE_30, None) == [day]


def test_the_stamp_changes_when_something_is_published(db):
    scene = cast.scene()
    before = stamp()
    assert stamp() == before
    cast.publish(scene.statement)
    assert stamp() != before


def test_the_stamp_asks_of_every_kind_of_publication_and_of_acts(db, django_assert_num_queries):
    kinds = [each for each in apps.get_models() if each.__name__.endswith("Publication")]
    assert len(kinds) >= 7
    kinds += [OrganisationRecord, StructureRecord]
    with django_assert_num_queries(1) as asked:
        stamp()
    told = asked[0]["sql"]
    assert [each.__name__ for each in kinds if f" {each._meta.db_table})" not in told] == []


def test_of_the_five_reports_the_newest_date_comes_first(db):
    told = [when_of(each).slug for each in published_dates()]
    assert told[:3] == ["2023-04-01-집행", "2022-07-01-집행", "2019-01-01-예산"]
    assert told[-1] == "2011-01-01-예산-재편"

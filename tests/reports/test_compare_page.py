"""Choosing two dates, and the addresses of their comparison."""

import pytest

from tests import cast

pytestmark = pytest.mark.django_db

YEAR = "/compare/해오름기획관/2030-06-30-집행/2030-09-30-집행"
QUERIES_OF_THE_CHOICE = 4


def test_a_date_is_not_compared_with_itself(client):
    response = client.get("/compare/시민소통기획관/2022-07-01-집행/2022-07-01-집행")
    assert response.status_code == 400
    assert "같은 기준일을 두 번 골랐습니다." in response.content.decode()


def test_the_earlier_date_comes_first_whichever_was_named_first(client):
    response = client.get(
        "/compare/홍보기획관/2023-04-01-집행/2022-07-01-집행.csv", {"state": "신규"}
    )
    assert response.status_code == 302
    path, query = response.url.split("?")
    assert client.get(path).status_code == 200
    assert path.endswith("2022-07-01-%EC%A7%91%ED%96%89/2023-04-01-%EC%A7%91%ED%96%89.csv")
    assert query.startswith("state=")


@pytest.mark.parametrize(
    "path",
    [
        "/compare/없는기획관",
        "/compare/없는기획관/2022-07-01-집행/2023-04-01-집행",
        "/compare/시장비서실/2018-06-30-집행/2022-07-01-집행",
        "/compare/홍보기획관/2022-07-02-집행/2023-04-01-집행",
    ],
)
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_same_season_and_last_date_are_offered(get, django_assert_num_queries):
    with django_assert_num_queries(QUERIES_OF_THE_CHOICE):
        page = get("/compare/홍보기획관").content.decode()
    assert "전기 대비: 2022. 7. 1. → 2023. 4. 1." in page
    assert "동기 대비: 2018년 예산(재편) → 2019년 예산" in page
    assert "동기 대비: 2022. 7. 1." not in page  # July is not April


def test_two_chosen_dates_lead_to_their_comparison(client):
    chosen = {"then": "2022-07-01-집행", "now": "2023-04-01-집행"}
    response = client.get("/compare/홍보기획관", chosen)
    assert response.status_code == 302
    assert client.get(response.url).status_code == 200
    response = client.get("/compare/홍보기획관", chosen | {"now": "2022-07-01-집행"})
    assert response.status_code == 400
    assert "같은 기준일" in response.content.decode()
    response = client.get("/compare/홍보기획관", {"then": "어제"})
    assert response.status_code == 400
    assert "기준일 둘을 모두" in response.content.decode()


def test_an_office_with_one_date_has_nothing_to_compare(get):
    assert "지금은 1개입니다." in get("/compare/시장비서실").content.decode()


def test_names_from_data_are_escaped_on_the_page(get):
    scene = cast.two_dates()
    scene.moon.name = "<b>달빛</b>"
    scene.moon.save()
    for path in (YEAR, "/compare/해오름기획관"):
        assert "<b>달빛" not in get(path).content.decode()

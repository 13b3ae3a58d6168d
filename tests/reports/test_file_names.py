"""What downloaded files are called."""

from urllib.parse import unquote

import pytest

from reports.file_names import file_name

JULY_2022 = "시민소통기획관/2022-07-01-집행"


def test_a_name_says_what_was_chosen_in_brief():
    chosen = [("부서", "뉴미디어담당관"), ("집행률", "30% 이상 60% 미만")]
    assert file_name("집행현황", chosen) == "집행현황_부서_뉴미디어담당관_집행률_30%_이상_60%_미만"
    assert file_name("집행현황") == "집행현황"


def test_what_no_file_may_be_called_is_left_out():
    assert file_name("가", [("찾는 말", '../a\\b:*?"<>|')]) == "가_찾는_말_.._a_b"


def test_conditions_too_long_for_a_name_are_counted():
    chosen = [("부서", "가" * 60), ("찾는 말", "나" * 60)]
    assert file_name("집행현황", chosen) == "집행현황_조건_2가지"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "chosen", "name"),
    [
        (f"/execution/{JULY_2022}", {}, "집행현황"),
        (f"/execution/{JULY_2022}", {"unit": "원"}, "집행현황"),
        (f"/execution/{JULY_2022}", {"kind": "정책사업"}, "집행현황_종류_정책사업"),
        (
            f"/execution/{JULY_2022}",
            {"compare": "2023-04-01-집행"},
            "집행현황_나란히_2023._4._1._기준",
        ),
        (f"/ranking/{JULY_2022}", {"below": "30", "top": "20"}, "부진사업과_순위"),
        (f"/ranking/{JULY_2022}", {"top": "5"}, "부진사업과_순위_순위_5위까지"),
        (f"/ranking/{JULY_2022}", {"bands": "50"}, "부진사업과_순위_구간_50%"),
    ],
)
def test_downloads_of_different_conditions_have_different_names(get, address, chosen, name):
    for suffix in (".xlsx", ".csv"):
        said = get(f"{address}{suffix}", **chosen).headers["Content-Disposition"]
        expected = f"{JULY_2022.replace('/', '_')}_{name}{suffix}"
        assert unquote(said.partition("utf-8''")[2]) == expected

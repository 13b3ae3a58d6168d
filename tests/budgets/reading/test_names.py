import pytest

from budgets.reading.names import (
    distinct,
    gathers_programs,
    is_division,
    is_total_named,
    key_of,
    kind_named,
)


@pytest.mark.parametrize(
    "name", ["교통정책과", "홍 보 담 당 관", "환경과", "광장추진단", "1인가구담당관"]
)
def test_a_division_is_known_by_its_last_word(name):
    assert is_division(name)


@pytest.mark.parametrize(
    "name", ["주요 성과", "사업성과", "추진결과", "신호등 설치", "시민청", "과"]
)
def test_what_only_ends_alike_is_no_division(name):
    assert not is_division(name)


@pytest.mark.parametrize(
    "name", ["합 계", "총계", "계", "소 계", "교통국 합계", "합 계(교통국)", "교통국"]
)
def test_a_total_is_called_so_or_bears_the_office(name):
    assert is_total_named(name, "교통국")


@pytest.mark.parametrize("name", ["계획 수립", "통계 관리", "교통국 운영", "교통정책과"])
def test_a_name_with_the_word_in_it_is_no_total(name):
    assert not is_total_named(name, "교통국")


def test_the_kind_of_a_row_is_in_its_name_or_unknown():
    assert kind_named("기본경비(행정운영경비)") == kind_named("일반예산") == "행정운영경비"
    assert kind_named("재무활동(기금전출금)") == kind_named("여유자금 예치") == "재무활동"
    assert kind_named("사업예산") == "정책사업"
    assert kind_named("신호등 설치") is None


def test_a_row_that_gathers_programs_is_none_itself():
    assert gathers_programs("사업예산")
    assert gathers_programs("정책사업")
    assert not gathers_programs("기본경비")
    assert not gathers_programs("사업예산 편성 지원")


def test_names_that_differ_in_blanks_and_marks_are_one():
    assert key_of("월간지 「서울사랑」 발간") == key_of("월간지 '서울사랑' 발간")


def test_the_second_of_a_path_is_told_from_the_first():
    assert distinct(["가", "나", "가", "가"]) == ["가", "나", "가#2", "가#3"]

import unicodedata

import pytest

from departments.words import found_in

NAME = "시정종합 월간지 「서울사랑」 발간"


@pytest.mark.parametrize(
    "sought",
    [
        "서울사랑",
        "서울 사랑",
        "'서울사랑' 발간",
        "발간 월간지",
        "ㅅㅇㅅㄹ",
        "ㅅㅈㅈㅎ 월간지",
        "서ㅇ사ㄹ",
        unicodedata.normalize("NFD", "서울사랑"),
        "",
    ],
)
def test_a_name_is_found_however_it_is_typed(sought):
    assert found_in(sought, NAME)


@pytest.mark.parametrize("sought", ["내친구", "서울사람", "ㅅㅇㅅㅂ", "서울 내친구"])
def test_what_is_not_in_a_name_does_not_find_it(sought):
    assert not found_in(sought, NAME)


def test_letters_are_found_in_either_size():
    assert found_in("tbs", "미디어재단 TBS 출연금")


def test_a_mark_alone_seeks_nothing():
    assert found_in("「」", NAME)


def test_a_word_is_sought_in_one_name_or_another_and_does_not_run_from_one_into_the_next():
    assert found_in("구현", "시정구현", "언론매체")
    assert found_in("시정 언론", "시정구현", "언론매체")
    assert not found_in("구현언론", "시정구현", "언론매체")

"""Which names of lines are alike enough to go on, and which only ask. Names and offices are made up."""

import pytest

from reports.likeness import Likened, alike, questions, words_of

HEIRS = {"달빛": {"달빛", "햇빛"}}


def follows(before, now):
    return now in HEIRS.get(before, {before})


def lines(*texts):
    """'나무 심기 @ 달빛', numbered in their order."""
    found = []
    for pk, text in enumerate(texts, 1):
        name, department = text.split(" @ ")
        found.append(Likened(pk, name, department, "일반회계"))
    return found


def known(before, now):
    left, right = lines(*before), lines(*now)
    names = [each.name for each in left], [each.name for each in right]
    return [(one.pk, other.pk, how) for one, other, how in alike(left, right, names, follows)]


def asked(before, now, is_near=False):
    found = questions(lines(*before), lines(*now), follows, lambda one, other: is_near)
    return [(each.before, each.now, each.shared) for each in found]


@pytest.mark.parametrize(
    ("before", "now", "how"),
    [
        ("기본경비 @ 달빛", "기본경비(행정운영경비) @ 햇빛", "alike"),
        ("마을신문 등 활용 안내 @ 달빛", "마을신문을 활용한 안내 @ 달빛", None),
        ("마을신문 등 활용 안내 @ 달빛", "마을신문 활용 안내 @ 햇빛", "alike"),
        ("강변 산책로의 정비 @ 달빛", "강변 산책로 정비 @ 달빛", "alike"),
        ("민간단체 활용 협력사업 @ 달빛", "민간단체 협력 사업 @ 달빛", "one word"),
        ("강변 산책로 정비 @ 달빛", "강변 산책로 정비 @ 별빛", None),
        ("시민 꽃길 @ 달빛", "꽃길 @ 달빛", None),
        ("둘레길 2구간 조성공사 @ 달빛", "둘레길 조성공사 @ 달빛", None),
        ("한빛문화재단 운영 @ 달빛", "한빛문화재단 출연금 @ 달빛", "own word"),
        ("꽃길 운영 @ 달빛", "꽃길 출연금 @ 달빛", None),
    ],
)
def test_a_line_goes_on_by_a_likeness_that_can_mean_nothing_else(before, now, how):
    assert known([before], [now]) == ([(1, 1, how)] if how else [])


def test_two_brackets_tell_two_lines_apart():
    assert known(["전출금(강변계정) @ 달빛"], ["전출금(산림계정) @ 달빛"]) == []


def test_a_name_that_could_be_either_of_two_is_neither():
    before = ["강변 산책로 정비 @ 달빛"]
    now = ["강변 산책로 정비(1) @ 달빛", "강변 산책로 정비(2) @ 햇빛"]
    assert known(before, now) == []


def test_a_word_is_known_to_be_replaced_where_it_is_in_more_than_one_name():
    before = ["시립 놀이터 운영 @ 달빛", "놀이터 관리체계 운영 @ 달빛"]
    now = ["쉼터 관리체계 운영 @ 햇빛", "시립 쉼터 운영 @ 햇빛"]
    assert known(before, now) == [(1, 2, "swapped"), (2, 1, "swapped")]
    assert known(before[:1], now[1:]) == []
    years = ["1단계 강변 정비 @ 달빛", "1단계 숲길 정비 @ 달빛"]
    assert known(years, [each.replace("1", "2") for each in years]) == []


def test_a_first_word_that_another_line_has_too_proves_nothing():
    before = ["한빛문화재단 운영 @ 달빛"]
    assert known(before, ["한빛문화재단 출연금 @ 달빛", "공연(한빛문화재단) @ 별빛"]) == []


def test_a_line_that_may_have_been_divided_goes_on_as_none():
    before = ["소식누리집 및 마을축제 운영 @ 달빛"]
    now = ["소식누리집을 통한 소통 @ 달빛", "마을축제를 통한 공감 @ 달빛"]
    assert known(before, now) == []
    assert asked(before, now, is_near=True) == [(1, 1, "소식누리집"), (1, 2, "마을축제")]


def test_a_likeness_that_is_faint_asks():
    pair = ["강변 상징물 연계 판매 @ 달빛"], ["강변 상징물 활용 홍보 @ 햇빛"]
    assert known(*pair) == []
    assert asked(*pair) == [(1, 1, "강변상징물")]


def test_elsewhere_only_what_both_begin_with_asks():
    assert asked(["시민여론조사 내실화 @ 달빛"], ["시민여론조사 운영 @ 별빛"]) == [
        (1, 1, "시민여론조사")
    ]
    assert asked(["봄 프로그램 운영 @ 달빛"], ["겨울 프로그램 운영 @ 별빛"]) == []


def test_what_many_names_have_asks_nothing():
    before = [f"{each} 생활문화센터 건립 @ 달빛" for each in ("강남", "강북", "강동", "강서")]
    assert asked(before, ["한강 생활문화센터 운영 @ 달빛"]) == []


def test_a_name_of_nothing_but_brackets_keeps_them():
    assert words_of("(재해) 복구의 사업") == ("복구", "사업")
    assert words_of("(재해복구)") == ("재해복구",)

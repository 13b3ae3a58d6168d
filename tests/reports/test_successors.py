import pytest

from reports.successors import Successors

# 달빛 was renamed 햇빛, which was split into 별빛 and 물빛; 바람 ended; 구름 and 안개 became 하늘.
KNOWN = Successors(
    [
        ("달빛", "햇빛", "명칭 변경"),
        ("햇빛", "별빛", "분리"),
        ("햇빛", "물빛", "분리"),
        ("바람", None, "사라짐"),
        ("구름", "하늘", "통합"),
        ("안개", "하늘", "통합"),
        (None, "별빛", "나타남"),
    ]
)


def test_a_renamed_department_is_the_same_and_a_part_of_it_is_not():
    assert KNOWN.is_same("달빛", "햇빛")
    assert not KNOWN.is_same("햇빛", "별빛")
    assert KNOWN.names_of("햇빛") == {"달빛", "햇빛"}
    assert KNOWN.names_of("별빛") == {"별빛"}


@pytest.mark.parametrize(
    ("code", "today"),
    [
        ("달빛", ("햇빛", False)),  # split: nobody can say which
        ("구름", ("하늘", True)),
        ("바람", ("바람", False)),
        ("별빛", ("별빛", True)),
        ("이슬", ("이슬", True)),
    ],
)
def test_where_the_work_of_a_department_is_done_today(code, today):
    assert KNOWN.today(code) == today


def test_kin_are_those_before_and_after_but_not_beside():
    assert KNOWN.related("햇빛") == {"달빛", "햇빛", "별빛", "물빛"}
    assert KNOWN.related("구름") == {"구름", "하늘"}


def test_parts_are_told_of_either_side():
    assert KNOWN.parts({"별빛"}) == [("햇빛", "별빛", "분리")]
    assert KNOWN.parts({"달빛", "햇빛"}) == [("햇빛", "별빛", "분리"), ("햇빛", "물빛", "분리")]


def test_two_that_followed_each_other_are_no_endless_way():
    rounds = Successors([("가", "나", "명칭 변경"), ("나", "가", "명칭 변경")])
    assert rounds.last_name("가") == "나"
    assert Successors([("가", "나", "통합"), ("나", "가", "통합")]).today("가") == ("가", False)

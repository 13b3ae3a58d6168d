import pytest

from reports.lineage import Link, Stated, Work, heirs_of, links_between, program_links

# 달빛 was renamed 햇빛, 햇빛 was split into 별빛 and 물빛; 바람 went on as it was.
HEIRS = heirs_of([("달빛", "햇빛"), ("햇빛", "별빛"), ("햇빛", "물빛")])


def works(*lines):
    """'나무 심기 @ 강가 가꾸기 @ 달빛' of the general account, numbered in their order."""
    found = []
    for pk, text in enumerate(lines, 1):
        name, program, department = text.split(" @ ")
        found.append(Work(pk, name, program, department, "일반회계"))
    return found


def links(before, now):
    return [(link.before, link.now, link.how) for link in links_between(before, now, HEIRS)]


def test_who_followed_is_followed_through_every_step():
    assert HEIRS["달빛"] == {"달빛", "햇빛", "별빛", "물빛"}
    assert "달빛" not in HEIRS["햇빛"]


@pytest.mark.parametrize("department", ["달빛", "햇빛", "물빛"])
def test_a_line_is_known_again_in_a_department_that_followed(department):
    before = works("나무 심기 @ 강가 가꾸기 @ 달빛")
    now = works(f"나무심기 @ 숲 가꾸기 @ {department}")
    assert links(before, now) == [(1, 1, "same")]


def test_a_line_of_a_department_that_did_not_follow_has_moved():
    before, now = works("나무 심기 @ 강가 @ 달빛"), works("나무 심기 @ 강가 @ 바람")
    assert links(before, now) == [(1, 1, "moved")]


def test_what_stands_in_every_department_does_not_move():
    before, now = works("기본경비 @ 기본경비 @ 달빛"), works("기본경비 @ 기본경비 @ 바람")
    assert links(before, now) == []


def test_the_program_tells_two_lines_of_one_name_apart():
    before = works("홍보 @ 강가 @ 바람", "홍보 @ 숲 @ 바람")
    now = works("홍보 @ 숲 @ 바람", "홍보 @ 강가 @ 바람")
    assert sorted(links(before, now)) == [(1, 2, "same"), (2, 1, "same")]


def test_who_stayed_is_known_before_who_took_over():
    """햇빛 ends and 별빛 takes over: 별빛 had a line of that name of its own."""
    before = works("기본경비 @ 운영 @ 햇빛", "기본경비 @ 운영 @ 별빛")
    assert links(before, works("기본경비 @ 운영 @ 별빛")) == [(2, 1, "same")]


def test_two_lines_that_could_both_be_meant_are_none():
    before = works("홍보 @ 강가 @ 달빛")
    now = works("홍보 @ 숲 @ 별빛", "홍보 @ 들 @ 물빛")
    assert links(before, now) == []


def test_what_stayed_is_not_taken_for_what_another_department_handed_down():
    before = works("기본경비 @ 기본경비 @ 햇빛", "기본경비 @ 기본경비 @ 별빛")
    now = works("기본경비 @ 기본경비 @ 별빛")
    assert links(before, now) == [(2, 1, "same")]


def test_a_new_name_is_known_by_what_it_alone_quotes():
    before = works("월간지 '한빛사랑' 발간 @ 소식 @ 달빛", "신문 '내친구' 발간 @ 소식 @ 달빛")
    now = works("「내친구」 제작 및 운영 @ 소식 @ 햇빛", "「한빛 사랑」 제작 @ 소식 @ 햇빛")
    assert sorted(links(before, now)) == [(1, 2, "renamed"), (2, 1, "renamed")]


def test_accounts_are_kept_apart():
    fund = [Work(1, "나무 심기", "강가", "달빛", "기금")]
    assert links(fund, works("나무 심기 @ 강가 @ 달빛")) == []


def test_a_department_that_took_over_from_itself_is_no_endless_way():
    assert heirs_of([("가", "나"), ("나", "가")]) == {"가": {"가", "나"}, "나": {"가", "나"}}


# --- programs -------------------------------------------------------------------------------------


def programs(before, now, *lines, how="same"):
    """'1-3' a line: of program 1 before, of program 3 now; '1-' ended, '-3' is new."""
    program_of, known = {}, []
    for at, (one, other) in enumerate(line.split("-") for line in lines):
        if one:
            program_of[2 * at] = int(one)
        if other:
            program_of[2 * at + 1] = int(other)
        if one and other:
            known.append(Link(2 * at, 2 * at + 1, how))
    told = program_links(before, now, known, program_of, HEIRS)
    return [(link.before, link.now, link.how) for link in told]


def work(pk, name, department="달빛"):
    return Work(pk, name, "", department, "일반회계")


RIVER, WOOD = work(1, "강가 가꾸기"), work(2, "숲 가꾸기")


def test_a_program_that_got_another_name_is_known_by_most_of_its_lines():
    shore = [work(3, "물가 돌보기", "햇빛")]
    assert programs([RIVER], shore, "1-3", "1-3", "1-") == [(1, 3, "lines")]


@pytest.mark.parametrize("lines", [["1-3", "1-"], ["1-3", "-3"], ["1-3", "1-3", "2-3", "2-3"]])
def test_half_of_its_lines_are_not_enough(lines):
    assert programs([RIVER, WOOD], [work(3, "물가 돌보기")], *lines) == []


def test_a_name_is_stronger_than_lines():
    now = [work(3, "강가 가꾸기"), work(4, "물가 돌보기")]
    assert programs([RIVER], now, "1-4", "1-4") == [(1, 3, "same")]


def test_lines_that_moved_away_take_no_program_with_them():
    assert programs([RIVER], [work(3, "물가", "바람")], "1-3", how="moved") == []


# --- what was recorded ----------------------------------------------------------------------------


def named(pk, name):
    return Work(pk, name, "강가 가꾸기", "달빛", "일반회계")


def stated(*links):
    """'1-2' is recorded; '1~2' went to another program by itself."""
    return Stated((int(text[0]), int(text[2]), text[1] == "~") for text in links)


def test_what_was_recorded_wins_over_every_likeness():
    """나무 심기 was recorded to be 숲 가꾸기; another work has its old name now."""
    before, now = [named(1, "나무 심기")], [named(2, "숲 가꾸기"), named(3, "나무 심기")]
    found = links_between(before, now, {}, stated("1-2"))
    assert found == [Link(1, 2, "stated")]
    assert found[0].evidence == "기록된 연결"


def test_a_record_leads_through_a_name_in_between():
    known = stated("1-2", "2~3", "3-4")
    found = links_between([named(1, "나무 심기")], [named(4, "숲 가꾸기")], {}, known)
    assert found == [Link(1, 4, "stated moved")]


def test_a_regrouped_year_and_the_next_meet_in_the_year_that_both_came_from():
    """1 was drawn; 2 is 1 regrouped, 3 is 1 in the next year."""
    found = links_between([named(2, "가")], [named(3, "나")], {}, stated("1-2", "1-3"))
    assert found == [Link(2, 3, "stated")]


def test_of_a_year_s_two_names_the_last_goes_on_and_the_first_is_no_other_work():
    known = stated("1-2", "2-3")
    before = [named(1, "나무 심기"), named(2, "숲 가꾸기")]
    now = [named(3, "숲 가꾸기"), named(4, "나무 심기")]
    assert links_between(before, now, {}, known) == [Link(2, 3, "stated")]
    assert known.within([1, 2]) == [Link(1, 2, "stated")]


def test_where_two_are_as_near_neither_is_meant():
    before, now = [named(1, "가"), named(2, "나")], [named(3, "가")]
    assert links_between(before, now, {}, stated("1-3", "2-3")) == []


def test_a_line_that_went_by_itself_takes_no_program_along():
    lines = [Link(1, 2, "stated moved")]
    before, now = [named(10, "강가")], [named(20, "하늘")]
    assert program_links(before, now, lines, {1: 10, 2: 20}, {}) == []
    stayed = [Link(1, 2, "stated")]
    assert program_links(before, now, stayed, {1: 10, 2: 20}, {}) == [Link(10, 20, "lines")]

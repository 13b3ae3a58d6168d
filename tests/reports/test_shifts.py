"""Which amounts went where, when only the amounts say so."""

from reports.shifts import Shift, shifts_of


def test_an_amount_that_stands_once_on_each_side_is_the_same_money():
    assert shifts_of({"가": 170, "나": 303}, {"다": 303, "라": 170}) == [
        Shift(("나",), ("다",)),
        Shift(("가",), ("라",)),
    ]


def test_two_that_add_up_to_one_gave_it_and_one_may_give_to_two():
    assert shifts_of({"가": 15_000, "나": 11_835}, {"다": 26_835}) == [Shift(("가", "나"), ("다",))]
    assert shifts_of({"다": 26_835}, {"가": 15_000, "나": 11_835}) == [Shift(("다",), ("가", "나"))]


def test_what_could_be_meant_in_two_ways_is_not_told():
    assert shifts_of({"가": 10, "나": 10}, {"다": 10}) == []
    assert shifts_of({"가": 10}, {"다": 10, "라": 10}) == []
    assert shifts_of({"가": 1, "나": 4, "다": 2, "라": 3}, {"마": 5}) == []


def test_the_fewest_parts_come_first_and_nothing_is_in_two():
    given = {"가": 5, "나": 2, "다": 3}
    assert shifts_of(given, {"라": 5}) == [Shift(("가",), ("라",))]
    assert shifts_of(given, {"라": 5, "마": 7}) == [Shift(("가",), ("라",))]


def test_what_adds_up_to_nothing_is_left():
    assert shifts_of({"가": 10}, {"나": 11}) == []
    assert shifts_of({}, {"나": 11}) == []


def test_three_parts_are_found_and_four_are_not_looked_for():
    assert shifts_of({"가": 1, "나": 20, "다": 300}, {"라": 321}) == [
        Shift(("가", "나", "다"), ("라",))
    ]
    assert shifts_of({"가": 1, "나": 20, "다": 300, "라": 4000}, {"마": 4321}) == []


def test_of_more_amounts_than_say_anything_only_equal_ones_are_told():
    given = {at: 1000 + at for at in range(400)}
    assert shifts_of(given, {"나": 1000, "다": 2001}) == [Shift((0,), ("나",))]

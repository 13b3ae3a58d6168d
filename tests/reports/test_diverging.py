"""Bars right and left of a line: what rose and what fell."""

import re

from reports.charts.diverging import BROAD, NARROW, Change, diverging_bars


def _show(won):
    return f"△{-won}" if won < 0 else f"{won}"


CHANGES = (
    Change("가나다 사업", 300, "신규", "/lines/1"),
    Change("라마바 사업", -100),
    Change("아주 긴 이름의 사업 " * 6, 50),
)


def test_a_fall_stands_left_of_the_line_and_a_rise_right_of_it():
    chart = diverging_bars("증감", CHANGES, _show)
    zero = float(re.search(r'<line class="axis" x1="([\d.]+)"', chart)[1])
    bars = re.findall(r'class="change (rose|fell)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', chart)
    (_, rose, wide), (_, fell, narrow), _ = ((a, float(b), float(c)) for a, b, c in bars)
    assert rose == zero
    assert abs(fell + narrow - zero) < 0.2
    assert abs(wide - 3 * narrow) < 0.5


def test_all_it_shows_is_told_in_words_with_its_sign():
    chart = diverging_bars("증감", CHANGES, _show, name="x")
    assert "가나다 사업 300 신규. 라마바 사업 △100." in chart
    assert '<title id="chart-x-title">증감</title>' in chart
    assert '<a href="/lines/1" aria-label="가나다 사업">' in chart


def test_nothing_leaves_its_room_in_either_width():
    for room in (BROAD, NARROW):
        chart = diverging_bars("증감", CHANGES, _show, room=room)
        for x, width in re.findall(
            r'<rect class="[^"]+" x="([-\d.]+)" y="[\d.]+" width="([\d.]+)"', chart
        ):
            assert float(x) >= 0
            assert float(x) + float(width) <= room.width
        assert "…" in chart


def test_a_name_cannot_write_into_the_page():
    assert "<b>" not in diverging_bars("증감", [Change("<b>", 1)], _show)


def test_without_changes_there_is_no_drawing():
    assert diverging_bars("증감", [], _show) == ""


def test_only_falls_are_drawn_too():
    chart = diverging_bars("증감", [Change("가", -5), Change("나", -1)], _show)
    assert "rose" not in chart
    assert chart.count("change fell") == 2

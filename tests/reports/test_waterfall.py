"""A waterfall: each bar begins where the one before it ended."""

import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from reports.charts.waterfall import BROAD, NARROW, Step, waterfall
from reports.table import Gap

BAR = re.compile(r'class="change (end|rose|fell)" x="([-\d.]+)" y="([\d.]+)" width="([\d.]+)"')


def _show(won):
    return f"△{-won:,}" if won < 0 else f"{won:,}"


def _steps(first, *moves):
    own = [Step(f"단계 {at}", won) for at, won in enumerate(moves)]
    last = first + sum(won for won in moves if isinstance(won, int))
    return [Step("예산액", first, is_end=True), *own, Step("예산현액", last, is_end=True)]


def _bars(chart):
    return [(kind, float(x), float(x) + float(width)) for kind, x, _, width in BAR.findall(chart)]


def test_a_rise_begins_at_the_end_of_the_bar_before_and_a_fall_ends_there():
    first, rose, fell, last = _bars(waterfall("다리", _steps(100, 50, -30), _show))
    assert [each[0] for each in (first, rose, fell, last)] == ["end", "rose", "fell", "end"]
    assert abs(rose[1] - first[2]) < 0.2
    assert abs(fell[2] - rose[2]) < 0.2
    assert abs(last[2] - fell[1]) < 0.2


def test_what_nobody_speaks_of_is_named_and_has_no_bar():
    chart = waterfall("다리", _steps(100, Gap.DASH, 10), _show)
    assert len(_bars(chart)) == 3
    assert "단계 0 -. 단계 1 +10." in chart


def test_small_steps_break_the_scale_and_the_drawing_says_so():
    chart = waterfall("다리", _steps(48_000, 800), _show)
    assert "가로축은 0이 아니라 47,600에서 시작" in chart
    assert chart.count('class="break"') == 2
    whole = waterfall("다리", _steps(100, 80), _show)
    assert "가로축은" not in whole
    assert "break" not in whole


def test_without_both_ends_known_only_what_is_known_is_drawn():
    assert waterfall("다리", [Step("예산액", Gap.ABSENT, is_end=True)], _show) == ""


def test_a_name_cannot_write_into_the_page():
    assert "<b>" not in waterfall("다리", [Step("<b>", 1, is_end=True)], _show)


@given(st.integers(0, 10**15), st.lists(st.integers(-(10**14), 10**14), max_size=8))
def test_nothing_leaves_its_room_and_no_two_rows_cross(first, moves):
    steps = _steps(first, *moves)
    for room in (BROAD, NARROW):
        chart = waterfall("다리", steps, _show, room=room)
        for _, left, right in _bars(chart):
            assert left >= room.name - 0.1
            assert right <= room.width + 1
        tops = [float(y) for _, _, y, _ in BAR.findall(chart)]
        assert all(below - above == room.row for above, below in itertools.pairwise(tops))

"""How a rate is written."""

import pytest

from reports.charts.stages import Stages, stage_bars
from reports.charts.treemap import Tile, treemap
from reports.percent import cell_words, percent_plain, percent_short, percent_words, points_words
from reports.table import Gap


@pytest.mark.parametrize(
    ("tenths", "words", "plain", "short"),
    [
        (469, "46.9%", "46.9", "46.9%"),
        (300, "30.0%", "30.0", "30%"),
        (0, "0.0%", "0.0", "0%"),
        (-5, "△0.5%", "-0.5", "-0.5%"),
        (12_345, "1,234.5%", "1234.5", "1234.5%"),
        (10_000_000, "1,000,000.0%", "1000000.0", "1000000%"),
    ],
)
def test_a_rate_is_written_for_readers_for_programs_and_as_a_threshold(tenths, words, plain, short):
    assert (percent_words(tenths), percent_plain(tenths)) == (words, plain)
    assert (percent_short(tenths), points_words(tenths)) == (short, f"{words}p")


def test_a_rate_that_is_not_known_says_what_it_is():
    assert [cell_words(each) for each in (Gap.DASH, Gap.ABSENT, Gap.UNKNOWN, 469)] == [
        "-",
        "없음",
        "알 수 없음",
        "46.9%",
    ]


def test_drawings_write_a_rate_below_zero_as_tables_do():
    """More was paid back than paid out: △0.5%, not -1.5%."""
    assert "집행률 △0.5%" in treemap("예산", [Tile("나무 심기", 1000, -5, "/x")], str)
    bars = [Stages("합계", 1000, 600, 500, "")]
    assert "연중 경과 △0.5%" in stage_bars("단계", bars, elapsed=-5, name="x")

import decimal
import json
import pickle
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from budgets.amounts import (
    BLANK,
    DASH,
    LARGEST_WON,
    Amount,
    Count,
    Rate,
    Refused,
    Unit,
    change_rate,
    exact_in_unit,
    in_unit,
    parse_amount,
    parse_count,
    parse_rate,
    rate,
    rounded,
    show,
    show_rate,
    spoken,
    unit_named,
)

WON, THOUSAND, MILLION, HUNDRED_MILLION = Unit

FULL_WIDTH = str.maketrans("0123456789,.()-", "０１２３４５６７８９，．（）－")
# One of each kind: no-break, ideographic, narrow no-break, tab, zero width, byte order mark.
BLANKS = ["\u00a0", "\u3000", "\u202f", "\t", "\u200b", "\ufeff"]

amounts = st.integers(-LARGEST_WON, LARGEST_WON)
units = st.sampled_from(Unit)
money_like = st.text(
    "0123456789,.-+△▲−–()%조억천만백원명건 \u00a0\u3000０９，．（）－", max_size=14
)


def won(text, unit=WON):
    amount = parse_amount(text, unit)
    assert amount.state == "value"
    return amount.won


def refusal(text, unit=WON, parse=parse_amount):
    with pytest.raises(Refused) as caught:
        parse(text, unit) if parse is parse_amount else parse(text)
    return caught.value


def read_or_refused(read, cell):
    try:
        return read(cell)
    except Refused as refused:
        return refused


# -- what a cell may say ------------------------------------------------------------------------


@pytest.mark.parametrize("text", [None, "", " ", "\n", *BLANKS, "".join(BLANKS)])
def test_a_cell_without_a_visible_character_is_blank(text):
    assert parse_amount(text, WON) == BLANK
    assert parse_rate(text) == Rate("blank", None)
    assert parse_count(text) == Count("blank", None)


@pytest.mark.parametrize(
    "text", ["-", "- ", " -", "–", "—", "―", "−", "－", "─", "ㅡ", "\u3000-\t"]
)
def test_a_dash_alone_is_a_dash(text):
    assert parse_amount(text, WON) == DASH
    assert parse_rate(text) == Rate("dash", None)
    assert parse_count(text) == Count("dash", None)


@pytest.mark.parametrize("text", ["0", "△0", "-0", "(0)", "０", "0.0", "0원", 0, 0.0, -0.0])
def test_zero_is_a_value_and_not_a_dash(text):
    assert parse_amount(text, THOUSAND) == Amount("value", 0)


@pytest.mark.parametrize(
    "text",
    [
        "△1,234",
        "▲1,234",
        "-1,234",
        "−1,234",
        "－1,234",
        "(1,234)",
        "（１，２３４）",
        "△ 1,234",
        "-\u00a01,234",
        "( 1,234 )",
        "△1234",
        "△1,234원",
        "(1,234원)",
    ],
)
def test_every_korean_notation_of_a_negative_is_read(text):
    assert won(text) == -1_234


@pytest.mark.parametrize("blank", BLANKS)
def test_blanks_of_every_kind_around_a_number_are_dropped(blank):
    assert won(f"{blank}1,234{blank}") == 1_234


def test_full_width_figures_are_read_as_the_usual_ones():
    assert won("１，２３４．５", THOUSAND) == 1_234_500


def test_commas_are_optional():
    assert won("1234567") == won("1,234,567") == 1_234_567


def test_the_unit_of_the_batch_is_multiplied_in():
    assert won("1,234", THOUSAND) == 1_234_000
    assert won("1,234", MILLION) == 1_234_000_000
    assert won("1,234", HUNDRED_MILLION) == 123_400_000_000


@pytest.mark.parametrize(
    "text", ["1,23,4", "1,2345", ",123", "123,", "1,,234", "1234,567", "12,34", "1,234,56", "130,8"]
)
def test_commas_that_do_not_group_by_three_are_refused_without_a_guess(text):
    found = refusal(text, THOUSAND)
    assert "세 자리" in found.reason
    assert found.suggestion is None


@pytest.mark.parametrize("text", ["0123", "00", "0,123", "000123", "△012"])
def test_a_leading_zero_may_be_a_code_and_is_refused(text):
    assert "코드" in refusal(text).reason


@pytest.mark.parametrize("text", ["△△1", "(-1)", "-(1)", "△-1", "--1", "((1))", "(1", "1)", "1-"])
def test_a_sign_is_written_once_around_the_whole_number(text):
    assert "한 번만" in refusal(text).reason


@pytest.mark.parametrize("text", ["△", "()", "△ ", "- 원", "--", "–—"])
def test_a_sign_without_a_number_is_refused(text):
    refusal(text)


@pytest.mark.parametrize("text", ["١٢٣", "१", "₁", "1²", "①", "½", "Ⅳ", "IV", "일억"])
def test_figures_of_other_scripts_are_refused(text):
    assert "글자" in refusal(text).reason


@pytest.mark.parametrize("text", ["1_000", "1e5", "0x10", "NaN", "Infinity", "TRUE", "=1+1", "1/2"])
def test_what_a_program_would_take_for_a_number_is_refused(text):
    assert "글자" in refusal(text).reason


@pytest.mark.parametrize(
    "text", ["약 100", "100 약", "만원", "₩100", "1,234円", "1\x00", "%", "5%"]
)
def test_words_and_marks_beside_a_number_are_refused(text):
    assert "글자" in refusal(text).reason


def test_an_excel_error_is_named_as_one():
    assert "엑셀 오류" in refusal("#REF!").reason


@pytest.mark.parametrize("text", ["1.234.567", "1.", ".5", "1..2"])
def test_a_decimal_point_stands_once_between_digits(text):
    assert "소수점" in refusal(text).reason


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("+1,234", "1,234"),
        ("＋ 1,234", "1,234"),
        ("1 234", "1234"),
        ("1, 234", "1,234"),
        ("1\u200b234", "1234"),
        ("△1 234", "△1234"),
        ("–1,234", "△1,234"),
        ("∆1,234", "△1,234"),
        ("+", None),
        ("++1", None),
        ("1,234 567", None),
        ("+-1", "-1"),
    ],
)
def test_a_near_miss_is_refused_with_the_one_repair_that_reads(text, suggestion):
    assert refusal(text).suggestion == suggestion


# -- a unit of its own --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234원", 1_234),
        ("1,234 원", 1_234),
        ("1,234천원", 1_234_000),
        ("1,234천", 1_234_000),
        ("5천 원", 5_000),
        ("4,976백만원", 4_976_000_000),
        ("1,014억원", 101_400_000_000),
        ("1,014억", 101_400_000_000),
        ("1.5억원", 150_000_000),
        ("554억 38백만원", 55_438_000_000),
        ("554억38백만원", 55_438_000_000),
        ("554억\u00a038백만", 55_438_000_000),
        ("3억 2천만원", 320_000_000),
        ("1조 2,000억원", 1_200_000_000_000),
        ("12만 5천원", 125_000),
        ("12만 5,000원", 125_000),
        ("1억 2.5만원", 100_025_000),
        ("△3억 2천만원", -320_000_000),
        ("３억 ２천만원", 320_000_000),
        (unicodedata.normalize("NFD", "12만 5천원"), 125_000),
    ],
)
def test_a_unit_in_the_cell_overrides_the_unit_of_the_batch(text, expected):
    assert [won(text, unit) for unit in Unit] == [expected] * 4


@pytest.mark.parametrize(
    "text",
    [
        "38백만 554억원",
        "1억 1억",
        "1억 10,000만원",
        "1억 0조",
        "1.5억 3천만원",
        "1억원 5천원",
        "1.0억 5만원",
    ],
)
def test_units_descend_and_no_part_reaches_the_unit_before_it(text):
    assert "큰 것부터" in refusal(text).reason


@pytest.mark.parametrize("text", ["1억 2천", "1억2천원", "△1억 2천", "1조 2천", "1조 3억 2천"])
def test_a_few_thousand_after_a_hundred_million_have_two_readings(text):
    assert "인지 알 수 없습니다" in refusal(text).reason


def test_thousands_that_nobody_says_for_ten_millions_are_read():
    assert won("1억 389천원") == 100_389_000


def test_a_part_just_below_the_unit_before_it_is_read():
    assert won("1억 9,999만원") == 199_990_000


@pytest.mark.parametrize("text", ["12만 5000", "554억 38", "1 2천원"])
def test_a_part_without_a_unit_is_refused_in_a_compound(text):
    assert "단위가 빠진" in refusal(text).reason


@pytest.mark.parametrize("text", ["5만천원", "3억만", "1백원"])
def test_an_unknown_multiplier_is_refused(text):
    assert "단위는 알 수 없습니다" in refusal(text).reason


# -- exactness and bounds -----------------------------------------------------------------------


def test_a_fraction_that_comes_to_whole_won_is_exact():
    assert won("130.8", THOUSAND) == 130_800
    assert won("130.835", THOUSAND) == 130_835
    assert won("0.5", THOUSAND) == 500
    assert won("130.00", WON) == 130


@pytest.mark.parametrize(
    ("text", "unit", "remainder"),
    [
        ("130.8354", THOUSAND, " 0.4원이"),
        ("△130.8354", THOUSAND, " 0.4원이"),
        ("130.83", WON, " 0.83원이"),
        ("0.00051만원", WON, " 0.1원이"),
        (130.8354, THOUSAND, " 0.4원이"),
        (Decimal("130.8354"), THOUSAND, " 0.4원이"),
    ],
)
def test_a_fraction_of_a_won_is_refused_and_the_remainder_named(text, unit, remainder):
    assert remainder in refusal(text, unit).reason


def test_numbers_from_excel_cells_are_read_as_the_sheet_shows_them():
    assert won(1_234, THOUSAND) == 1_234_000
    assert won(-5.0) == -5
    assert won(130.8, THOUSAND) == 130_800
    assert won(1e15) == 1_000_000_000_000_000
    assert won(Decimal("1E+3")) == 1_000
    assert won(Decimal("-130.80"), THOUSAND) == -130_800


def test_a_float_that_carries_binary_noise_is_refused():
    refusal(0.1 + 0.2, THOUSAND)


@pytest.mark.parametrize("cell", [True, False])
def test_a_truth_value_is_not_a_number(cell):
    assert "참·거짓" in refusal(cell).reason
    assert refusal(cell).text == str(cell).upper()
    refusal(cell, parse=parse_count)
    refusal(cell, parse=parse_rate)


@pytest.mark.parametrize(
    "cell",
    [float("nan"), float("inf"), Decimal("NaN"), Decimal("sNaN"), Decimal("-Infinity")],
)
def test_a_cell_that_holds_no_finite_number_is_refused(cell):
    assert "유한한" in refusal(cell).reason
    assert "유한한" in refusal(cell, parse=parse_count).reason


@pytest.mark.parametrize("cell", [[1], b"1", object(), 1j])
def test_a_cell_of_another_kind_is_refused(cell):
    assert "읽을 수 없는" in refusal(cell).reason


ABSURD = {
    "int": 10**5000,
    "negative int": -(10**5000),
    "text": "9" * 5000,
    "text just too long": "9" * 41,
    "Decimal": Decimal("1E+999999999999999999"),
    "small Decimal": Decimal("1E-999999999999999999"),
    "smallest float": 5e-324,
}


@pytest.mark.parametrize("cell", ABSURD.values(), ids=ABSURD.keys())
def test_a_number_of_absurd_length_is_refused_without_being_computed(cell):
    assert "자릿수" in str(refusal(cell))
    assert "자릿수" in str(refusal(cell, parse=parse_count))


def test_the_largest_amount_is_read_and_one_more_is_refused():
    assert won("9,007,199,254,740,991") == LARGEST_WON == 2**53 - 1
    assert won("△9,007,199,254,740,991") == -LARGEST_WON
    for beyond in ("9,007,199,254,740,992", "△9,007,199,254,740,992", LARGEST_WON + 1):
        assert "넘는 금액" in refusal(beyond).reason
    assert "넘는 금액" in refusal("9,007,199,254,741", THOUSAND).reason


def test_the_ambient_decimal_context_changes_nothing():
    with decimal.localcontext(prec=2):
        assert won("1,234.567", THOUSAND) == 1_234_567
        assert won("554억 38백만원") == 55_438_000_000
        assert " 0.56789원" in refusal("1.23456789", THOUSAND).reason
        assert parse_rate("△1,234.56%").percent == Decimal("-1234.56")
        assert in_unit(-123_456_789, THOUSAND, 1) == Decimal("-123456.8")
        assert exact_in_unit(123_456_789, THOUSAND) == Decimal("123456.789")
        assert show(-123_456_789, WON) == "△123,456,789"
        assert show_rate(Decimal("-5659.21")) == "△5,659.21%"


# -- refusals -----------------------------------------------------------------------------------


def test_a_refusal_says_in_korean_what_was_found_and_why():
    found = refusal(" 47,8%\u00a0", parse=parse_rate)
    assert found.text == " 47,8%\u00a0"
    assert str(found) == (
        "‘ 47,8% ’: 쉼표는 오른쪽에서 세 자리마다 빠짐없이 적습니다. ‘47.8%’인지 확인해 주세요."
    )


def test_a_refusal_shortens_a_long_text_in_its_message_only():
    found = refusal("약" * 100)
    assert found.text == "약" * 100
    assert str(found) == f"‘{'약' * 40}…’: 수와 단위가 아닌 글자가 있습니다."


def test_a_refusal_survives_pickling():
    found = refusal("+1")
    copy = pickle.loads(pickle.dumps(found))
    assert (copy.text, copy.reason, copy.suggestion) == ("+1", found.reason, "1")


# -- units --------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", Unit)
def test_a_unit_is_found_by_its_label_whatever_the_blanks(unit):
    assert unit_named(unit.label) is unit
    assert unit_named(f"\u3000{unit.label[:-1]} 원\u00a0") is unit


def test_units_have_the_labels_of_the_trade():
    assert [unit.label for unit in Unit] == ["원", "천원", "백만원", "억원"]


@pytest.mark.parametrize("text", ["", "만원", "천", "단위 : 천원", "won", None])
def test_an_unknown_unit_is_refused_with_the_known_ones(text):
    with pytest.raises(Refused, match="원, 천원, 백만원, 억원"):
        unit_named(text)


# -- rates --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("46.9%", "46.9"),
        ("46.9", "46.9"),
        ("46.9 %", "46.9"),
        ("４６．９％", "46.9"),
        ("△1.9%", "-1.9"),
        ("▲ 1.9%", "-1.9"),
        ("-1.9", "-1.9"),
        ("100.0%", "100.0"),
        ("5659.2%", "5659.2"),
        ("1,234.5%", "1234.5"),
        ("208.16", "208.16"),
        ("△0.0%", "0.0"),
        ("0", "0"),
    ],
)
def test_a_printed_rate_keeps_its_decimals(text, percent):
    found = parse_rate(text)
    assert found.state == "value"
    assert str(found.percent) == percent


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("47,8%", "47.8%"),
        ("47,8", "47.8"),
        ("△47,8 %", "△47.8 %"),
        ("1,234,5%", "1,234.5%"),
        ("+1.9%", "1.9%"),
        ("1,2,3%", None),
        ("47 8%", None),
        ("46.9%%", None),
        ("46.9%p", None),
        ("(46.9%)", None),
        ("46.9원", None),
        ("5천", None),
        ("046.9%", None),
        ("46.9.1", None),
        ("%", None),
        ("△△1%", None),
        ("#DIV/0!", None),
        ("٤٦%", None),
    ],
)
def test_a_rate_that_cannot_be_read_is_refused(text, suggestion):
    assert refusal(text, parse=parse_rate).suggestion == suggestion


@pytest.mark.parametrize("cell", [0.469, 46, Decimal("46.9")])
def test_a_bare_number_is_no_rate_because_only_its_format_tells_percent_from_share(cell):
    assert "셀 서식" in refusal(cell, parse=parse_rate).reason


# -- counts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,234", 1_234), ("12명", 12), ("12 건", 12), ("１２명", 12), ("△0", 0), (7, 7), (7.0, 7)],
)
def test_whole_persons_and_cases_are_counted(text, number):
    assert parse_count(text) == Count("value", number)


@pytest.mark.parametrize("text", ["1.5명", "△3", "(3)", "-3명", 2.5, -1])
def test_a_fraction_of_a_person_and_a_negative_headcount_are_refused(text):
    assert "0 이상의 정수" in refusal(text, parse=parse_count).reason


@pytest.mark.parametrize("text", ["12원", "3천명", "12명명", "12명 3", "012", "1,23명", "약 3명"])
def test_a_count_that_cannot_be_read_is_refused(text):
    refusal(text, parse=parse_count)


def test_a_count_beyond_what_excel_keeps_is_refused():
    assert parse_count(str(LARGEST_WON)).number == LARGEST_WON
    refusal(str(LARGEST_WON + 1), parse=parse_count)


# -- rounding and display -----------------------------------------------------------------------


def test_a_rate_is_rounded_half_up_and_not_to_even():
    assert str(rate(1, 2)) == "50.0"
    assert str(rate(1, 2000)) == "0.1"  # 0.05 %
    assert str(rate(9, 2000)) == "0.5"  # 0.45 %, to even 0.4
    assert str(rate(-9, 2000)) == "-0.5"
    assert str(rate(1, 3, digits=2)) == "33.33"
    assert str(rate(2, 3, digits=0)) == "67"


def test_the_headline_rate_of_2022_comes_out_as_printed():
    assert str(rate(47_575_000_000, 101_356_223_000)) == "46.9"


def test_without_a_base_there_is_no_rate():
    assert rate(None, 100) is None
    assert rate(50, None) is None
    assert rate(50, 0) is None
    assert rate(50, -100) is None
    assert rate(0, 100) == 0


def test_a_change_rate_is_measured_against_the_year_before_and_has_no_upper_bound():
    assert str(change_rate(110, 100)) == "10.0"
    assert str(change_rate(90, 100)) == "-10.0"
    assert str(change_rate(0, 100)) == "-100.0"
    assert str(change_rate(57_592, 1_000)) == "5659.2"
    assert change_rate(100, 0) is None
    assert change_rate(100, -100) is None
    assert change_rate(None, 100) is None
    assert change_rate(100, None) is None


def test_an_amount_is_rounded_half_up_to_display_units():
    assert rounded(1_499, THOUSAND) == 1
    assert rounded(1_500, THOUSAND) == 2
    assert rounded(2_500, THOUSAND) == 3
    assert rounded(-1_499, THOUSAND) == -1
    assert rounded(-1_500, THOUSAND) == -2
    assert isinstance(rounded(1_500, THOUSAND), int)
    assert str(in_unit(1_250, THOUSAND, 1)) == "1.3"
    assert str(in_unit(1_000, THOUSAND, 2)) == "1.00"
    assert exact_in_unit(-1_234, THOUSAND) == Decimal("-1.234")


def test_an_amount_is_shown_with_commas_and_a_triangle():
    assert show(1_234_567, WON) == "1,234,567"
    assert show(-1_234_567, THOUSAND) == "△1,235"
    assert show(1_234_567, THOUSAND, digits=1) == "1,234.6"
    assert show(Amount("value", 0), WON) == "0"


def test_dash_blank_and_zero_stay_different_on_the_page():
    assert [show(cell, WON) for cell in (DASH, BLANK, None, 0)] == ["-", "", "-", "0"]


def test_a_negative_that_rounds_to_zero_is_shown_without_a_sign():
    assert show(-400, THOUSAND) == "0"
    assert show_rate(Decimal("-0.0")) == "0.0%"


def test_a_rate_is_shown_as_it_is_carried():
    assert show_rate(Decimal("46.9")) == "46.9%"
    assert show_rate(Decimal("100.0")) == "100.0%"
    assert show_rate(Decimal("-1.9")) == "△1.9%"
    assert show_rate(Decimal("5659.2")) == "5,659.2%"
    assert show_rate(None) == "-"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (101_356_223_000, "1,014억원"),
        (100_000_000, "1억원"),
        (99_000_000, "99백만원"),
        (1_000_000, "1백만원"),
        (999_999, "999,999원"),
        (0, "0원"),
        (-101_356_223_000, "△1,014억원"),
        (None, "-"),
    ],
)
def test_an_amount_is_spoken_as_a_headline_says_it(amount, words):
    assert spoken(amount) == words


# -- properties ---------------------------------------------------------------------------------

NOTATIONS = {
    "triangle": lambda figure: f"△{figure}",
    "black triangle": lambda figure: f"▲{figure}",
    "hyphen": lambda figure: f"-{figure}",
    "minus sign": lambda figure: f"−{figure}",
    "parentheses": lambda figure: f"({figure})",
    "full-width parentheses": lambda figure: f"（{figure}）",
    "sign and blank": lambda figure: f"△ {figure}",
}


@given(amounts, units)
def test_an_amount_shown_exactly_reads_back(amount, unit):
    digits = len(str(unit.value)) - 1
    assert won(show(amount, unit, digits=digits), unit) == amount


@given(st.integers(0, LARGEST_WON), st.sampled_from(sorted(NOTATIONS)), st.booleans(), units)
def test_every_notation_of_the_same_negative_reads_alike(size, notation, wide, unit):
    units_of_it = size // unit.value
    text = NOTATIONS[notation](show(units_of_it, WON))
    assert won(text.translate(FULL_WIDTH) if wide else text, unit) == -units_of_it * unit.value


@given(amounts, st.text(BLANKS, max_size=3), st.text(BLANKS, max_size=3), st.booleans())
def test_blanks_around_and_full_width_change_no_amount(amount, before, after, wide):
    shown = show(amount, WON)
    assert won(before + (shown.translate(FULL_WIDTH) if wide else shown) + after) == amount


@given(amounts, units)
def test_a_unit_written_out_wins_over_every_batch_unit(amount, unit):
    assume(amount % unit.value == 0)
    assert won(f"{show(amount, unit)}{unit.label}", MILLION) == amount


@given(st.integers(1, 9_999), st.integers(0, 9_999), st.integers(0, 9_999), st.integers(0, 9_999))
def test_a_compound_is_the_sum_of_its_parts(jo, eok, man, rest):
    assume(jo * 10**12 < LARGEST_WON - 10**12)
    parts = jo * 10**12 + eok * 10**8 + man * 10**4 + rest
    assert won(f"{jo:,}조 {eok:,}억 {man:,}만 {rest:,}원") == parts


@given(st.floats() | st.floats(-1e9, 1e9).map(lambda x: round(x, 3)), units)
@example(0.1 + 0.2, THOUSAND)
@example(130.8, THOUSAND)
def test_a_float_is_read_as_its_repr_or_refused(cell, unit):
    try:
        read = won(cell, unit)
    except Refused:
        exact = None
        if abs(cell) < 1e9 and Decimal(repr(cell)).adjusted() > -20:
            exact = Fraction(repr(cell)) * unit.value
        assert exact is None or exact.denominator != 1 or abs(exact) > LARGEST_WON
    else:
        assert read == Fraction(repr(cell)) * unit.value


@given(st.decimals(-(10**18), 10**18, places=7) | st.decimals(), units)
def test_a_decimal_is_exact_or_refused(cell, unit):
    try:
        read = won(cell, unit)
    except Refused:
        if cell.is_finite() and abs(cell.adjusted()) < 20 and len(f"{cell:f}") < 40:
            exact = Fraction(cell) * unit.value
            assert exact.denominator != 1 or abs(exact) > LARGEST_WON
    else:
        assert read == Fraction(cell) * unit.value


@given(st.integers(0, 10**12), st.integers(1, 10), units)
def test_printed_decimals_are_exact_or_refused(figure, places, unit):
    text = f"{Decimal(figure).scaleb(-places):,f}"
    exact = Fraction(figure, 10**places) * unit.value
    if exact.denominator == 1 and exact <= LARGEST_WON:
        assert won(text, unit) == exact
    else:
        refusal(text, unit)


def half_up(exact, digits):
    with decimal.localcontext(prec=200):
        quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
        return quotient.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


@given(st.integers(-(10**20), 10**20), units, st.integers(0, 4))
@example(-500, THOUSAND, 0)
@example(2_500, THOUSAND, 0)
def test_display_rounding_is_half_up(amount, unit, digits):
    expected = half_up(Fraction(amount, unit.value), digits)
    assert in_unit(amount, unit, digits) == expected
    assert in_unit(amount, unit, digits).as_tuple().exponent == -digits
    assert digits or rounded(amount, unit) == expected


@given(amounts, units)
def test_exact_display_units_lose_nothing(amount, unit):
    assert Fraction(exact_in_unit(amount, unit)) * unit.value == amount


@given(amounts, amounts, st.integers(0, 3))
@example(9, 2000, 1)
@example(-9, 2000, 1)
def test_a_rate_is_the_fraction_rounded_half_up(part, whole, digits):
    if whole <= 0:
        assert rate(part, whole, digits) is None
        assert change_rate(part, whole, digits) is None
    else:
        assert rate(part, whole, digits) == half_up(Fraction(part * 100, whole), digits)
        difference = Fraction((part - whole) * 100, whole)
        assert change_rate(part, whole, digits) == half_up(difference, digits)


@given(st.integers(-(10**7), 10**7), st.integers(0, 3))
def test_a_rate_shown_reads_back_with_its_decimals(figure, digits):
    percent = Decimal(figure).scaleb(-digits)
    found = parse_rate(show_rate(percent)).percent
    assert (found, found.as_tuple().exponent) == (percent, -digits)


@given(
    st.characters(categories=["Nd", "Nl", "No"]),
    st.sampled_from(["{}", "1{}", "{}1", "1,23{}", "{}억", "△{}", "1.{}", "{}%", "{}명"]),
)
def test_only_ascii_and_full_width_digits_are_digits(digit, frame):
    assume(digit not in "0123456789０１２３４５６７８９")
    refusal(frame.format(digit))
    refusal(frame.format(digit), parse=parse_rate)
    refusal(frame.format(digit), parse=parse_count)


cells = (
    st.text() | money_like | st.none() | st.booleans() | st.integers() | st.floats() | st.decimals()
)


@given(cells, units)
@example("+", WON)
@example("(", WON)
@example("- (", WON)
@example("9" * 5000, WON)
@example("1 " * 3000, WON)
@example(10**5000, WON)
def test_a_cell_is_read_or_refused_and_nothing_else(cell, unit):
    for read in (lambda text: parse_amount(text, unit), parse_rate, parse_count, unit_named):
        found = read_or_refused(read, cell)
        if isinstance(found, Refused):
            assert str(found)
            assert found.suggestion is None or read(found.suggestion).state == "value"
        else:
            assert isinstance(found, Unit) or found.state in ("value", "dash", "blank")


@given(money_like, units)
def test_an_accepted_amount_is_in_bounds_and_survives_json(text, unit):
    try:
        amount = parse_amount(text, unit)
    except Refused:
        return
    if amount.state == "value":
        assert abs(amount.won) <= LARGEST_WON
        assert int(float(amount.won)) == json.loads(json.dumps(amount.won)) == amount.won


@given(
    st.integers() | st.none() | amounts.map(lambda won: Amount("value", won)),
    units,
    st.integers(0, 6),
)
@example(DASH, WON, 0)
@example(BLANK, WON, 0)
@example(10**5000, WON, 2)
def test_showing_never_fails(amount, unit, digits):
    assert isinstance(show(amount, unit, digits=digits), str)

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.text import UNSEEN, clean, squeezed

DECOMPOSED = unicodedata.normalize("NFD", "시민소통")


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        pytest.param(DECOMPOSED, "시민소통", id="decomposed as a Mac writes it"),
        pytest.param("시민\u00a0소통", "시민 소통", id="no-break space"),
        pytest.param("시민\u3000소통", "시민 소통", id="ideographic space"),
        pytest.param("시민\u202f소통", "시민 소통", id="narrow no-break space"),
        pytest.param("시민 \t\r\n 소통", "시민 소통", id="several blanks"),
        pytest.param("시민\u2028소통", "시민 소통", id="line separator"),
        pytest.param("시민\u200b소통", "시민소통", id="zero width space"),
        pytest.param("시민\u00ad소통", "시민소통", id="soft hyphen"),
        pytest.param("\ufeff시민소통", "시민소통", id="byte order mark"),
        pytest.param("시민\x00소\x07통", "시민소통", id="control characters"),
        pytest.param("\uf0a0시민소통", "시민소통", id="private use: a PDF's bullet"),
        pytest.param("시민\ud800소통", "시민소통", id="half of a surrogate pair"),
        pytest.param("시민\uffff소통", "시민소통", id="not a character"),
        pytest.param(" \u3000시민소통\u00a0 ", "시민소통", id="blanks around"),
        pytest.param(" \u200b시민소통\u200b ", "시민소통", id="blanks inside an unseen edge"),
        pytest.param("시민 \u200b 소통", "시민 소통", id="something unseen between two blanks"),
        pytest.param("ᄒ\u200bᅡ", "하", id="something unseen inside a syllable"),
        pytest.param("\u00a0\u3000\u200b", "", id="nothing to see"),
    ],
)
def test_what_is_not_seen_is_not_kept(printed, kept):
    assert clean(printed) == kept


@pytest.mark.parametrize(
    "text", ["△1,234", "‘내 손안에 서울’", "Ⅰ. 일반현황·정원", "１２３", "㎡", "李"]
)
def test_what_is_seen_stays_as_printed(text):
    assert clean(text) == text


@given(st.text())
def test_clean_text_is_one_trimmed_line_of_visible_characters(text):
    kept = clean(text)
    assert kept == kept.strip()
    assert kept.splitlines() in ([], [kept])
    assert not {unicodedata.category(character) for character in kept} & UNSEEN


@given(st.text(st.sampled_from("가 하\u1100\u11a8e\u0301\u200b\u00a0\u3000\n\x00")) | st.text())
def test_clean_text_is_nfc_and_stays_as_it_is(text):
    kept = clean(text)
    assert clean(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)


def test_of_all_blanks_only_the_space_is_kept():
    blanks = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
    assert len(blanks) > 20
    assert {clean(f"가{blank}나") for blank in blanks} == {"가 나"}


@pytest.mark.parametrize(
    "printed", ["홍 보 담 당 관", "홍보 담당관", "홍보\u3000담당관 ", "홍보담당관"]
)
def test_squeezed_text_is_the_same_however_an_office_spaces_it(printed):
    assert squeezed(printed) == "홍보담당관"

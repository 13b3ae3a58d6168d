import pytest

from departments.latin import in_latin


@pytest.mark.parametrize(
    ("korean", "latin"),
    [
        ("홍보", "hongbo"),
        ("민원", "minwon"),
        ("뉴미디어", "nyumidieo"),
        ("서울브랜드", "seoulbeuraendeu"),
        ("총괄", "chonggwal"),
        ("힣", "hit"),
        ("제2과 TBS", "je2gwatbs"),
        ("△ ㄱ 漢 é", ""),
    ],
)
def test_a_name_is_written_syllable_by_syllable(korean, latin):
    assert in_latin(korean) == latin

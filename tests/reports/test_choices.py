import pytest

from budgets.amounts import Unit
from reports.choices import Choices, Misread, read_choices


def test_an_address_without_conditions_chooses_nothing():
    assert read_choices({}) == Choices()
    assert read_choices({"q": "", "unit": " ", "rate": ""}) == Choices()
    assert not Choices().is_filtered


def test_an_address_says_all_that_was_chosen():
    said = {
        "unit": "백만원",
        "depth": "부서",
        "department": "달빛담당관",
        "kind": "정책사업",
        "q": "나무",
        "rate": "30-60.5",
        "columns": "share,unspent",
        "sort": "-rate",
    }
    chosen = read_choices(said)
    assert chosen == Choices(
        unit=Unit.MILLION,
        depth="부서",
        department="달빛담당관",
        kind="정책사업",
        text="나무",
        band=(300, 605),
        columns=("share", "unspent"),
        sort="rate",
        is_descending=True,
    )
    assert dict(chosen.words)["집행률"] == "30% 이상 60.5% 미만"
    assert dict(chosen.words)["차례"] == "집행률 큰 것부터"


@pytest.mark.parametrize(
    ("band", "ends"), [("-30", (-(10**9), 300)), ("0-30", (0, 300)), ("12.5-13", (125, 130))]
)
def test_a_band_has_two_ends_of_which_one_may_be_open(band, ends):
    assert read_choices({"rate": band}).band == ends


def test_a_band_without_an_upper_end_is_told_without_one():
    words = dict(read_choices({"rate": "100-"}).words)
    assert words["집행률"] == "100% 이상"


@pytest.mark.parametrize("band", ["-30", "0-30", "12.5-13", "100-", "0-", "1234567.8-"])
def test_what_chooses_among_lines_is_said_again_as_it_is_read(band):
    said = {"department": "달빛담당관", "kind": "정책사업", "q": "나무", "rate": band}
    chosen = read_choices({**said, "unit": "억원", "sort": "rate", "depth": "부서"})
    assert read_choices(chosen.conditions) == read_choices(said)
    assert Choices().conditions == {}


@pytest.mark.parametrize("band", ["30", "60-30", "30-30", "a-b", "1.25-3", "٣-٤", "-"])
def test_what_is_no_band_is_refused(band):
    with pytest.raises(Misread, match="집행률 구간"):
        read_choices({"rate": band})


def test_everything_that_is_wrong_is_told_at_once():
    said = {"unit": "달러", "depth": "팀", "sort": "name", "columns": "x", "kind": "y", "utm": "z"}
    with pytest.raises(Misread) as misread:
        read_choices(said)
    assert len(misread.value.problems) == 6


def test_a_page_may_take_more():
    assert read_choices({"other": "x"}, also=frozenset({"other"})) == Choices()


def test_a_band_from_nothing_is_said_too():
    assert dict(read_choices({"rate": "0-"}).words)["집행률"] == "0% 이상"
    assert dict(read_choices({"rate": "1000000-"}).words)["집행률"] == "1000000% 이상"


@pytest.mark.parametrize("text", ["%", "···", "\0", "「」"])
def test_marks_alone_are_nothing_to_find(text):
    with pytest.raises(Misread, match="찾는 말"):
        read_choices({"q": text})

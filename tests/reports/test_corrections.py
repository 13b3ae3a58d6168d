"""정정: 나무 심기 of 달빛담당관 spent 30 (천원), and since its correction 40."""

import io
import json
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from budgets import filing as verbs
from budgets.models import Figure
from tests import cast
from tests.budgets import quarters as q
from tests.reports.answers import row, rows

pytestmark = pytest.mark.django_db
PATH = "/execution/해오름기획관/2030-09-30-집행"
IN_OCTOBER = cast.NOON + timedelta(days=100)
SENTENCE = "정정: 2030. 10. 9. 달빛담당관 나무 심기 (사유: 지출 누락)"


@pytest.fixture
def quarter():
    return cast.quarter()


@pytest.fixture
def filing(quarter):
    """Published with 30."""
    return q.publish_moon(quarter, q.opened(quarter))


@pytest.fixture
def corrected(quarter, filing):
    q.correct(quarter, filing, spent=40)
    q.publish(quarter, filing.reporting_date, at=IN_OCTOBER)
    return filing


def said(client, path=PATH):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_page_of_the_date_says_what_was_corrected_when_and_why(client, corrected):
    told = said(client)
    assert SENTENCE in told
    table = told[told.index("정정한 금액") :]
    assert '<td class="n corrected_before">30</td>' in table
    assert '<td class="n corrected_after">40</td>' in table
    assert table.count('class="corrected_measure"') == 1  # 꽃 심기 is as it was
    assert "정정 전 30" not in told


def test_the_json_has_old_and_new(client, corrected):
    told = json.loads(said(client, f"{PATH}.json"))
    assert told["notes"] == [SENTENCE]
    (change,) = rows(told["corrections"])
    assert (change["name"], change["corrected_before"], change["corrected_after"]) == (
        "나무 심기",
        30_000,
        40_000,
    )
    assert (change["corrected_on"], change["corrected_reason"]) == ("2030. 10. 9.", "지출 누락")
    assert row(told["tables"][0], "나무 심기")["spent"] == 40_000


def test_the_workbook_has_a_sheet_of_them(client, corrected):
    book = load_workbook(io.BytesIO(client.get(f"{PATH}.xlsx").content))
    cells = [[cell.value for cell in line] for line in book["정정"].iter_rows(min_row=7)]
    assert cells[0][:7] == [
        "나무 심기", "2030. 10. 9.", "달빛담당관", "집행액", 30, 40, "지출 누락",
    ]  # fmt: skip
    assert SENTENCE in book["시험회계"]["A4"].value


def test_every_correction_stays(client, quarter, corrected):
    q.correct(quarter, corrected, spent=45, reason="취소")
    q.publish(quarter, corrected.reporting_date, at=IN_OCTOBER + timedelta(days=1))
    found = rows(json.loads(said(client, f"{PATH}.json"))["corrections"])
    assert [(each["corrected_before"], each["corrected_after"]) for each in found] == [
        (40_000, 45_000),
        (30_000, 40_000),
    ]


def test_a_page_drawn_before_leaves_nothing_old_in_the_one_drawn_after(client, quarter, filing):
    """Links, lists and dates are known from page to page; a publication makes all of them anew."""
    for spent, at in ((40, IN_OCTOBER), (45, IN_OCTOBER + timedelta(days=1))):
        said(client)
        q.correct(quarter, filing, spent=spent)
        q.publish(quarter, filing.reporting_date, at=at)
        figure = Figure.objects.published().get(line=quarter.trees)
        told = said(client)
        assert f'<td class="n spent"><a href="/figures/{figure.pk}/spent">{spent}</a></td>' in told
        assert f'<td class="n corrected_after">{spent}</td>' in told


def test_a_ranking_a_comparison_and_the_first_page_say_so(client, quarter, corrected):
    q.publish_moon(quarter, q.opened(quarter, day=cast.JUNE_30), rows=q.fine(quarter, spent=10))
    assert SENTENCE in said(client, PATH.replace("execution", "ranking"))
    for path in ("/compare/해오름기획관/2030-06-30-집행/2030-09-30-집행", "/"):
        assert f"2030. 9. 30. {SENTENCE}" in said(client, path)


def test_the_figure_says_its_own_correction(client, quarter, corrected):
    trees, flowers = (
        Figure.objects.published().get(line=line) for line in (quarter.trees, quarter.flowers)
    )
    words = "정정: 2030. 10. 9. 30,000원 → 40,000원 (사유: 지출 누락)"
    assert words in said(client, f"/figures/{trees.pk}/spent")
    assert "정정: " not in said(client, f"/figures/{trees.pk}/budget")
    assert "정정: " not in said(client, f"/figures/{flowers.pk}/spent")
    old = Figure.objects.get(line=quarter.trees, statement__version=1)
    assert words in said(client, f"/figures/{old.pk}/spent")


def _figure(quarter):
    return f"/figures/{Figure.objects.published().get(line=quarter.trees).pk}/spent"


def every_page(client, quarter):
    paths = [PATH, f"{PATH}.json", f"{PATH}.csv", "/", "/trend/해오름기획관.json"]
    paths += [PATH.replace("execution", "ranking"), _figure(quarter)]
    return "".join(said(client, path) for path in paths)


def test_nothing_of_a_correction_is_told_before_it_is_published(client, quarter, filing):
    before = client.get(PATH).headers["ETag"]
    q.hand_in(filing, q.fine(quarter, spent=41), quarter.officer, reason="아직 모를 까닭")
    assert "아직 모를 까닭" not in every_page(client, quarter)
    q.approve(quarter, filing)
    told = every_page(client, quarter)
    assert client.get(PATH).headers["ETag"] == before
    assert "아직 모를 까닭" not in told
    assert "41,000" not in told
    assert "41000" not in told
    q.publish(quarter, filing.reporting_date)
    assert client.get(PATH).headers["ETag"] != before
    assert "아직 모를 까닭" in every_page(client, quarter)


def test_what_was_returned_in_between_is_never_told(client, quarter, filing):
    q.hand_in(filing, q.fine(quarter, spent=41), quarter.officer, reason="틀린 까닭")
    q.act(verbs.send_back, filing, quarter.reviewer, words="검토자의 말")
    q.correct(quarter, filing, spent=42)
    q.publish(quarter, filing.reporting_date, at=IN_OCTOBER)
    told = every_page(client, quarter)
    assert "30,000원 → 42,000원" in told
    for hidden in ("틀린 까닭", "검토자의 말", "41,000", "41000"):
        assert hidden not in told


def test_a_reason_is_text_and_not_markup(client, quarter, filing):
    q.correct(quarter, filing, spent=40, reason="<b>굵은</b> 까닭")
    q.publish(quarter, filing.reporting_date)
    for path in (PATH, "/", _figure(quarter)):
        told = said(client, path)
        assert "&lt;b&gt;굵은" in told
        assert "<b>굵은" not in told


def test_a_correction_of_words_alone_says_that_amounts_are_as_they_were(client, quarter, filing):
    noted = q.fine(quarter, note="비가 옴")
    q.hand_in(filing, noted, quarter.officer, reason="비고를 더함")
    q.approve(quarter, filing)
    q.publish(quarter, filing.reporting_date, at=IN_OCTOBER)
    told = json.loads(said(client, f"{PATH}.json"))
    assert told["notes"] == ["정정: 2030. 10. 9. 달빛담당관, 금액은 그대로 (사유: 비고를 더함)"]
    assert told["corrections"] is None


def test_departments_and_works_say_it_with_its_date_and_only_of_their_own_lines(
    client, quarter, corrected
):
    trees, flowers = quarter.trees, quarter.flowers
    own = [f"/lines/{trees.pk}", f"/programs/{trees.program_id}", f"/departments/{quarter.moon.pk}"]
    for path in own:
        told = said(client, path)
        assert f"2030. 9. 30. {SENTENCE}" in told, path
        table = told[told.index('id="corrections"') :]
        assert '<td class="n corrected_before">30</td>' in table
        assert "2030. 9. 30." in table
        assert json.loads(said(client, f"{path}.json"))["notes"] == [f"2030. 9. 30. {SENTENCE}"]
    assert "정정:" not in said(client, f"/lines/{flowers.pk}")

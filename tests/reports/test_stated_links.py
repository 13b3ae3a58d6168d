"""What the operator has recorded of a line is what readers see: old pages stay, and dates know each other.

나무 심기 was reported on 2030-06-30, went on as 숲 가꾸기 on the next day, and was reported again on
2030-09-30; next year it is 숲길 가꾸기.
"""

from dataclasses import replace
from datetime import date
from html import unescape
from uuid import uuid4

import pytest

from budgets.models import LineItem
from budgets.structuring import books, lines, programs
from budgets.structuring.books import Frame
from departments import organising
from departments.models import Department
from tests import cast
from tests.budgets import quarters
from tests.reports.answers import facts, row, rows

pytestmark = pytest.mark.django_db

JUNE, SEPTEMBER = "2030-06-30-집행", "2030-09-30-집행"
JULY_1, JUNE_30 = date(2030, 7, 1), date(2030, 6, 30)


def act(verb, quarter, **facts):
    known = {"by": quarter.operator, "at": cast.NOON, "reason": "사업 정비", "key": uuid4()}
    return verb(**known | facts)


def report(quarter, day, spent):
    """달빛담당관 reports each of its lines of that day: 100,000, and what it spent."""
    asked = quarters.opened(quarter, day=day, deadline=quarters.DEADLINE.replace(year=2032))
    for filing in asked.filings.order_by("pk"):
        own = LineItem.objects.current_on(day).filter(
            program__book=asked.book, program__department=filing.department
        )
        rows = [quarters.row(line, 100_000, 90_000, spent) for line in own]
        person = quarter.officer if filing.department == quarter.moon else officer(filing)
        quarters.submit(filing, rows, person)
        quarters.approve(quarter, filing)
    quarters.publish(quarter, asked)


def officer(filing):
    return cast.member(f"{filing.department} 담당", filing.department, "담당자")


@pytest.fixture
def quarter():
    found = cast.quarter()
    report(found, JUNE_30, 30_000)
    return found


@pytest.fixture
def renamed(quarter):
    act(lines.rename_line, quarter, line=quarter.trees, name="숲 가꾸기", day=JULY_1)
    report(quarter, date(2030, 9, 30), 50_000)
    return quarter


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return unescape(answer.content.decode())


@pytest.mark.parametrize("suffix", ["", ".csv", ".json"])
def test_the_date_before_prints_the_old_name_and_the_date_after_the_new(client, renamed, suffix):
    june = page(client, f"/execution/해오름기획관/{JUNE}{suffix}")
    september = page(client, f"/execution/해오름기획관/{SEPTEMBER}{suffix}")
    assert "나무 심기" in june
    assert "숲 가꾸기" not in june
    assert "숲 가꾸기" in september
    assert "나무 심기" not in september


def test_a_comparison_of_the_two_shows_one_line(tables, renamed):
    (table,) = tables(f"/compare/해오름기획관/{JUNE}/{SEPTEMBER}")
    found = [each["name"] for each in rows(table) if each["mark"] == "line"]
    assert found == ["숲 가꾸기", "꽃 심기"]
    own = row(table, "숲 가꾸기")
    assert facts(own, "then_spent", "now_spent", "state", "remark") == [
        30_000,
        50_000,
        "변경",
        "이전 이름: 나무 심기",
    ]


def test_beside_another_date_a_renamed_line_has_its_own_figures(tables, renamed):
    (table,) = tables(f"/execution/해오름기획관/{SEPTEMBER}", compare=JUNE)
    assert facts(row(table, "숲 가꾸기"), "other_spent", "spent") == [30_000, 50_000]
    assert "나무 심기" not in [each["name"] for each in rows(table)]


def test_the_page_of_the_work_follows_it_through_both_names(client, renamed):
    for name in ("나무 심기", "숲 가꾸기"):
        own = LineItem.objects.get(name=name)
        shown = page(client, f"/lines/{own.pk}")
        assert "같은 해의 앞 사업과 기록된 연결" in shown
        assert "2030. 6. 30." in shown
        assert "2030. 9. 30." in shown


def next_year(quarter, **names):
    frame = Frame(quarter.office, 2031)
    chosen = books.offered(books.carried(quarter.book), frame)
    made = act(books.make_book, quarter, book=quarter.book, frame=frame, departments=chosen)
    for old, new in names.items():
        line = LineItem.objects.get(name=old.replace("_", " "), program__book=made.book)
        act(lines.rename_line, quarter, line=line, name=new)
    return replace(quarter, book=made.book)


def test_next_year_s_line_is_this_year_s_under_any_name(client, tables, renamed):
    """Nothing in the names says so: only the record."""
    report(next_year(renamed, 숲_가꾸기="둘레길"), date(2031, 6, 30), 10_000)
    for then in (JUNE, SEPTEMBER):
        (table,) = tables(f"/compare/해오름기획관/{then}/2031-06-30-집행")
        found = [each["name"] for each in rows(table) if each["mark"] == "line"]
        assert found == ["둘레길", "꽃 심기"]
    own = LineItem.objects.get(name="둘레길")
    shown = page(client, f"/lines/{own.pk}")
    assert "2030년 사업과 기록된 연결" in shown
    assert "2030. 6. 30." in shown


def test_a_renamed_program_is_one_line_of_its_trend(tables, quarter):
    act(
        programs.rename_program,
        quarter,
        program=quarter.trees.program,
        name="물가 가꾸기",
        day=JULY_1,
    )
    report(quarter, date(2030, 9, 30), 50_000)
    (table,) = tables("/trend/해오름기획관", program="물가 가꾸기")
    assert [each["spent"] for each in rows(table)] == [60_000, 100_000]
    assert "이름이 바뀐 정책사업: 강가 가꾸기 → 물가 가꾸기" in " ".join(table["notes"])


def test_a_department_that_gave_its_programs_away_is_not_missed(client, tables, quarter):
    """햇빛담당관 has had the programs of 달빛담당관 since July: of that one nothing is to be told."""
    Department.objects.filter(pk=quarter.moon.pk).update(valid_to=JUNE_30)
    sun = cast.division(quarter.office, "햇빛담당관", valid_from=JULY_1)
    river = quarter.trees.program
    act(programs.move_program, quarter, program=river, department=sun, day=JULY_1)
    report(quarter, date(2030, 9, 30), 50_000)
    (table,) = tables(f"/compare/해오름기획관/{JUNE}/{SEPTEMBER}")
    assert row(table, "합계", "total")["now_spent"] == 100_000
    assert "공개되지 않은" not in " ".join(table["notes"])
    assert "미제출" not in page(client, f"/execution/해오름기획관/{SEPTEMBER}")
    (trend,) = tables("/trend/해오름기획관")
    assert "아직 공개하지 않은" not in " ".join(trend["notes"])


def test_an_act_on_a_structure_makes_kept_pages_anew(client, renamed, shelf):
    """Two dates of which one knows nothing of the other, until somebody says what is what."""
    path = f"/compare/해오름기획관/{JUNE}/{SEPTEMBER}"
    kept = f"/execution/해오름기획관/{SEPTEMBER}?compare={JUNE}"
    first = client.get(kept)
    assert client.get(kept, headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    act(lines.add_line, renamed, program=renamed.trees.program, name="잔디", day=date(2030, 10, 1))
    again = client.get(kept, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, client.get(path).status_code) == (200, 200)
    assert again.headers["ETag"] != first.headers["ETag"]


def test_why_an_office_recorded_a_renaming_is_not_told_to_readers(client, quarter):
    said = {"name": "햇빛담당관", "reason": "안에서만 아는 사유", "day": JULY_1}
    act(organising.rename_department, quarter, department=quarter.moon, **said)
    sun = Department.objects.get(name="햇빛담당관")
    act(programs.move_program, quarter, program=quarter.trees.program, department=sun, day=JULY_1)
    report(quarter, date(2030, 9, 30), 50_000)
    for path in (f"/departments/{quarter.moon.pk}", f"/departments/{quarter.office.pk}", "/"):
        told = client.get(path).content.decode()
        assert "햇빛담당관" in told or path == "/", path
        assert "안에서만 아는" not in told, path

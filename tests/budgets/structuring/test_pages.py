"""The operator's pages of a structure, as plain forms."""

from datetime import date
from html import unescape
from uuid import uuid4

import pytest

from budgets.models import LineItem, LineLink, StructureRecord
from departments.models import Department
from tests import cast
from tests.budgets import quarters
from tests.budgets.structuring.acts import JUNE_30, line_named, names_in

pytestmark = pytest.mark.django_db
NEXT = "/next?year=2031&office="
QUERIES = 17


@pytest.fixture
def quarter():
    found = cast.quarter()
    quarters.star(found)
    return found


@pytest.fixture
def operator(client, quarter):
    client.force_login(quarter.operator)
    return client


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return unescape(answer.content.decode())


def post(client, path, act, **fields):
    posted = {f"{act}-{name}": value for name, value in fields.items()}
    return client.post(path, {"act": act, "key": str(uuid4()), **posted})


def told(answer):
    return unescape(answer.content.decode())


def test_the_menu_leads_the_operator_to_his_books(operator, quarter):
    cast.book(cast.office("구름기획관"))
    shown = page(operator, "/structure/")
    assert f'<a href="/structure/{quarter.book.pk}">해오름기획관 2030년</a>' in shown
    assert "구름기획관" not in shown
    assert '<a href="/structure/" aria-current="page">편성체계</a>' in shown


def test_a_line_that_was_moved_says_from_where(operator, quarter):
    star = quarter.office.divisions.get(name="별빛담당관").programs.get()
    path, day = f"/structure/lines/{quarter.trees.pk}", "2030-07-01"
    cast.publish(_handed_in(quarter))
    done = post(operator, path, "move", program=star.pk, day=day, reason="업무 이관")
    assert done.status_code == 302
    shown = page(operator, f"/structure/{quarter.book.pk}")
    assert f"뒤: 별빛담당관 › {star} › 나무 심기" in shown
    assert f"앞: 달빛담당관 › {quarter.trees.program} › 나무 심기" in shown


def _handed_in(quarter):
    filing = cast.filing(cast.reporting_date(quarter.book, JUNE_30), quarter.moon)
    statement = cast.statement(filing)
    cast.figure(statement, quarter.trees, budget=100, spent=10)
    return statement


def test_a_book_shows_its_lines_in_council_order(operator, quarter):
    shown = page(operator, f"/structure/{quarter.book.pk}")
    assert "정책사업 2개, 이어지고 있는 세부사업 3개" in shown
    assert shown.index("강가 가꾸기") < shown.index("나무 심기") < shown.index("꽃 심기")


def test_a_book_costs_the_same_for_three_lines_and_for_thirty(
    operator, quarter, django_assert_num_queries
):
    path = f"/structure/{quarter.book.pk}"
    for count in (0, 30):
        for at in range(count):
            cast.line(quarter.trees.program, f"{at}번째 사업")
        page(operator, path)
        with django_assert_num_queries(QUERIES):
            page(operator, path)


def test_a_program_costs_the_same_for_two_lines_and_for_thirty(
    operator, quarter, django_assert_num_queries
):
    path = f"/structure/programs/{quarter.trees.program_id}"
    for count in (0, 28):
        for at in range(count):
            cast.line(quarter.trees.program, f"{at}번째 사업")
        page(operator, path)
        with django_assert_num_queries(17):
            page(operator, path)


def test_a_line_is_renamed_from_its_page_and_the_book_shows_the_record(operator, quarter):
    answer = post(
        operator,
        f"/structure/lines/{quarter.trees.pk}",
        "rename",
        name="숲 가꾸기",
        reason="사업 이름 정비",
    )
    assert answer.headers["Location"] == f"/structure/{quarter.book.pk}"
    shown = page(operator, answer.headers["Location"])
    for words in ("세부사업의 이름을 바꾸었습니다.", "숲 가꾸기", "사업 이름 정비", "다온"):
        assert words in shown


def test_the_first_day_is_asked_for_only_where_there_are_figures(operator, quarter):
    asked = quarters.opened(quarter, day=JUNE_30)
    path = f"/structure/lines/{quarter.trees.pk}"
    assert "새 이름을 쓰는 첫날" not in page(operator, path)
    quarters.publish_moon(quarter, asked, missing=[line_named("별 보기").program.department_id])
    shown = page(operator, path)
    assert "새 이름을 쓰는 첫날" in shown
    assert "차례 바꾸기" not in shown
    assert "지우기" not in shown
    assert "알고 끝냅니다" in shown
    facts = {"name": "숲 가꾸기", "reason": "정비"}
    assert "필수" in told(post(operator, path, "rename", **facts))
    post(operator, path, "rename", day="2030-07-01", **facts)
    assert line_named("숲 가꾸기").begins_on == date(2030, 7, 1)
    shown = page(operator, f"/structure/{quarter.book.pk}")
    assert "6. 30.까지" in shown
    assert "7. 1.부터" in shown
    assert "이어받은 사업이 있어 바꿀 것이 없습니다" in page(operator, path)


def test_what_a_verb_refuses_stands_on_its_form_with_what_was_typed(operator, quarter):
    path = f"/structure/lines/{quarter.trees.pk}"
    answer = post(operator, path, "rename", name="꽃 심기", reason="정비")
    assert "이 정책사업에 같은 이름의 세부사업이 이미 있습니다." in told(answer)
    assert 'value="꽃 심기"' in told(answer)
    assert not StructureRecord.objects.exists()


def test_a_form_gone_back_to_and_sent_with_other_words_is_another_request(operator, quarter):
    path, key = f"/structure/programs/{quarter.trees.program_id}", str(uuid4())
    for name in ("숲", "숲", "들"):
        said = {"act": "add", "key": key, "add-name": name, "add-reason": "신규"}
        assert operator.post(path, said).status_code == 302
    assert names_in(quarter.book)[2:4] == ["강가 가꾸기 › 숲", "강가 가꾸기 › 들"]


def test_the_key_of_another_s_request_is_no_obstacle(operator, client, quarter):
    house = cast.office("구름기획관")
    path, said = "/structure/", {"act": "open", "key": str(uuid4()), "open-reason": "신설"}
    said["open-fiscal_year"] = "2031"
    for person, office in (
        (quarter.operator, quarter.office),
        (cast.member("라라", house, "총괄"), house),
    ):
        client.force_login(person)
        assert client.post(path, said | {"open-office": office.pk}).status_code == 302
        assert office.books.filter(fiscal_year=2031).count() == 1


def test_a_program_and_its_lines_are_added(operator, quarter):
    river = quarter.trees.program
    facts = {"department": quarter.moon.pk, "account": river.account_id, "kind": "정책사업"}
    post(operator, f"/structure/{quarter.book.pk}", "add", name="숲", reason="신규", **facts)
    new = quarter.book.programs.get(name="숲")
    path = f"/structure/programs/{new.pk}"
    post(operator, path, "add", name="숲길", reason="신규")
    assert "숲 › 숲길" in names_in(quarter.book)
    post(operator, path, "rename", name="숲과 길", reason="정비")
    assert "숲과 길 › 숲길" in names_in(quarter.book)


def test_next_year_s_book_is_previewed_and_made(operator, quarter):
    path = f"/structure/{quarter.book.pk}{NEXT}{quarter.office.pk}"
    assert "정책사업 2개, 세부사업 3개를 가져갑니다." in page(operator, path)
    programs = {f"department-{p.pk}": p.department_id for p in quarter.book.programs.all()}
    kept = [quarter.trees.pk, line_named("별 보기").pk]
    posted = {"key": str(uuid4()), "reason": "새해 편성", "line": kept, **programs}
    posted["shown"] = [line.pk for line in LineItem.objects.filter(program__book=quarter.book)]
    answer = operator.post(path, posted)
    made = quarter.office.books.get(fiscal_year=2031)
    assert answer.headers["Location"] == f"/structure/{made.pk}"
    assert names_in(made) == ["강가 가꾸기 › 나무 심기", "하늘 보기 › 별 보기"]
    operator.post(path, posted)
    assert quarter.office.books.count() == 2
    assert "이미 있습니다" in page(operator, path)
    assert "뒤: 2031년 나무 심기" in page(operator, f"/structure/{quarter.book.pk}")


def test_a_line_that_came_after_the_page_is_not_left_out_in_silence(operator, quarter):
    path = f"/structure/{quarter.book.pk}{NEXT}{quarter.office.pk}"
    shown = [line.pk for line in LineItem.objects.filter(program__book=quarter.book)]
    programs = {f"department-{p.pk}": p.department_id for p in quarter.book.programs.all()}
    posted = {"key": str(uuid4()), "reason": "새해 편성", "line": shown, "shown": shown, **programs}
    late = cast.line(quarter.trees.program, "숲 가꾸기")
    answer = operator.post(path, posted)
    assert "그사이에 더해진 세부사업이 있습니다." in told(answer)
    assert quarter.office.books.count() == 1
    posted |= {"line": [*shown, late.pk], "shown": [*shown, late.pk]}
    operator.post(path, posted)
    assert "강가 가꾸기 › 숲 가꾸기" in names_in(quarter.office.books.get(fiscal_year=2031))


def test_a_program_without_a_department_in_the_new_year_is_asked_about(operator, quarter):
    type(quarter.moon).objects.filter(pk=quarter.moon.pk).update(valid_to=date(2030, 12, 31))
    path = f"/structure/{quarter.book.pk}{NEXT}{quarter.office.pk}"
    assert "맡을 부서를 골라야 하는 정책사업: 강가 가꾸기 (달빛담당관)" in page(operator, path)
    posted = {"key": str(uuid4()), "reason": "새해 편성", "line": [quarter.trees.pk]}
    posted["shown"] = [line.pk for line in LineItem.objects.filter(program__book=quarter.book)]
    answer = operator.post(path, posted)
    assert "강가 가꾸기: 새 편성체계에서 맡을 부서를 고르십시오." in told(answer)
    assert quarter.office.books.count() == 1


def test_a_year_is_regrouped_to_a_later_organisation(operator, quarter):
    path = f"/structure/{quarter.book.pk}/regrouped"
    assert "어느 날의 조직으로 묶는가" in page(operator, path)
    asked = f"{path}?day=2031-01-01"
    assert "빼는 사업은 없습니다" in page(operator, asked)
    programs = {f"department-{p.pk}": p.department_id for p in quarter.book.programs.all()}
    operator.post(asked, {"key": str(uuid4()), "reason": "조직 개편", **programs})
    made = quarter.office.books.get(basis="재편")
    assert names_in(made) == names_in(quarter.book)
    assert operator.get(f"/structure/{made.pk}/regrouped").status_code == 404
    shown = page(operator, f"/structure/{made.pk}")
    assert "2031. 1. 1. 조직으로 재편" in shown
    assert "두 편성체계가 모두 공개한 기준일이 아직 없습니다." in shown


def test_an_empty_book_is_made_for_one_s_own_office_only(operator, quarter):
    other = cast.office("구름기획관")
    facts = {"fiscal_year": 2040, "reason": "첫 편성"}
    post(operator, "/structure/", "open", office=other.pk, **facts)
    assert not other.books.exists()
    post(operator, "/structure/", "open", office=quarter.office.pk, **facts)
    assert quarter.office.books.filter(fiscal_year=2040).exists()


def test_a_form_s_choices_reach_into_no_other_book(operator, quarter):
    """The hidden number of another office's program is no choice."""
    other = cast.office("구름기획관")
    theirs = cast.program(cast.book(other), other, quarter.trees.program.account, "안개")
    path = f"/structure/lines/{quarter.trees.pk}"
    answer = post(operator, path, "move", program=theirs.pk, reason="정비")
    assert answer.status_code == 422
    quarter.trees.refresh_from_db()
    assert quarter.trees.program.book == quarter.book


def test_another_s_lines_programs_and_books_are_not_there(client, quarter):
    stranger = cast.member("라온", cast.office("구름기획관"), "총괄")
    for person in (quarter.officer, quarter.reviewer, stranger):
        client.force_login(person)
        for path in (
            f"/structure/{quarter.book.pk}",
            f"/structure/{quarter.book.pk}/next",
            f"/structure/programs/{quarter.trees.program_id}",
            f"/structure/lines/{quarter.trees.pk}",
        ):
            assert client.get(path).status_code == 404
            assert post(client, path, "rename", name="숲", reason="x").status_code == 404
    assert LineItem.objects.filter(name="나무 심기", pk=quarter.trees.pk).exists()


# --- the departments ------------------------------------------------------------------------------


def test_a_department_is_made_renamed_and_joined_on_its_pages(operator, quarter):
    path = "/structure/departments/"
    facts = {"day": "2030-07-01", "reason": "조례 개정"}
    post(operator, path, "add", office=quarter.office.pk, name="하늘담당관", **facts)
    post(operator, f"{path}{quarter.moon.pk}", "rename", name="햇빛담당관", **facts)
    division = quarter.office.divisions.get
    sides = [division(name="햇빛담당관").pk, division(name="별빛담당관").pk]
    post(
        operator,
        path,
        "reorganise",
        office=quarter.office.pk,
        kind="통합",
        before=sides,
        after=[division(name="하늘담당관").pk],
        ends_before="on",
        **facts | {"day": "2030-10-01"},
    )
    shown = page(operator, path)
    for words in (
        "명칭 변경",
        "통합",
        "실국이 기록함",
        "조례 개정",
        "2030. 9. 30.",
        "햇빛담당관, 별빛담당관",
    ):
        assert words in shown


def test_a_department_s_refusal_stands_on_its_form(operator, quarter):
    facts = {"office": quarter.office.pk, "name": "달빛담당관", "day": "2030-07-01"}
    answer = post(operator, "/structure/departments/", "add", reason="신설", **facts)
    assert "같은 실국에 같은 이름의 부서가 이미 있습니다." in told(answer)


def test_another_office_s_departments_are_no_choice_and_have_no_page(operator, quarter):
    theirs = cast.division(cast.office("구름기획관"), "안개담당관")
    assert "안개담당관" not in page(operator, "/structure/departments/")
    assert operator.get(f"/structure/departments/{theirs.pk}").status_code == 404
    facts = {"name": "햇빛", "day": "2030-07-01", "reason": "x"}
    assert (
        post(operator, f"/structure/departments/{theirs.pk}", "rename", **facts).status_code == 404
    )


def test_a_number_that_no_department_can_have_is_no_choice(operator, quarter):
    sides = {"before": ["9" * 30], "after": ["9" * 30]}
    facts = {"office": quarter.office.pk, "kind": "소속 변경", "day": "2030-07-01"}
    answer = post(operator, "/structure/departments/", "reorganise", reason="x", **sides, **facts)
    assert told(answer).count("올바르게 선택해 주세요") == 2


@pytest.mark.parametrize("act", ["join", "part"])
def test_a_link_is_said_and_taken_back_by_who_runs_the_office_alone(client, quarter, act):
    later = cast.book(quarter.office, 2031)
    program = cast.program(later, quarter.moon, quarter.trees.program.account)
    woods = cast.line(program, "숲 가꾸기")
    path = f"/structure/lines/{woods.pk}"
    said = {"how": "이름 바꿈", "others": quarter.trees.pk, "evidence": "기록", "reason": "개편"}
    client.force_login(quarter.officer)
    assert post(client, path, "join", **said).status_code == 404
    client.force_login(quarter.operator)
    assert post(client, path, "join", **said).status_code == 302
    link = LineLink.objects.get()
    if act == "part":
        client.force_login(quarter.reviewer)
        taken = {"link": link.pk, "reason": "아님"}
        assert post(client, path, "part", **taken).status_code == 404
        client.force_login(quarter.operator)
        assert post(client, path, "part", **taken).status_code == 302
        assert LineLink.objects.standing().count() == 0


def test_whose_lines_went_on_in_another_office_takes_nothing_back_and_reads_no_reason_of_it(
    client, quarter
):
    earlier = cast.office("노을기획관")
    dusk = cast.line(
        cast.program(
            cast.book(earlier, 2029),
            cast.division(earlier, "저녁담당관"),
            quarter.trees.program.account,
        ),
        "노을 보기",
    )
    made = {"subject": "이름 바꿈", "by": quarter.operator, "at": cast.NOON, "reason": "안의 까닭"}
    record = StructureRecord.objects.create(book=quarter.book, act="이음", **made)
    link = LineLink.objects.create(before=dusk, after=quarter.trees, how="이름 바꿈", record=record)
    theirs = cast.user("다솜")
    cast.member(theirs, earlier, "총괄")
    path = f"/structure/lines/{dusk.pk}"
    client.force_login(theirs)
    for hidden in (path, f"/structure/{dusk.program.book_id}"):
        assert "나무 심기" not in page(client, hidden)
    asked = cast.reporting_date(quarter.book, date(2030, 12, 31), "결산")
    statement = cast.statement(cast.filing(asked, quarter.moon))
    cast.figure(statement, quarter.trees, budget=1, spent=1)
    cast.publish(statement)
    shown = page(client, path)
    assert "나무 심기" in shown
    assert "이름을 바꿈" in shown
    assert "안의 까닭" not in shown
    assert "이음 거두기" not in shown
    assert post(client, path, "part", link=link.pk, reason="아님").status_code == 404
    client.force_login(quarter.operator)
    own = page(client, f"/structure/lines/{quarter.trees.pk}")
    assert "안의 까닭" in own
    assert "이음 거두기" in own


def test_what_is_refused_of_a_link_stands_on_its_form(operator, quarter):
    later = cast.book(quarter.office, 2031)
    program = cast.program(later, quarter.moon, quarter.trees.program.account)
    woods = cast.line(program, "숲 가꾸기")
    said = {"how": "통합", "others": quarter.trees.pk, "evidence": "명시", "reason": "개편"}
    refused = post(operator, f"/structure/lines/{woods.pk}", "join", **said)
    assert refused.status_code == 422
    assert "통합: 앞 사업을 둘 이상 고르십시오." in told(refused)
    assert "checked" in told(refused)
    huge = post(operator, f"/structure/lines/{woods.pk}", "join", **said | {"others": "9" * 40})
    assert huge.status_code == 422


def test_an_office_is_renamed_on_the_page_of_the_departments_and_its_next_book_is_made(
    operator, quarter
):
    path = "/structure/departments/"
    facts = {"name": "노을기획관", "day": "2031-01-01", "reason": "조례 개정"}
    other = cast.office("구름기획관")
    theirs = post(operator, path, "rename_office", office=other.pk, **facts)
    assert theirs.status_code == 422
    done = post(operator, path, "rename_office", office=quarter.office.pk, **facts)
    assert done.status_code == 302
    shown = page(operator, path)
    assert "해오름기획관</td><td" in shown
    heir = Department.objects.get(name="노을기획관")
    assert [one.name for one in heir.divisions.order_by("position")] == [
        "달빛담당관",
        "별빛담당관",
    ]
    form = page(operator, f"/structure/{quarter.book.pk}{NEXT}{heir.pk}")
    assert "노을기획관" in form
    assert "달빛담당관" in form
    again = post(operator, path, "rename_office", office=quarter.office.pk, **facts)
    assert again.status_code == 422

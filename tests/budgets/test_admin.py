import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets.models import (
    Account,
    Book,
    ChangeDay,
    Claim,
    Figure,
    Filing,
    Finding,
    FindingStep,
    LineItem,
    Program,
    ReportingDate,
    Revenue,
    RevenueCollection,
    SettlementItem,
    Statement,
    Statistic,
    StatisticValue,
    Task,
)
from departments.models import Department

pytestmark = pytest.mark.django_db

KEPT = [Account, Book, Program, LineItem, ReportingDate]
SEEN = [
    Filing,
    Statement,
    Figure,
    Claim,
    SettlementItem,
    ChangeDay,
    Revenue,
    RevenueCollection,
    Finding,
    FindingStep,
    Task,
    Statistic,
    StatisticValue,
]


def url(model, page, *args):
    return reverse(f"admin:budgets_{model._meta.model_name}_{page}", args=args)


def text_of(response):
    return response.content.decode()


def errors_of(response):
    form = response.context["adminform"].form
    return [message for messages in form.errors.values() for message in messages]


def row(model):
    return model.objects.order_by("pk").first()


@pytest.fixture
def line():
    return LineItem.objects.get(
        program__book__code="시민소통기획관/2022", name="미디어재단 TBS 출연금"
    )


@pytest.mark.parametrize("model", KEPT + SEEN)
def test_a_list_opens_can_be_searched_and_asks_no_question_for_each_row(admin_client, model):
    for query in ("", "?q=시민"):
        with CaptureQueriesContext(connection) as queries:
            response = admin_client.get(url(model, "changelist") + query)
        assert response.status_code == 200
        assert f"{model._meta.verbose_name_plural} 목록" in text_of(response)
        assert len(queries) <= 12  # one of them begins the half hour of the session anew


@pytest.mark.parametrize("model", SEEN)
def test_figures_and_what_they_come_from_are_only_looked_at(admin_client, model):
    pk, number = row(model).pk, model.objects.count()
    selected = {"action": "delete_selected", "_selected_action": [pk], "post": "yes"}
    changes = {"state": "공개", "spent": 1, "reason": "고침", "printed": "1"}
    assert admin_client.get(url(model, "change", pk)).status_code == 200
    assert admin_client.get(url(model, "add")).status_code == 403
    assert admin_client.post(url(model, "add"), changes).status_code == 403
    assert admin_client.post(url(model, "change", pk), changes).status_code == 403
    assert admin_client.get(url(model, "delete", pk)).status_code == 403
    assert admin_client.post(url(model, "delete", pk), {"post": "yes"}).status_code == 403
    assert admin_client.post(url(model, "changelist"), selected).status_code == 403
    assert model.objects.count() == number


@pytest.mark.parametrize("model", SEEN)
def test_a_page_that_is_only_looked_at_has_nothing_to_save(admin_client, model):
    page = text_of(admin_client.get(url(model, "change", row(model).pk)))
    assert f"{model._meta.verbose_name} 보기" in page
    for control in ('name="_save"', 'name="spent"', "deletelink", "addlink"):
        assert control not in page.split('<div id="content-main">')[1]


def test_a_statement_shows_its_figures_and_takes_none(admin_client):
    statement = Statement.objects.get(
        filing__reporting_date__day="2022-07-01", filing__department__name="시민소통담당관"
    )
    with CaptureQueriesContext(connection) as queries:
        page = text_of(admin_client.get(url(Statement, "change", statement.pk)))
    assert "미디어재단 TBS 출연금" in page
    assert "그런 열이 없음" in page
    assert len(queries) <= 12  # one of them begins the half hour of the session anew
    inline = {"figures-TOTAL_FORMS": 1, "figures-INITIAL_FORMS": 0, "figures-0-spent": 1}
    assert admin_client.post(url(Statement, "change", statement.pk), inline).status_code == 403


def test_an_amount_is_shown_in_won_and_a_missing_column_by_name(admin_client):
    page = text_of(admin_client.get(url(Figure, "changelist") + "?q=여유자금"))
    assert '<td class="field-appropriated">4,497,005,000</td>' in page
    assert '<td class="field-budget">그런 열이 없음</td>' in page
    assert '<td class="field-spent">‘-’</td>' in page


def test_a_line_with_figures_is_not_deleted_and_the_page_counts_them(admin_client, line):
    for response in (
        admin_client.get(url(LineItem, "delete", line.pk)),
        admin_client.post(url(LineItem, "delete", line.pk), {"post": "yes"}),
    ):
        assert response.status_code == 200
        assert "‘미디어재단 TBS 출연금’(세부사업)은(는) 지울 수 없습니다" in text_of(response)
        assert "금액 행 1건" in text_of(response)
    assert LineItem.objects.filter(pk=line.pk).exists()


def test_lines_with_figures_are_not_deleted_by_the_action_either(admin_client, line):
    chosen = {"action": "delete_selected", "_selected_action": [line.pk], "post": "yes"}
    response = admin_client.post(url(LineItem, "changelist"), chosen)
    assert "고른 세부사업은(는) 지울 수 없습니다" in text_of(response)
    assert LineItem.objects.filter(pk=line.pk).exists()


def test_a_line_without_figures_can_be_added_and_deleted(admin_client, line):
    sent = {"code": "새 사업", "program": line.program_id, "name": "새 사업", "position": 99}
    admin_client.post(url(LineItem, "add"), sent)
    added = LineItem.objects.get(code="새 사업")
    admin_client.post(url(LineItem, "delete", added.pk), {"post": "yes"})
    assert not LineItem.objects.filter(code="새 사업").exists()


def test_a_line_with_figures_may_be_read_better_but_not_moved(admin_client, line):
    program = line.program
    other = Program.objects.exclude(pk=program.pk).first()
    sent = {"code": "딴코드", "program": other.pk, "name": line.name, "reading": "출연금"}
    response = admin_client.post(url(LineItem, "change", line.pk), sent | {"position": 1})
    assert response.status_code == 302
    code = line.code
    line.refresh_from_db()
    assert (line.reading, line.program, line.code) == ("출연금", program, code)


def test_a_program_with_figures_keeps_its_book_department_and_account(admin_client, line):
    program = line.program
    fund = Account.objects.get(kind="기금")
    sent = {"code": "x", "book": row(Book).pk, "department": row(Department).pk, "account": fund.pk}
    response = admin_client.post(
        url(Program, "change", program.pk), sent | {"name": "새 이름", "position": 3}
    )
    assert response.status_code == 302
    kept = program.book_id, program.department_id, program.account_id
    program.refresh_from_db()
    assert program.name == "새 이름"
    assert (program.book_id, program.department_id, program.account_id) == kept


def test_a_name_that_another_program_has_is_refused_although_its_place_is_fixed(admin_client, line):
    program = line.program
    twin = Program.objects.create(
        code="쌍둥이",
        book=program.book,
        department=program.department,
        account=program.account,
        name="쌍둥이",
    )
    sent = {"name": twin.name, "position": program.position}
    response = admin_client.post(url(Program, "change", program.pk), sent)
    assert errors_of(response) == ["같은 부서에 같은 이름의 정책사업이 이미 있습니다."]


def test_a_date_and_a_book_with_figures_keep_their_day_and_year(admin_client):
    date, book = ReportingDate.objects.get(day="2022-07-01"), Book.objects.get(fiscal_year=2022)
    sent = {"book": row(Book).pk, "day": "2022-07-02", "stage": "결산"}
    assert admin_client.post(url(ReportingDate, "change", date.pk), sent).status_code == 302
    sent = {"code": "x", "office": book.office_id, "fiscal_year": 2021, "basis": "당초"}
    assert admin_client.post(url(Book, "change", book.pk), sent).status_code == 302
    date.refresh_from_db()
    book.refresh_from_db()
    assert (str(date.day), date.stage, date.book) == ("2022-07-01", "집행", book)
    assert (book.code, book.fiscal_year) == ("시민소통기획관/2022", 2022)


OFFICE, DIVISION = "시민소통기획관", "시민소통기획관/시민소통담당관"


def sent_for(model):
    """What the form sends for a row that the fixtures have already."""
    book = Book.objects.get(code="시민소통기획관/2022")
    program = Program.objects.filter(book=book, department__code=DIVISION).first()
    return {
        Account: {"name": "특별회계", "kind": "특별회계"},
        Book: {
            "code": "새 체계",
            "office": Department.objects.get(code=OFFICE).pk,
            "fiscal_year": 2022,
            "basis": "당초",
        },
        Program: {
            "code": "새 사업",
            "book": book.pk,
            "department": program.department_id,
            "account": program.account_id,
            "name": program.name,
            "position": 1,
        },
        LineItem: {"code": "새 사업", "program": program.pk, "name": "새 사업", "position": 1},
        ReportingDate: {"book": book.pk, "day": "2022-07-01", "stage": "집행"},
    }[model]


@pytest.mark.parametrize(
    ("model", "changes", "message"),
    [
        (Account, {"name": "일반회계"}, "회계의 이름은/는 이미 존재합니다."),
        (Book, {}, "이 실국의 이 회계연도 편성체계가 이미 있습니다."),
        (Book, {"basis": "재편"}, "재편한 편성체계에는 조직 기준일이 있어야 합니다."),
        (Book, {"fiscal_year": 22}, "1948 이상의 값을 입력해 주세요."),
        (Program, {}, "같은 부서에 같은 이름의 정책사업이 이미 있습니다."),
        (LineItem, {"name": "\u200b"}, "이 필드는 빈 칸으로 둘 수 없습니다."),
        (ReportingDate, {}, "이 편성체계에 같은 기준일이 이미 있습니다."),
    ],
)
def test_a_row_that_cannot_be_is_refused_in_korean(admin_client, model, changes, message):
    response = admin_client.post(url(model, "add"), sent_for(model) | changes)
    assert response.status_code == 200
    assert errors_of(response) == [message]


@pytest.mark.parametrize("model", KEPT)
def test_a_new_row_can_be_added(admin_client, model):
    new = {"fiscal_year": 2031, "name": "새 이름", "day": "2022-09-30"}
    sent = sent_for(model)
    sent |= {name: value for name, value in new.items() if name in sent}
    number = model.objects.count()
    response = admin_client.post(url(model, "add"), sent)
    assert response.status_code == 302, errors_of(response)
    assert model.objects.count() == number + 1

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.models import Department, Document, Duty, Headcount, Succession, Team, TeamSighting

pytestmark = pytest.mark.django_db

KEPT = [Department, Succession, Team]
SEEN = [Document, Duty, Headcount, TeamSighting]


def url(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def text_of(response):
    return response.content.decode()


def errors_of(response):
    form = response.context["adminform"].form
    return [message for messages in form.errors.values() for message in messages]


def row(model):
    return model.objects.order_by("pk").first()


@pytest.mark.parametrize("model", KEPT + SEEN)
def test_a_list_opens_can_be_searched_and_asks_no_question_for_each_row(admin_client, model):
    for query in ("", "?q=시민"):
        with CaptureQueriesContext(connection) as queries:
            response = admin_client.get(url(model, "changelist") + query)
        assert response.status_code == 200
        assert f"{model._meta.verbose_name_plural} 목록" in text_of(response)
        assert len(queries) <= 10  # one of them begins the half hour of the session anew


@pytest.mark.parametrize("model", SEEN)
def test_what_a_document_printed_is_only_looked_at(admin_client, model):
    pk, number = row(model).pk, model.objects.count()
    selected = {"action": "delete_selected", "_selected_action": [pk], "post": "yes"}
    assert admin_client.get(url(model, "change", pk)).status_code == 200
    assert admin_client.get(url(model, "add")).status_code == 403
    assert admin_client.post(url(model, "add")).status_code == 403
    assert admin_client.post(url(model, "change", pk), {"place": 1}).status_code == 403
    assert admin_client.get(url(model, "delete", pk)).status_code == 403
    assert admin_client.post(url(model, "delete", pk), {"post": "yes"}).status_code == 403
    assert admin_client.post(url(model, "changelist"), selected).status_code == 403
    assert model.objects.count() == number


def test_a_staff_member_without_rights_sees_none_of_it(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("박감사", is_staff=True))
    for model in KEPT + SEEN:
        assert client.get(url(model, "changelist")).status_code == 403


def test_a_headcount_tells_a_dash_from_a_nought(admin_client):
    Headcount.objects.filter(pk=row(Headcount).pk).update(
        group="새 직군", authorised=None, authorised_state="dash", actual=0, actual_state="value"
    )
    page = text_of(admin_client.get(url(Headcount, "changelist") + "?q=새+직군"))
    assert '<td class="field-authorised">‘-’</td><td class="field-actual">0</td>' in page


def test_a_document_without_a_title_says_so(admin_client):
    assert "제목 없음" in text_of(admin_client.get(url(Document, "changelist") + "?q=2023-04"))


def department(**changes):
    """What the form of a new department sends."""
    return {"code": "새실", "name": "새실", "kind": "실국", "parent": "", "position": 90} | changes


def test_a_department_can_be_added_renamed_and_deleted(admin_client):
    admin_client.post(url(Department, "add"), department())
    added = Department.objects.get(code="새실")
    admin_client.post(url(Department, "change", added.pk), department(name="헌실"))
    added.refresh_from_db()
    assert added.name == "헌실"
    admin_client.post(url(Department, "delete", added.pk), {"post": "yes"})
    assert not Department.objects.filter(code="새실").exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"valid_from": "2026-07-01", "valid_to": "2026-06-30"},
            "시작일이 종료일보다 늦습니다.",
        ),
        ({"valid_from_exact": "on"}, "확인된 날짜라면 날짜가 있어야 합니다."),
        ({"name": "\u200b"}, "이 필드는 빈 칸으로 둘 수 없습니다."),
        ({"name": ""}, "필수 항목입니다."),
        ({"kind": "과"}, "올바르게 선택해 주세요. 과 이/가 선택가능항목에 없습니다."),
        ({"code": "시장비서실"}, "부서 코드"),
    ],
)
def test_a_department_that_cannot_be_is_refused_in_korean(admin_client, changes, message):
    response = admin_client.post(url(Department, "add"), department(**changes))
    assert response.status_code == 200
    assert any(message in error for error in errors_of(response)), errors_of(response)
    assert not Department.objects.filter(position=90).exists()


def test_one_office_has_one_division_of_a_name_at_a_time(admin_client):
    office = Department.objects.get(code="홍보기획관")
    division = department(kind="담당관", parent=office.pk, valid_from="2026-01-01")
    admin_client.post(url(Department, "add"), division | {"code": "홍보기획관/새과"})
    response = admin_client.post(url(Department, "add"), division | {"code": "홍보기획관/헌과"})
    assert errors_of(response) == ["같은 실국에 같은 이름의 부서가 이미 있습니다."]


def test_a_department_is_not_its_own_parent(admin_client):
    office = Department.objects.create(**department(parent=None))
    response = admin_client.post(url(Department, "change", office.pk), department(parent=office.pk))
    (error,) = errors_of(response)
    assert error.startswith("올바르게 선택해 주세요")


def test_only_an_office_can_be_above_a_department(admin_client):
    form = admin_client.get(url(Department, "add")).context["adminform"].form
    assert {each.kind for each in form.fields["parent"].queryset} == {"실국"}


def test_a_division_is_offered_with_its_office(admin_client):
    page = text_of(admin_client.get(url(Succession, "add")))
    assert ">홍보기획관 뉴미디어담당관</option>" in page
    assert ">시민소통기획관 뉴미디어담당관</option>" in page


def test_the_code_of_a_department_and_the_place_of_one_in_use_stay(admin_client):
    used = Department.objects.get(code="홍보기획관/홍보담당관")
    changes = department(code="딴코드", name="홍보과", kind="실국", position=used.position)
    response = admin_client.post(url(Department, "change", used.pk), changes)
    assert response.status_code == 302
    used.refresh_from_db()
    assert (used.name, used.code) == ("홍보과", "홍보기획관/홍보담당관")
    assert (used.kind, used.parent.code) == ("담당관", "홍보기획관")


def test_a_fixed_field_says_why(admin_client):
    used = Department.objects.get(code="홍보기획관/홍보담당관")
    page = text_of(admin_client.get(url(Department, "change", used.pk)))
    assert "문서가 이 이름으로 찾으므로 바꿀 수 없습니다." in page
    assert "이것을 쓰는 자료가 있어 바꿀 수 없습니다." in page


def test_a_department_in_use_is_not_deleted_and_the_page_counts_what_uses_it(admin_client):
    used = Department.objects.get(code="홍보기획관/홍보담당관")
    for response in (
        admin_client.get(url(Department, "delete", used.pk)),
        admin_client.post(url(Department, "delete", used.pk), {"post": "yes"}),
    ):
        assert response.status_code == 200
        assert "‘홍보담당관’(부서)은(는) 지울 수 없습니다" in text_of(response)
        assert "제출 1건" in text_of(response)
    assert Department.objects.filter(pk=used.pk).exists()


def test_departments_in_use_are_not_deleted_by_the_action_either(admin_client):
    used = Department.objects.get(code="홍보기획관/홍보담당관")
    chosen = {"action": "delete_selected", "_selected_action": [used.pk], "post": "yes"}
    response = admin_client.post(url(Department, "changelist"), chosen)
    assert "고른 부서은(는) 지울 수 없습니다" in text_of(response)
    assert Department.objects.filter(pk=used.pk).exists()


def succession(**changes):
    return {"kind": "통합", "evidence": "추정", "before": "", "after": ""} | changes


def test_a_succession_with_its_place_in_a_document_is_kept(admin_client):
    before, after = Department.objects.order_by("-pk")[:2]
    stated = {"evidence": "명시", "document": row(Document).pk, "place": 7}
    sent = succession(before=before.pk, after=after.pk, **stated)
    assert admin_client.post(url(Succession, "add"), sent).status_code == 302
    assert Succession.objects.filter(before=before, after=after, evidence="명시", place=7).exists()


@pytest.mark.parametrize(
    ("sides", "changes", "message"),
    [
        ("", {}, "이전 부서와 이후 부서 가운데 하나는 있어야 합니다."),
        ("same", {}, "이전 부서와 이후 부서가 같습니다."),
        ("after", {"evidence": "명시"}, "문서에 적힌 계보는 문서와 줄을 밝혀야 합니다."),
        ("renamed", {"kind": "명칭 변경"}, "이미 있는 계보입니다."),
    ],
)
def test_a_succession_that_cannot_be_is_refused_in_korean(admin_client, sides, changes, message):
    old, new = (Department.objects.get(code=code).pk for code in ("시민소통기획관", "홍보기획관"))
    pairs = {
        "": {},
        "same": {"before": new, "after": new},
        "after": {"after": new},
        "renamed": {"before": old, "after": new},
    }
    sent = succession(**pairs[sides], **changes)
    assert errors_of(admin_client.post(url(Succession, "add"), sent)) == [message]


def test_a_team_has_a_duty_once_at_a_time(admin_client):
    team = row(Team)
    sent = {"department": team.department_id, "name": team.name, "duty": team.duty, "position": 0}
    response = admin_client.post(url(Team, "add"), sent | {"turn": 1})
    assert errors_of(response) == ["같은 업무의 같은 팀이 이미 있습니다."]


def test_what_a_report_says_of_a_team_stays(admin_client):
    team = row(Team)
    changes = {
        "name": "딴팀",
        "duty": "딴 업무",
        "turn": 9,
        "position": 3,
        "valid_to": "2026-01-01",
    }
    assert admin_client.post(url(Team, "change", team.pk), changes).status_code == 302
    changed = Team.objects.get(pk=team.pk)
    assert (changed.natural_key(), changed.position) == (team.natural_key(), 3)


def test_a_department_does_not_end_before_what_it_handed_in(admin_client):
    citizen = Department.objects.get(code="시민소통기획관/시민봉사담당관")
    sent = {"name": citizen.name, "kind": citizen.kind, "position": 1, "valid_to": "2000-01-01"}
    response = admin_client.post(url(Department, "change", citizen.pk), sent)
    assert response.status_code == 200
    assert errors_of(response) == ["기준일에 내는 부서는 그 기준일에 그 실국에 있어야 합니다."]
    citizen.refresh_from_db()
    assert citizen.valid_to.year == 2023


def test_a_row_that_somebody_else_has_deleted_meanwhile_is_no_error(admin_client):
    gone = {"action": "delete_selected", "_selected_action": [10**9], "post": "yes"}
    assert admin_client.post(url(Team, "changelist"), gone).status_code in (200, 302)

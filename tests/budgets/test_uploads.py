"""A department's figures by file, through the pages: template, preview, confirmation, the file kept."""

import io
import re
from dataclasses import replace
from datetime import timedelta
from html import escape, unescape
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from budgets import filing as verbs
from budgets import uploads
from budgets.measures import Measures
from budgets.models import Filing, Upload
from budgets.rows import Row, Waived
from budgets.rules import RULES
from tests import cast
from tests.corpus.cases import FLOWERS, GOOD, TREES, csv_of, table
from tests.corpus.office import opened, quarter
from tests.corpus.workbooks import xlsx

pytestmark = pytest.mark.django_db
OTHER = xlsx(table(["나무 심기", 100, 50, 40, "비 때문"], FLOWERS))


@pytest.fixture
def q():
    return quarter()


@pytest.fixture
def filing(q, client):
    client.force_login(q.officer)
    return opened(q)


def url(name, filing, *more):
    return reverse(name, args=[filing.pk, *more])


def shown(client, filing, content=None, name="제출.xlsx", **post):
    file = SimpleUploadedFile(name, xlsx(GOOD) if content is None else content)
    return client.post(url("filing_upload", filing), {"file": file} | post)


def hidden(answer):
    found = re.findall(
        r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode()
    )
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def confirmed(client, filing, handed=None, **changes):
    sent = hidden(shown(client, filing, handed)) | changes
    return client.post(url("filing_upload", filing), sent, follow=True)


def page(answer):
    return unescape(answer.content.decode())


def row(line, budget, committed, spent, note="", states=()):
    told = {"budget": "value", "committed": "value", "spent": "value"} | dict(states)
    told |= {"appropriated": "absent", "carried": "absent"}
    return Row(line.pk, Measures(None, budget, committed, spent), told, note=note)


def hand_in(q, filing, rows, waived=()):
    filing.refresh_from_db()
    deadline = filing.reporting_date.deadline - timedelta(hours=1)
    facts = {"by": q.officer, "at": deadline, "key": uuid4(), "follows": filing.standing}
    return verbs.hand_in(filing=filing, rows=rows, waived=waived, **facts)


def said(filing):
    filing.refresh_from_db()
    return list(filing.standing.figures.values_list("budget", "committed", "spent", "note"))


def template(client, filing, query=""):
    answer = client.get(url("filing_template", filing) + query)
    assert answer.status_code == 200
    return answer.content


# --- the template -----------------------------------------------------------------------------------


def test_the_template_names_the_lines_the_day_and_the_unit(client, filing):
    sheet = openpyxl.load_workbook(io.BytesIO(template(client, filing)))["제출"]
    assert sheet["A2"].value == "집행 금액 제출 서식 (2030. 9. 30. 기준, 단위: 원)"
    heads = [cell.value for cell in sheet[5]]
    assert heads == [
        *("정책사업", "세부사업", "예산현액", "원인행위액", "집행액"),
        *("집행률", "집행잔액", "부진사유·비고", "회계", "사업코드"),
    ]
    assert [sheet.cell(r, 2).value for r in range(8, 10)] == ["나무 심기", "꽃 심기"]


def test_only_what_is_typed_is_open_and_the_lock_has_no_password(client, filing):
    sheet = openpyxl.load_workbook(io.BytesIO(template(client, filing)))["제출"]
    open_cells = {c.coordinate for cells in sheet for c in cells if not c.protection.locked}
    assert open_cells == {f"{column}{line}" for column in "CDEH" for line in (8, 9)}
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert sheet.freeze_panes == "C6"
    assert sheet.print_title_rows == "$5:$5"
    assert len(sheet.data_validations.dataValidation) == 4


def test_the_template_has_the_last_date_beside(q, client, filing):
    hand_in(q, filing, [row(q.trees, 100, 50, 30), row(q.flowers, 200, 100, 80)])
    Filing.objects.filter(pk=filing.pk).update(state="제출")
    Filing.objects.filter(pk=filing.pk).update(state="확인")
    filing.refresh_from_db()
    Filing.objects.filter(pk=filing.pk).update(state="공개", published=filing.standing)
    later = opened(q, day=cast.date(2030, 12, 31))
    sheet = openpyxl.load_workbook(io.BytesIO(template(client, later)))["제출"]
    heads = [cell.value for cell in sheet[5]]
    at = heads.index("지난 집행액 (2030. 9. 30.)") + 1
    assert [sheet.cell(r, at).value for r in (8, 9)] == [30, 80]


def test_sums_of_the_template_are_live_and_show_what_they_come_to(q, client, filing):
    hand_in(q, filing, [row(q.trees, 100, 50, 30), row(q.flowers, 200, 100, 80)])
    content = template(client, filing)
    live = openpyxl.load_workbook(io.BytesIO(content))["제출"]
    kept = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["제출"]
    assert (live["E6"].value, kept["E6"].value) == ("=SUBTOTAL(9,E7:E9)", 110)
    assert (live["E7"].value, kept["E7"].value) == ("=SUBTOTAL(9,E8:E9)", 110)
    assert kept["F8"].value == 0.3
    assert kept["G9"].value == 120


@pytest.mark.parametrize("query", ["", "?unit=천원"])
def test_a_round_trip_in_which_nothing_changes_makes_no_new_statement(q, client, filing, query):
    rows = [
        row(q.trees, 100_500, 50_000, 30_001, "비 때문"),
        row(q.flowers, 200_000, None, None, states={"committed": "dash", "spent": "blank"}),
    ]
    first = hand_in(q, filing, rows)
    answer = confirmed(client, filing, template(client, filing, query))
    assert "제1판과 같습니다" in page(answer)
    filing.refresh_from_db()
    assert (filing.standing, filing.statements.count(), Upload.objects.count()) == (first, 1, 0)


def test_a_round_trip_keeps_the_exceptions(q, client, filing):
    rows = [row(q.trees, 100, 50, 60), row(q.flowers, 200, 100, 80)]
    waived = [Waived("order", q.trees.pk, "이월분 지출", "지출결의 12호")]
    first = hand_in(q, filing, rows, waived)
    confirmed(client, filing, template(client, filing))
    filing.refresh_from_db()
    assert filing.standing == first


def test_an_exception_is_not_kept_for_another_amount(q, client, filing):
    rows = [row(q.trees, 100, 50, 60), row(q.flowers, 200, 100, 80)]
    hand_in(q, filing, rows, [Waived("order", q.trees.pk, "이월분 지출", "지출결의 12호")])
    confirmed(client, filing, xlsx(table(["나무 심기", 100, 50, 70], FLOWERS)))
    filing.refresh_from_db()
    assert (filing.standing.version, filing.standing.waivers.count()) == (2, 0)


def test_a_settlement_hands_in_what_is_carried_by_kind(q, client):
    client.force_login(q.officer)
    filing = opened(q, stage="결산")
    book = openpyxl.load_workbook(io.BytesIO(template(client, filing)))
    sheet = book["제출"]
    heads = {cell.value: cell.column for cell in sheet[5]}
    for line, amounts in ((8, (100, 50, 30, None, 20, 5)), (9, (200, 100, 80, 0, None, None))):
        names = ("예산현액", "원인행위액", "집행액", "이월액", "명시이월", "사고이월")
        for name, won in zip(names, amounts, strict=True):
            sheet.cell(line, heads[name]).value = won
    out = io.BytesIO()
    book.save(out)  # openpyxl calculates nothing: the sums have no value, and are not compared
    answer = confirmed(client, filing, out.getvalue())
    assert "제1판으로 저장했습니다" in page(answer)
    filing.refresh_from_db()
    kinds = ("carried", "carried_planned", "carried_unavoidable", "carried_continuing")
    assert list(filing.standing.figures.values_list(*kinds)) == [
        (25, 20, 5, None),
        (0, None, None, None),
    ]


# --- the preview --------------------------------------------------------------------------------------


def test_the_preview_shows_each_change_and_stores_nothing(q, client, filing):
    hand_in(q, filing, [row(q.trees, 100, 50, 30), row(q.flowers, 200, 100, 80)])
    answer = shown(client, filing, OTHER)
    lines = answer.context["shown"]
    cells = [(cell.old, cell.new) for cell in lines.changed[0].cells if cell.changes]
    assert cells == [("30", "40"), ("", "비 때문")]
    assert [line.name for line in lines.same] == ["꽃 심기"]
    assert (Upload.objects.count(), filing.statements.count()) == (0, 1)
    assert answer.headers["Cache-Control"] == "no-store, private"


def told(sheet):
    assert sheet.status_code == 200
    return [
        row[1:] for row in list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values)[3:]
    ]


def test_what_must_be_answered_is_told_with_its_cell_and_its_rule(client, filing):
    answer = shown(
        client, filing, xlsx(table(["나무 심기", 100, 50, 60], ["꽃 심기", 200, "", 80]))
    )
    asked = [
        (
            "예외 필요",
            "제출",
            "D3",
            "나무 심기: 집행액 60원 > 원인행위액 50원",
            RULES["order"].words,
        ),
        (
            "확인 필요",
            "제출",
            "C4",
            "꽃 심기: 원인행위액 칸이 비어 있습니다.",
            RULES["blank"].words,
        ),
    ]
    assert all(
        f"<td>{escape(word)}</td>" in answer.content.decode() for one in asked for word in one
    )
    assert told(client.post(url("upload_problems", filing), hidden(answer))) == asked


def test_a_cell_a_sum_and_a_rule_are_told_in_one_go(client, filing):
    """꽃 심기 spends more than it has. 합계 of 집행액 is wrong; that of 예산현액 nobody knows."""
    rows = ["나무 심기", "x", 50, 30], ["꽃 심기", 200, 100, 300], ["합계", 900, 150, 900]
    answer = shown(client, filing, xlsx(table(*rows)))
    assert [(each.kind, each.cell) for each in answer.context["misfits"]] == [
        ("고칠 것", "B3"),
        ("고칠 것", "D5"),
        ("예외 필요", "D4"),
    ]
    assert "고칠 것 2가지, 확인할 것 1가지" in page(answer)
    assert len(told(client.post(url("upload_problems", filing), hidden(answer)))) == 3


def test_a_sum_away_by_rounding_is_shown_and_confirmed_with_the_rest(client, filing):
    content = xlsx(table(TREES, FLOWERS, ["합계", 301, 150, 110]))
    answer = shown(client, filing, content)
    words = "‘합계’의 예산현액 301원, 세부사업의 합 300원: 단수 차이"
    assert told(client.post(url("upload_problems", filing), hidden(answer)))[0][:4] == (
        *("단수 차이", "제출", "B5"),
        words,
    )
    assert words in page(answer)
    assert "‘단수 차이’는 저장하면 확인한 것으로 합니다." in page(answer)
    seen = answer.context["preview"]
    unseen = replace(seen, handed=replace(seen.handed, roundings=[]))
    assert seen.seen != unseen.seen  # it is part of what is confirmed
    assert "제1판으로 저장했습니다" in page(confirmed(client, filing, content))
    without = shown(client, filing, xlsx(table(TREES, FLOWERS, ["합계", 300, 150, 110])))
    assert "단수 차이" not in page(without)


def test_every_problem_is_shown_at_once_and_taken_away_as_a_sheet(client, filing):
    content = xlsx(table(["나무 심기", "1,0", "x", 30], ["풀 심기", 1, 1, 1]))
    answer = shown(client, filing, content)
    misfits = answer.context["misfits"]
    assert [(each.sheet, each.cell) for each in misfits] == [
        ("제출", "B3"),
        ("제출", "C3"),
        ("제출", "A4"),
        ("제출", ""),
    ]
    sheet = client.post(url("upload_problems", filing), hidden(answer))
    assert sheet.status_code == 200
    assert told(sheet) == [
        ("고칠 것", each.sheet, each.cell, each.found, each.expected) for each in misfits
    ]


@pytest.mark.parametrize(("amount", "count"), [("1", 602), ("1\x01", 600)])
def test_where_not_all_problems_are_named_it_is_said_how_many_more(client, filing, amount, count):
    """Of 600 lines that are not known, two of one's own missing; and of letters that are found by the
    child process, which reads on no further."""
    rows = [[f"풀 심기 {n}", amount, 1, 1] for n in range(600)]
    content = csv_of([["(단위: 원)"], ["세부사업", "예산현액", "원인행위액", "집행액"], *rows])
    answer = shown(client, filing, content, "제출.csv")
    assert (answer.context["count"], len(answer.context["misfits"])) == (count, 500)
    words = f"모두 {count:,}가지 가운데 처음 500가지입니다. 나머지 {count - 500:,}가지는"
    assert words in page(answer)
    assert f"고칠 것 {count}가지" in page(answer)
    sheet = client.post(url("upload_problems", filing), hidden(answer))
    told = openpyxl.load_workbook(io.BytesIO(sheet.content)).active
    assert words in told["A2"].value
    assert (told.max_row, told["A503"].value) == (503, 500)


def test_where_all_problems_are_named_nothing_is_said_of_more(client, filing):
    answer = shown(client, filing, b"")
    assert "가지 가운데" not in page(answer)
    sheet = client.post(url("upload_problems", filing), hidden(answer))
    assert openpyxl.load_workbook(io.BytesIO(sheet.content)).active["A2"].value is None


def test_problems_that_the_page_did_not_sign_are_not_written(q, client, filing):
    signed = hidden(shown(client, filing, b""))["problems"]
    assert (
        client.post(url("upload_problems", filing), {"problems": signed + "x"}).status_code == 404
    )
    later = opened(q, day=cast.date(2030, 12, 31))
    assert client.post(url("upload_problems", later), {"problems": signed}).status_code == 404


# --- the confirmation ----------------------------------------------------------------------------------


def test_what_is_confirmed_is_stored_with_the_file_and_its_cells(q, client, filing):
    content = xlsx(GOOD)
    answer = confirmed(client, filing, content)
    assert "제1판으로 저장했습니다. 아직 제출하지 않았습니다. 제출은 입력표에서" in page(answer)
    assert said(filing) == [(100, 50, 30, ""), (200, 100, 80, "")]
    statement, upload = filing.standing, Upload.objects.get()
    assert (statement.method, statement.upload, statement.unit) == ("파일", upload, "원")
    assert (upload.sha256, upload.by) == (uploads.sha256_of(content), q.officer)
    assert list(statement.figures.values_list("place", flat=True)) == ["제출!B3:D3", "제출!B4:D4"]


def test_the_same_request_twice_has_one_effect(client, filing):
    sent = hidden(shown(client, filing))
    for _ in range(2):
        assert client.post(url("filing_upload", filing), sent).status_code == 302
    assert (filing.statements.count(), Upload.objects.count()) == (1, 1)
    assert filing.steps.filter(act="저장").count() == 1


def test_the_same_file_twice_has_one_effect(client, filing):
    confirmed(client, filing)
    assert "제1판과 같습니다" in page(confirmed(client, filing))
    assert (filing.statements.count(), Upload.objects.count()) == (1, 1)


def test_the_same_file_in_two_windows_has_one_effect(client, filing):
    first, second = hidden(shown(client, filing)), hidden(shown(client, filing))
    for sent in (first, second):
        assert client.post(url("filing_upload", filing), sent).status_code == 302
    assert (filing.statements.count(), Upload.objects.count()) == (1, 1)


def test_a_file_that_comes_back_after_another_is_kept_once(client, filing):
    for content in (xlsx(GOOD), OTHER, xlsx(GOOD)):
        confirmed(client, filing, content)
    assert (filing.statements.count(), Upload.objects.count()) == (3, 2)
    assert said(filing)[0] == (100, 50, 30, "")


def test_a_confirmation_sent_again_does_not_read_the_file_again(client, filing, monkeypatch):
    """What was carried out stays so, whatever the lines have become since."""
    sent = hidden(shown(client, filing))
    client.post(url("filing_upload", filing), sent)
    monkeypatch.setattr(uploads, "preview", None)
    assert client.post(url("filing_upload", filing), sent).status_code == 302
    assert filing.statements.count() == 1


def test_what_was_sent_back_may_be_right_as_the_file_says_it_again(q, client, filing):
    hand_in(q, filing, [row(q.trees, 100, 50, 30), row(q.flowers, 200, 100, 80)])
    for state in ("제출", "반려"):
        Filing.objects.filter(pk=filing.pk).update(state=state)
    confirmed(client, filing)
    filing.refresh_from_db()
    assert (filing.state, filing.statements.count(), Upload.objects.count()) == ("작성중", 1, 0)


def test_who_comes_later_sees_what_stands_now_and_keeps_the_file(q, client, filing):
    sent = hidden(shown(client, filing, OTHER))
    hand_in(q, filing, [row(q.trees, 100, 50, 31), row(q.flowers, 200, 100, 80)])
    answer = client.post(url("filing_upload", filing), sent)
    assert answer.status_code == 409
    assert "그사이에 다른 사람이 저장했습니다" in page(answer)
    assert said(filing)[0] == (100, 50, 31, "")
    assert client.post(url("filing_upload", filing), hidden(answer)).status_code == 302
    assert said(filing)[0] == (100, 50, 40, "비 때문")


def test_what_was_not_shown_is_not_stored(client, filing):
    answer = confirmed(client, filing, seen="0" * 64)
    assert "미리 본 뒤에" in page(answer)
    assert filing.statements.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("content", "%%%"), ("content", ""), ("unit", "냥"), ("follows", "x"), ("seen", "")],
)
def test_a_form_that_came_apart_asks_for_the_file_again(client, filing, field, value):
    answer = confirmed(client, filing, **{field: value})
    assert answer.status_code == 422
    assert "파일을 다시 올리십시오" in page(answer)
    assert filing.statements.count() == Upload.objects.count() == 0


@pytest.mark.parametrize("key", ["", "x"])
def test_a_confirmation_without_its_key_is_not_carried_out(client, filing, key):
    assert confirmed(client, filing, key=key).status_code == 400


def publish(filing):
    for state in ("제출", "확인"):
        Filing.objects.filter(pk=filing.pk).update(state=state)
    filing.refresh_from_db()
    Filing.objects.filter(pk=filing.pk).update(state="공개", published=filing.standing)


def test_a_correction_asks_why_and_keeps_the_file_meanwhile(q, client, filing):
    hand_in(q, filing, [row(q.trees, 100, 50, 30), row(q.flowers, 200, 100, 80)])
    publish(filing)
    answer = confirmed(client, filing, OTHER)
    assert "정정하는 사유" in page(answer)
    assert filing.statements.count() == 1
    sent = hidden(answer) | {"reason": "지출 누락"}
    done = client.post(url("filing_upload", filing), sent, follow=True)
    assert "제2판, 정정으로 냈습니다" in page(done)
    filing.refresh_from_db()
    assert (filing.state, filing.standing.reason) == ("정정", "지출 누락")
    assert "답하지 않은 문제" not in page(done)


def test_a_correction_from_a_file_says_at_once_what_the_reviewer_will_ask(q, client, filing):
    hand_in(q, filing, [row(q.trees, 100, 50, 30), row(q.flowers, 200, 100, 80)])
    publish(filing)
    wrong = xlsx(table(["나무 심기", 100, 50, 60, ""], FLOWERS))
    done = confirmed(client, filing, wrong, reason="지출 누락")
    assert "답하지 않은 문제가 1개 있어 검토자가 확인할 수 없습니다" in page(done)


# --- who, and when ------------------------------------------------------------------------------------


def test_to_a_stranger_nothing_is_said_of_the_lines(q, filing):
    asked = {"name": "제출.csv", "content": b"1", "unit": None, "seen": "", "follows": None}
    with pytest.raises(verbs.NotYours):
        uploads.take_in(filing=filing, by=q.reviewer, at=cast.NOON, key=uuid4(), **asked)


def test_a_filing_that_is_handed_in_says_that_it_is_closed(q, client, filing):
    hand_in(q, filing, [row(q.trees, 100, 50, 30), row(q.flowers, 200, 100, 80)])
    Filing.objects.filter(pk=filing.pk).update(state="제출")
    answer = shown(client, filing)
    assert "제출 상태에서는 고칠 수 없습니다." in page(answer)
    assert filing.statements.count() == 1


def test_after_the_deadline_the_page_says_so(client, filing):
    date = filing.reporting_date
    date.deadline -= timedelta(days=20)
    date.save()
    answer = client.get(url("filing_upload", filing))
    assert "제출 기한이 지났습니다." in page(answer)
    assert 'type="file"' not in page(answer)


def test_what_a_verb_refuses_stands_above_the_preview(client, filing):
    sent = hidden(shown(client, filing))
    date = filing.reporting_date
    date.deadline -= timedelta(days=20)
    date.save()
    assert "제출 기한이 지났습니다." in page(client.post(url("filing_upload", filing), sent))
    assert Upload.objects.count() == 0


@pytest.mark.parametrize("role", ["담당자", "총괄"])
def test_another_department_and_the_operator_find_nothing(q, client, filing, role):
    confirmed(client, filing)
    where = q.office if role == "총괄" else q.office.divisions.get(name="별빛담당관")
    client.force_login(cast.member("라온", where, role))
    file = Upload.objects.get()
    for answer in (
        client.get(url("filing_template", filing)),
        client.get(url("filing_upload", filing)),
        shown(client, filing),
        client.post(url("upload_problems", filing), {}),
    ):
        assert answer.status_code == 404
    kept = client.get(url("upload_file", filing, file.pk))
    assert kept.status_code == (200 if role == "총괄" else 404)


def test_the_file_comes_back_as_it_came_and_is_never_shown(client, filing):
    content = xlsx(GOOD)
    confirmed(client, filing, content)
    file = Upload.objects.get()
    answer = client.get(url("upload_file", filing, file.pk))
    assert answer.content == content
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment;")


def test_a_file_is_found_by_its_own_filing_only(q, client, filing):
    confirmed(client, filing)
    later = opened(q, day=cast.date(2030, 12, 31))
    assert client.get(url("upload_file", later, Upload.objects.get().pk)).status_code == 404


def test_a_file_that_is_too_large_is_not_taken_in_to_its_end(client, filing):
    answer = shown(client, filing, b"a" * (11 * 1024 * 1024))
    assert answer.context["misfits"][0].found == "파일이 10 MiB보다 큽니다."


def test_nothing_is_kept_where_the_statement_fails(client, filing, monkeypatch):
    """One transaction: the file is not there without its statement."""

    def fails(*args, **kwargs):
        raise RuntimeError

    sent = hidden(shown(client, filing))
    monkeypatch.setattr(verbs, "_step", fails)
    with pytest.raises(RuntimeError):
        client.post(url("filing_upload", filing), sent)
    assert Upload.objects.count() == filing.statements.count() == 0


def test_the_file_is_read_before_any_lock_is_taken(client, filing, monkeypatch):
    sent, asked = hidden(shown(client, filing)), []
    real = uploads.sheets_of
    outside = len(connection.savepoint_ids)
    monkeypatch.setattr(
        uploads,
        "sheets_of",
        lambda content: asked.append(len(connection.savepoint_ids)) or real(content),
    )
    client.post(url("filing_upload", filing), sent)
    assert asked == [outside]

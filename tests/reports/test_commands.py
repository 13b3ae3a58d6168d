"""What the commands print, over an office that no report knows."""

import csv
import io
import subprocess
import sys
from datetime import date

import pytest
from django.conf import settings
from django.core.management import call_command

from budgets import filing as verbs
from budgets.models import Claim
from budgets.rows import Waived
from departments.models import Department, Headcount
from reports.management.commands import headcount
from tests import cast
from tests.budgets import quarters as q

pytestmark = pytest.mark.django_db


def rows_of(command, *args):
    out = io.StringIO()
    call_command(command, *args, stdout=out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def lines_of_the_scene(*args):
    return [row for row in rows_of("figures", *args) if row["office"] == "해오름기획관"]


def test_a_draft_is_printed_only_when_asked_for():
    scene = cast.scene()
    scene.filing.standing = scene.statement
    scene.filing.save()
    assert lines_of_the_scene() == []
    assert [(r["line"], r["measure"], r["won"]) for r in lines_of_the_scene("--all")] == [
        ("나무 심기", "budget", "100"),
        ("나무 심기", "spent", "50"),
    ]


def test_a_statement_that_was_replaced_is_not_printed():
    scene = cast.scene()
    second = cast.statement(scene.filing, version=2, reason="오기 정정")
    cast.figure(second, scene.trees, budget=120_000)
    cast.publish(second)
    assert [row["won"] for row in lines_of_the_scene()] == ["120000"]


def test_the_ledger_as_loaded_breaks_no_rule_of_level_b(capsys):
    call_command("check_ledger")
    said = capsys.readouterr().out.splitlines()
    assert said[-1].startswith("규칙 위반 B 0건")
    assert any("2019-06:174" in line and "554억 38백만원" in line for line in said)
    assert any("623,712천원: 출처 미기재" in line for line in said)
    assert any("188,751천원: 출처 미기재" in line for line in said)


def test_a_department_that_was_not_there_ends_the_check_with_1(capsys):
    """Nothing lets it end before 2022 speaks of it, unless the guard is away."""
    cast.take_away("department_kept")
    Department.objects.filter(code="시민소통기획관/국제교류담당관").update(
        valid_to=date(2022, 6, 30)
    )
    with pytest.raises(SystemExit) as ended:
        call_command("check_ledger")
    assert ended.value.code == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("B 10 ")
    assert "국제교류담당관" in said[0]
    assert "2022-07-01에 없던 부서" in said[0]


def test_a_regrouped_year_with_another_total_ends_the_check_with_1(capsys):
    scene = cast.scene()
    drawn = cast.statement(scene.filing, version=2)
    cast.figure(drawn, scene.trees, appropriated=100_000)
    cast.publish(drawn)
    book = cast.book(scene.office, basis="재편", organised_on=date(2031, 1, 1))
    program = cast.program(book, scene.moon, scene.account)
    filing = cast.filing(cast.reporting_date(book, date(2030, 1, 1), "예산"), scene.moon)
    regrouped = cast.statement(filing)
    cast.figure(regrouped, cast.line(program), appropriated=90_000)
    cast.publish(regrouped)
    with pytest.raises(SystemExit):
        call_command("check_ledger")
    assert "당초 100천원, 재편 90천원: 총액이 다름" in capsys.readouterr().out


def test_a_spent_amount_that_falls_within_the_year_is_a_problem_but_not_of_level_b(capsys):
    scene = cast.scene()
    june = cast.statement(scene.filing, version=2)
    cast.figure(june, scene.trees, budget=100_000, spent=40_000)
    cast.publish(june)
    later = cast.filing(cast.reporting_date(scene.book, date(2030, 9, 30)), scene.moon)
    september = cast.statement(later)
    cast.figure(september, scene.trees, budget=100_000, spent=30_000)
    cast.publish(september)
    call_command("check_ledger")
    said = capsys.readouterr().out
    assert "집행액 40천원 → 30천원: 줄어듦" in said
    assert "규칙 위반 B 0건" in said


def test_a_correction_on_its_way_is_no_problem_and_an_unpublished_filing_that_is_read_is_one(
    capsys,
):
    quarter = cast.quarter()
    filing = q.publish_moon(quarter, q.opened(quarter))
    q.hand_in(filing, q.fine(quarter, spent=40), quarter.officer, reason="지출 누락")
    q.act(verbs.send_back, filing, quarter.reviewer, words="증빙이 없습니다.")
    call_command("check_ledger")
    q.correct(quarter, filing, 41)
    call_command("check_ledger")
    cast.take_away("filing_way")
    type(filing).objects.filter(pk=filing.pk).update(state="제출")
    with pytest.raises(SystemExit):
        call_command("check_ledger")
    assert "상태 제출인데 공개된 제출본이 있음" in capsys.readouterr().out


def test_what_was_excepted_with_its_reason_is_no_violation_and_is_told_last(capsys):
    quarter = cast.quarter()
    q.publish_moon(quarter, q.opened(quarter, day=cast.JUNE_30), q.fine(quarter, spent=40))
    trees = quarter.trees.pk
    wrong = [q.row(quarter.trees, 100_000, 20_000, 30_000), q.fine(quarter)[1]]
    said = [Waived("order", trees, "이월분 지출", "지출결의 12호"), Waived("falls", trees, "여입")]
    filing = q.opened(quarter, day=date(2030, 9, 30))
    call_command("check_ledger")
    before = capsys.readouterr().out.splitlines()[-1]
    filing = filing.filings.get(department=quarter.moon)
    q.submit(filing, wrong, quarter.officer, waived=said)
    q.approve(quarter, filing)
    q.publish(quarter, filing.reporting_date)
    call_command("check_ledger")
    *lines, counts = capsys.readouterr().out.splitlines()
    assert [line.split(": ", 1)[1] for line in lines[-3:]] == [
        "집행액 30천원 > 원인행위액 20천원 (예외: 이월분 지출, 지출결의 12호)",
        "원인행위액 50천원 → 20천원: 줄어듦 (예외: 여입)",
        "집행액 40천원 → 30천원: 줄어듦 (예외: 여입)",
    ]
    assert [line[:5] for line in lines[-3:]] == ["예외  3", "예외  9", "예외  9"]
    assert counts == before.replace("예외 0건", "예외 3건")


def test_the_execution_of_a_day_stands_before_its_settlement_whichever_came_first(capsys):
    quarter = cast.quarter()
    for stage, spent in (("결산", 40_000), ("집행", 30_000)):
        asked = cast.reporting_date(quarter.book, date(2030, 12, 31), stage)
        made = cast.statement(cast.filing(asked, quarter.moon))
        cast.figure(made, quarter.trees, budget=100_000, spent=spent)
        cast.publish(made)
    call_command("check_ledger")
    assert "줄어듦" not in capsys.readouterr().out


def test_a_fall_is_excepted_where_the_earlier_date_was_corrected_too(capsys):
    quarter = cast.quarter()
    june = q.publish_moon(quarter, q.opened(quarter, day=cast.JUNE_30), q.fine(quarter, spent=30))
    q.publish_moon(quarter, q.opened(quarter), q.fine(quarter, spent=40))
    answer = [Waived("falls", quarter.trees.pk, "9월의 여입")]
    more = q.fine(quarter, spent=45)
    q.hand_in(june, more, quarter.officer, reason="지출 누락", waived=answer)
    q.approve(quarter, june)
    q.publish(quarter, june.reporting_date)
    call_command("check_ledger")
    (fall,) = [line for line in capsys.readouterr().out.splitlines() if "줄어듦" in line]
    assert fall.startswith("예외  9")
    assert fall.endswith("집행액 45천원 → 40천원: 줄어듦 (예외: 9월의 여입)")


@pytest.mark.parametrize("waived", [(), ("이월분 지출", "")])
def test_what_nobody_excepted_or_without_its_paper_stays_a_violation(capsys, waived):
    quarter = cast.quarter()
    filing = q.opened(quarter).filings.get(department=quarter.moon)
    wrong = [q.row(quarter.trees, 100, 20, 30), q.row(quarter.flowers, 200, 100, 80)]
    said = [Waived("order", quarter.trees.pk, *waived)] if waived else []
    q.hand_in(filing, wrong, quarter.officer, waived=said)
    call_command("check_ledger")
    *lines, counts = capsys.readouterr().out.splitlines()
    (line,) = [line for line in lines if line.endswith("집행액 30원 > 원인행위액 20원")]
    assert line.startswith("P  3 ")
    assert counts.endswith("예외 0건")


def test_a_claim_of_a_document_can_be_asked_for_by_itself():
    documents = {row["document"] for row in rows_of("claims", "--document", "2018-07")}
    assert documents == {"2018-07"}


def test_a_correction_of_a_figure_changes_the_verdict():
    """A claim keeps what was printed; what it is set against is the statement that counts now."""
    scene = cast.scene()
    document = cast.document(scene.office, "2030-08")
    wrong = cast.statement(scene.filing, version=2, document=document)
    cast.figure(wrong, scene.trees, place="7", spent=40_000)
    cast.publish(wrong)
    Claim.objects.create(
        document=document,
        place=6,
        position=1,
        shape="표",
        subject="달빛담당관",
        measure="spent",
        printed="50",
        value=50,
        unit="천원",
        reporting_date=scene.date,
        account=scene.account,
        department=scene.moon,
    )

    def verdict():
        (row,) = rows_of("claims", "--document", document.key)
        return row["printed"], row["computed"], row["difference"], row["verdict"]

    assert verdict() == ("50", "40", "10", "differs")
    right = cast.statement(scene.filing, version=3, reason="오기 정정")
    cast.figure(right, scene.trees, spent=50_000)
    cast.publish(right)
    assert verdict() == ("50", "50", "0", "agrees")


def test_figures_stop_quietly_when_the_reader_has_seen_enough():
    """`manage.py figures | head -1` is no error."""
    code = (
        "import sys; from reports.tidy import print_csv\n"
        "print_csv(sys.stdout, ['a'], ([n] for n in range(100_000)))"
    )
    piped = subprocess.run(
        f'{sys.executable} -c "{code}" | head -1',
        shell=True,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (piped.stdout, piped.stderr) == ("a\n", "")


def test_a_rate_keeps_the_digits_that_were_printed_and_a_total_its_year():
    (whole,) = [
        row
        for row in rows_of("claims", "--document", "2022-07")
        if (row["place"], row["measure"]) == ("154", "rate")
    ]
    assert whole["printed"] == "100.0"
    subjects = [
        row["subject"]
        for row in rows_of("claims", "--document", "2012-02")
        if (row["place"], row["measure"]) == ("45", "appropriated")
    ]
    assert subjects == ["시민소통기획관 총계 (2012년)", "시민소통기획관 총계 (2011년)"]


def test_a_headcount_total_says_of_which_group_it_is():
    subjects = [
        row["subject"]
        for row in rows_of("claims", "--document", "2022-07")
        if (row["place"], row["measure"]) == ("27", "authorised")
    ]
    assert subjects[:2] == ["시민소통기획관 / 총계", "시민소통기획관 / 행정직군"]


def headcount_of(scene, **facts):
    """정원 10, 현원 9, unless told otherwise."""
    said = {"authorised": 10, "authorised_state": "value", "actual": 9, "actual_state": "value"}
    about = {"department": scene.moon, "as_of": cast.JUNE_30, "group": "일반직"}
    source = {"document": scene.document, "place": 20}
    Headcount.objects.create(**about | source | said | facts)


CELLS = [
    ("value", 0, "0"),
    ("dash", None, "-"),
    ("blank", None, "blank"),
    ("absent", None, ""),
    ("unread", None, "unread"),
]


@pytest.mark.parametrize("measure", ["authorised", "actual"])
@pytest.mark.parametrize(("state", "number", "printed"), CELLS)
def test_a_nought_a_dash_a_blank_no_column_and_no_number_are_five_cells_of_the_headcount(
    measure, state, number, printed
):
    scene = cast.scene()
    headcount_of(scene, **{measure: number, f"{measure}_state": state})
    (row,) = [row for row in rows_of("headcount") if row["document"] == scene.document.key]
    assert row[measure] == printed


def test_a_headcount_over_two_lines_names_the_first():
    scene = cast.scene()
    headcount_of(scene, places={"actual": 21})
    (row,) = [row for row in rows_of("headcount") if row["document"] == scene.document.key]
    assert row["place"] == "20"


@pytest.mark.parametrize(
    ("state", "number", "verdict"), [("value", 9, "agrees"), ("unread", None, "undecidable")]
)
def test_a_sum_of_persons_with_an_unread_part_cannot_be_told_wrong(state, number, verdict):
    scene = cast.scene()
    headcount_of(scene, actual=number, actual_state=state)
    Claim.objects.create(
        document=scene.document,
        place=20,
        position=1,
        shape="표",
        subject="달빛담당관",
        measure="actual",
        printed="9",
        value=9,
        unit="명",
        department=scene.moon,
        group="총계",
        as_of=cast.JUNE_30,
    )
    (row,) = rows_of("claims", "--document", scene.document.key)
    assert row["verdict"] == verdict


def test_the_help_of_the_headcount_says_what_its_cells_mean():
    said = headcount.Command.help
    assert all(word in said for word in ("‘-’", "blank", "그런 열이 없으면"))


def test_a_headline_that_is_wrong_is_a_problem_and_no_mere_warning(capsys):
    call_command("check_ledger")
    (line,) = [x for x in capsys.readouterr().out.splitlines() if "2019-06:174" in x]
    assert line.startswith("P  6 ")

"""Fixtures into the database: all or nothing, and doing it twice has one effect.

`shelf` is a folder of its own with one report, 2030-07, of an office that no other report knows;
the session's database holds the five reports of fixtures/ already.
"""

import io
import shutil
from datetime import date

import pytest
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.db.models import Count, Max

from budgets import guards, loading
from budgets.loading import Remembering, Unloadable, load_folder
from budgets.models import (
    ChangeDay,
    Claim,
    Figure,
    Filing,
    Finding,
    LineItem,
    Program,
    Publication,
    Revenue,
    SettlementItem,
    Task,
)
from budgets.reading import fixtures
from departments.models import Department, Document, Duty, Succession, Team, TeamSighting
from tests import cast

REPORTS = settings.BASE_DIR / "fixtures"
DOCUMENTS = sorted(path for path in REPORTS.glob("*.json") if path.name[:3] not in ("00-", "99-"))
OFFICE, MOON, STAR = "해오름기획관", "해오름기획관/달빛담당관", "해오름기획관/별빛담당관"


DAWN = ("달맞이팀", "달 살피기")


def department(code, **facts):
    parent, _, name = code.rpartition("/")
    known = {"code": code, "name": name, "kind": "담당관" if parent else "실국"}
    return fixtures.item(
        "departments.department", **known, parent=[parent] if parent else None, **facts
    )


def succession(before, after, kind):
    sides = {"before": before and [before], "after": after and [after]}
    return fixtures.item("departments.succession", **sides, kind=kind, evidence="추정")


def team(**facts):
    name, duty = DAWN
    known = {"department": [MOON], "name": name, "duty": duty, "turn": 1}
    return fixtures.item("departments.team", **known | facts)


def report(key, day, spent, text="본문"):
    """달빛담당관 has one line with a budget of 100, of which `spent` is spent on that day."""
    year, book = int(day[:4]), f"{OFFICE}/{day[:4]}"
    program, line = f"{book}/강가 가꾸기", f"{book}/강가 가꾸기/나무 심기"
    when = [book, day, "집행"]
    filing = {"reporting_date": when, "department": [MOON]}
    statement = [*when, MOON, 1]
    amounts = cast.amounts(budget=100, spent=spent)
    revenue = {
        "document": [key],
        "office": [OFFICE],
        "account": ["일반회계"],
        "fiscal_year": year,
    }
    return [
        fixtures.item(
            "departments.document",
            key=key,
            office=[OFFICE],
            title="업무 보고",
            sha256=cast.sha256_of(key + text),
            lines=100,
        ),
        fixtures.item("budgets.book", code=book, office=[OFFICE], fiscal_year=year),
        fixtures.item(
            "budgets.program",
            code=program,
            book=[book],
            department=[MOON],
            account=["일반회계"],
            name="강가 가꾸기",
        ),
        fixtures.item("budgets.lineitem", code=line, program=[program], name="나무 심기"),
        fixtures.item("budgets.reportingdate", book=[book], day=day, stage="집행"),
        fixtures.item("budgets.filing", **filing),
        fixtures.item(
            "budgets.statement",
            filing=statement[:-1],
            version=1,
            method="문서",
            document=[key],
            unit="천원",
            handed_in_at=f"{day}T00:00:00+09:00",
        ),
        fixtures.item("budgets.figure", statement=statement, line=[line], place="12", **amounts),
        fixtures.item(
            "budgets.filing", **filing, state="공개", standing=statement, published=statement
        ),
        fixtures.item("departments.teamsighting", team=[MOON, *DAWN, 1], document=[key], place=20),
        fixtures.item(
            "departments.duty", department=[MOON], text="달 살피기", document=[key], place=21
        ),
        fixtures.item(
            "budgets.claim",
            document=[key],
            place=12,
            position=1,
            shape="표",
            subject="나무 심기",
            measure="rate",
            printed=f"{spent}%",
            value=f"{spent}",
            unit="%",
            lines=[[line]],
        ),
        fixtures.item(
            "budgets.settlementitem",
            document=[key],
            place=30,
            position=1,
            reporting_date=statement[:3],
            heading="전용",
            count=1,
            won=10,
        ),
        fixtures.item(
            "budgets.changeday",
            item=[key, 1],
            act="결정",
            first=day,
            last=day,
            printed=day,
            document=[key],
            place=30,
        ),
        fixtures.item(
            "budgets.revenue",
            **revenue,
            place=30,
            position=1,
            day=day,
            stage="결산",
            kind="과목",
            name="사용료",
            unit="천원",
            **cast.amounts(assessed=100, received=spent),
        ),
        fixtures.item(
            "budgets.revenuecollection",
            **revenue,
            place=31,
            category=[key, 1],
            day=day,
            won=10,
        ),
        *findings(key, line),
    ]


def findings(key, line):
    """The document finds one thing, about that line."""
    own = {"finding": [key, 1]}
    return [
        fixtures.item(
            "budgets.finding",
            document=[key],
            place=30,
            until=31,
            position=1,
            office=[OFFICE],
            title="나무 심기 지연",
            departments=[[MOON]],
        ),
        fixtures.item(
            "budgets.findingfact",
            **own,
            side="요구",
            kind="이름",
            words="「나무 심기」",
            place=30,
            position=1,
        ),
        fixtures.item("budgets.findingline", **own, line=[line], how="이름", words="나무 심기"),
        fixtures.item(
            "budgets.findingstep", **own, side="조치", status="완료", document=[key], place=31
        ),
        fixtures.item(
            "budgets.task", document=[key], position=1, kind="과제", title="강가", place=30
        ),
        fixtures.item("budgets.statistic", document=[key], place=30, series="강가 방문객"),
        fixtures.item(
            "budgets.statisticvalue",
            statistic=[key, 30, 1],
            position=1,
            item="봄",
            unit="명",
            value="1947",
            printed="1,947명",
            place=31,
        ),
    ]


def write(folder, name, objects):
    (folder / name).write_text(fixtures.dump(objects), "utf-8")


@pytest.fixture
def shelf(tmp_path):
    folder = tmp_path / "shelf"
    folder.mkdir()
    write(folder, "00-organisation.json", [department(OFFICE), department(MOON), team()])
    write(folder, "2030-07.json", report("2030-07", "2030-06-30", spent=50))
    write(folder, "99-lineage.json", [succession(None, MOON, "나타남")])
    return folder


def add_the_report_of_2031(folder):
    """It knows that 달빛담당관 will be called 별빛담당관 from 2032 on."""
    ended = department(MOON, valid_to="2031-12-31")
    begun = department(STAR, valid_from="2032-01-01")
    write(
        folder,
        "00-organisation.json",
        [department(OFFICE), ended, begun, team(valid_to="2031-12-31")],
    )
    write(folder, "2031-07.json", report("2031-07", "2031-06-30", spent=60))
    links = [succession(None, MOON, "나타남"), succession(MOON, STAR, "명칭 변경")]
    write(folder, "99-lineage.json", links)


def edit(model, **fields):
    def the_last_one(path):
        objects = fixtures.load(path.read_text("utf-8"))
        [*_, last] = [each for each in objects if each["model"] == model]
        last["fields"] |= fields
        write(path.parent, path.name, objects)

    return the_last_one


MODELS = [
    model
    for app in ("departments", "budgets")
    for model in apps.get_app_config(app).get_models(include_auto_created=True)
]


# A report fills these, and the database writes down that it is published; the rest people do.
FILLED = [m.__name__ for m in MODELS if m._meta.label_lower in loading.KNOWN or m is Publication]
FILLED += [m.__name__ for m in MODELS if m in (Claim.lines.through, Finding.departments.through)]
UNTOUCHED = {model.__name__: 0 for model in MODELS if model.__name__ not in FILLED}


def everything():
    """How many rows each table has, and the last key that it gave."""
    asked = {"count": Count("pk"), "last": Max("pk")}
    return {model.__name__: model.objects.aggregate(**asked) for model in MODELS}


def added(before, after):
    return {name: after[name]["count"] - before[name]["count"] for name in before}


def facts_since(before):
    """What the new rows say, without the keys that the database gave them."""
    rows = [
        (row["model"], row["fields"])
        for model in MODELS
        if not model._meta.auto_created
        for row in serializers.serialize(
            "python",
            model.objects.filter(pk__gt=before[model.__name__]["last"] or 0),
            use_natural_foreign_keys=True,
        )
    ]
    return sorted(map(repr, rows))


# Twice is once.


def test_the_five_reports_are_there_once_however_often_they_are_loaded(db):
    before = everything()
    assert Document.objects.count() == len(DOCUMENTS) == 5
    assert load_folder(REPORTS) == []
    assert everything() == before


def test_a_new_report_is_loaded_whole(db, shelf):
    before = everything()
    assert load_folder(shelf) == ["2030-07"]
    one_each = dict.fromkeys(FILLED, 1)
    assert added(before, everything()) == UNTOUCHED | one_each | {
        "Department": 2,
        "Account": 0,
        "Headcount": 0,
    }
    figure = Figure.objects.published().get(line__program__book__office__code=OFFICE)
    assert (figure.budget, figure.spent, figure.place) == (100, 50, "12")


def test_loading_a_folder_twice_has_one_effect(db, shelf):
    load_folder(shelf)
    once = everything()
    assert load_folder(shelf) == []
    assert everything() == once


def test_the_command_says_what_is_new_and_the_second_time_that_nothing_is(db, shelf):
    said = [io.StringIO(), io.StringIO()]
    for answer in said:
        call_command("load_reports", folder=shelf, stdout=answer)
    assert said[0].getvalue() == "보고서 1건을 넣었습니다: 2030-07\n"
    assert said[1].getvalue() == "보고서 새 문서가 없습니다.\n"


@pytest.mark.filterwarnings("error")
def test_a_first_report_has_no_lineage_and_loads_without_a_murmur(db, shelf):
    write(shelf, "99-lineage.json", [])
    assert load_folder(shelf) == ["2030-07"]


# A later report.


def test_a_later_report_comes_in_beside_the_earlier_with_the_organisation_of_its_day(db, shelf):
    load_folder(shelf)
    before = everything()
    add_the_report_of_2031(shelf)
    assert load_folder(shelf) == ["2031-07"]
    one_each = dict.fromkeys(FILLED, 1)
    known_already = {"Account": 0, "Headcount": 0, "Team": 0}
    assert added(before, everything()) == UNTOUCHED | one_each | known_already
    assert Department.objects.get(code=MOON).valid_to == date(2031, 12, 31)
    assert Succession.objects.get(after__code=STAR).before.code == MOON
    dawn = Team.objects.get(department__code=MOON)
    assert dawn.valid_to == date(2031, 12, 31)
    assert [str(each) for each in dawn.sightings.all()] == [
        "달맞이팀 2030-07:20",
        "달맞이팀 2031-07:20",
    ]


def test_a_later_report_tells_of_which_stay_of_a_team_an_earlier_one_spoke(db, shelf):
    load_folder(shelf)
    add_the_report_of_2031(shelf)
    edit("departments.teamsighting", team=[MOON, *DAWN, 2])(shelf / "2030-07.json")
    stays = [team(valid_to="2029-12-31"), team(turn=2, valid_from="2030-01-01")]
    ended, begun = department(MOON, valid_to="2031-12-31"), department(STAR)
    write(shelf, "00-organisation.json", [department(OFFICE), ended, begun, *stays])
    load_folder(shelf)
    assert TeamSighting.objects.get(document__key="2030-07").team.turn == 2


def test_a_later_report_leaves_the_earlier_figures_alone(db, shelf):
    load_folder(shelf)
    figures = Figure.objects.filter(line__program__book__office__code=OFFICE)
    earlier = figures.values().get()
    add_the_report_of_2031(shelf)
    load_folder(shelf)
    assert figures.filter(pk=earlier["id"]).values().get() == earlier
    assert sorted(figure.spent for figure in figures.published()) == [50, 60]


@pytest.mark.parametrize("model", [Department, Program, LineItem, Figure])
def test_what_is_there_keeps_the_number_that_its_address_is_made_of(db, shelf, model):
    load_folder(shelf)
    known = dict(model.objects.values_list("pk", "code" if model is not Figure else "line__code"))
    add_the_report_of_2031(shelf)
    load_folder(shelf)
    now = dict(model.objects.values_list("pk", "code" if model is not Figure else "line__code"))
    assert known.items() < now.items()


def test_one_report_after_the_other_comes_to_the_same_as_both_at_once(db, shelf, tmp_path):
    before = everything()
    both = shutil.copytree(shelf, tmp_path / "both")
    add_the_report_of_2031(both)
    with transaction.atomic():
        load_folder(both)
        at_once = facts_since(before)
        transaction.set_rollback(True)
    assert everything() == before
    load_folder(shelf)
    add_the_report_of_2031(shelf)
    load_folder(shelf)
    assert facts_since(before) == at_once


BETTER_KNOWN = [
    (Program, {"reading": "들판 가꾸기"}),
    (LineItem, {"reading": "나무 고르기"}),
]


@pytest.mark.parametrize(("model", "better"), BETTER_KNOWN)
def test_a_later_report_teaches_a_better_reading_of_an_earlier_one(db, shelf, model, better):
    load_folder(shelf)
    earlier = model.objects.latest("pk")
    edit(model._meta.label_lower, **better)(shelf / "2030-07.json")
    add_the_report_of_2031(shelf)
    load_folder(shelf)
    assert model.objects.filter(pk=earlier.pk, **better).exists()


def test_a_reading_that_a_later_report_takes_back_is_gone(db, shelf):
    edit("budgets.lineitem", reading="나무 고르기")(shelf / "2030-07.json")
    load_folder(shelf)
    misread = LineItem.objects.get(reading="나무 고르기")
    write(shelf, "2030-07.json", report("2030-07", "2030-06-30", spent=50))
    add_the_report_of_2031(shelf)
    load_folder(shelf)
    misread.refresh_from_db()
    assert misread.reading == ""


HISTORY = [
    (Document, {"title": "다른 제목"}),
    (Duty, {"text": "별 살피기"}),
    (Figure, {"spent": 70}),
    (Claim, {"printed": "70%", "value": "70"}),
    (SettlementItem, {"won": 20}),
    (ChangeDay, {"printed": "어느 날"}),
    (Revenue, {"name": "수수료"}),
    (Task, {"title": "달 가꾸기"}),
]


@pytest.mark.parametrize(("model", "rewritten"), HISTORY)
def test_a_later_report_rewrites_no_history(db, shelf, model, rewritten):
    load_folder(shelf)
    before = list(model.objects.order_by("pk").values())
    edit(model._meta.label_lower, **rewritten)(shelf / "2030-07.json")
    add_the_report_of_2031(shelf)
    load_folder(shelf)
    assert list(model.objects.order_by("pk").values())[: len(before)] == before


def test_without_a_later_report_nothing_is_known_better(db, shelf):
    load_folder(shelf)
    edit("departments.team", valid_to="2031-12-31")(shelf / "00-organisation.json")
    edit("budgets.lineitem", reading="나무 고르기")(shelf / "2030-07.json")
    assert load_folder(shelf) == []
    assert Team.objects.get(department__code=MOON).valid_to is None
    assert not LineItem.objects.filter(reading="나무 고르기").exists()


def test_a_later_report_ends_no_department_before_what_it_handed_in(db, shelf):
    load_folder(shelf)
    add_the_report_of_2031(shelf)
    ended = department(MOON, valid_to="2029-12-31")
    write(shelf, "00-organisation.json", [department(OFFICE), ended])
    with pytest.raises(Unloadable, match=f"00-organisation.json: {guards.KEPT_DEPARTMENT}"):
        load_folder(shelf)
    assert Department.objects.get(code=MOON).valid_to is None


def test_a_later_report_moves_no_line_under_its_figures(db, shelf):
    load_folder(shelf)
    edit("budgets.program", department=[OFFICE])(shelf / "2030-07.json")
    add_the_report_of_2031(shelf)
    with pytest.raises(Unloadable, match=f"2030-07.json: {guards.FIXED_LINE}"):
        load_folder(shelf)


# All or nothing.


def cut_off(path):
    path.write_text(path.read_text("utf-8")[:-20], "utf-8")


LINE_OF_2030 = [f"{OFFICE}/2030/강가 가꾸기/나무 심기"]
STATEMENT_OF_2030 = [f"{OFFICE}/2030", "2030-06-30", "집행", MOON, 1]
NOBODY_S = 10**6  # the number of no row
BROKEN = {
    "a file cut off": (cut_off, "read_report가 쓴 fixture가 아닙니다"),
    "an unknown field": (edit("departments.teamsighting", floor=3), "floor"),
    "an unknown department": (edit("departments.duty", department=["없는 담당관"]), "Department"),
    "a department's number": (edit("departments.duty", department=NOBODY_S), "departments_duty"),
    "an unknown team": (edit("departments.teamsighting", team=[MOON, "없는팀", "", 1]), "Team"),
    "an unknown line": (edit("budgets.claim", lines=[["없는 세부사업"]]), "LineItem"),
    "a line's number": (edit("budgets.claim", lines=[NOBODY_S]), "budgets_claim_lines"),
    "a date that nobody reported": (
        edit("budgets.reportingdate", day="2031-12-31"),
        "ReportingDate",
    ),
    "a claim about an unknown date": (
        edit("budgets.claim", reporting_date=[f"{OFFICE}/2031", "2031-12-31", "집행"]),
        "ReportingDate",
    ),
    "no date": (edit("budgets.reportingdate", day="2031-13-31"), "2031-13-31"),
    "a fraction": (edit("budgets.figure", spent=1.5), "원 단위 정수"),
    "an amount that no column holds": (
        edit("budgets.figure", spent=10**30),
        "too large|out of range",
    ),
    "a duty without words": (edit("departments.duty", text=""), "departments_duty_text_trimmed"),
    "a value without an amount": (
        edit("budgets.figure", spent=None),
        "budgets_figure_spent_said",
    ),
    "a figure without its place": (edit("budgets.figure", place=""), guards.NO_PLACE),
    "a line of another year": (edit("budgets.figure", line=LINE_OF_2030), guards.FOREIGN_LINE),
    "a statement of another year": (
        edit("budgets.filing", published=STATEMENT_OF_2030),
        guards.FOREIGN_STATEMENT,
    ),
    "a state that nobody knows": (
        edit("budgets.filing", state="보류"),
        f"{guards.NO_SUCH_EDGE}|budgets_filing_state_known",
    ),
    "a claim at the very end": (
        edit("budgets.claim", value=None),
        "budgets_claim_read_or_said_why",
    ),
}


@pytest.mark.parametrize(("break_it", "words"), BROKEN.values(), ids=BROKEN.keys())
def test_one_broken_file_keeps_its_whole_folder_out(db, shelf, break_it, words):
    before = everything()
    add_the_report_of_2031(shelf)
    break_it(shelf / "2031-07.json")
    with pytest.raises(Unloadable, match=f"^2031-07.json: .*({words})"):
        load_folder(shelf)
    assert everything() == before


def test_once_the_broken_file_is_mended_the_folder_loads(db, shelf):
    add_the_report_of_2031(shelf)
    edit("budgets.figure", spent=1.5)(shelf / "2031-07.json")
    with pytest.raises(Unloadable):
        load_folder(shelf)
    edit("budgets.figure", spent=60)(shelf / "2031-07.json")
    assert load_folder(shelf) == ["2030-07", "2031-07"]


# What is no fixture at all.

KNOWN = '{"model": "departments.document", "fields": {"key": "x", "sha256": "x"}}'
STRAYS = {
    "nothing": b"",
    "an empty list": b"[]",
    "half a list": b"[{",
    "a number": b"5",
    "a list of words": b'["model", "fields"]',
    "an object by itself": KNOWN.encode(),
    "an object without fields": b'[{"model": "departments.document"}]',
    "fields without names": b'[{"model": "departments.document", "fields": ["x"]}]',
    "a report without a document": b'[{"model": "departments.team", "fields": {}}]',
    "a document without its text": b'[{"model": "departments.document", "fields": {"key": "2023-04"}}]',
    "a model that nobody knows": f'[{KNOWN}, {{"model": "x.y", "fields": {{}}}}]'.encode(),
    "another encoding": "[]".encode("utf-16"),
    "lists in lists without end": b"[" * 100_000,
}


@pytest.mark.parametrize("stray", STRAYS.values(), ids=STRAYS.keys())
def test_a_stray_file_is_named_and_keeps_its_folder_out(db, shelf, stray):
    before = everything()
    (shelf / "notes.json").write_bytes(stray)
    with pytest.raises(CommandError, match="^notes.json: "):
        call_command("load_reports", folder=shelf)
    assert everything() == before


def test_a_folder_by_the_name_of_a_file_is_named(db, shelf):
    (shelf / "notes.json").mkdir()
    with pytest.raises(CommandError, match="^notes.json: "):
        call_command("load_reports", folder=shelf)


@pytest.mark.parametrize("stray", ["nothing", "an empty list", "another encoding"])
def test_what_is_wrong_with_a_stray_file_is_said_in_korean(db, shelf, stray):
    (shelf / "notes.json").write_bytes(STRAYS[stray])
    with pytest.raises(Unloadable, match=r"^notes.json: .*다\.$"):
        load_folder(shelf)


def test_a_folder_that_is_not_there_is_not_an_empty_one(db, tmp_path):
    with pytest.raises(CommandError, match="none: 폴더가 없습니다"):
        call_command("load_reports", folder=tmp_path / "none")
    assert load_folder(tmp_path) == []


# A document is its text.


@pytest.fixture
def reprinted(tmp_path):
    """The five reports, one of them with another text under the same key."""
    folder = tmp_path / "fixtures"
    shutil.copytree(REPORTS, folder)
    path = folder / DOCUMENTS[-1].name
    objects = fixtures.load(path.read_text("utf-8"))
    objects[0]["fields"]["sha256"] = cast.sha256_of("다른 본문")
    write(folder, path.name, objects)
    return folder


def test_the_same_key_with_another_text_is_a_conflict_that_names_both(db, reprinted):
    known = Document.objects.get(key=DOCUMENTS[-1].stem)
    with pytest.raises(Unloadable) as caught:
        load_folder(reprinted)
    said = str(caught.value)
    assert DOCUMENTS[-1].name in said
    assert known.key in said
    assert known.sha256[:12] in said
    assert cast.sha256_of("다른 본문")[:12] in said


def test_a_conflict_keeps_what_is_new_beside_it_out(db, shelf):
    load_folder(shelf)
    before = everything()
    add_the_report_of_2031(shelf)
    write(shelf, "2030-07.json", report("2030-07", "2030-06-30", spent=70, text="다른 본문"))
    with pytest.raises(Unloadable):
        load_folder(shelf)
    assert everything() == before


def test_the_command_tells_a_conflict_in_korean(db, reprinted):
    with pytest.raises(CommandError, match="이미 다른 내용으로 들어 있습니다"):
        call_command("load_reports", folder=reprinted)


# Past the door.


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_loaddata_on_a_loaded_report_is_refused_and_changes_nothing(db, path):
    """By which guard is the database's affair: the state goes back, and the pointers do."""
    before = everything()
    states = list(Filing.objects.order_by("pk").values())
    with pytest.raises(IntegrityError, match=f"{guards.FORWARD}|{guards.NO_SUCH_EDGE}"):
        call_command("loaddata", str(path), verbosity=0)
    assert everything() == before
    assert list(Filing.objects.order_by("pk").values()) == states


def test_a_fixture_brings_nothing_but_what_a_report_consists_of(db, tmp_path):
    """A superuser slipped into the folder would be one otherwise."""
    file = tmp_path / "2031-07.json"
    evil = {"model": "departments.person", "fields": {"username": "evil", "is_superuser": True}}
    file.write_text(fixtures.dump([evil]), "utf-8")
    with pytest.raises(Unloadable, match=r"2031-07\.json"):
        load_folder(tmp_path)


def test_who_is_named_by_a_natural_key_is_asked_for_once(db, django_assert_num_queries):
    one = Document.objects.get(key="2018-07")
    named = {"model": "budgets.claim", "fields": {"document": list(one.natural_key())}}
    with django_assert_num_queries(1):
        claims = [each.object for each in Remembering([named] * 3, {})]
    assert [claim.document_id for claim in claims] == [one.pk] * 3

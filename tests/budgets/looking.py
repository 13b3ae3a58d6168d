"""What the machine looks at after each step, and the office that it works in: tests/budgets/machine.py."""

from dataclasses import dataclass
from decimal import Decimal

from budgets.amounts import Unit
from budgets.measures import MEASURES
from budgets.models import Figure, Publication, Statement, Upload, Waiver
from budgets.models import Step as Stored
from tests import cast
from tests.budgets import ought
from tests.budgets.ought import BLANK, DASH, Said, Step


@dataclass
class World:
    """Made once: it does not change while the machine runs."""

    book: object
    departments: dict[str, object]
    lines: dict[str, object]
    people: dict[str, object]

    @property
    def names(self) -> dict[int, str]:
        return {line.pk: name for name, line in self.lines.items()}


def world() -> World:
    office = cast.office()
    moon = cast.division(office, "달빛담당관", position=1)
    star = cast.division(office, "별빛담당관", position=2)
    book, purse = cast.book(office), cast.account("시험회계")
    river = cast.program(book, moon, purse)
    sky = cast.program(book, star, purse, "하늘 보기")
    fund = cast.program(book, star, cast.account("시험기금", "기금"), "하늘 기금")
    people = {
        "가람": cast.member("가람", moon, "담당자"),
        "라온": cast.member("라온", star, "담당자"),
        "마루": cast.member("마루", office, "담당자"),
        "나래": cast.member("나래", office, "검토자"),
        "다온": cast.member("다온", office, "총괄"),
        "하람": cast.member("하람", office, "열람"),
    }
    cast.Membership.objects.create(person=people["마루"], department=office, role="검토자")
    lines = {
        "나무 심기": cast.line(river, "나무 심기", position=1),
        "꽃 심기": cast.line(river, "꽃 심기", position=2),
        "별 보기": cast.line(sky, "별 보기"),
        "별 기금": cast.line(fund, "별 기금"),
    }
    return World(book, {"달빛담당관": moon, "별빛담당관": star}, lines, people)


# --- what the database holds ----------------------------------------------------------------------


class Told:
    """What the database holds of these filings, in few queries."""

    def __init__(self, filings, made: World):
        names = {person.pk: name for name, person in made.people.items()}
        lines = made.names
        own = {"filing__in": filings}
        statements = list(Statement.objects.filter(**own).select_related("follows"))
        self.versions = {each.pk: each.version for each in statements}
        self.statements = _grouped((each.filing_id, each) for each in statements)
        states = [field for m in MEASURES for field in (m, f"{m}_state")]
        parts = ("carried_planned", "carried_unavoidable", "carried_continuing", "note", "place")
        every = Figure.objects.filter(statement__in=self.versions).values_list(
            "statement", "line", *states, *parts
        )
        self.rows = {(s, line): tuple(rest) for s, line, *rest in every}
        self.rows |= {each.pk: _all_of(each) for each in statements}
        self.figures = _grouped(
            (
                s,
                (
                    lines[line],
                    tuple(zip(r[:10:2], r[1:10:2], strict=True)),
                    tuple(r[10:13]),
                    *r[13:],
                ),
            )
            for s, line, *r in sorted(every, key=lambda row: (row[0], lines[row[1]]))
        )
        self.waived = {}
        for each in Waiver.objects.filter(statement__in=self.versions):
            self.waived.setdefault(each.statement_id, {})[each.rule, lines[each.line_id]] = (
                each.paper
            )
        self.steps = _grouped(
            (
                each.filing_id,
                Step(
                    each.act,
                    names[each.by_id],
                    each.at,
                    self.versions.get(each.statement_id),
                    each.words,
                    each.until,
                ),
            )
            for each in Stored.objects.filter(**own).order_by("pk")
        )
        self.publications = _grouped(
            Publication.objects.filter(statement__in=self.versions)
            .order_by("pk")
            .values_list("statement__filing", "statement")
        )
        uploads = Upload.objects.filter(**own).values_list("filing", "content")
        self.files = _grouped((filing, bytes(content)) for filing, content in uploads)


def statements_are(paper, told, filing, made):
    written = told.statements.get(filing, [])
    assert [each.version for each in written] == list(range(1, len(paper.versions) + 1))
    for one, version in zip(written, paper.versions, strict=True):
        assert one.handed_in_by_id == made.people[version.by].pk
        assert one.handed_in_at == version.at
        assert (one.method, one.reason) == (version.how, version.why)
        assert one.unit == Unit.WON.label
        assert version_of(one.follows) == version.follows
        assert (one.upload_id is not None) == (version.file is not None)
        figures = told.figures[one.pk]
        assert [name for name, *_ in figures] == sorted(paper.lines)
        for name, amounts, parts, note, place in figures:
            assert amounts == _stored(version.said[name]), name
            assert all(type(won) in (int, type(None)) for won, _ in amounts)
            assert (parts, note) == ((None, None, None), version.said[name].note)
            assert bool(place) == (version.how == "파일")
        assert told.waived.get(one.pk, {}) == version.waived


def report_is(report, public, absent, made):
    assert set(report["missing"]) == absent
    said = {line: each for paper in public for line, each in paper.public.said.items()}
    of = {line: paper.department for paper in public for line in paper.public.said}
    tables = {table["title"]: table for table in report["tables"]}
    accounts = {a: [x for x in own if x in said] for a, own in ought.ACCOUNTS.items()}
    assert tables.keys() == {account for account, own in accounts.items() if own}
    for account, table in tables.items():
        under = {"total": {"합계": accounts[account]}, "kind": {"사업예산": accounts[account]}}
        under["line"] = {line: [line] for line in accounts[account]}
        under["department"], under["program"] = {}, {}
        for line in accounts[account]:
            program = made.lines[line].program.name
            under["department"].setdefault(of[line], []).append(line)
            under["program"].setdefault(program, []).append(line)
        table_is(table, under, said)
    changed = any(len(paper.once_public) > 1 for paper in public)
    assert (report["corrections"] is not None) == changed


def table_is(table, under, said):
    rows = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    found = {(row["mark"], row["name"]): row for row in rows}
    assert len(found) == len(rows)
    assert found.keys() == {(mark, name) for mark, own in under.items() for name in own}
    for (mark, name), row in found.items():
        own = [said[line] for line in under[mark][name]]
        whole = {m: ought.added([getattr(each, m) for each in own]) for m in Said._fields[:3]}
        for measure, cell in whole.items():
            assert row[measure] == cell, (mark, name, measure)
        if "carried" in row:
            assert row["carried"] == ought.added([each.carried for each in own])
        share = ought.rate(whole["spent"], whole["budget"])
        told = row["rate"]
        assert share == (told if isinstance(told, str) else Decimal(str(told)) * 10)


def _stored(said: Said) -> tuple:
    told = {"appropriated": None, **said._asdict()}
    amounts = [told[m] if isinstance(told[m], int) else None for m in MEASURES]
    return tuple(zip(amounts, [state_of(told[m]) for m in MEASURES], strict=True))


def state_of(cell) -> str:
    if isinstance(cell, int):
        return "value"
    return {None: "absent", DASH: "dash", BLANK: "blank"}[cell]


def version_of(statement):
    return statement and statement.version


def _all_of(row) -> tuple:
    return tuple(getattr(row, field.attname) for field in row._meta.concrete_fields)


def _grouped(pairs) -> dict:
    found = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found

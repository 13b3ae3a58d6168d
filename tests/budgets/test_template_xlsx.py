"""The template as an office program works it out, and what an upload of it takes over."""

import io
import re
from math import isnan, nan

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.budgets import at_work
from tests.budgets.at_work import filled, form, stored

pytestmark = pytest.mark.django_db
OFFERED = "변동으로 계산한 예산현액"
TREES, FLOWERS = 8, 9  # rows of the sheet; above them the account's and the program's


@pytest.fixture
def quarter():
    return at_work.office_at_work()


@pytest.fixture
def officer(client, quarter):
    client.force_login(quarter.officer)
    return client


@pytest.fixture
def changed(officer, quarter):
    at_work.voted_and_changed(officer, quarter)
    return at_work.opened(quarter)


def template(client, filing, query=""):
    answer = client.get(f"/filings/{filing.pk}/template.xlsx{query}")
    return openpyxl.load_workbook(io.BytesIO(answer.content))["제출"]


def heads(sheet):
    return {cell.value: cell.column_letter for cell in sheet[5]}


def typed(sheet, row, **amounts):
    for name, amount in amounts.items():
        sheet[f"{heads(sheet)[name]}{row}"] = amount


def uploaded(client, filing, content):
    file = SimpleUploadedFile("서식.xlsx", content)
    return client.post(f"/filings/{filing.pk}/upload", {"file": file})


def bytes_of(sheet):
    out = io.BytesIO()
    sheet.parent.save(out)
    return out.getvalue()


# --- 예산현액 as the changes have it ----------------------------------------------------------------


@pytest.mark.parametrize(("query", "unit"), [("", 1), ("?unit=천원", 1000)])
def test_what_the_changes_come_to_stands_beside_the_empty_cell(officer, changed, query, unit):
    sheet = template(officer, changed, query)
    at = heads(sheet)
    assert (at["예산현액"], at[OFFERED], at["원인행위액"]) == ("C", "D", "E")
    assert [sheet[f"C{row}"].value for row in (TREES, FLOWERS)] == [None, None]
    assert [sheet[f"D{row}"].value for row in (TREES, FLOWERS)] == [1200 / unit, 300 / unit]
    assert sheet["D8"].protection.locked
    assert not sheet["C8"].protection.locked
    assert sheet["D6"].value == "=SUBTOTAL(9,D7:D9)"
    assert "맞으면 복사하여 왼쪽의 예산현액 칸에 값으로 붙입니다" in sheet["A4"].value


def test_where_nothing_is_known_nothing_is_offered(officer, quarter):
    sheet = template(officer, at_work.opened(quarter))
    assert OFFERED not in heads(sheet)
    assert sheet["A4"].value is None


def test_what_is_offered_is_not_taken_for_typed(officer, quarter, changed):
    untouched = uploaded(officer, changed, bytes_of(template(officer, changed)))
    assert "금액이 하나도 없습니다" in untouched.content.decode()
    sheet = template(officer, changed)
    typed(sheet, TREES, 원인행위액=50, 집행액=30)
    typed(sheet, FLOWERS, 예산현액=300, 원인행위액=50, 집행액=30)
    answer = uploaded(officer, changed, bytes_of(sheet))
    rows = {row.line: row for row in answer.context["preview"].handed.rows}
    assert rows[quarter.trees.pk].state("budget") == "blank"
    assert rows[quarter.flowers.pk].measures.budget == 300
    assert f"읽지 않은 열: {OFFERED}" in answer.content.decode()


def test_with_the_offer_beside_an_unchanged_template_changes_nothing(officer, quarter, changed):
    officer.post(f"/filings/{changed.pk}/", form(changed, filled(quarter)))
    content = officer.get(f"/filings/{changed.pk}/template.xlsx").content
    assert OFFERED in heads(openpyxl.load_workbook(io.BytesIO(content))["제출"])
    shown = uploaded(officer, changed, content).context["shown"]
    assert (shown.changed, len(shown.same)) == ([], 2)
    assert stored(changed, quarter.trees) == (100, 50, 30)


# --- what the formulas come to ----------------------------------------------------------------------


class Sheet:
    """Works out the formulas of the template from its cells, as office programs do. What is no
    number is nan, with which a rate or a remainder would not be a number either."""

    def __init__(self, sheet):
        self.sheet = sheet

    def value(self, at):
        said = self.sheet[at].value
        return self.worked_out(said[1:]) if str(said).startswith("=") else said

    def worked_out(self, formula):
        said = re.split(r'("[^"]*")', formula)
        said[::2] = [self._in_python(part) for part in said[::2]]
        return eval("".join(said), {name: getattr(self, name) for name in dir(self)})

    def _in_python(self, part):
        part = re.sub(r"([A-Z]+\d+)/([A-Z]+\d+)", r"over(\1,\2)", part.replace("=", "=="))
        part = re.sub(r"[A-Z]+\d+:[A-Z]+\d+", lambda found: f"span('{found[0]}')", part)
        return re.sub(r"(?<![A-Z':\d])[A-Z]+\d+(?![\d':])", lambda at: f"one('{at[0]}')", part)

    def span(self, named):
        return [cell for row in self.sheet[named] for cell in row]

    def one(self, at):
        value = self.value(at)
        return value if isinstance(value, int | float) else nan

    def over(self, part, whole):
        return part / whole if whole else nan

    def numbers(self, cells):
        found = [self.one(cell.coordinate) for cell in cells]
        return [number for number in found if not isnan(number)]

    def IF(self, met, one, other):
        return one if met else other

    def AND(self, *each):
        return all(each)

    def ISNUMBER(self, number):
        return not isnan(number)

    def ROUND(self, number, digits):
        return nan if isnan(number) else round(number, digits)

    def SUM(self, *each):
        return sum(sum(self.numbers(one)) if isinstance(one, list) else one for one in each)

    def SUBTOTAL(self, how, cells):
        own = self.numbers([c for c in cells if "SUBTOTAL" not in str(c.value)])
        return {9: sum, 2: len}[how](own)

    def SUMIF(self, cells, wanted, amounts):
        assert wanted == "="
        return sum(
            self.numbers([a for c, a in zip(cells, amounts, strict=True) if c.value is None])
        )

    def COUNTBLANK(self, cells):
        return sum(cell.value is None for cell in cells)

    def COUNTIFS(self, *said):
        return sum(all(cell.value is None for cell in row) for row in zip(*said[::2], strict=True))


def come_to(sheet, name):
    """By the account, the program and its two lines."""
    return [Sheet(sheet).value(f"{heads(sheet)[name]}{row}") for row in (6, 7, TREES, FLOWERS)]


BOTH = {"예산현액": 100, "원인행위액": 50, "집행액": 30}
NOUGHT = BOTH | {"이월액": 0}


@pytest.mark.parametrize(
    ("trees", "flowers", "carried", "rest"),
    [
        ({}, {}, 0, ["-", "-", "-", "-"]),
        ({"명시이월": 20}, NOUGHT, 20, ["-", "-", "-", 70]),
        (BOTH, NOUGHT, 0, ["-", "-", "-", 70]),
        (BOTH | {"명시이월": 20, "사고이월": 5}, NOUGHT, 25, [115, 115, 45, 70]),
        (BOTH | {"이월액": 20}, NOUGHT, 20, [120, 120, 50, 70]),
        (BOTH | {"이월액": 20, "명시이월": 20}, NOUGHT, 20, [120, 120, 50, 70]),
        (BOTH | {"이월액": "-"}, NOUGHT, 0, [140, 140, 70, 70]),
        (NOUGHT | {"집행액": None}, NOUGHT, 0, ["-", "-", "-", 70]),
        (NOUGHT | {"예산현액": None}, NOUGHT, 0, ["-", "-", "-", 70]),
        (NOUGHT | {"집행액": "-"}, NOUGHT, 0, [170, 170, "-", 70]),
    ],
)
def test_a_remainder_stands_where_all_that_it_needs_is_filled_in(
    officer, quarter, trees, flowers, carried, rest
):
    sheet = template(officer, at_work.opened(quarter, stage="결산"))
    typed(sheet, TREES, **trees)
    typed(sheet, FLOWERS, **flowers)
    assert come_to(sheet, "집행잔액") == rest
    assert come_to(sheet, "이월액")[:2] == [carried, carried]


@pytest.mark.parametrize(
    ("trees", "rates", "rest"),
    [
        (BOTH, [0.3, 0.3, 0.3, 0.3], [140, 140, 70, 70]),
        (BOTH | {"집행액": None}, ["-", "-", "-", 0.3], ["-", "-", "-", 70]),
        (BOTH | {"예산현액": 0}, [0.6, 0.6, "-", 0.3], [40, 40, -30, 70]),
    ],
)
def test_at_an_execution_date_nothing_is_carried_over(officer, quarter, trees, rates, rest):
    sheet = template(officer, at_work.opened(quarter))
    typed(sheet, TREES, **trees)
    typed(sheet, FLOWERS, **BOTH)
    assert (come_to(sheet, "집행률"), come_to(sheet, "집행잔액")) == (rates, rest)


CELLS = ("budget", "committed", "spent", "carried_planned", "carried_unavoidable")


@pytest.mark.parametrize(
    "trees",
    [
        ("100", "50", "30", "20", "5"),
        ("100", "50", "30", "", ""),
        ("100", "50", "", "0", ""),
        ("100", "-", "-", "-", ""),
    ],
)
def test_the_values_kept_beside_the_formulas_are_what_they_come_to(officer, quarter, trees):
    filing = at_work.opened(quarter, stage="결산")
    cells = {(quarter.trees, name): text for name, text in zip(CELLS, trees, strict=True)}
    cells |= {(quarter.flowers, name): text for name, text in zip(CELLS, "84210", strict=True)}
    assert officer.post(f"/filings/{filing.pk}/", form(filing, cells)).status_code == 302
    content = officer.get(f"/filings/{filing.pk}/template.xlsx").content
    live = openpyxl.load_workbook(io.BytesIO(content))["제출"]
    kept = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["제출"]
    formulas = [c.coordinate for row in live["C6:K9"] for c in row if c.data_type == "f"]
    assert len(formulas) == 22  # nine in each sum, two in each line
    assert {at: kept[at].value for at in formulas} == {at: Sheet(live).value(at) for at in formulas}
    assert uploaded(officer, filing, content).context["shown"].changed == []


def test_a_settlement_by_kinds_alone_agrees_with_its_sums(officer, quarter):
    """An office program works the sums out before the file comes back: they say the same as the lines."""
    filing = at_work.opened(quarter, stage="결산")
    sheet = template(officer, filing)
    typed(sheet, TREES, **BOTH, 명시이월=20, 사고이월=5)
    typed(sheet, FLOWERS, **NOUGHT)
    told = {c.coordinate: Sheet(sheet).value(c.coordinate) for row in sheet["C6:K9"] for c in row}
    for at, value in told.items():
        sheet[at] = value
    answer = uploaded(officer, filing, bytes_of(sheet))
    carried = [row.measures.carried for row in answer.context["preview"].handed.rows]
    assert carried == [25, 0]

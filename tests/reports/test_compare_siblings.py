"""The page, the json and the sheet of a comparison say the same."""

import io

import openpyxl
import pytest

from tests.reports.test_agreement import shown
from tests.reports.test_execution import page_rows

pytestmark = pytest.mark.django_db

RENAMED = "/compare/홍보기획관/2022-07-01-집행/2023-04-01-집행"
SETTLED = "/compare/시민소통기획관/2018-12-31-결산/2019-01-01-예산"


def test_the_page_shows_what_the_json_says(get, tables):
    page = page_rows(get(RENAMED).content.decode())
    told = []
    for table in tables(RENAMED):
        labels = table["labels"][5:]
        for each in table["rows"]:
            cells = [
                cell if label in ("변동", "비고") else shown_here(cell, label)
                for cell, label in zip(each[5:], labels, strict=True)
            ]
            told.append((each[1], each[2], cells))
    assert page == told


def shown_here(cell, label):
    if label.endswith("(%p)") and isinstance(cell, float):
        return f"{'△' if cell < 0 else ''}{abs(cell):.1f}%p"
    return shown(cell, label)


def test_the_sheet_says_the_same_and_its_sums_are_live(get, tables):
    for path in (RENAMED, SETTLED):
        content = get(f"{path}.xlsx", unit="원").content
        values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content))
        for table, sheet in zip(tables(path), values.worksheets[:-1], strict=True):
            for at, found in enumerate(table["rows"]):
                cells = [cell.value for cell in sheet[7 + at]][1 : len(found) - 4]
                for cell, told, label in zip(cells, found[5:], table["labels"][5:], strict=True):
                    assert same(cell, told, label), (path, found[2], label)
        whole = [cell.value for cell in formulas.worksheets[0][7]]
        assert [str(cell)[:10] for cell in whole[2:6]] == [
            *["=SUBTOTAL("] * 2,
            "=N(D7)-N(C",
            "=IF(N(C7)>",
        ]


def same(cell, told, label):
    if not isinstance(told, int | float):
        return (cell or "") == ("없음" if told is None else told)
    return round(cell * (100 if label.endswith("(%)") else 1), 1) == told

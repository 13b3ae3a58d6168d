import csv
import io
import json

from budgets.amounts import Unit
from reports.flat import BOM, report_csv, report_json
from reports.table import Column, Gap, Kind, Report, Row, Table

BUDGET = Column("budget", "예산현액", Kind.WON)
SPENT = Column("spent", "집행액", Kind.WON)
RATE = Column("rate", "집행률", Kind.RATE)


def report(*tables):
    return Report("집행현황", "해오름기획관", "2030. 6. 30. 기준", Unit.THOUSAND, tables)


def table(title, columns, *rows):
    rows = [Row(0, "line", name, "가/01", "/lines/1", "정책사업", cells) for name, cells in rows]
    return Table(title, title, columns, tuple(rows))


GENERAL = table("일반회계", (BUDGET, RATE), ("나무", (1_500, 469)), ("=1+1", (Gap.DASH, Gap.DASH)))
FUND = table("기금", (BUDGET, SPENT), ("꽃", (Gap.ABSENT, Gap.BLANK)), ("풀", (-7, Gap.UNKNOWN)))


def rows_of(text):
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text.removeprefix(BOM))))


def test_csv_holds_whole_won_and_rates_in_percent_of_all_tables_under_one_head():
    head, *rows = rows_of(report_csv(report(GENERAL, FUND)))
    assert head[6:] == ["예산현액(원)", "집행률(%)", "집행액(원)"]
    assert [row[6:] for row in rows] == [
        ["1500", "46.9", ""],
        ["-", "-", ""],
        ["없음", "", ""],
        ["-7", "", "알 수 없음"],
    ]
    assert head[:6] == ["표", "구분", "이름", "종류", "코드", "깊이"]
    assert rows[0][:6] == ["일반회계", "세부사업", "나무", "정책사업", "가/01", "0"]


def test_a_name_that_begins_like_a_formula_is_text_and_a_number_never_is():
    rows = rows_of(report_csv(report(GENERAL, FUND)))
    assert rows[2][2] == "'=1+1"
    assert rows[4][6] == "-7"


def test_a_dash_alone_is_no_formula():
    told = table("가", (Column("reason", "사유", Kind.TEXT),), ("-", ("-",)), ("-1", ("-1",)))
    rows = rows_of(report_csv(report(told)))
    assert [(row[2], row[6]) for row in rows[1:]] == [("-", "-"), ("'-1", "'-1")]


def test_json_holds_columns_once_and_rows_as_lists():
    told = json.loads(report_json(report(GENERAL, FUND)))
    assert (told["office"], told["when"]) == ("해오름기획관", "2030. 6. 30. 기준")
    general, fund = told["tables"]
    assert general["columns"] == ["level", "mark", "name", "code", "kind", "budget", "rate"]
    assert general["rows"] == [
        [0, "line", "나무", "가/01", "정책사업", 1500, 46.9],
        [0, "line", "=1+1", "가/01", "정책사업", "-", "-"],
    ]
    assert [row[5:] for row in fund["rows"]] == [[None, ""], [-7, "알 수 없음"]]


def test_a_column_that_the_source_is_said_to_lack_is_not_blank():
    other = Column("appropriated", "예산액", Kind.WON)
    lacking = Table(
        "가",
        "가",
        (BUDGET,),
        (Row(0, "total", "합계", "", "", "", (1,)),),
        absent=("appropriated",),
    )
    having = Table("나", "나", (other,), (Row(0, "total", "합계", "", "", "", (2,)),))
    lines = report_csv(report(lacking, having)).splitlines()
    assert [line.split(",")[-2:] for line in lines[1:]] == [["1", "없음"], ["", "2"]]


def test_no_two_columns_of_a_csv_have_one_name():
    """What two tables call the same is one column; what one table has twice, or what every row
    has, is told apart."""
    cost, other = Column("cost", "금액", Kind.WON), Column("won", "금액", Kind.WON)
    kind = Column("what", "종류", Kind.TEXT)
    one = table("하나", (cost, kind), ("나무", (1, "큰 나무")))
    two = table("둘", (other, cost), ("꽃", (2, 3)))
    head, *rows = rows_of(report_csv(report(one, two)))
    assert head[6:] == ["금액(원)", "종류 (열)", "금액(원) (둘)"]
    assert [row[6:] for row in rows] == [["1", "큰 나무", ""], ["2", "", "3"]]


def test_one_key_under_two_labels_is_two_columns():
    """In one table it is 예산액, in the other 예산현액."""
    then = table("앞", (Column("then", "예산액", Kind.WON),), ("나무", (1,)))
    now = table("뒤", (Column("then", "예산현액", Kind.WON),), ("나무", (2,)))
    head, *rows = rows_of(report_csv(report(then, now)))
    assert head[6:] == ["예산액(원)", "예산현액(원)"]
    assert [row[6:] for row in rows] == [["1", ""], ["", "2"]]

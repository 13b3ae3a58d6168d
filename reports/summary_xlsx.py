"""The analysts' workbook: pivots by pandas, sheets with live formulas and charts that Excel can edit.

pandas takes its time to import: nothing that is imported at start-up may import this module.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from budgets.models import Figure
from reports.bulk import FIELDS, HEADER, tidy_rows
from reports.excel_forms import AMOUNT
from reports.sheets import Book, told_sheet
from reports.summary import Entry, Summary
from reports.summary_asked import COLUMNS
from reports.summary_change_sheets import write_changes
from reports.summary_changes import changes
from reports.summary_charts import write_charts
from reports.summary_pivots import Laid, lay_pivot, pivot_of, write_pivot
from reports.summary_sheet import HEAD_ROW, NOT_THERE, about, headed, write_heads
from reports.two_views import ORGANISATIONS, PRINTED, TODAY

_WIDTHS = (10, 16, 12, 9, 9, 7, 12, 18, 14, 36, 36, 12, 8, 18, 12)


def summary_xlsx(summary: Summary, sources: Sequence[str], generated_at: datetime) -> bytes:
    out = io.BytesIO()
    with Book(out, "예산·집행 요약", generated_at) as book:
        rows = [each for a in summary.accounts for each in _write_account(book, summary, a)]
        rows.append(("긴 표", _write_long_table(book, summary)))
        told_sheet(book, _told(summary, sources, rows, generated_at))
    return out.getvalue()


def _write_account(book: Book, summary: Summary, account: int) -> Iterable[tuple[str, int]]:
    """Departments and kinds are added up from the programs, which have the last of the three sheets.
    What the sheets are called, and how many rows each has."""
    name = summary.names.accounts[account]

    def laid(title: str, entries: list[Entry], *labels: str) -> Laid:
        return lay_pivot(book, title, pivot_of(entries, labels, summary), summary, account)

    departments = laid("부서별", summary.by_department(account), "실국", "부서")
    kinds = laid("종류별", summary.by_kind(account), "종류")
    entries = summary.by_program(account)
    programs = laid("정책사업별", entries, "실국", "부서", "정책사업", "종류")
    for each, made_of in ((departments, programs), (kinds, programs), (programs, None)):
        write_pivot(book, each, summary, made_of)
        yield each.sheet.get_name(), len(each.pivot.rows)
    for of_programs, title in ((True, "정책사업 전년대비"), (False, "세부사업 전년대비")):
        if pairs := changes(summary, account, of_programs=of_programs):
            write_changes(book, title, pairs, summary, account, of_programs=of_programs)
            yield f"{title} {name}", sum(map(len, pairs))
    write_charts(book, summary, account, departments)


# --- the long table and the sources ---------------------------------------------------------------


def _write_long_table(book: Book, summary: Summary) -> int:
    """Those of the package of all data, as chosen; amounts in won. How many there are."""
    figures = Figure.objects.filter(
        statement__published_in__reporting_date__in=[each.pk for each in summary.dates]
    )
    notes = ["표기가 value가 아닌 줄에는 금액이 없으며 0이 아닙니다.", *summary.remarks]
    sheet = headed(book, "긴 표", "긴 표: 한 줄에 금액 하나", about(summary, "(단위: 원)"), notes)
    write_heads(book, sheet, HEAD_ROW, [field.title for field in FIELDS])
    won, day, text = (book.look(num_format=form) for form in (AMOUNT, "yyyy-mm-dd", "@"))
    row, at_measure = HEAD_ROW, HEADER.index("measure")
    for told in tidy_rows(figures):
        if told[at_measure] not in summary.chosen.measures:
            continue
        row += 1
        for col, (name, value) in enumerate(zip(HEADER, told, strict=True)):
            if isinstance(value, date):
                sheet.write_datetime(row, col, value, day)
            elif isinstance(value, int):
                sheet.write_number(row, col, value, won if name == "won" else book.look())
            elif value is not None:
                said = COLUMNS[value] if name == "measure" else str(value)
                sheet.write_string(row, col, said, text)
    sheet.autofilter(HEAD_ROW, 0, max(row, HEAD_ROW + 1), len(HEADER) - 1)
    for col, width in enumerate(_WIDTHS):
        sheet.set_column(col, col, width)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.print_across(HEAD_ROW, "긴 표")
    return row - HEAD_ROW


def _view(summary: Summary) -> Iterable[tuple[str, str]]:
    """The long table holds what was handed in."""
    if summary.chosen.is_today:
        yield "조직", f"{ORGANISATIONS[TODAY]} (긴 표는 {ORGANISATIONS[PRINTED]})"
        yield from (("알림", words) for words in summary.called.notes)


def _told(
    summary: Summary,
    sources: Sequence[str],
    rows: Iterable[tuple[str, int]],
    generated_at: datetime,
) -> list[tuple[str, str]]:
    chosen = summary.chosen
    return [
        ("제목", "예산·집행 요약"),
        ("실국", ", ".join(chosen.offices)),
        ("회계연도", ", ".join(map(str, chosen.years))),
        ("금액", ", ".join(COLUMNS[measure] for measure in chosen.measures)),
        ("단위", f"{chosen.unit.label} (긴 표는 원)"),
        *_view(summary),
        *(
            ("기준일", f"{each.book.office} {summary.when(each.pk).words}")
            for each in summary.dates
        ),
        *(("알림", words) for words in summary.remarks),
        *(("출처 문서", source) for source in sources or ("기재되지 않음",)),
        *((f"행 수: {sheet}", f"{count}") for sheet, count in rows),
        ("만든 때", f"{generated_at:%Y-%m-%d %H:%M:%S %Z}"),
        (
            "회계",
            "기금전출금이 두 번 세어지므로 회계끼리 더하지 않으며, 시트도 회계마다 따로입니다.",
        ),
        ("집행률", "집행액 ÷ 예산현액. 예산현액이 없는 자료는 집행액 ÷ 예산액."),
        (
            "수식",
            "합계, 증감, 비율은 수식입니다. 부서별과 종류별은 정책사업별 시트의 금액을, 차트의 자료는 "
            "부서별 시트를 따릅니다. 수식과 값이 다를 수 있는 칸에는 값만 적었습니다.",
        ),
        (
            "이어진 근거",
            "이름과 부서의 이어짐으로 앞뒤의 같은 사업을 찾았습니다. 이름이 바뀐 정책사업은 세부사업의 "
            "과반이 이어지면 같은 사업으로 봅니다. 둘 이상이 맞으면 잇지 않습니다.",
        ),
        ("-", "자료에 ‘-’로 적혀 있거나 나눌 금액이 없음"),
        ("빈칸", "자료의 칸이 비어 있음"),
        ("없음", "자료에 그런 열이 없음"),
        ("알 수 없음", "합계를 낼 수 없음"),
        (NOT_THERE, "그 기준일에 그 줄이 없음"),
    ]

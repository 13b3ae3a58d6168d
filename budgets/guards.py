"""Triggers: the rules that a CHECK cannot say, in the database itself.

Statements and figures never change (rule: the one idea), figures are whole won with a place,
a line is handed in by the department it belongs to, and that department exists on that day.
One list for both databases, so that neither can lack one.
"""

from budgets.guards_entered import ENTERED
from budgets.guards_structure import STRUCTURE
from budgets.guards_told import PRINTED, TOLD
from departments.triggers import Guard, Record, never_changes
from departments.triggers import written_once as _written_once

IMMUTABLE = "제출본과 금액은 고치거나 지울 수 없습니다. 새 제출본을 내십시오."
SEALED = "이미 제출된 판에는 금액을 더할 수 없습니다. 새 제출본을 내십시오."
FOREIGN_LINE = "이 부서·편성체계의 세부사업이 아닙니다."
NO_PLACE = "문서에서 옮긴 금액에는 출처의 줄이 있어야 합니다."
NOT_WHOLE = "금액은 원 단위 정수여야 합니다."
NO_SUCH_DEPARTMENT = "그 기준일에 있던 이 실국의 부서가 아닙니다."
FOREIGN_STATEMENT = "다른 제출의 제출본을 가리킬 수 없습니다."
FIXED_FRAME = "제출본이 있으면 부서, 기준일, 편성체계의 뜻을 바꿀 수 없습니다."
KEPT = "금액이 있는 것은 지울 수 없습니다."
STARTS_EMPTY = "새 제출은 제출본 없이 시작합니다."
FORWARD = "현재 제출본과 공개된 제출본은 뒤로 돌릴 수 없습니다."
KEPT_DEPARTMENT = "기준일에 내는 부서는 그 기준일에 그 실국에 있어야 합니다."
FOREIGN_DEPARTMENT = "편성체계의 실국에 속한 부서가 아닙니다."
SEEN = "공개한 기록은 고치거나 지울 수 없습니다."
NOT_PUBLISHED = "공개되지 않은 제출본은 공개한 것으로 적을 수 없습니다."
WRITTEN = "제출 과정의 기록은 고치거나 지울 수 없습니다."
KEPT_FILE = "올린 파일은 고치거나 지울 수 없습니다."
MOVED = "예산 변동은 고치거나 지울 수 없습니다. 잘못 적은 것은 거두는 변동을 적습니다."
NO_SUCH_EDGE = "그 상태에서 갈 수 없는 상태입니다."
NOT_WHAT_STANDS = "제출·확인·공개는 서 있는 제출본 그대로 합니다."
OWN_WORK = "자기가 낸 제출본은 스스로 확인할 수 없습니다."
FOREIGN_STEP = "다른 제출의 제출본을 기록할 수 없습니다."
FOREIGN_WAIVER = "제출본에 없는 세부사업의 예외입니다."
SEALED_WAIVER = "이미 제출된 판에는 예외를 더할 수 없습니다. 새 제출본을 내십시오."
FOREIGN_FILE = "다른 제출에 올린 파일입니다."
FOREIGN_CHANGE = "이용, 전용, 변경사용은 한 편성체계 안에서, 이체는 같은 회계연도 안에서 합니다."
TAKEN_BACK = "거두는 변동은 거두어지는 변동과 같은 종류, 같은 금액이고 두 쪽이 뒤바뀌어야 합니다."
FIXED_LINE = "금액이 있는 세부사업은 다른 정책사업·부서·편성체계로 옮길 수 없습니다."
FOREIGN_ITEM = "내역은 같은 문서, 같은 결산, 같은 항목의 아래에 적습니다."
NOT_ITS_DAY = "그 기준일에 없는 세부사업입니다."
REPORTED_DAY = "금액이 있는 기준일을 세부사업의 첫날과 마지막 날 밖에 둘 수 없습니다."

_AMOUNTS = ("appropriated", "budget", "committed", "spent", "carried")

_LINE_IS_FOREIGN = """NOT EXISTS (
    SELECT 1 FROM budgets_statement s
    JOIN budgets_filing f ON f.id = s.filing_id
    JOIN budgets_reportingdate r ON r.id = f.reporting_date_id
    JOIN budgets_lineitem l ON l.id = NEW.line_id
    JOIN budgets_program p ON p.id = l.program_id
    WHERE s.id = NEW.statement_id AND p.book_id = r.book_id AND p.department_id = f.department_id)"""
_IS_NOT_ITS_DAY = """EXISTS (
    SELECT 1 FROM budgets_statement s
    JOIN budgets_filing f ON f.id = s.filing_id
    JOIN budgets_reportingdate r ON r.id = f.reporting_date_id
    JOIN budgets_lineitem l ON l.id = NEW.line_id
    WHERE s.id = NEW.statement_id AND (r.day < l.begins_on OR r.day > l.ends_on))"""
_REPORTED_ON_ANOTHER_DAY = """EXISTS (
    SELECT 1 FROM budgets_figure g
    JOIN budgets_statement s ON s.id = g.statement_id
    JOIN budgets_filing f ON f.id = s.filing_id
    JOIN budgets_reportingdate r ON r.id = f.reporting_date_id
    WHERE g.line_id = OLD.id AND (r.day < NEW.begins_on OR r.day > NEW.ends_on))"""
_STATEMENT_IS_HANDED_IN = """EXISTS (
    SELECT 1 FROM budgets_filing f
    WHERE f.standing_id = NEW.statement_id OR f.published_id = NEW.statement_id)
    OR EXISTS (
    SELECT 1 FROM budgets_statement s JOIN budgets_statement later ON later.filing_id = s.filing_id
    WHERE s.id = NEW.statement_id AND later.version > s.version)"""
_HAS_NO_PLACE = """TRIM(NEW.place) = '' AND EXISTS (
    SELECT 1 FROM budgets_statement s WHERE s.id = NEW.statement_id AND s.document_id IS NOT NULL)"""
_DEPARTMENT_IS_NOT_THERE = """NOT EXISTS (
    SELECT 1 FROM budgets_reportingdate r
    JOIN budgets_book b ON b.id = r.book_id
    JOIN departments_department d ON d.id = NEW.department_id
    WHERE r.id = NEW.reporting_date_id
      AND (d.id = b.office_id OR d.parent_id = b.office_id)
      AND (d.valid_from IS NULL OR d.valid_from <= COALESCE(b.organised_on, r.day))
      AND (d.valid_to IS NULL OR d.valid_to >= COALESCE(b.organised_on, r.day)))"""
_POINTS_ELSEWHERE = """EXISTS (
    SELECT 1 FROM budgets_statement s
    WHERE s.id IN (NEW.standing_id, NEW.published_id) AND s.filing_id <> NEW.id)"""
_POINTS_SOMEWHERE = "NEW.standing_id IS NOT NULL OR NEW.published_id IS NOT NULL"


def _goes_back(pointer: str) -> str:
    return f"""(OLD.{pointer}_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM budgets_statement was, budgets_statement becomes
    WHERE was.id = OLD.{pointer}_id AND becomes.id = NEW.{pointer}_id
      AND becomes.version >= was.version))"""


_GOES_BACK = f"{_goes_back('standing')} OR {_goes_back('published')}"
_FILINGS_LOSE_IT = """EXISTS (
    SELECT 1 FROM budgets_filing f
    JOIN budgets_reportingdate r ON r.id = f.reporting_date_id
    JOIN budgets_book b ON b.id = r.book_id
    WHERE f.department_id = OLD.id AND (NEW.id <> OLD.id
      OR (OLD.id <> b.office_id AND (NEW.parent_id IS NULL OR NEW.parent_id <> b.office_id))
      OR NEW.valid_from > COALESCE(b.organised_on, r.day)
      OR NEW.valid_to < COALESCE(b.organised_on, r.day)))"""
_IS_OF_ANOTHER_OFFICE = """NOT EXISTS (
    SELECT 1 FROM budgets_book b JOIN departments_department d ON d.id = NEW.department_id
    WHERE b.id = NEW.book_id AND (d.id = b.office_id OR d.parent_id = b.office_id))"""
# Foreign keys wait until the end of a transaction: what is deleted, or renumbered, could come back
# as something else under the figures. So both are refused at once.
_LINE_IS_USED = "EXISTS (SELECT 1 FROM budgets_figure g WHERE g.line_id = OLD.id)"
_PROGRAM_IS_USED = """EXISTS (
    SELECT 1 FROM budgets_figure g JOIN budgets_lineitem l ON l.id = g.line_id
    WHERE l.program_id = OLD.id)"""
_FILING_IS_USED = "EXISTS (SELECT 1 FROM budgets_statement s WHERE s.filing_id = OLD.id)"
_DATE_IS_USED = """EXISTS (
    SELECT 1 FROM budgets_statement s JOIN budgets_filing f ON f.id = s.filing_id
    WHERE f.reporting_date_id = OLD.id)"""
_BOOK_IS_USED = """EXISTS (
    SELECT 1 FROM budgets_statement s JOIN budgets_filing f ON f.id = s.filing_id
    JOIN budgets_reportingdate r ON r.id = f.reporting_date_id WHERE r.book_id = OLD.id)"""
_DEPARTMENT_IS_USED = """EXISTS (
    SELECT 1 FROM budgets_statement s JOIN budgets_filing f ON f.id = s.filing_id
    WHERE f.department_id = OLD.id)"""


def _moves(*columns: str) -> str:
    return f"({' OR '.join(f'NEW.{column} <> OLD.{column}' for column in ('id', *columns))})"


_LINE_MOVES = f"{_moves('program_id')} AND {_LINE_IS_USED}"
_PROGRAM_MOVES = f"{_moves('book_id', 'department_id', 'account_id')} AND {_PROGRAM_IS_USED}"
_FILING_MOVES = f"{_moves('reporting_date_id', 'department_id')} AND {_FILING_IS_USED}"
_DATE_MOVES = f"{_moves('book_id', 'day', 'stage')} AND {_DATE_IS_USED}"
_BOOK_MOVES = f"""({_moves("office_id", "fiscal_year", "basis")}
    OR COALESCE(CAST(NEW.organised_on AS text), '') <> COALESCE(CAST(OLD.organised_on AS text), ''))
    AND {_BOOK_IS_USED}"""
# PostgreSQL's bigint holds nothing else; SQLite would keep 1.5 in a column of integers.
_IS_NOT_WHOLE = " OR ".join(f"typeof(NEW.{a}) NOT IN ('integer', 'null')" for a in _AMOUNTS)
# REPLACE deletes what is in its way. SQLite tells the triggers against DELETE of it only where the
# connection asked for that (recursive_triggers): whoever opens the file with another tool did not.
_STATEMENT_IS_THERE = """EXISTS (
    SELECT 1 FROM budgets_statement s
    WHERE s.id = NEW.id OR (s.filing_id = NEW.filing_id AND s.version = NEW.version))"""
_FIGURE_IS_THERE = """EXISTS (
    SELECT 1 FROM budgets_figure g
    WHERE g.id = NEW.id OR (g.statement_id = NEW.statement_id AND g.line_id = NEW.line_id))"""
_IS_NOT_PUBLISHED = """NOT EXISTS (
    SELECT 1 FROM budgets_filing f WHERE f.published_id = NEW.statement_id)"""
_CLAIM_IS_THERE = "EXISTS (SELECT 1 FROM budgets_claim c WHERE c.id = NEW.id)"
# 작성중 → 제출 → (반려 → 작성중) → 확인 → 공개 → 정정; what was approved may go back until it is
# published. What comes from a document was approved and
# published by the office that printed it.
EDGES = (
    ("작성중", "제출"),
    ("제출", "반려"),
    ("제출", "확인"),
    ("반려", "작성중"),
    ("확인", "공개"),
    ("확인", "반려"),
    ("공개", "정정"),
    ("정정", "확인"),
    ("정정", "반려"),
    ("반려", "정정"),
)
_KNOWN_EDGES = " OR ".join(
    f"(OLD.state = '{before}' AND NEW.state = '{after}')" for before, after in EDGES
)
_IS_OF_A_DOCUMENT = """EXISTS (
    SELECT 1 FROM budgets_statement s
    WHERE s.id = NEW.published_id AND s.document_id IS NOT NULL)"""
_LEAVES_THE_WAY = f"""NEW.state <> OLD.state AND NOT ({_KNOWN_EDGES})
    AND NOT (NEW.state = '공개' AND {_IS_OF_A_DOCUMENT})"""
# Approving and publishing move no pointer to something that was not looked at.
_NOT_WHAT_STANDS = f"""NEW.state IN ('제출', '확인', '공개') AND NOT {_IS_OF_A_DOCUMENT}
    AND (OLD.standing_id IS NULL OR NEW.standing_id <> OLD.standing_id
      OR (NEW.state = '공개' AND NEW.published_id <> NEW.standing_id))"""
_IS_OWN_WORK = """NEW.act = '확인' AND EXISTS (
    SELECT 1 FROM budgets_statement s WHERE s.id = NEW.statement_id AND s.handed_in_by_id = NEW.by_id)"""
_STEPS_ELSEWHERE = """NEW.statement_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM budgets_statement s
    WHERE s.id = NEW.statement_id AND s.filing_id = NEW.filing_id)"""
_WAIVES_ELSEWHERE = """NEW.line_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM budgets_figure g
    WHERE g.statement_id = NEW.statement_id AND g.line_id = NEW.line_id)"""
_ITEM_IS_ELSEWHERE = """NEW.parent_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM budgets_settlementitem h
    WHERE h.id = NEW.parent_id AND h.document_id = NEW.document_id
      AND h.reporting_date_id = NEW.reporting_date_id AND h.heading = NEW.heading)"""
_FILE_IS_ELSEWHERE = """NEW.upload_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM budgets_upload u WHERE u.id = NEW.upload_id AND u.filing_id = NEW.filing_id)"""
_BOTH_SIDES = """SELECT 1 FROM budgets_lineitem a
    JOIN budgets_program p ON p.id = a.program_id
    JOIN budgets_book x ON x.id = p.book_id
    JOIN budgets_lineitem b ON b.id = NEW.given_to_id
    JOIN budgets_program q ON q.id = b.program_id
    JOIN budgets_book y ON y.id = q.book_id
    WHERE a.id = NEW.taken_from_id"""
_CHANGES_ELSEWHERE = f"""NEW.taken_from_id IS NOT NULL AND NEW.given_to_id IS NOT NULL
    AND NEW.takes_back_id IS NULL AND NOT EXISTS ({_BOTH_SIDES} AND (
      x.id = y.id OR (NEW.kind = '이체' AND x.fiscal_year = y.fiscal_year)))"""


def _same(column: str, other: str) -> str:
    return f"COALESCE(NEW.{column}, 0) = COALESCE(c.{other}, 0)"


_TAKES_BACK_OTHER = f"""NEW.takes_back_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM budgets_budgetchange c
    WHERE c.id = NEW.takes_back_id AND c.takes_back_id IS NULL AND c.kind = NEW.kind
      AND c.won = NEW.won AND {_same("turn", "turn")}
      AND {_same("taken_from_id", "given_to_id")} AND {_same("given_to_id", "taken_from_id")})"""


GUARDS = [
    *never_changes("budgets_statement", IMMUTABLE),
    *never_changes("budgets_figure", IMMUTABLE),
    Guard(
        "statement_not_replaced",
        "budgets_statement",
        "INSERT",
        IMMUTABLE,
        _STATEMENT_IS_THERE,
        only="sqlite",
    ),
    Guard(
        "figure_not_replaced",
        "budgets_figure",
        "INSERT",
        IMMUTABLE,
        _FIGURE_IS_THERE,
        only="sqlite",
    ),
    *never_changes("budgets_claim", PRINTED),
    Guard("claim_not_replaced", "budgets_claim", "INSERT", PRINTED, _CLAIM_IS_THERE, only="sqlite"),
    *_written_once("budgets_settlementitem", PRINTED),
    Guard(
        "settlementitem_own_heading",
        "budgets_settlementitem",
        "INSERT",
        FOREIGN_ITEM,
        _ITEM_IS_ELSEWHERE,
    ),
    *_written_once("budgets_changeday", PRINTED),
    *never_changes("budgets_publication", SEEN),
    Guard(
        "publication_happened", "budgets_publication", "INSERT", NOT_PUBLISHED, _IS_NOT_PUBLISHED
    ),
    Guard("figure_whole", "budgets_figure", "INSERT", NOT_WHOLE, _IS_NOT_WHOLE, only="sqlite"),
    Guard("figure_sealed", "budgets_figure", "INSERT", SEALED, _STATEMENT_IS_HANDED_IN),
    Guard("figure_own_line", "budgets_figure", "INSERT", FOREIGN_LINE, _LINE_IS_FOREIGN),
    Guard("figure_has_place", "budgets_figure", "INSERT", NO_PLACE, _HAS_NO_PLACE),
    Guard(
        "filing_department_insert",
        "budgets_filing",
        "INSERT",
        NO_SUCH_DEPARTMENT,
        _DEPARTMENT_IS_NOT_THERE,
    ),
    Guard(
        "filing_department_update",
        "budgets_filing",
        "UPDATE",
        NO_SUCH_DEPARTMENT,
        _DEPARTMENT_IS_NOT_THERE,
    ),
    Guard("filing_own_statement", "budgets_filing", "UPDATE", FOREIGN_STATEMENT, _POINTS_ELSEWHERE),
    Guard("filing_starts_empty", "budgets_filing", "INSERT", STARTS_EMPTY, _POINTS_SOMEWHERE),
    Guard("filing_forward", "budgets_filing", "UPDATE", FORWARD, _GOES_BACK),
    Guard("filing_kept", "budgets_filing", "DELETE", KEPT, _FILING_IS_USED),
    Guard("lineitem_kept", "budgets_lineitem", "DELETE", KEPT, _LINE_IS_USED),
    Guard("program_kept", "budgets_program", "DELETE", KEPT, _PROGRAM_IS_USED),
    Guard("reportingdate_kept", "budgets_reportingdate", "DELETE", KEPT, _DATE_IS_USED),
    Guard("book_kept", "budgets_book", "DELETE", KEPT, _BOOK_IS_USED),
    Guard("department_no_delete", "departments_department", "DELETE", KEPT, _DEPARTMENT_IS_USED),
    Guard("department_kept", "departments_department", "UPDATE", KEPT_DEPARTMENT, _FILINGS_LOSE_IT),
    Guard(
        "program_department_insert",
        "budgets_program",
        "INSERT",
        FOREIGN_DEPARTMENT,
        _IS_OF_ANOTHER_OFFICE,
    ),
    Guard(
        "program_department_update",
        "budgets_program",
        "UPDATE",
        FOREIGN_DEPARTMENT,
        _IS_OF_ANOTHER_OFFICE,
    ),
    Guard("filing_way", "budgets_filing", "UPDATE", NO_SUCH_EDGE, _LEAVES_THE_WAY),
    Guard("filing_stands", "budgets_filing", "UPDATE", NOT_WHAT_STANDS, _NOT_WHAT_STANDS),
    *_written_once("budgets_step", WRITTEN),
    Guard("step_own_statement", "budgets_step", "INSERT", FOREIGN_STEP, _STEPS_ELSEWHERE),
    Guard("step_not_by_its_author", "budgets_step", "INSERT", OWN_WORK, _IS_OWN_WORK),
    *_written_once("budgets_waiver", WRITTEN),
    Guard("waiver_sealed", "budgets_waiver", "INSERT", SEALED_WAIVER, _STATEMENT_IS_HANDED_IN),
    Guard("waiver_own_line", "budgets_waiver", "INSERT", FOREIGN_WAIVER, _WAIVES_ELSEWHERE),
    *_written_once("budgets_upload", KEPT_FILE),
    Guard("statement_own_file", "budgets_statement", "INSERT", FOREIGN_FILE, _FILE_IS_ELSEWHERE),
    *_written_once("budgets_budgetchange", MOVED),
    Guard(
        "budgetchange_sides", "budgets_budgetchange", "INSERT", FOREIGN_CHANGE, _CHANGES_ELSEWHERE
    ),
    Guard("budgetchange_back", "budgets_budgetchange", "INSERT", TAKEN_BACK, _TAKES_BACK_OTHER),
    *_written_once("budgets_councilnotice", MOVED),
    Guard("filing_fixed", "budgets_filing", "UPDATE", FIXED_FRAME, _FILING_MOVES),
    Guard("reportingdate_fixed", "budgets_reportingdate", "UPDATE", FIXED_FRAME, _DATE_MOVES),
    Guard("book_fixed", "budgets_book", "UPDATE", FIXED_FRAME, _BOOK_MOVES),
    Guard("lineitem_fixed", "budgets_lineitem", "UPDATE", FIXED_LINE, _LINE_MOVES),
    Guard("figure_on_its_day", "budgets_figure", "INSERT", NOT_ITS_DAY, _IS_NOT_ITS_DAY),
    Guard("lineitem_days", "budgets_lineitem", "UPDATE", REPORTED_DAY, _REPORTED_ON_ANOTHER_DAY),
    *STRUCTURE,
    *TOLD,
    *ENTERED,
    Guard("program_fixed", "budgets_program", "UPDATE", FIXED_LINE, _PROGRAM_MOVES),
]


RECORDS = [
    Record(
        "publication",
        "budgets_filing",
        "NEW.published_id IS NOT NULL"
        " AND (OLD.published_id IS NULL OR OLD.published_id <> NEW.published_id)",
        "INSERT INTO budgets_publication (statement_id) VALUES (NEW.published_id)",
        # One after the other until each is committed: else the newest number would not tell of an
        # older one that comes late, and kept pages would be taken for new.
        "PERFORM pg_advisory_xact_lock(7105)",
    )
]

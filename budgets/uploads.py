"""A department's figures as a file: read, shown, and taken in as one statement once confirmed.

Nothing is stored until then: between the two requests the file travels in the form itself, so that
no worker, however many there are and whichever dies, has anything half done to clean up.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from uuid import UUID

from django.db import transaction

from budgets import filing as verbs
from budgets.amounts import Unit
from budgets.answers import Earlier
from budgets.facing import asked_of, known_of, lines_of
from budgets.models import Filing, LineItem, Statement, Upload
from budgets.pointing import ANSWERED, pointed
from budgets.reading.confined import sheets_of
from budgets.reading.handed import Frame, Handed, read
from budgets.reading.misfit import MEND, Misfit, Unreadable
from budgets.reading.own_lines import Own, OwnLines
from budgets.rows import Row, Waived
from budgets.rules import Asked, problems
from budgets.statements import earlier_of, rows_of
from departments.models import Person
from departments.text import clean, squeezed

KINDS = (".xlsx", ".xls", ".ods", ".csv")
LONGEST_NAME = 200


class Misread(verbs.Refused):
    """The file says something that cannot be taken over: every place of it."""

    def __init__(self, misfits: Sequence[Misfit], count: int | None = None):
        super().__init__([misfit.found for misfit in misfits])
        self.misfits = list(misfits)
        self.count = len(misfits) if count is None else count  # also of those not named here


class Unlike(verbs.Refused):
    """The file no longer says what its preview showed: the lines were changed in between."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would make of a filing."""

    name: str
    content: bytes
    handed: Handed
    standing: list[Row]
    earlier: Earlier
    found: list[Misfit]  # by the rules, at its cells
    lines: dict[int, LineItem]
    columns: tuple[str, ...]

    @property
    def waived(self) -> list[Waived]:
        """A file says nothing to a problem: what stands of the same amounts stands on."""
        return self.earlier.kept(self.handed.rows)

    @property
    def sha256(self) -> str:
        return sha256_of(self.content)

    @property
    def seen(self) -> str:
        """Of what was shown: the rows that would be stored, the exceptions they keep, and the sums
        that are away by rounding, which the confirmation acknowledges."""
        said = [
            [list(row.told) for row in self.handed.rows],
            [str(each) for each in self.waived],
            [str(each) for each in self.handed.roundings],
        ]
        return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def preview(*, filing: Filing, name: str, content: bytes, unit: Unit | None) -> Preview:
    """Or `Misread`, with what the rules find in the lines that could be read. Stores nothing."""
    name = name_of(name)
    must_be_named(name)
    lines, asked = list(lines_of(filing)), asked_of(filing.reporting_date)
    standing = [] if filing.standing_id is None else rows_of(filing.standing)
    try:
        handed = read(sheets_of(content), _frame(filing, lines, asked, unit, standing))
    except Unreadable as unreadable:
        raise Misread(unreadable.misfits, unreadable.count) from None
    known, earlier = known_of(filing), earlier_of(filing.standing, standing)
    found = pointed(problems(handed.rows, known, asked), handed, known, earlier)
    if handed.misfits:
        raise Misread([*handed.misfits, *_left(found), *handed.roundings])
    return Preview(
        name=name,
        content=content,
        handed=handed,
        standing=standing,
        earlier=earlier,
        found=found,
        lines={line.pk: line for line in lines},
        columns=asked.columns,
    )


def take_in(
    *,
    filing: Filing,
    name: str,
    content: bytes,
    unit: Unit | None,
    seen: str,
    follows: int | None,
    by: Person,
    at: datetime,
    reason: str = "",
    key: UUID,
) -> Statement:
    """The file and its statement together, or neither. The same file again has no second effect."""
    verbs.must(by, "writes", filing.department_id)  # before anything is said of its lines
    if (done := verbs.done_before(filing, key)) is not None:
        return done.statement
    shown = preview(filing=filing, name=name, content=content, unit=unit)  # no lock while it reads
    if shown.seen != seen:
        raise Unlike("미리 본 뒤에 세부사업이나 금액이 달라졌습니다. 다시 확인하십시오.")
    try:
        return _handed_in(filing, shown, follows, by, at, reason, key)
    except _NothingNew:
        # What was sent back may be right as it is: that is said without a file, as in the grid.
        return _handed_in_again(filing, shown, follows, by, at, reason, key)
    except verbs.Conflict:
        filing.refresh_from_db()
        if filing.standing and _is_of(filing.standing, shown):
            return filing.standing  # confirmed in another window
        raise


class _NothingNew(Exception):
    """The file says what stands already: it is not kept, as nothing was taken from it."""


@transaction.atomic
def _handed_in(filing, shown: Preview, follows, by, at, reason, key) -> Statement:
    upload, is_new = Upload.objects.get_or_create(
        filing=filing,
        sha256=shown.sha256,
        defaults={"name": shown.name, "content": shown.content, "by": by, "at": at},
    )
    statement = verbs.hand_in(
        filing=filing,
        rows=shown.handed.rows,
        waived=shown.waived,
        follows=follows,
        by=by,
        at=at,
        method=Statement.Method.FILE,
        unit=shown.handed.unit.label,  # rows that were read were read in one
        upload=upload,
        reason=reason,
        key=key,
    )
    if is_new and statement.upload_id != upload.pk:
        raise _NothingNew
    return statement


def _handed_in_again(filing, shown: Preview, follows, by, at, reason, key) -> Statement:
    told = {"rows": shown.handed.rows, "waived": shown.waived, "follows": follows}
    return verbs.hand_in(filing=filing, **told, by=by, at=at, reason=reason, key=key)


def _is_of(statement: Statement, shown: Preview) -> bool:
    same = {row.told for row in rows_of(statement)} == {row.told for row in shown.handed.rows}
    return same and statement.upload is not None and statement.upload.sha256 == shown.sha256


def name_of(name: str) -> str:
    """Without a folder, and as it may stand in the database; its ending stays."""
    bare = clean(PurePath(name.replace("\\", "/")).name)
    ending = PurePath(bare).suffix[:10]
    stem = bare[: len(bare) - len(ending)] if ending else bare
    return (stem[: LONGEST_NAME - len(ending)] + ending).strip() or "이름 없음"


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def must_be_named(name: str) -> None:
    ending = PurePath(name).suffix.lower()
    if ending in (".xlsm", ".xltm", ".xlsb"):
        raise Misread(
            [
                Misfit(
                    "",
                    "",
                    f"매크로가 들 수 있는 형식({ending})입니다.",
                    "‘Excel 통합 문서(.xlsx)’로 다시 저장하십시오.",
                )
            ]
        )
    if ending not in KINDS:
        found = f"받지 않는 형식입니다: {ending or '이름 끝에 형식이 없음'}"
        raise Misread([Misfit("", "", found, f"{', '.join(KINDS)} 파일을 올리십시오.")])


def _frame(
    filing: Filing,
    lines: Sequence[LineItem],
    asked: Asked,
    unit: Unit | None,
    standing: Sequence[Row],
) -> Frame:
    own = [
        Own(
            line=line.pk,
            code=line.code,
            name=line.name,
            reading=line.reading,
            program=str(line.program),
            account=line.program.account.name,
            kind=line.program.kind or "",
        )
        for line in lines
    ]
    others = LineItem.objects.filter(program__book=filing.reporting_date.book_id).exclude(
        program__department=filing.department_id
    )
    elsewhere = {
        squeezed(said)
        for row in others.values_list("code", "name", "reading")
        for said in row
        if said
    }
    department = filing.department
    office = department.parent.name if department.parent else department.name
    return Frame(
        own=OwnLines(own, department.name, office, elsewhere),
        columns=asked.columns,
        day=filing.reporting_date.day,
        unit=unit,
        standing={row.line: row for row in standing},
    )


def blocked(shown: Preview) -> list[Misfit]:
    """Everything there is to say, where there is something that no exception lets through."""
    if all(each.kind != MEND for each in shown.found):
        return []
    return [*_left(shown.found), *shown.handed.roundings]


def _left(found: Sequence[Misfit]) -> list[Misfit]:
    """What must be mended first, then what the lines ask for that is not answered."""
    asked = [each for each in found if each.kind not in (MEND, ANSWERED)]
    return [each for each in found if each.kind == MEND] + asked

"""A .csv as its cells of text: UTF-8 or CP949, parted by commas, tabs or semicolons."""

import csv
import io

from budgets.reading.limits import COLUMNS, LONGEST, ROWS
from budgets.reading.misfit import cell_name, refuse
from budgets.reading.wrapped import WANTED

_LOOKED_AT = 50  # rows, to see what parts the columns


def rows_of(content: bytes) -> list[list[str]]:
    text = _text(content)
    found = _parted(text, _mark_between(text))
    while found and not any(cell.strip() for cell in found[-1]):
        found.pop()
    for row, cells in enumerate(found):
        last = max((at for at, cell in enumerate(cells) if cell.strip()), default=0)
        if row >= ROWS:
            raise refuse(f"{len(found):,}행입니다.", f"한 시트는 {ROWS:,}행까지입니다.")
        if last >= COLUMNS:
            place = cell_name(row, last)
            raise refuse(f"{last + 1:,}열입니다.", f"한 시트는 {COLUMNS}열까지입니다.", cell=place)
    return found


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refuse("UTF-16으로 저장한 글입니다.", "‘CSV UTF-8’로 다시 저장하십시오.")
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise refuse(f"{line}째 줄에 NUL 문자가 있습니다.", WANTED)
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            at = error.start
    line = content[:at].count(b"\n") + 1
    raise refuse(
        f"{line}째 줄의 글자를 UTF-8로도 CP949로도 읽을 수 없습니다.",
        "‘CSV UTF-8’로 다시 저장하십시오.",
    )


def _mark_between(text: str) -> str:
    """The one that makes the most columns; the comma where none makes any."""
    head = "\n".join(text.splitlines()[:_LOOKED_AT])
    return max(",\t;", key=lambda mark: (head.count(mark), mark == ","))


def _parted(text: str, mark: str) -> list[list[str]]:
    csv.field_size_limit(LONGEST * 10)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    found = []
    try:
        for cells in reader:
            found.append(cells)
            if len(found) > ROWS * 2:  # blank rows at the end do not count, but there is an end
                break
    except csv.Error:
        raise refuse(
            f"{reader.line_num}째 줄의 따옴표가 맞지 않거나 칸이 너무 깁니다.",
            "엑셀에서 열어 ‘CSV UTF-8’로 다시 저장하십시오.",
        ) from None
    return found

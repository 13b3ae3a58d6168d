"""A compound file (.xls, and what wraps an encrypted .xlsx) before it is read.

Only as much of the format as it takes to name the streams, to fetch the workbook's, and to step
over its records (MS-CFB, MS-XLS).
"""

import struct
from collections.abc import Iterator

from budgets.reading.limits import SHEETS
from budgets.reading.marks import ERROR, Marks
from budgets.reading.misfit import refuse
from budgets.reading.wrapped import WANTED

_END = 0xFFFFFFFA  # from here on a sector number is none
_SMALL = 4096  # what is smaller lies in the small sectors
_ERRORS = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
}
_BOF, _EOF, _SHEET, _FORMULA, _BOOLERR = 0x0809, 0x000A, 0x0085, 0x0006, 0x0205
_FILEPASS, _SUPBOOK, _DCON, _MULRK = 0x002F, 0x01AE, 0x01B5, 0x00BD
_CELLS = {0x0203, 0x0204, 0x00FD, 0x027E, 0x00D6, _FORMULA, _BOOLERR}


def marks_of(content: bytes) -> dict[str, Marks]:
    streams = _directory(content)
    names = {name.lower() for name in streams}
    if {"encryptedpackage", "encryptioninfo"} & names:
        raise refuse("암호가 걸린 파일입니다.", "암호를 푼 파일을 올리십시오.")
    if "\x09drmcontent" in names:
        raise refuse(
            "문서 보안(DRM)이 걸린 파일입니다.", "보안을 해제하여 저장한 파일을 올리십시오."
        )
    if {"_vba_project_cur", "_vba_project", "vba"} & names:
        raise refuse(
            "매크로가 든 파일입니다.", "매크로 없는 ‘Excel 통합 문서(.xlsx)’로 다시 저장하십시오."
        )
    for name, words in (
        ("worddocument", "워드 문서입니다."),
        ("powerpoint document", "파워포인트 문서입니다."),
        ("fileheader", "한글 문서(.hwp)입니다."),
    ):
        if name in names:
            raise refuse(words, WANTED)
    book = next((name for name in streams if name.lower() in ("workbook", "book")), None)
    if book is None:
        raise refuse("엑셀 파일이 아닙니다.", WANTED)
    if book.lower() == "book":
        raise refuse(
            "너무 오래된 엑셀(5.0·95) 파일입니다.",
            "엑셀에서 열어 ‘Excel 통합 문서(.xlsx)’로 다시 저장하십시오.",
        )
    try:
        return _sheets(_stream(content, *streams[book]))
    except (struct.error, IndexError):
        raise _damaged() from None


def _sheets(book: bytes) -> dict[str, Marks]:
    """The names stand first; where each sheet begins, stands beside its name."""
    starts: dict[int, str] = {}
    for kind, _, body in _records(book, 0):
        if kind == _FILEPASS:
            raise refuse("암호가 걸린 파일입니다.", "암호를 푼 파일을 올리십시오.")
        if kind == _SHEET:
            starts[struct.unpack_from("<I", body)[0]] = _short_text(body, 6)
        # A workbook of its own has 0x0401 there, the name of another file has its text.
        if (kind == _SUPBOOK and body[2:4] not in (b"\x01\x04", b"\x01\x3a")) or kind == _DCON:
            raise refuse(
                "다른 파일이나 자료에 연결된 파일입니다.",
                "연결을 끊고 값으로 바꾸어 다시 저장하십시오.",
            )
    if len(starts) > SHEETS:
        raise refuse(f"시트가 {len(starts)}개입니다.", f"시트는 {SHEETS}개까지 받습니다.")
    found = {name: _cells(book, start) for start, name in starts.items()}
    for name, marks in found.items():
        marks.must_be_small(name)
    return found


def _cells(book: bytes, start: int) -> Marks:
    marks = Marks()
    for kind, _, body in _records(book, start):
        if kind in _CELLS:
            row, column = struct.unpack_from("<HH", body)
            marks.has_value(row, column)
            if kind == _BOOLERR and body[7]:
                marks.mark(row, column, ERROR, _ERRORS.get(body[6], "#오류"))
            elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
                marks.mark(row, column, ERROR, _ERRORS.get(body[8], "#오류"))
        elif kind == _MULRK:
            row = struct.unpack_from("<H", body)[0]
            marks.has_value(row, struct.unpack_from("<H", body, len(body) - 2)[0])
    return marks


def _records(book: bytes, at: int) -> Iterator[tuple[int, int, bytes]]:
    """Until the end of this part of the workbook; a chart within has its own beginning and end."""
    deep = 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        body = book[at + 4 : at + 4 + size]
        if len(body) < size:
            raise _damaged()
        yield kind, at, body
        deep += (kind == _BOF) - (kind == _EOF)
        if deep <= 0:
            return
        at += 4 + size
    raise _damaged()


def _short_text(body: bytes, at: int) -> str:
    count, wide = body[at], body[at + 1] & 1
    letters = body[at + 2 : at + 2 + count * (1 + wide)]
    return letters.decode("utf-16-le" if wide else "latin-1", "replace")


def _directory(content: bytes) -> dict[str, tuple[int, int]]:
    """Each stream's first sector and its size."""
    try:
        first = struct.unpack_from("<I", content, 48)[0]
        entries = _chain(content, first, _table(content))
        found = {}
        for at in range(0, len(entries) - 127, 128):
            entry = entries[at : at + 128]
            letters = struct.unpack_from("<H", entry, 64)[0]
            if entry[66] in (1, 2, 5) and 2 <= letters <= 64:
                name = entry[: letters - 2].decode("utf-16-le", "replace")
                found["" if entry[66] == 5 else name] = struct.unpack_from("<II", entry, 116)
    except (struct.error, IndexError):
        raise _damaged() from None
    return found


def _stream(content: bytes, first: int, size: int) -> bytes:
    table = _table(content)
    if size >= _SMALL:
        return _chain(content, first, table)[:size]
    root = _chain(content, _directory(content)[""][0], table)
    small_table = _numbers(_chain(content, struct.unpack_from("<I", content, 60)[0], table))
    found, seen = [], 0
    while first < _END and seen <= len(small_table):
        found.append(root[first * 64 : first * 64 + 64])
        first, seen = small_table[first], seen + 1
    return b"".join(found)[:size]


def _size(content: bytes) -> int:
    power = struct.unpack_from("<H", content, 30)[0]
    if power not in (9, 12):
        raise _damaged()
    return 1 << power


def _table(content: bytes) -> tuple[int, ...]:
    """Which sector follows which."""
    size = _size(content)
    parts = [n for n in struct.unpack_from("<109I", content, 76) if n < _END]
    more, left = struct.unpack_from("<I", content, 68)[0], len(content) // size
    while more < _END and left > 0:
        numbers = _numbers(_sector(content, more, size))
        parts += [n for n in numbers[:-1] if n < _END]
        more, left = numbers[-1], left - 1
    return tuple(number for part in parts for number in _numbers(_sector(content, part, size)))


def _chain(content: bytes, first: int, table: tuple[int, ...]) -> bytes:
    size, found = _size(content), []
    while first < _END:
        found.append(_sector(content, first, size))
        if len(found) > len(table):
            raise _damaged()  # it bites its tail
        first = table[first]
    return b"".join(found)


def _sector(content: bytes, number: int, size: int) -> bytes:
    start = (number + 1) * size
    if start >= len(content):
        raise IndexError(number)
    return content[start : start + size]


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])


def _damaged():
    return refuse("손상된 파일입니다.", "엑셀에서 열어 다시 저장하십시오.")

"""Workbooks built by hand, part by part, so that each can be wrong in one way and no other."""

import io
import struct
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from budgets.reading.misfit import cell_name

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@dataclass(frozen=True)
class Raw:
    """A cell as its XML says it, within <c r="…">: its type, and what is in it."""

    kind: str
    inside: str


def formula(says: str, value="") -> Raw:
    return Raw("n", f"<f>{escape(says)}</f><v>{value}</v>")


@dataclass(frozen=True)
class Tab:
    rows: list
    name: str = "제출"
    state: str = "visible"
    merged: tuple = ()
    extra: str = ""


def zipped(parts: dict, compression=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2030, 1, 1, 0, 0, 0)), content, compression)
    return out.getvalue()


def xlsx_parts(*tabs: Tab) -> dict:
    sheets = "".join(
        f'<sheet name={quoteattr(tab.name)} sheetId="{n}" state="{tab.state}" r:id="rId{n}"/>'
        for n, tab in enumerate(tabs, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(tabs) + 1)
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SHEET}"/>'
        for n in range(1, len(tabs) + 1)
    )
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_BOOK}"/>{overrides}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_RELS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_RELS}">{relations}'
        "</Relationships>",
    }
    return parts | {f"xl/worksheets/sheet{n}.xml": _worksheet(tab) for n, tab in enumerate(tabs, 1)}


def xlsx(rows, *, parts=None, **facts) -> bytes:
    return zipped(xlsx_parts(Tab(rows, **facts)) | (parts or {}))


def xlsx_of(*tabs: Tab) -> bytes:
    return zipped(xlsx_parts(*tabs))


def _worksheet(tab: Tab) -> str:
    rows = "".join(
        f'<row r="{at + 1}">{"".join(_cell(at, c, value) for c, value in enumerate(row))}</row>'
        for at, row in enumerate(tab.rows)
    )
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in tab.merged)
    merged = merged and f"<mergeCells>{merged}</mergeCells>"
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheetData>{rows}</sheetData>'
        f"{merged}{tab.extra}</worksheet>"
    )


def _cell(row: int, column: int, value) -> str:
    place = f'r="{cell_name(row, column)}"'
    match value:
        case None | "":
            return ""
        case Raw(kind, inside):
            return f'<c {place} t="{kind}">{inside}</c>'
        case bool():
            return f'<c {place} t="b"><v>{int(value)}</v></c>'
        case int() | float():
            return f"<c {place}><v>{value!r}</v></c>"
        case _:
            return (
                f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
            )


# --- .ods -----------------------------------------------------------------------------------------

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def ods_parts(rows, *, name="제출", style="", before="", after="") -> dict:
    body = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} '
        'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
        f"<office:automatic-styles>{style}</office:automatic-styles><office:body>"
        f'<office:spreadsheet>{before}<table:table table:name="{name}"'
        f"{' table:style-name=' + chr(34) + 'ta1' + chr(34) if style else ''}>{body}</table:table>"
        f"{after}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return {"mimetype": _ODS, "content.xml": content, "META-INF/manifest.xml": manifest}


def ods(rows, *, parts=None, **facts) -> bytes:
    return zipped(ods_parts(rows, **facts) | (parts or {}))


def _ods_cell(value) -> str:
    match value:
        case None | "":
            return "<table:table-cell/>"
        case Raw(kind, inside):
            return f"<table:table-cell {kind}>{inside}</table:table-cell>"
        case int() | float():
            return (
                f'<table:table-cell office:value-type="float" office:value="{value}">'
                f"<text:p>{value}</text:p></table:table-cell>"
            )
        case _:
            return (
                '<table:table-cell office:value-type="string">'
                f"<text:p>{escape(value)}</text:p></table:table-cell>"
            )


# --- .xls: a compound file with one stream of records ---------------------------------------------

_FREE, _LAST, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def compound(streams: dict) -> bytes:
    """Each stream in sectors of its own, padded to what a large stream has at least."""
    padded = {
        name: content + b"\0" * (max(4096, -(-len(content) // _SECTOR) * _SECTOR) - len(content))
        for name, content in streams.items()
    }
    directory_size = -(-(len(padded) + 1) * 128 // _SECTOR)
    total = sum(len(content) // _SECTOR for content in padded.values()) + directory_size
    fats = next(n for n in range(1, 110) if n * 128 >= total + n)
    table = [_FAT] * fats + [*range(fats + 1, fats + directory_size), _LAST]
    entries, body = [_entry("Root Entry", 5, _LAST, 0, child=1)], b""
    for at, (name, content) in enumerate(padded.items(), 1):
        first, count = len(table), len(content) // _SECTOR
        table += [*range(first + 1, first + count), _LAST]
        right = at + 1 if at < len(padded) else _FREE
        entries.append(_entry(name, 2, first, len(content), right=right))
        body += content
    table += [_FREE] * (fats * 128 - len(table))
    directory = b"".join(entries).ljust(directory_size * _SECTOR, b"\0")
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        fats,
        fats,
        0,
        4096,
        _LAST,
        0,
        _LAST,
        0,
    )
    places = struct.pack("<109I", *range(fats), *[_FREE] * (109 - fats))
    return head + places + struct.pack(f"<{len(table)}I", *table) + directory + body


def _entry(name, kind, first, size, child=_FREE, right=_FREE) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        letters,
        len(letters),
        kind,
        1,
        _FREE,
        right,
        child,
        b"",
        0,
        0,
        0,
        first,
        size,
    )


@dataclass
class Biff:
    """Of one sheet; `book` records stand before the names, `extra` after the cells."""

    rows: list
    name: str = "제출"
    state: int = 0
    book: list = field(default_factory=list)
    extra: list = field(default_factory=list)


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def xls_stream(tab: Biff) -> bytes:
    begin = lambda kind: record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))  # noqa: E731
    name = tab.name.encode("utf-16-le")
    named = struct.pack("<BBBB", tab.state, 0, len(tab.name), 1) + name
    before = begin(5) + record(0x0042, struct.pack("<H", 1200)) + b"".join(tab.book)
    start = len(before) + 4 + 4 + len(named) + 4
    before += record(0x0085, struct.pack("<I", start) + named) + record(0x000A)
    cells = [
        _biff_cell(r, c, value)
        for r, row in enumerate(tab.rows)
        for c, value in enumerate(row)
        if value not in (None, "")
    ]
    return before + begin(0x10) + b"".join([*cells, *tab.extra]) + record(0x000A)


def xls(rows, *, streams=None, **facts) -> bytes:
    return compound({"Workbook": xls_stream(Biff(rows, **facts))} | (streams or {}))


def _biff_cell(row: int, column: int, value) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, Raw):  # an error value
        return record(0x0205, place + bytes([int(value.inside), 1]))
    if isinstance(value, int | float):
        return record(0x0203, place + struct.pack("<d", value))
    return record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))

"""A packed workbook (.xlsx, .ods) before it is read: its directory first, then every part of it.

Nothing is written out. A part is unpacked only as far as the directory says and the limit allows,
so what unpacks to more than it says is a damaged file.
"""

import io
import zipfile
import zlib
from xml.parsers import expat

from budgets.reading.limits import PARTS, UNPACKED
from budgets.reading.misfit import refuse
from budgets.reading.wrapped import WANTED

XLSX, ODS = "xlsx", "ods"
_SAVE_PLAIN = "매크로 없는 ‘Excel 통합 문서(.xlsx)’로 다시 저장하십시오."
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


class Package:
    def __init__(self, content: bytes):
        self.packed = len(content)
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, UnicodeDecodeError, NotImplementedError):
            raise _damaged() from None
        self.parts = self._directory()

    def _directory(self) -> dict[str, zipfile.ZipInfo]:
        entries = self.archive.infolist()
        if len(entries) > PARTS:
            raise refuse(
                f"안에 든 조각이 {len(entries):,}개입니다.", f"조각은 {PARTS}개까지 받습니다."
            )
        whole = sum(entry.file_size for entry in entries)
        if whole > UNPACKED:
            raise refuse(
                f"압축을 풀면 {whole:,}바이트입니다.", "압축을 푼 크기는 50 MiB까지 받습니다."
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise refuse("암호가 걸린 파일입니다.", "암호를 푼 파일을 올리십시오.")
        known = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if any(entry.compress_type not in known for entry in entries):
            raise refuse("알 수 없는 방식으로 압축한 파일입니다.", WANTED)
        names = [entry.filename for entry in entries]
        # Parts that lie over each other unpack to far more than the file could hold.
        if len({name.lower() for name in names}) < len(names) or self.packed < sum(
            entry.compress_size for entry in entries
        ):
            raise _damaged()
        return {entry.filename: entry for entry in entries}

    @property
    def kind(self) -> str:
        if "[Content_Types].xml" in self.parts and "xl/workbook.xml" in self.parts:
            return XLSX
        if "mimetype" in self.parts and self.read("mimetype").strip() == _ODS_TYPE:
            return ODS
        raise refuse(self._what_else(), WANTED)

    def _what_else(self) -> str:
        names = set(self.parts)
        if "xl/workbook.bin" in names:
            return "엑셀 이진 통합 문서(.xlsb)입니다."
        if any(name.startswith("word/") for name in names):
            return "워드 문서입니다."
        if any(name.startswith("ppt/") for name in names):
            return "파워포인트 문서입니다."
        if "Contents/header.xml" in names or "Contents/content.hpf" in names:
            return "한글 문서(.hwpx)입니다."
        return "표가 아닌 압축 파일입니다." if names else "빈 압축 파일입니다."

    def read(self, name: str) -> bytes:
        entry = self.parts[name]
        try:
            with self.archive.open(entry) as part:
                found = part.read(entry.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise _damaged() from None
        if len(found) != entry.file_size:
            raise _damaged()
        return found

    def must_be_harmless(self) -> None:
        for name in self.parts:
            low = name.lower()
            if "vbaproject" in low or low.startswith(("basic/", "scripts/", "xl/macrosheets/")):
                raise refuse("매크로가 든 파일입니다.", _SAVE_PLAIN)
            if low.startswith(("xl/activex/", "xl/ctrlprops/", "xl/embeddings/", "object ")):
                raise refuse("단추나 다른 문서가 심어진 파일입니다.", _SAVE_PLAIN)
            if low.startswith(("xl/externallinks/", "xl/querytables/")) or low.endswith(
                "xl/connections.xml"
            ):
                raise _linked()
        for name, part in self.parts.items():
            if part.is_dir():
                continue
            held = self.read(name)  # all of it: what is not read could not be seen to be damaged
            if name.lower().endswith((".xml", ".rels", ".rdf", ".vml")):
                walk(held, start=_look, name=name)


def walk(part: bytes, *, start=None, end=None, text=None, name: str = "") -> None:
    """One part of XML. A document type is refused: with it come entities, which bombs are made of."""
    if part.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in part[:100]:
        raise _damaged()  # Excel and LibreOffice write UTF-8
    reader = expat.ParserCreate(namespace_separator="}")
    reader.buffer_text = True

    def doctype(*_):
        raise refuse(
            f"문서 형식 선언(DTD·엔티티)이 든 파일입니다: {name}",
            "엑셀에서 열어 ‘Excel 통합 문서(.xlsx)’로 다시 저장하십시오.",
        )

    reader.StartDoctypeDeclHandler = reader.EntityDeclHandler = doctype
    if start:
        reader.StartElementHandler = start
    if end:
        reader.EndElementHandler = end
    if text:
        reader.CharacterDataHandler = text
    try:
        reader.Parse(part, True)
    except expat.ExpatError as error:
        if _holds_control_characters(part):
            raise refuse(
                f"글자가 아닌 제어 문자가 든 파일입니다: {name} {error.lineno}줄",
                "제어 문자를 지우고 다시 저장하십시오.",
            ) from None
        raise _damaged() from None


def local(name: str) -> str:
    return name.rpartition("}")[2]


def _look(element: str, attributes: dict) -> None:
    """At every element of every part, for what reaches out of the file."""
    match local(element):
        case "Relationship":
            kind = attributes.get("Type", "")
            if attributes.get("TargetMode") == "External" and not kind.endswith("/hyperlink"):
                raise _linked()
        case "Override" | "Default":
            if "macroEnabled" in attributes.get("ContentType", ""):
                raise refuse("매크로가 든 파일입니다.", _SAVE_PLAIN)
        case "table-source" | "dde-link" | "cell-range-source" | "ddeLink":
            raise _linked()
        case "event-listener":
            raise refuse("매크로가 든 파일입니다.", _SAVE_PLAIN)
        case "encryption-data":
            raise refuse("암호가 걸린 파일입니다.", "암호를 푼 파일을 올리십시오.")


def _holds_control_characters(part: bytes) -> bool:
    return any(byte < 32 and byte not in b"\t\r\n" for byte in part)


def _linked():
    return refuse(
        "다른 파일이나 자료에 연결된 파일입니다.",
        "연결을 끊고 값으로 바꾸어 다시 저장하십시오.",
    )


def _damaged():
    return refuse("손상된 파일입니다.", "엑셀에서 열어 다시 저장하십시오.")

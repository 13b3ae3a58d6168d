"""Files that people hand in, good, odd and bad: what each is, and what must come of it.

달빛담당관 has 나무 심기 and 꽃 심기 (both of 강가 가꾸기); 별빛담당관 has 별 보기. What is accepted says
100, 50, 30 and 200, 100, 80 won, however it writes that. What is refused names its reason.
"""

import io
import unicodedata
import zipfile
from dataclasses import dataclass, field

from tests.corpus.workbooks import (
    Biff,
    Raw,
    Tab,
    compound,
    formula,
    ods,
    ods_parts,
    record,
    xls,
    xls_stream,
    xlsx,
    xlsx_of,
    xlsx_parts,
    zipped,
)

UNIT = ["(2030. 9. 30. 기준, 단위: 원)"]
HEADS = ["세부사업", "예산현액", "원인행위액", "집행액", "비고"]
TREES, FLOWERS = ["나무 심기", 100, 50, 30, ""], ["꽃 심기", 200, 100, 80, ""]
GOOD = [UNIT, HEADS, TREES, FLOWERS]
CODE = "해오름기획관/2030/당초/시험회계/달빛담당관/강가 가꾸기/"


@dataclass(frozen=True)
class Case:
    name: str
    file: str
    content: bytes
    words: str = ""  # of the refusal; nothing where it is accepted
    cell: str = ""
    post: dict = field(default_factory=dict)


def table(*rows, heads=HEADS, unit=UNIT):
    return [unit, heads, *rows]


def csv_of(rows, encoding="utf-8", mark=","):
    def quoted(cell):
        cell = str(cell)
        return f'"{cell}"' if mark in cell or '"' in cell else cell

    return "\r\n".join(mark.join(map(quoted, row)) for row in rows).encode(encoding)


def with_trees(*amounts):
    return xlsx(table(["나무 심기", *amounts], FLOWERS))


def _accepted():
    thousand = ["(단위: 천원)"]
    yield "an .xlsx as it should be", "제출.xlsx", xlsx(GOOD)
    yield "an .xls as it should be", "제출.xls", xls(GOOD)
    yield "an .ods as it should be", "제출.ods", ods(GOOD)
    yield "a .csv in UTF-8", "제출.csv", csv_of(GOOD)
    yield "a .csv in UTF-8 with its mark", "제출.csv", csv_of(GOOD, "utf-8-sig")
    yield "a .csv in CP949", "제출.csv", csv_of(GOOD, "cp949")
    yield "a .csv parted by tabs", "제출.csv", csv_of(GOOD, mark="\t")
    yield "a .csv parted by semicolons", "제출.csv", csv_of(GOOD, mark=";")
    yield "an ending in capitals", "제출.XLSX", xlsx(GOOD)
    yield "an .xlsx named .csv: the content decides", "제출.csv", xlsx(GOOD)
    yield "a .csv named .xlsx", "제출.xlsx", csv_of(GOOD)
    yield "rows in another order", "a.xlsx", xlsx(table(FLOWERS, TREES))
    order = ["집행액", "비고", "세부사업", "원인행위액", "예산현액"]
    shuffled = [[30, "", "나무 심기", 50, 100], [80, "", "꽃 심기", 100, 200]]
    yield "columns in another order", "a.xlsx", xlsx(table(*shuffled, heads=order))
    yield (
        "thousands",
        "a.xlsx",
        xlsx([thousand, HEADS, ["나무 심기", 0.1, 0.05, 0.03], ["꽃 심기", 0.2, 0.1, 0.08]]),
    )
    yield (
        "a unit in each head",
        "a.xlsx",
        xlsx(
            [
                ["세부사업", "예산현액(원)", "원인행위액(원)", "집행액(천원)"],
                ["나무 심기", 100, 50, 0.03],
                ["꽃 심기", 200, 100, 0.08],
            ]
        ),
    )
    yield (
        "letters of order in the heads",
        "a.xlsx",
        xlsx(
            table(
                TREES,
                FLOWERS,
                heads=["①세부사업", "예산현액(A)", "원인행위액 (B)", "집행액③", "비고*"],
            )
        ),
    )
    yield (
        "blanks in names and heads",
        "a.xlsx",
        xlsx(
            table(
                ["나무심기 ", 100, 50, 30],
                ["꽃\n심기", 200, 100, 80],
                heads=["세 부 사 업", "예산 현액", "원인\n행위액", "집 행 액"],
            )
        ),
    )
    yield (
        "words that mean the same",
        "a.xlsx",
        xlsx(table(TREES, FLOWERS, heads=["사업명", "현액", "원인행위", "지출액", "부진사유"])),
    )
    yield (
        "sums above and below",
        "a.xlsx",
        xlsx(
            table(
                ["합계", 300, 150, 110],
                ["강가 가꾸기", 300, 150, 110],
                TREES,
                FLOWERS,
                ["소계", 300, 150, 110],
            )
        ),
    )
    yield (
        "a sum that differs by rounding",
        "a.xlsx",
        xlsx(table(TREES, FLOWERS, ["합계", 301, 150, 109])),
    )
    yield (
        "a sum never calculated, which is not stored",
        "a.xlsx",
        xlsx(table(TREES, FLOWERS, ["합계", formula("SUM(B3:B4)"), 150, 110])),
    )
    yield "amounts as text with commas", "a.xlsx", with_trees("100", "50원", " 30 ")
    yield "full-width digits", "a.xlsx", with_trees("１００", "５０", "３０")
    yield "a calculated formula", "a.xlsx", with_trees(formula("50+50", 100), 50, 30)
    codes = [["사업코드", *HEADS], [CODE + "나무 심기", *TREES], [CODE + "꽃 심기", *FLOWERS]]
    yield "codes", "a.xlsx", xlsx([UNIT, *codes])
    yield "codes without names", "a.xlsx", xlsx([UNIT, *([row[0], *row[2:]] for row in codes)])
    yield (
        "a program column",
        "a.xlsx",
        xlsx(table(["강가 가꾸기", *TREES], ["강가 가꾸기", *FLOWERS], heads=["정책사업", *HEADS])),
    )
    yield (
        "bullets before the names",
        "a.xlsx",
        xlsx(table(["○ 나무 심기", 100, 50, 30], ["- 꽃 심기", 200, 100, 80])),
    )
    yield (
        "columns that nobody asked for",
        "a.xlsx",
        xlsx(
            table([*TREES, 70, "30%"], [*FLOWERS, 120, "40%"], heads=[*HEADS, "집행잔액", "집행률"])
        ),
    )
    yield "a merged title", "a.xlsx", xlsx(GOOD, merged=("A1:E1",))
    yield (
        "blank rows and columns around",
        "a.xlsx",
        xlsx([[], [], ["", *UNIT], ["", *HEADS], [], ["", *TREES], [], ["", *FLOWERS], [], []]),
    )
    yield "a footnote", "a.xlsx", xlsx(table(TREES, FLOWERS, ["※ 9월 말 기준"]))
    yield "heads again on the next page", "a.xlsx", xlsx(table(TREES, HEADS, FLOWERS))
    yield (
        "two sheets, each with a part",
        "a.xlsx",
        xlsx_of(Tab(table(TREES), name="하나"), Tab(table(FLOWERS), name="둘")),
    )
    yield "a sheet of remarks beside", "a.xlsx", xlsx_of(Tab(GOOD), Tab([["적는 법"]], name="안내"))
    yield (
        "a link to a page in a cell",
        "a.xlsx",
        xlsx(
            GOOD,
            parts={
                "xl/worksheets/_rels/sheet1.xml.rels": _relation("hyperlink", "https://example.kr/")
            },
        ),
    )
    yield (
        "the day in cells of its own",
        "a.xlsx",
        xlsx([["기준일", "2030. 9. 30."], ["단위", ""], UNIT, HEADS, TREES, FLOWERS]),
    )
    yield "a name of the file with a folder", "C:\\자료\\제출.xlsx", xlsx(GOOD)
    yield "letters taken apart, as a Mac writes them", "a.csv", _nfd(csv_of(GOOD))
    yield (
        "a department column",
        "a.xlsx",
        xlsx(table(["달빛담당관", *TREES], ["달빛담당관", *FLOWERS], heads=["담당부서", *HEADS])),
    )


def _nfd(content):
    return unicodedata.normalize("NFD", content.decode()).encode()


def _relation(kind, target):
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )


def _wrong_kind():
    yield "nothing", "a.xlsx", b"", "빈 파일"
    yield "blanks only", "a.csv", b" \r\n\r\n", "내용이 없는 파일"
    yield "zeros only", "a.xls", b"\0" * 600, "내용이 없는 파일"
    yield "a PDF", "a.xlsx", b"%PDF-1.7\n", "PDF 파일입니다."
    yield "a picture", "a.xlsx", b"\x89PNG\r\n\x1a\n....", "그림 파일입니다."
    yield "a photograph", "a.xls", b"\xff\xd8\xff\xe0....", "그림 파일입니다."
    yield "a program", "a.xlsx", b"MZ\x90\0....", "실행 파일입니다."
    yield "a web page named .xls", "a.xls", b"<html><table><tr><td>1", "웹 문서"
    yield "a table of HTML", "a.xls", b"\xef\xbb\xbf <TABLE><tr><td>1", "웹 문서"
    yield "XML of 2003", "a.xls", b'<?xml version="1.0"?><Workbook/>', "웹 문서"
    yield "a text with formats", "a.csv", b"{\\rtf1 hello}", ".rtf"
    yield "an archive of another kind", "a.xlsx", b"7z\xbc\xaf\x27\x1c", "압축 파일입니다."
    yield "a .gz", "a.csv", b"\x1f\x8b\x08\0", "압축 파일입니다."
    yield "a plain .zip", "a.xlsx", zipped({"a.txt": "1"}), "표가 아닌 압축 파일"
    yield "an empty .zip", "a.xlsx", zipped({}), "빈 압축 파일"
    yield (
        "a Word document",
        "a.xlsx",
        zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}),
        "워드 문서",
    )
    yield (
        "slides",
        "a.xlsx",
        zipped({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}),
        "파워포인트",
    )
    yield "a .hwpx", "a.xlsx", zipped({"Contents/header.xml": "<a/>"}), "한글 문서(.hwpx)"
    yield "a .hwp", "a.xls", compound({"FileHeader": b"HWP Document File"}), "한글 문서(.hwp)"
    yield "a .doc", "a.xls", compound({"WordDocument": b"x"}), "워드 문서"
    yield (
        "an .xlsb",
        "a.xlsx",
        zipped({"[Content_Types].xml": "<a/>", "xl/workbook.bin": "x"}),
        "이진 통합 문서",
    )
    yield (
        "a text document of LibreOffice",
        "a.ods",
        zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "표가 아닌",
    )
    yield "an Excel of 1995", "a.xls", compound({"Book": b"x"}), "5.0·95"
    yield "an Excel of 1992", "a.xls", b"\x09\x04\x06\x00\0\0\x10\0", "4.0"
    yield (
        "a compound file with nothing of Excel",
        "a.xls",
        compound({"Other": b"x"}),
        "엑셀 파일이 아닙니다.",
    )
    for ending in (".txt", ".hwp", ".pdf", ".exe", ""):
        yield f"the ending {ending or 'missing'}", f"제출{ending}", xlsx(GOOD), "받지 않는 형식"
    yield "the ending .xlsm", "a.xlsm", xlsx(GOOD), "매크로가 들 수 있는 형식"


def _locked():
    yield (
        "Fasoo DRM",
        "a.xlsx",
        b"\x9b DRMONE  This Document is encrypted and protected by Fasoo DRM",
        "DRM",
    )
    yield "SoftCamp DRM", "a.xlsx", b"SCDSA004\0\0\0", "DRM"
    yield "NASCA DRM", "a.xlsx", b"<## NASCA DRM FILE - VER1.00 ##>", "DRM"
    yield "MarkAny DRM", "a.xlsx", b"<DOCUMENT SAFER V1.0>", "DRM"
    yield "Microsoft's DRM", "a.xlsx", compound({"\x09DRMContent": b"x"}), "DRM"
    yield (
        "an encrypted .xlsx",
        "a.xlsx",
        compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}),
        "암호",
    )
    yield (
        "an encrypted .xls",
        "a.xls",
        xls(GOOD, book=[record(0x002F, b"\1\0" + b"x" * 52)]),
        "암호",
    )
    yield "an encrypted archive", "a.xlsx", _encrypted(xlsx(GOOD)), "암호"
    parts = ods_parts(GOOD)
    manifest = parts["META-INF/manifest.xml"].replace(
        'media-type="text/xml"/>',
        'media-type="text/xml"><manifest:encryption-data/></manifest:file-entry>',
    )
    yield "an encrypted .ods", "a.ods", zipped(parts | {"META-INF/manifest.xml": manifest}), "암호"


def _encrypted(content):
    """The flag that says so, in the directory of the archive."""
    at = content.index(b"PK\x01\x02")
    return content[: at + 8] + b"\x01\x00" + content[at + 10 :]


def _dangerous():
    bomb = "0" * (51 * 1024 * 1024)
    yield "a bomb", "a.xlsx", xlsx(GOOD, parts={"xl/media/a.xml": bomb}), "50 MiB까지"
    yield (
        "two hundred and more parts",
        "a.xlsx",
        xlsx(GOOD, parts={f"xl/media/{n}.txt": "" for n in range(200)}),
        "200개까지",
    )
    yield (
        "twenty-one sheets",
        "a.xlsx",
        xlsx_of(*(Tab(GOOD, name=f"시트{n}") for n in range(21))),
        "20개까지",
    )
    yield "a part that says less than it unpacks to", "a.xlsx", _lying(), "손상된"
    yield "parts of one name", "a.xlsx", _twice(), "손상된"
    entity = '<!DOCTYPE a [<!ENTITY x "나무 심기">]>'
    parts = xlsx_parts(Tab(GOOD))
    sheet = parts["xl/worksheets/sheet1.xml"]
    for where in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"):
        changed = parts[where].replace("?>", f"?>{entity}", 1)
        yield f"an entity in {where}", "a.xlsx", zipped(parts | {where: changed}), "DTD·엔티티"
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    changed = sheet.replace("?>", f"?>{laughs}", 1)
    yield (
        "a billion laughs",
        "a.xlsx",
        zipped(parts | {"xl/worksheets/sheet1.xml": changed}),
        "DTD·엔티티",
    )
    outside = '<!DOCTYPE a SYSTEM "file:///etc/passwd">'
    changed = sheet.replace("?>", f"?>{outside}", 1)
    yield (
        "a document type from elsewhere",
        "a.xlsx",
        zipped(parts | {"xl/worksheets/sheet1.xml": changed}),
        "DTD·엔티티",
    )
    of_ods = ods_parts(GOOD)
    changed = of_ods["content.xml"].replace("?>", f"?>{entity}", 1)
    yield "an entity in an .ods", "a.ods", zipped(of_ods | {"content.xml": changed}), "DTD·엔티티"
    yield "a macro", "a.xlsx", xlsx(GOOD, parts={"xl/vbaProject.bin": "x"}), "매크로"
    types = parts["[Content_Types].xml"].replace("sheet.main+xml", "sheet.macroEnabled.main+xml")
    yield "a type with macros", "a.xlsx", zipped(parts | {"[Content_Types].xml": types}), "매크로"
    yield (
        "a macro sheet of 1992",
        "a.xlsx",
        xlsx(GOOD, parts={"xl/macrosheets/sheet1.xml": "<a/>"}),
        "매크로",
    )
    yield "a macro in an .xls", "a.xls", xls(GOOD, streams={"_VBA_PROJECT": b"x"}), "매크로"
    yield "a macro in an .ods", "a.ods", ods(GOOD, parts={"Basic/script-lc.xml": "<a/>"}), "매크로"
    yield (
        "a link to another workbook",
        "a.xlsx",
        xlsx(GOOD, parts={"xl/externalLinks/externalLink1.xml": "<a/>"}),
        "연결된",
    )
    yield (
        "a relation to another workbook",
        "a.xlsx",
        xlsx(
            GOOD,
            parts={"xl/worksheets/_rels/sheet1.xml.rels": _relation("externalLinkPath", "b.xlsx")},
        ),
        "연결된",
    )
    yield (
        "a picture from elsewhere",
        "a.xlsx",
        xlsx(
            GOOD,
            parts={"xl/worksheets/_rels/sheet1.xml.rels": _relation("image", "http://x/a.png")},
        ),
        "연결된",
    )
    yield (
        "a connection to a database",
        "a.xlsx",
        xlsx(GOOD, parts={"xl/connections.xml": "<a/>"}),
        "연결된",
    )
    yield "a linked .xls", "a.xls", xls(GOOD, book=[record(0x01AE, b"\1\0\5\0\0b.xls")]), "연결된"
    yield (
        "a linked .ods",
        "a.ods",
        ods(
            GOOD,
            after='<table:table name="x"><table:table-source xlink:href="b.ods"/></table:table>',
        ),
        "연결된",
    )
    yield (
        "an embedded document",
        "a.xlsx",
        xlsx(GOOD, parts={"xl/embeddings/oleObject1.bin": "x"}),
        "심어진",
    )
    yield "a button", "a.xlsx", xlsx(GOOD, parts={"xl/activeX/activeX1.xml": "<a/>"}), "심어진"


def _lying():
    content = xlsx(GOOD, parts={"xl/media/a.txt": "0" * 5000})
    name = b"xl/media/a.txt"
    at = content.rindex(name) - 46 + 24  # its size in the directory
    return content[:at] + b"\x05\0\0\0" + content[at + 4 :]


def _twice():
    out = io.BytesIO(xlsx(GOOD))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("XL/workbook.xml", "<a/>")
    return out.getvalue()


def _damaged():
    good = xlsx(GOOD)
    yield "half of an .xlsx", "a.xlsx", good[: len(good) // 2], "손상된"
    yield "an .xlsx with a byte turned", "a.xlsx", _turned(good), "손상된"
    yield "the first bytes of an archive", "a.xlsx", b"PK\x03\x04", "손상된"
    parts = xlsx_parts(Tab(GOOD))
    sheet = parts["xl/worksheets/sheet1.xml"]
    yield (
        "a sheet cut off",
        "a.xlsx",
        zipped(parts | {"xl/worksheets/sheet1.xml": sheet[:-30]}),
        "손상된",
    )
    yield (
        "a sheet in UTF-16",
        "a.xlsx",
        zipped(parts | {"xl/worksheets/sheet1.xml": sheet.encode("utf-16")}),
        "손상된",
    )
    yield (
        "a control character in XML",
        "a.xlsx",
        xlsx(table(["나무\x01 심기", 100, 50, 30], FLOWERS)),
        "제어 문자",
    )
    old = xls(GOOD)
    yield "half of an .xls", "a.xls", old[:700], "손상된"
    yield "the first bytes of an .xls", "a.xls", old[:8], "손상된"
    yield (
        "an .xls whose records do not end",
        "a.xls",
        compound({"Workbook": xls_stream(Biff(GOOD))[:-9]}),
        "손상된",
    )
    yield "an .xls that bites its tail", "a.xls", _biting(old), "손상된"
    yield (
        "an .ods without its content",
        "a.ods",
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "손상된",
    )
    yield "bytes of chance in .csv", "a.csv", bytes(range(128, 256)) * 3, "읽을 수 없습니다"
    yield "NUL in .csv", "a.csv", csv_of(GOOD) + b"\0", "NUL"
    yield "UTF-16 in .csv", "a.csv", csv_of(GOOD, "utf-16"), "UTF-16"
    yield "a quotation mark that does not close", "a.csv", csv_of(GOOD) + b'\r\n"', "따옴표"
    yield (
        "a control character in .csv",
        "a.csv",
        csv_of(table(["나무\x07 심기", 100, 50, 30], FLOWERS)),
        "제어 문자(U+0007)",
        "A3",
    )
    yield (
        "an escaped control character",
        "a.xlsx",
        xlsx(table(["나무_x0001_ 심기", 100, 50, 30], FLOWERS)),
        "제어 문자(U+0001)",
        "A3",
    )
    yield (
        "a delete character",
        "a.xlsx",
        xlsx(table(["나무\x7f 심기", 100, 50, 30], FLOWERS)),
        "제어 문자(U+007F)",
        "A3",
    )
    yield (
        "a book in a cell",
        "a.xlsx",
        xlsx(table(TREES, [*FLOWERS[:-1], "가" * 3000])),
        "한 칸에 글자",
        "E4",
    )


def _turned(content):
    at = content.index(b"xl/worksheets/sheet1.xml") + 40
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def _biting(content):
    """The directory's sector is followed by itself."""
    return content[:516] + b"\1\0\0\0" + content[520:]


def _hidden():
    for state in ("hidden", "veryHidden"):
        yield (
            f"a {state} sheet",
            "a.xlsx",
            xlsx_of(Tab(GOOD), Tab([["x"]], "몰래", state)),
            "숨긴 시트",
        )
    yield "the only sheet hidden, in .xls", "a.xls", xls(GOOD, state=1), "숨긴 시트"
    style = '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
    yield "a hidden sheet in .ods", "a.ods", ods(GOOD, style=style), "숨긴 시트"
    for merged in ("A3:A4", "A2:B2", "B3:D3"):
        yield f"merged cells {merged}", "a.xlsx", xlsx(GOOD, merged=(merged,)), "병합한 칸", merged
    spanned = Raw(
        'office:value-type="string" table:number-columns-spanned="2"', "<text:p>나무 심기</text:p>"
    )
    yield (
        "merged cells in .ods",
        "a.ods",
        ods(table([spanned, 50, 30], FLOWERS)),
        "병합한 칸",
        "A3:B3",
    )
    yield (
        "merged cells in .xls",
        "a.xls",
        xls(GOOD, extra=[record(0x00E5, b"\1\0\2\0\3\0\0\0\0\0")]),
        "병합한 칸",
        "A3:A4",
    )
    for column, cell in enumerate("BCD", 1):
        row = [*TREES]
        row[column] = formula("1+1")
        yield (
            f"a formula never calculated in {cell}",
            "a.xlsx",
            xlsx(table(row, FLOWERS)),
            "계산되지 않은 수식",
            f"{cell}3",
        )
    uncalculated = Raw('table:formula="of:=1+1"', "")
    yield (
        "a formula never calculated in .ods",
        "a.ods",
        ods(table(["나무 심기", uncalculated, 50, 30], FLOWERS)),
        "계산되지 않은 수식",
        "B3",
    )
    yield (
        "an error of a formula",
        "a.xlsx",
        with_trees(Raw("e", "<f>1/0</f><v>#DIV/0!</v>"), 50, 30),
        "#DIV/0!",
        "B3",
    )
    yield (
        "an error in .xls",
        "a.xls",
        xls(table(["나무 심기", Raw("", "23"), 50, 30], FLOWERS)),
        "#REF!",
        "B3",
    )
    error = Raw(
        'table:formula="of:=#REF!" office:value-type="string" office:string-value=""',
        "<text:p>#REF!</text:p>",
    )
    yield (
        "an error in .ods",
        "a.ods",
        ods(table(["나무 심기", error, 50, 30], FLOWERS)),
        "#REF!",
        "B3",
    )
    yield "TRUE", "a.xlsx", with_trees(True, 50, 30), "참·거짓", "B3"
    yes = Raw('office:value-type="boolean" office:boolean-value="true"', "<text:p>TRUE</text:p>")
    yield (
        "TRUE in .ods, which a reader takes for 1",
        "a.ods",
        ods(table(["나무 심기", 100, 50, yes], FLOWERS)),
        "참·거짓",
        "D3",
    )
    yield (
        "a date",
        "a.xlsx",
        with_trees(Raw("d", "<v>2030-09-30T00:00:00</v>"), 50, 30),
        "날짜",
        "B3",
    )


def _large():
    yield "5,001 rows", "a.xlsx", xlsx([*GOOD, *[["※"]] * 4997]), "5,000행까지"
    yield "5,001 rows in .csv", "a.csv", csv_of([*GOOD, *[["※"]] * 4997]), "5,000행까지"
    yield "5,001 rows in .xls", "a.xls", xls([*GOOD, *[["※"]] * 4997]), "5,000행까지"
    yield "5,001 rows in .ods", "a.ods", ods([*GOOD, *[["※"]] * 4997]), "5,000행까지"
    yield "65 columns", "a.xlsx", xlsx([[*HEADS, *["x"] * 60], TREES]), "64열까지"
    yield "65 columns in .csv", "a.csv", csv_of([[*HEADS, *["x"] * 60], TREES]), "64열까지"
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts = xlsx_parts(Tab(GOOD))
    sheet = parts["xl/worksheets/sheet1.xml"].replace("</sheetData>", far)
    yield (
        "a cell in the last corner",
        "a.xlsx",
        zipped(parts | {"xl/worksheets/sheet1.xml": sheet}),
        "5,000행까지",
    )
    repeated = Raw(
        'office:value-type="float" office:value="1" table:number-columns-repeated="9999999"',
        "<text:p>1</text:p>",
    )
    yield (
        "an .ods that repeats a cell ten million times",
        "a.ods",
        ods([*GOOD, [repeated]]),
        "64열까지",
    )
    yield "more than 10 MiB", "a.csv", b"a" * (10 * 1024 * 1024 + 1), "10 MiB"


def _misfits():
    yield "no heads", "a.xlsx", xlsx([TREES, FLOWERS]), "머리글 줄을 찾지 못했습니다."
    yield "an empty sheet", "a.xlsx", xlsx([]), "머리글 줄을 찾지 못했습니다."
    yield "heads without lines", "a.xlsx", xlsx([UNIT, HEADS]), "‘나무 심기’의 줄이 없습니다."
    for at, label in enumerate(HEADS[1:4], 1):
        rows = [[*row[:at], *row[at + 1 :]] for row in (HEADS, TREES, FLOWERS)]
        yield f"no column of {label}", "a.xlsx", xlsx([UNIT, *rows]), f"‘{label}’ 열이 없습니다."
        twice = [[*row, row[at]] for row in (HEADS, TREES, FLOWERS)]
        yield (
            f"two columns of {label}",
            "a.xlsx",
            xlsx([UNIT, *twice]),
            "같은 열이 또 있습니다.",
            "F2",
        )
    yield (
        "집행액 and 지출액",
        "a.xlsx",
        xlsx(table(TREES, FLOWERS, heads=[*HEADS[:4], "지출액"])),
        "같은 열이 또 있습니다.",
        "E2",
    )
    yield "no unit", "a.xlsx", xlsx(GOOD[1:]), "단위가 적혀 있지 않습니다."
    yield "two units", "a.xlsx", xlsx([["단위: 천원"], *GOOD]), "단위가 여럿", "A2"
    yield (
        "another unit than was chosen",
        "a.xlsx",
        xlsx(GOOD),
        "단위가 원이라고",
        "A1",
        {"unit": "천원"},
    )
    yield (
        "another unit in a head than was chosen",
        "a.xlsx",
        xlsx([[*HEADS[:3], "집행액(천원)"], TREES, FLOWERS]),
        "단위는 천원이라고",
        "D1",
        {"unit": "원"},
    )
    yield (
        "another day",
        "a.xlsx",
        xlsx([["2030. 6. 30. 기준, 단위: 원"], *GOOD[1:]]),
        "2030. 6. 30. 기준의 파일",
        "A1",
    )
    yield "a day that is none", "a.xlsx", xlsx([["2030. 13. 45. 현재"], *GOOD]), "없는 날짜", "A1"
    yield "a line missing", "a.xlsx", xlsx(table(TREES)), "‘꽃 심기’의 줄이 없습니다."
    yield "a line twice", "a.xlsx", xlsx(table(TREES, FLOWERS, TREES)), "두 번 나옵니다", "A5"
    yield (
        "a line on two sheets",
        "a.xlsx",
        xlsx_of(Tab(GOOD, "하나"), Tab(table(TREES), "둘")),
        "두 번 나옵니다",
        "A3",
    )
    yield (
        "an unknown line",
        "a.xlsx",
        xlsx(table(TREES, FLOWERS, ["풀 심기", 1, 1, 1])),
        "이 부서에 없는 이름입니다: ‘풀 심기’",
        "A5",
    )
    yield (
        "an unknown line without amounts",
        "a.xlsx",
        xlsx(table(TREES, FLOWERS, ["풀 심기"])),
        "이 부서에 없는 이름입니다: ‘풀 심기’",
        "A5",
    )
    yield (
        "a line of another department",
        "a.xlsx",
        xlsx(table(TREES, FLOWERS, ["별 보기", 1, 1, 1])),
        "다른 부서의 세부사업입니다: ‘별 보기’",
        "A5",
    )
    yield (
        "another department's row",
        "a.xlsx",
        xlsx(table(["별빛담당관", *TREES], ["달빛담당관", *FLOWERS], heads=["부서", *HEADS])),
        "‘별빛담당관’의 줄입니다.",
        "B3",
    )
    yield (
        "a code of nobody",
        "a.xlsx",
        xlsx([UNIT, ["사업코드", *HEADS], ["08A", *TREES]]),
        "없는 사업코드입니다: 08A",
        "A3",
    )
    yield (
        "a code of another department",
        "a.xlsx",
        xlsx(
            [
                UNIT,
                ["사업코드", *HEADS],
                ["해오름기획관/2030/당초/시험회계/별빛담당관/하늘 가꾸기/별 보기", *TREES],
            ]
        ),
        "다른 부서의 사업코드",
        "A3",
    )
    yield (
        "a code and another name",
        "a.xlsx",
        xlsx([UNIT, ["사업코드", *HEADS], [CODE + "꽃 심기", *TREES]]),
        "이름은 ‘나무 심기’입니다.",
        "A3",
    )
    yield (
        "a wrong program",
        "a.xlsx",
        xlsx(table(["숲 가꾸기", *TREES], heads=["정책사업", *HEADS])),
        "‘숲 가꾸기’에 없는",
        "B3",
    )
    yield (
        "a wrong account",
        "a.xlsx",
        xlsx(table(["기금", *TREES], heads=["회계", *HEADS])),
        "‘기금’에 없는",
        "B3",
    )
    yield (
        "amounts without a name",
        "a.xlsx",
        xlsx(table(TREES, FLOWERS, ["", 1, 1, 1])),
        "이름도 코드도 없는 줄",
        "A5",
    )
    yield (
        "a sum that is wrong",
        "a.xlsx",
        xlsx(table(TREES, FLOWERS, ["합계", 900, 150, 110])),
        "‘합계’의 예산현액: 900원",
        "B5",
    )
    yield (
        "a program's sum that is wrong",
        "a.xlsx",
        xlsx(table(["강가 가꾸기", 300, 150, 999], TREES, FLOWERS)),
        "‘강가 가꾸기’의 집행액",
        "D3",
    )
    yield "all blank", "a.xlsx", xlsx(table(["나무 심기"], ["꽃 심기"])), "금액이 하나도 없습니다."
    yield (
        "a remark of 301 letters",
        "a.xlsx",
        xlsx(table([*TREES[:4], "가" * 301], FLOWERS)),
        "비고가 301자입니다.",
        "E3",
    )
    yield (
        "commas that part an amount in .csv",
        "a.csv",
        "세부사업,예산현액,원인행위액,집행액,(단위: 원)\n나무 심기,1,000,50,30,1\n꽃 심기,200,100,80".encode(),
        "머리글보다 칸이 많습니다.",
        "F2",
    )
    for text, words in _NOTATIONS.items():
        yield f"an amount written {text}", "a.xlsx", with_trees(text, 50, 30), words, "B3"


_NOTATIONS = {
    "1,0": "쉼표는 오른쪽에서",
    "1.000.000": "소수점은",
    "1 000": "숫자 사이가 띄어져",
    "약 100": "글자가 있습니다",
    "100%": "글자가 있습니다",
    "$100": "글자가 있습니다",
    "+100": "글자가 있습니다",
    "--100": "부호나 괄호는",
    "△": "부호만 있고",
    "0100": "코드일 수 있어",
    "1e3": "글자가 있습니다",
    "=SUM(A1)": "글자가 있습니다",
    "#N/A": "엑셀 오류값",
    "해당없음": "글자가 있습니다",
    "0.5": "1원 미만",
    "9,007,199,254,740,992": "넘는 금액은",
    "1억 2조": "단위는 큰 것부터",
    "①": "글자가 있습니다",
    "100/200": "글자가 있습니다",
    "<script>1</script>": "글자가 있습니다",
}

ACCEPTED = [Case(name, file, content) for name, file, content in _accepted()]
REFUSED = [
    Case(*facts)
    for family in (
        _wrong_kind,
        _locked,
        _dangerous,
        _damaged,
        _hidden,
        _large,
        _misfits,
    )
    for facts in family()
]

"""What kind of file this is, by what it holds and not by its name."""

from budgets.reading.limits import PACKED
from budgets.reading.misfit import refuse

ZIP, COMPOUND, TEXT = "zip", "compound", "text"
WANTED = "엑셀(.xlsx, .xls), .ods 또는 .csv 파일"

# What the document guards of Korean offices put before a file that they have locked.
_GUARDED = (b"\x9b DRMONE", b"DRMONE", b"SCDSA00", b"<## NASCA DRM", b"<DOCUMENT SAFER", b"MARKANY")
_OTHERS = {
    b"%PDF": "PDF 파일입니다.",
    b"\x89PNG": "그림 파일입니다.",
    b"\xff\xd8\xff": "그림 파일입니다.",
    b"GIF8": "그림 파일입니다.",
    b"BM": "그림 파일입니다.",
    b"HWP Document File": "한글 문서입니다.",
    b"Rar!": "압축 파일입니다.",
    b"7z\xbc\xaf": "압축 파일입니다.",
    b"\x1f\x8b": "압축 파일입니다.",
    b"MZ": "실행 파일입니다.",
    b"\x7fELF": "실행 파일입니다.",
    b"{\\rtf": "서식 있는 글(.rtf) 파일입니다.",
    b"\x09\x08\x10\x00\x00\x06": "감싸지 않은 옛 엑셀 파일입니다.",
    b"\x09\x04\x06\x00": "너무 오래된 엑셀(4.0) 파일입니다.",
    b"\x09\x02\x06\x00": "너무 오래된 엑셀(3.0) 파일입니다.",
}


def kind_of(content: bytes) -> str:
    if len(content) > PACKED:
        raise refuse(f"파일이 {len(content):,}바이트입니다.", "파일은 10 MiB까지 받습니다.")
    if not content.strip(b"\0 \t\r\n"):
        raise refuse("빈 파일입니다." if not content else "내용이 없는 파일입니다.", WANTED)
    if content.startswith(_GUARDED):
        raise refuse(
            "문서 보안(DRM)이 걸린 파일입니다.",
            "보안 문서를 해제하여 저장한 파일을 올리십시오.",
        )
    if content.startswith(b"PK"):
        return ZIP
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return COMPOUND
    for start, words in _OTHERS.items():
        if content.startswith(start):
            raise refuse(words, WANTED)
    _must_not_be_markup(content)
    return TEXT


def _must_not_be_markup(content: bytes) -> None:
    """Programs of offices save web pages under the name of .xls, and Excel opens them."""
    head = content[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<?xml", b"<!doctype", b"<html", b"<table", b"<head", b"<meta", b"<body")):
        raise refuse(
            "엑셀 파일이 아니라 웹 문서(HTML·XML)입니다.",
            "엑셀에서 열어 ‘Excel 통합 문서(.xlsx)’로 다시 저장하십시오.",
        )

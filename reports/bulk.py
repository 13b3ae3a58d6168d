"""Every figure as tidy rows, one for each measure, and all published ones as a package to keep.

The package is the same, byte for byte, as long as what is published is: nothing in it knows the time.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from budgets.measures import MEASURES
from budgets.models import Book, Figure, Program, ReportingDate
from budgets.models.filing import FigureQuerySet
from reports.dates import published_dates, stamp
from reports.flat import BOM, safe
from reports.sources import sources_of


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    title: str
    type: str  # as Frictionless says it
    meaning: str
    values: tuple[str, ...] = ()
    is_required: bool = True


FIELDS = (
    Field(
        "document",
        "출처 문서",
        "string",
        "문서 기호. 화면이나 파일로 낸 금액이면 비어 있습니다.",
        is_required=False,
    ),
    Field("office", "실국", "string", "편성체계의 실국"),
    Field("account", "회계", "string", "일반회계, 기금 등. 회계끼리 더하지 않습니다."),
    Field("fiscal_year", "회계연도", "year", "네 자리 연도"),
    Field(
        "basis",
        "편성 기준",
        "string",
        "당초는 편성 당시의 조직, 재편은 뒤의 조직으로 다시 묶은 것입니다. 같은 해의 둘을 더하지 않습니다.",
        tuple(Book.Basis.values),
    ),
    Field("stage", "단계", "string", "예산, 집행, 결산", tuple(ReportingDate.Stage.values)),
    Field("as_of", "기준일", "date", "금액이 말하는 날"),
    Field("department", "부서", "string", "정책사업의 부서"),
    Field(
        "kind",
        "종류",
        "string",
        "정책사업의 종류. 자료에 없으면 비어 있습니다.",
        tuple(Program.Kind.values),
        is_required=False,
    ),
    Field("program", "정책사업", "string", "인쇄된 그대로의 이름"),
    Field("line", "세부사업", "string", "인쇄된 그대로의 이름"),
    Field(
        "measure",
        "측정값",
        "string",
        ", ".join(f"{measure} {label}" for measure, label in MEASURES.items()),
        tuple(MEASURES),
    ),
    Field(
        "state",
        "표기",
        "string",
        "value 금액, dash 자료에 ‘-’, blank 빈칸. 자료에 그런 열이 없으면 줄 자체가 없습니다.",
        ("value", "dash", "blank"),
    ),
    Field(
        "won",
        "금액(원)",
        "integer",
        "원. 표기가 value가 아니면 비어 있으며 0이 아닙니다.",
        is_required=False,
    ),
    Field("place", "출처의 줄·칸", "string", "문서의 줄 또는 파일의 칸", is_required=False),
)
HEADER = tuple(field.name for field in FIELDS)

_ABOUT = {
    "document": "statement__document__key",
    "office": "line__program__book__office__name",
    "account": "line__program__account__name",
    "fiscal_year": "line__program__book__fiscal_year",
    "basis": "line__program__book__basis",
    "stage": "statement__filing__reporting_date__stage",
    "as_of": "statement__filing__reporting_date__day",
    "department": "line__program__department__name",
    "kind": "line__program__kind",
    "program": "line__program__name",
    "line": "line__name",
}


def tidy_rows(figures: FigureQuerySet) -> Iterator[tuple]:
    """In the order of documents, offices and dates, under HEADER."""
    cells = [name for measure in MEASURES for name in (measure, f"{measure}_state")]
    rows = figures.order_by(
        "statement__document__key",
        "line__program__book__office",
        "statement__filing__reporting_date__book__code",
        "line__program__account",
        "line__program__position",
        "line__program",
        "line__position",
        "pk",
    ).values_list(*_ABOUT.values(), "place", "places", *cells)
    return (line for row in rows.iterator(chunk_size=2000) for line in _tidy(row))


def _tidy(row: tuple) -> Iterator[tuple]:
    """One row a measure; a column that the report does not have gives none."""
    width = len(_ABOUT)
    about, (place, places), cells = row[:width], row[width : width + 2], row[width + 2 :]
    for measure, won, state in zip(MEASURES, cells[::2], cells[1::2], strict=True):
        if state != "absent":
            yield (*about, measure, state, won, places.get(measure, place))


# --- the package ----------------------------------------------------------------------------------

FILE = "seoulcomm_공개_금액.zip"
FIGURES, DICTIONARY, PACKAGE = "금액.csv", "열_사전.csv", "datapackage.json"
_FORM = 1  # of the package; a change of it changes every ETag
_NEVER = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


def etag() -> str:
    return f'"{hashlib.sha256(f"{_FORM}/{stamp()}".encode()).hexdigest()[:32]}"'


def write_package(out: IO[bytes]) -> None:
    with zipfile.ZipFile(out, "w") as package:
        with package.open(_entry(FIGURES), "w", force_zip64=True) as file:
            figures = _write_figures(file)
        with package.open(_entry(DICTIONARY), "w") as file:
            dictionary = _write_csv(file, _DICTIONARY_HEAD, _dictionary())
        with package.open(_entry(PACKAGE), "w") as file:
            file.write(_json(_described(figures, dictionary)))


def datapackage() -> bytes:
    """datapackage.json alone, as it stands in the package."""
    figures = _write_figures(None)
    return _json(_described(figures, _write_csv(None, _DICTIONARY_HEAD, _dictionary())))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NEVER)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # whichever system made it
    entry.external_attr = 0o644 << 16
    return entry


@dataclass(frozen=True, slots=True)
class _Written:
    size: int
    sha256: str


def _write_figures(file: IO[bytes] | None) -> _Written:
    return _write_csv(file, HEADER, map(_guarded, tidy_rows(Figure.objects.published())))


def _guarded(row: tuple) -> list:
    return [safe(cell) if isinstance(cell, str) else cell for cell in row]


def _write_csv(file: IO[bytes] | None, header: Iterable[str], rows: Iterable[Iterable]) -> _Written:
    """Measured as it is written; to nowhere, where only its measure is wanted."""
    text, size, sha256 = io.StringIO(), 0, hashlib.sha256()
    writer = csv.writer(text, lineterminator="\r\n")
    text.write(BOM)
    writer.writerow(header)

    def pour() -> None:
        nonlocal size
        content = text.getvalue().encode()
        size += len(content)
        sha256.update(content)
        if file is not None:
            file.write(content)
        text.seek(0)
        text.truncate()

    for row in rows:
        writer.writerow(row)
        if text.tell() > 1 << 16:
            pour()
    pour()
    return _Written(size, sha256.hexdigest())


_DICTIONARY_HEAD = ("열", "이름", "형식", "뜻", "값", "비어 있을 수 있음")


def _dictionary() -> Iterator[tuple]:
    for field in FIELDS:
        optional = "아니요" if field.is_required else "예"
        yield (
            field.name,
            field.title,
            field.type,
            field.meaning,
            " ".join(field.values),
            optional,
        )


def _described(figures: _Written, dictionary: _Written) -> dict[str, Any]:
    """In the words of Frictionless: https://specs.frictionlessdata.io/tabular-data-package/"""
    head = [{"name": name, "type": "string"} for name in _DICTIONARY_HEAD]
    return {
        "profile": "tabular-data-package",
        "name": "seoulcomm-figures",
        "title": "공개된 예산과 집행 금액",
        "description": "공개된 제출본의 세부사업 금액 전체, 한 줄에 금액 하나. 단위는 원입니다.",
        "sources": [{"title": source} for source in sources_of(published_dates())],
        "resources": [
            _resource("figures", FIGURES, "금액", figures, [*map(_schema, FIELDS)]),
            _resource("columns", DICTIONARY, "열 사전", dictionary, head),
        ],
    }


def _resource(name: str, path: str, title: str, written: _Written, fields: list) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        "title": title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": f"sha256:{written.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _schema(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if field.is_required else {}
    if field.values:
        constraints["enum"] = list(field.values)
    told = {"name": field.name, "type": field.type, "title": field.title}
    return told | {"description": field.meaning, "constraints": constraints}


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"

"""시정·권고사항: the open ones by how long they are open, below them those that are done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from budgets.amounts import Unit
from budgets.models.finding import Side
from reports.asked import one_of, read_asked
from reports.dates import EVERYONE, written
from reports.file_names import file_name
from reports.finding_ages import BAND_NAMES
from reports.finding_rows import DONE, STATUSES, Told, span_words
from reports.finding_told import BRIEF, side_line
from reports.table import LEAF, Cell, Column, Kind, Report, Row, Table
from reports.two_views import NAME, read_organisation

COUNTED = (
    "경과는 문서의 보고일(부서가 적은 것은 지적한 날)부터 공개된 가장 새로운 기준일이나 보고일까지 센 것입니다. "
    "문서에 보고일이 없으면 ‘-’입니다."
)
AGES = "경과 기간별 열린 시정·권고사항"
CUT = "문서의 문장은 옮기지 않고 제목, 상태, 수와 이름만 줄 번호와 함께 옮깁니다."


@dataclass(frozen=True, slots=True)
class Asked:
    office: str = ""  # by its code
    department: str = ""
    status: str = ""
    year: str = ""
    age: str = ""
    organisation: str = ""

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        said = {
            "실국": self.office,
            "부서": self.department,
            "상태": self.status,
            "회계연도": self.year,
            "경과": self.age,
        }
        return tuple((label, value) for label, value in said.items() if value)

    @property
    def said(self) -> dict[str, str]:
        names = ("office", "department", "status", "year", "age", "organisation")
        return {name: value for name in names if (value := getattr(self, name))}

    def finds(self, told: Told) -> bool:
        names = [each.words for each in told.owners]
        return (
            self.office in ("", told.office.code)
            and (not self.department or self.department in names)
            and self.status in ("", told.status)
            and self.year in ("", str(told.finding.fiscal_year))
            and (not self.age or (told.is_open and self.age == told.band))
        )


@dataclass(frozen=True, slots=True)
class Choosable:
    """What may be asked for: what there is."""

    offices: dict[str, str]  # names by code
    departments: list[str]
    years: list[str]


def choosable(all_told: Sequence[Told]) -> Choosable:
    offices = {told.office.code: told.office.words for told in all_told}
    departments = sorted({each.words for told in all_told for each in told.owners})
    years = {told.finding.fiscal_year for told in all_told} - {None}
    return Choosable(offices, departments, [str(year) for year in sorted(years, reverse=True)])


def read_conditions(said: Mapping[str, str], known: Choosable) -> Asked:
    readers = {
        "office": one_of("실국", set(known.offices)) if known.offices else _nothing,
        "department": one_of("부서", known.departments) if known.departments else _nothing,
        "status": one_of("상태", STATUSES),
        "year": one_of("회계연도", known.years) if known.years else _nothing,
        "age": one_of("경과", BAND_NAMES),
        NAME: read_organisation,
    }
    return Asked(**read_asked(said, readers))


def _nothing(value: str):
    raise ValueError(f"‘{value}’: 공개된 시정·권고사항이 없어 고를 것이 없습니다.")


def board(all_told: Sequence[Told], asked: Asked, known: Choosable) -> Report:
    """Of what several documents print alone the newest is told here."""
    told = [each for each in all_told if each.later is None and asked.finds(each)]
    undone = [each for each in told if each.is_open]
    done = [each for each in told if not each.is_open]
    as_of = next((each.as_of for each in all_told if each.as_of), None)
    office = known.offices.get(asked.office, "")
    return Report(
        title=f"{office} 시정·권고사항".strip(),
        office=office or EVERYONE,
        when=f"{written(as_of)} 기준" if as_of else "공개된 기준일 없음",
        unit=Unit.THOUSAND,
        tables=(*([_ages(undone, asked)] if undone else []), _open(undone), _done(done)),
        sources=sources_of(told),
        chosen=asked.words,
        file=file_name("시정·권고사항", asked.words),
        name="시정·권고사항",
    )


def sources_of(told: Sequence[Told]) -> tuple[str, ...]:
    words = []
    for each in told:
        document = each.finding.document
        if document is None:
            words.append("부서가 적은 것")
        else:
            day = f" ({document.printed_on})" if document.printed_on else ""
            words.append(f"{document.key} {document.title or '제목 없음'}{day}")
    return tuple(dict.fromkeys(words))


# --- the tables -----------------------------------------------------------------------------------


def _text(key: str, label: str) -> Column:
    return Column(key, label, Kind.TEXT)


def _ages(undone: Sequence[Told], asked: Asked) -> Table:
    page = reverse("findings", args=[""])
    rows = [Row(0, "total", "열린 것 모두", "", "", "", (len(undone),))]
    for name in BAND_NAMES:
        own = [told for told in undone if told.band == name]
        href = f"{page}?{urlencode(asked.said | {'age': name})}" if own else ""
        rows.append(Row(1, "band", name, "", href, "", (len(own),)))
    return Table(
        "ages",
        AGES,
        (Column("count", "건수", Kind.COUNT),),
        tuple(rows),
        (COUNTED,),
        name_label="경과",
    )


_ALWAYS = (
    _text("asked", "요구한 것"),
    _text("answered", "조치한 것"),
    _text("nth", "연번"),
    _text("fiscal", "회계연도"),
    _text("audit", "지적한 곳"),
    _text("whose", "소관"),
)


def _always(told: Told) -> tuple[Cell, ...]:
    finding = told.finding
    return (
        side_line(told, Side.ASKED, BRIEF),
        side_line(told, Side.DONE, BRIEF),
        finding.number or "-",
        str(finding.fiscal_year) if finding.fiscal_year else "-",
        finding.source or "-",
        told.whose,
    )


def _row(told: Told, cells: tuple[Cell, ...]) -> Row:
    """Its last two cells are the lines and the source."""
    href = reverse("finding", args=[told.finding.pk, ""])
    own = told.owners
    whose = own[0].href if len(own) == 1 else ""
    lines = list(told.finding.lines.all())
    line = f"/lines/{lines[0].line_id}" if len(lines) == 1 else (href if lines else "")
    document = told.finding.document
    source = reverse("document", args=[document.key, ""]) if document else ""
    links = (*[""] * 5, whose, *[""] * (len(cells) - 2), line, source)
    return Row(0, LEAF, told.finding.title, "", href, "", (*_always(told), *cells), links)


def _lines(told: Told) -> str:
    return ", ".join(str(each.line) for each in told.finding.lines.all()) or "-"


def _open(undone: Sequence[Told]) -> Table:
    columns = (
        *_ALWAYS,
        _text("standing", "상태"),
        _text("raised", "지적·보고일"),
        _text("age", "경과"),
        _text("concerns", "세부사업"),
        _text("told_at", "출처"),
    )
    oldest = sorted(undone, key=lambda told: (told.months is None, -(told.months or 0)))
    rows = [
        _row(
            told,
            (
                told.status,
                written(told.day) if told.day else "-",
                told.age,
                _lines(told),
                told.source,
            ),
        )
        for told in oldest
    ]
    return Table("open", "열린 시정·권고사항", columns, tuple(rows), (CUT,), name_label="제목")


def _done(done: Sequence[Told]) -> Table:
    columns = (
        *_ALWAYS,
        _text("standing", "상태"),
        _text("done_on", "완료한 때"),
        _text("concerns", "세부사업"),
        _text("told_at", "출처"),
    )
    rows = [
        _row(
            told,
            (
                told.last.printed or DONE,
                span_words(told.last.first, told.last.last),
                _lines(told),
                told.source,
            ),
        )
        for told in done
    ]
    return Table("done", "완료한 시정·권고사항", columns, tuple(rows), (CUT,), name_label="제목")

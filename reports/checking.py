"""검산: everything that documents print and that can be worked out again, with who is wrong.

One list over all documents (`/checks`) and one of each document in the order of its lines. Only the
documents that are asked for are judged; what is counted over all of them is kept until something is
published (reports/tallies.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from budgets.amounts import Unit
from budgets.models import Claim
from departments.models import Document
from departments.words import found_in
from reports.asked import one_of, read_asked
from reports.choices import Misread
from reports.claim_words import (
    VERDICTS,
    computed_words,
    difference_words,
    printed_words,
    row_href,
)
from reports.claims import Checked, checked_claims
from reports.dates import EVERYONE
from reports.leaves import UNITS
from reports.table import LEAF, Column, Gap, Kind, Report, Row, Table
from reports.tallies import Tallies, read_documents, read_tallies
from reports.timeline import text
from reports.workings import Working, workings

PAGE = 100
LONGEST = 100
_SEVERITY = {verdict: at for at, verdict in enumerate(VERDICTS)}
_VERDICT_OF = {words: verdict for verdict, words in VERDICTS.items()}
MEASURES = dict(zip(Claim.Measure.labels, Claim.Measure.values, strict=True))
SHAPES = dict(zip(Claim.Shape.labels, Claim.Shape.values, strict=True))


@dataclass(frozen=True, slots=True)
class Asked:
    """?document=2022-07&office=…&verdict=다름&measure=집행률&shape=문장&q=…&page=2"""

    document: str = ""
    office: str = ""
    verdict: str = ""
    measure: str = ""
    shape: str = ""
    q: str = ""
    page: int = 1

    @property
    def conditions(self) -> tuple[tuple[str, str], ...]:
        said = {
            "문서": self.document,
            "실국": self.office,
            "판정": VERDICTS.get(self.verdict, ""),
            "값의 뜻": Claim.Measure(self.measure).label if self.measure else "",
            "꼴": Claim.Shape(self.shape).label if self.shape else "",
            "찾는 말": self.q,
        }
        return tuple((label, words) for label, words in said.items() if words)


def read_checking(said: Mapping[str, str], documents: Sequence[Document]) -> Asked:
    offices = {document.office.name for document in documents}
    found = read_asked(
        said,
        {
            "document": one_of("문서", [document.key for document in documents]),
            "office": one_of("실국", sorted(offices)),
            "verdict": one_of("판정", _VERDICT_OF),
            "measure": one_of("값의 뜻", MEASURES),
            "shape": one_of("꼴", SHAPES),
            "q": _text,
            "page": _page,
        },
    )
    return Asked(**found)


def read_of_document(said: Mapping[str, str]) -> Asked:
    readers = {
        "verdict": one_of("판정", _VERDICT_OF),
        "measure": one_of("값의 뜻", MEASURES),
        "shape": one_of("꼴", SHAPES),
        "q": _text,
    }
    return Asked(**read_asked(said, readers))


def _text(value: str) -> str:
    if len(value) > LONGEST:
        raise ValueError(f"찾는 말은 {LONGEST}자까지입니다.")
    return value


def _page(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) < 7 and int(value)):
        raise ValueError(f"쪽 ‘{value}’: 1부터의 수를 적습니다.")
    return int(value)


@dataclass(frozen=True, slots=True)
class Checks:
    """What was asked for, of which documents, and the tally of all that a reader may see."""

    asked: Asked
    documents: Sequence[Document]
    tallies: Tallies
    found: Sequence[Working]  # in the order in which they are shown

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.found) // PAGE))

    @property
    def shown(self) -> Sequence[Working]:
        start = (self.asked.page - 1) * PAGE
        return self.found[start : start + PAGE]


def read_checks(said: Mapping[str, str]) -> Checks:
    documents = read_documents()
    asked = read_checking(said, documents)
    own = [
        document
        for document in documents
        if asked.document in ("", document.key) and asked.office in ("", document.office.name)
    ]
    judged = checked_claims(Claim.objects.published().filter(document__in=own))
    kept = sorted((each for each in judged if _is_asked(each, asked)), key=_rank)
    checks = Checks(asked, documents, read_tallies(), workings(kept))
    if asked.page > checks.pages:
        raise Misread([f"쪽 ‘{asked.page}’: 모두 {checks.pages}쪽입니다."])
    return checks


def read_checks_of(document: Document, said: Mapping[str, str]) -> Checks:
    asked = read_of_document(said)
    judged = checked_claims(Claim.objects.published().filter(document=document))
    kept = [each for each in judged if _is_asked(each, asked)]
    tallies = Tallies.of(judged)
    return Checks(asked, [document], tallies, workings(kept))


def _is_asked(checked: Checked, asked: Asked) -> bool:
    claim = checked.claim
    return (
        asked.verdict in ("", checked.verdict.verdict)
        and asked.measure in ("", claim.measure)
        and asked.shape in ("", claim.shape)
        and (not asked.q or found_in(asked.q, claim.subject))
    )


def _rank(checked: Checked) -> tuple:
    """The worst first: by verdict, then amounts of money by how many won they are off, then the
    rest by how much they are, then by place."""
    claim, verdict = checked.claim, checked.verdict
    is_money = claim.unit in UNITS
    off = abs(verdict.difference or 0) * (UNITS[claim.unit] if is_money else 1)
    place = claim.document.key, claim.place, claim.position
    return (_SEVERITY[verdict.verdict], not is_money, -off, *place)


# --- the report -----------------------------------------------------------------------------------

_COLUMNS = (
    text("measure", "값의 뜻"),
    text("printed", "인쇄값"),
    text("computed", "셈한 값"),
    text("difference", "차이"),
    text("verdict", "판정"),
    text("working", "셈"),
    text("reason", "까닭"),
    text("document", "문서"),
    Column("place", "줄", Kind.COUNT),
    text("shape", "꼴"),
)


def checks_report(checks: Checks) -> Report:
    return Report(
        title="검산",
        office=checks.asked.office or EVERYONE,
        when="모든 문서" if not checks.asked.document else f"문서 {checks.asked.document}",
        unit=Unit.THOUSAND,
        tables=(tally_table(checks), claims_table(checks.found)),
        sources=tuple(str(document) for document in checks.documents),
        chosen=checks.asked.conditions,
        file="검산",
        name="검산",
    )


def document_report(document: Document, checks: Checks) -> Report:
    printed = f" ({document.printed_on})" if document.printed_on else ""
    return Report(
        title=f"{document.title or '제목 없음'} 검산",
        office=document.office.name,
        when=f"문서 {document.key}{printed}",
        unit=Unit.THOUSAND,
        tables=(claims_table(checks.found),),
        sources=(f"{document}{printed}",),
        chosen=checks.asked.conditions,
        file=f"{document.key}_검산",
        name=f"{document.key} 검산",
    )


def tally_table(checks: Checks) -> Table:
    columns = (
        text("whose_office", "실국"),
        *(Column(verdict, words, Kind.COUNT) for verdict, words in VERDICTS.items()),
        Column("every", "모두", Kind.COUNT),
    )
    rows = []
    for document in reversed(checks.documents):
        counts = checks.tallies.counts.get(document.key, {})
        numbers = [counts.get(verdict, 0) for verdict in VERDICTS]
        own = f"{reverse('checks', args=[''])}?{urlencode({'document': document.key})}"
        links = [
            "",
            *(
                f"{own}&{urlencode({'verdict': words})}" if number else ""
                for words, number in zip(VERDICTS.values(), numbers, strict=True)
            ),
            own,
        ]
        cells = (document.office.name, *numbers, sum(numbers))
        href = reverse("document", args=[document.key, ""])
        rows.append(Row(1, LEAF, str(document), document.key, href, "", cells, links))
    sums = [sum(row.cells[at] for row in rows) for at in range(1, len(columns))]
    rows.insert(0, Row(0, "total", "모든 문서", "", "", "", ("", *sums)))
    return Table("tally", "문서별 판정", columns, tuple(rows), name_label="문서")


def claims_table(found: Sequence[Working]) -> Table:
    rows = tuple(_row(working) for working in found)
    return Table("claims", "인쇄값과 셈한 값", _COLUMNS, rows, name_label="대상")


def _row(working: Working) -> Row:
    checked = working.checked
    claim, verdict = checked.claim, checked.verdict
    reason = " ".join(each for each in (verdict.reason, working.hint) if each)
    cells = (
        claim.get_measure_display(),
        printed_words(claim) or "빈칸",
        computed_words(checked) or Gap.DASH,
        difference_words(checked) or Gap.DASH,
        VERDICTS[verdict.verdict],
        working.words or Gap.DASH,
        reason or Gap.DASH,
        claim.document.key,
        claim.place,
        claim.get_shape_display(),
    )
    return Row(0, "claim", claim.subject, "", row_href(claim), "", cells)

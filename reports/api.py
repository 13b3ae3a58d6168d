"""What /api/ says of the JSON: addresses that work, worked out from what is published."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlencode

from django.urls import reverse

from budgets.amounts import Unit
from budgets.measures import MEASURES
from budgets.models import ReportingDate
from reports.budget_asked import STATES
from reports.choices import COLUMNS, DEPTHS, KINDS, SORTS, read_choices
from reports.claim_words import VERDICTS
from reports.dates import EVERYONE, When, published_dates, when_of
from reports.execution import execution, read_execution
from reports.finding_rows import STATUSES
from reports.flat import report_json
from reports.line_descent import KINDS as LINE_KINDS
from reports.other_data import ALL, other_data
from reports.sources import sources_of
from reports.thresholds import MOST
from reports.two_views import NAME, ORGANISATIONS


@dataclass(frozen=True, slots=True)
class Call:
    words: str
    href: str

    @property
    def shown(self) -> str:
        return unquote(self.href)


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    meaning: str
    values: str


PARAMETERS = {
    "집행현황": (
        Parameter("depth", "펼칠 단계", ", ".join(DEPTHS)),
        Parameter("department", "부서 하나", "부서 이름"),
        Parameter("kind", "종류 하나", ", ".join(KINDS)),
        Parameter("q", "사업 이름에 든 말", "여론조사, ㅇㄹㅈㅅ"),
        Parameter("rate", "집행률 구간 (%)", "30-60, -30, 90-"),
        Parameter("columns", "더할 열", ", ".join(COLUMNS)),
        Parameter("sort", "차례. 앞에 -를 붙이면 큰 것부터", ", ".join(SORTS)),
        Parameter(
            "unit", "화면의 단위. JSON은 늘 원입니다.", ", ".join(unit.label for unit in Unit)
        ),
    ),
    "합계의 출처": (
        Parameter("account", "회계 하나. 반드시 적습니다.", "회계 이름"),
        Parameter("program", "정책사업 하나", "정책사업의 번호 (/programs/ 뒤의 수)"),
        Parameter("department, kind, q, rate, unit", "집행현황과 같음", ""),
    ),
    "부진사업과 순위": (
        Parameter("below", "부진 기준, 집행률 % 미만", "30"),
        Parameter("top", "몇 위까지", f"1부터 {MOST}까지"),
        Parameter("bands", "집행률 구간의 경계 (%)", "30,60,90,100"),
        Parameter("department, kind, q, unit", "집행현황과 같음", ""),
    ),
    "비교": (
        Parameter("state", "변동의 종류 하나", "신규, 종료, 이동, 변경, 동일, 비교 불가"),
        Parameter("depth", "펼칠 단계", "부서, 세부사업"),
        Parameter("department, unit", "집행현황과 같음", ""),
    ),
    "추이": (
        Parameter("department, program", "부서 하나, 정책사업 하나", "이름"),
        Parameter(
            "measure", "그림의 항목. 표와 JSON은 늘 모두입니다.", ", ".join(["rate", *MEASURES])
        ),
        Parameter("unit", "집행현황과 같음", ""),
    ),
    "결산과 예산현액의 다리": (
        Parameter("depth, department, kind, q, unit", "집행현황과 같음", ""),
        Parameter("program, line", "다리만: 정책사업 하나, 세부사업 하나", "번호"),
    ),
    "예산 (전년 대비)": (
        Parameter("basis", "지난 예산의 조직", "drawn (편성 당시), regrouped (재편)"),
        Parameter("state", "변동의 종류 하나", ", ".join(STATES)),
        Parameter("depth, department, kind, q, unit", "집행현황과 같음", ""),
    ),
    "세입 결산": (Parameter("document", "같은 해를 말하는 문서가 여럿일 때 하나", "문서 기호"),),
    "시정·권고사항": (
        Parameter("office, department", "실국 하나, 소관 부서 하나", "이름"),
        Parameter("status", "상태 하나", ", ".join(STATUSES)),
    ),
    "검산": (
        Parameter("verdict", "판정 하나", ", ".join(VERDICTS.values())),
        Parameter("office, document, q", "실국 하나, 문서 하나, 무엇의 값인지에 든 말", ""),
    ),
    "두 조직으로 보는 화면": (
        Parameter(
            NAME,
            "조직. 집행현황, 순위, 비교, 추이, 예산, 다리, 결산, 변동 대장, 세입, 업무추진비, 시정·권고사항, "
            "업무와 예산, 통계, 정원과 현원, 엑셀 요약에 있습니다.",
            ", ".join(f"{key} ({words})" for key, words in ORGANISATIONS.items()),
        ),
    ),
    "사업의 이어짐": (
        Parameter("department", "부서 하나", "이름"),
        Parameter("kind", "변동 하나", ", ".join(LINE_KINDS)),
    ),
}


def calls() -> list[Call]:
    """The newest date, and the newest of each stage."""
    dates = published_dates()
    if not dates:
        return []
    newest = dates[0]
    stages = list({each.stage: each for each in reversed(dates)}.values())
    return [
        *(Call(f"{each.stage} 단계의 가장 새 기준일", _of("execution", each)) for each in stages),
        Call(
            "부서까지만, 집행률이 낮은 것부터", _of("execution", newest, depth="부서", sort="rate")
        ),
        Call(
            "이름으로 고르고 열을 더함",
            _of("execution", newest, q="ㅈㅂ", columns="unspent,share"),
        ),
        Call("집행률 60% 이상인 정책사업", _of("execution", newest, kind="정책사업", rate="60-")),
        Call(
            "그날의 모든 실국",
            reverse("execution", args=[EVERYONE, when_of(newest), ".json"]),
        ),
        Call("집행률 20% 미만과 다섯 위까지", _of("ranking", newest, below="20", top="5")),
        *_over_time(dates),
        *_others(dates),
        Call("자료 묶음의 설명", reverse("datapackage")),
    ]


def _over_time(dates: list[ReportingDate]) -> list[Call]:
    """Of the first office that has two dates to compare."""
    seen: dict[str, list[When]] = {}
    for each in dates:
        own = seen.setdefault(each.book.office.code, [])
        own.append(when_of(each))
        if len(own) == 2:
            office, (now, then) = each.book.office.code, own
            compared = reverse("compare", args=[office, then, now, ".json"])
            return [
                Call("두 기준일을 사업마다 견줌", compared),
                Call("해마다의 금액과 집행률", reverse("trend", args=[office, ".json"])),
            ]
    return []


def _others(dates: list[ReportingDate]) -> Iterator[Call]:
    """One of each kind, the newest; all of them stand on /data/."""
    seen = set()
    for each in other_data(dates):
        if each.name not in seen:
            seen.add(each.name)
            of = "" if each.office == ALL else f" ({each.office} {each.words})"
            yield Call(f"{each.name}{of}", each.file(".json"))


def _of(page: str, date, **conditions: str) -> str:
    address = reverse(page, args=[date.book.office.code, when_of(date), ".json"])
    return f"{address}?{urlencode(conditions)}" if conditions else address


def answer() -> tuple[str, str]:
    """An address, and what it answers, a row a line."""
    dates = published_dates()
    if not dates:
        return "", ""
    newest = dates[0]
    said = {"depth": "합계"}
    report = execution(
        when_of(newest),
        newest.book.office.code,
        read_execution([newest]),
        read_choices(said),
        sources_of([newest]),
    )
    return _of("execution", newest, **said), _laid_out(json.loads(report_json(report)))


def _laid_out(told: dict) -> str:
    """As json.dumps would, but with each row of a table and each list of names on one line."""
    kept: list[str] = []

    def keep(value) -> str:
        kept.append(json.dumps(value, ensure_ascii=False))
        return f"@{len(kept) - 1}@"

    for table in told["tables"]:
        for key in ("columns", "labels"):
            table[key] = keep(table[key])
        table["rows"] = [keep(row) for row in table["rows"]]
    text = json.dumps(told, ensure_ascii=False, indent=2)
    for at, value in enumerate(kept):
        text = text.replace(f'"@{at}@"', value)
    return text

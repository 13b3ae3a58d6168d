"""Facts as Django fixtures: one object a line, so that a diff shows a figure as a line.

Keys are natural: a reader sees which line of which department an amount belongs to. A filing
stands in the file twice, as it happened: opened, and published once its statement was complete.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from budgets.measures import MEASURES
from budgets.reading.facts import DRAWN, ClaimFacts, DateKey, LeafRow, Report, Scope, Sheet, Term
from budgets.reading.finding_fixtures import finding_objects
from budgets.reading.names import distinct
from budgets.reading.revenue_fixtures import revenue_objects
from budgets.reading.settlement_fixtures import settlement_objects
from budgets.reading.statistic_facts import Payer
from budgets.reading.statistic_fixtures import statistic_objects
from budgets.reading.task_fixtures import task_objects

GENERAL = "일반회계"
LONGEST_PRINTED = 40  # characters; a longer one stays whole in the source
Object = dict


def dump(objects: Iterable[Object]) -> str:
    lines = [json.dumps(each, ensure_ascii=False) for each in objects]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def load(text: str) -> list[Object]:
    return json.loads(text)


def item(model: str, **fields) -> Object:
    return {"model": model, "fields": fields}


def department_code(office: str, name: str) -> str:
    return office if name == office else f"{office}/{name}"


def objects_of(report: Report) -> list[Object]:
    return list(_Writer(report).objects())


class _Writer:
    def __init__(self, report: Report):
        self.report = report
        self.document = [report.document.key]
        self.office = report.document.office
        self.codes = _line_codes(self.office, report.sheets)

    def objects(self) -> Iterator[Object]:
        yield self._document()
        yield from self._books()
        yield from self._programs()
        yield from self._filings()
        yield from self._heads()
        yield from self._teams()
        yield from self._duties()
        yield from self._endings()
        yield from self._settlements()
        yield from self._claims()
        yield from revenue_objects(self.document, self.office, self.report.revenues)
        yield from finding_objects(self.report, self._department_codes(), self.codes)
        yield from task_objects(self.report.document.key, self.report.tasks)
        yield from statistic_objects(self.report, self._department, self._payer)

    def _department_codes(self) -> dict[str, str]:
        names = [self.office, *(name for name, _ in self.report.departments)]
        return {name: department_code(self.office, name) for name in names}

    def _department(self, name: str) -> list[str]:
        return [department_code(self.office, name)]

    def _document(self) -> Object:
        facts = self.report.document
        return item(
            "departments.document",
            key=facts.key,
            office=[self.office],
            title=facts.title,
            printed_on=facts.printed_on,
            reported_on=_day(facts.reported_on),
            sha256=facts.sha256,
            lines=facts.lines,
        )

    def _books(self) -> Iterator[Object]:
        for when in _unique(sheet.when for sheet in self.report.sheets):
            yield item(
                "budgets.book",
                code=book_code(self.office, when),
                office=[self.office],
                fiscal_year=when.fiscal_year,
                basis=when.basis,
                organised_on=_day(when.organised_on),
            )

    def _programs(self) -> Iterator[Object]:
        known: set[str] = set()  # one book holds the lines of several dates
        for sheet in self.report.sheets:
            for position, row in enumerate(sheet.rows, start=1):
                program = program_code(self.office, sheet, row)
                if program not in known:
                    yield self._program(program, sheet, row, position)
                code = self.codes[sheet.when, sheet.account, row.place]
                if code not in known:
                    yield item(
                        "budgets.lineitem",
                        code=code,
                        program=[program],
                        name=row.name,
                        position=position,
                    )
                known |= {program, code}

    def _program(self, code: str, sheet: Sheet, row: LeafRow, position: int) -> Object:
        return item(
            "budgets.program",
            code=code,
            book=[book_code(self.office, sheet.when)],
            department=self._department(row.department),
            account=[sheet.account],
            name=row.program,
            kind=row.kind,
            position=position,
        )

    def _filings(self) -> Iterator[Object]:
        for when in _unique(sheet.when for sheet in self.report.sheets):
            sheets = [sheet for sheet in self.report.sheets if sheet.when == when]
            date_key = [book_code(self.office, when), _day(when.day), when.stage]
            yield item(
                "budgets.reportingdate", book=date_key[:1], day=date_key[1], stage=when.stage
            )
            for name in _unique(row.department for sheet in sheets for row in sheet.rows):
                yield from self._filing(date_key, name, sheets)

    def _filing(self, date_key: list, name: str, sheets: list[Sheet]) -> Iterator[Object]:
        filing = {"reporting_date": date_key, "department": self._department(name)}
        statement = [*date_key, *self._department(name), 1]
        yield item("budgets.filing", **filing, state="작성중", standing=None, published=None)
        yield item(
            "budgets.statement",
            filing=statement[:-1],
            version=1,
            method="문서",
            document=self.document,
            unit=max((sheet.unit for sheet in sheets), key=lambda unit: unit.value).label,
            handed_in_at=f"{_day(self._recorded_on())}T00:00:00+09:00",
        )
        for sheet in sheets:
            for row in sheet.rows:
                if row.department == name:
                    code = self.codes[sheet.when, sheet.account, row.place]
                    yield _figure(statement, code, row)
        yield item(
            "budgets.filing", **filing, state="공개", standing=statement, published=statement
        )

    def _recorded_on(self) -> date:
        """The report's day; where it prints none, the latest day that it speaks of."""
        known = [self.report.document.reported_on, self.report.headcount_day]
        return next((day for day in known if day), max(s.when.day for s in self.report.sheets))

    def _heads(self) -> Iterator[Object]:
        for position, heads in enumerate(self.report.heads, start=1):
            yield item(
                "departments.headcount",
                department=self._department(heads.department),
                as_of=_day(self.report.headcount_day),
                group=heads.group,
                position=position,
                authorised=heads.authorised[1],
                authorised_state=heads.authorised[0],
                actual=heads.actual[1],
                actual_state=heads.actual[0],
                document=self.document,
                place=heads.place,
                **({"places": heads.places} if heads.places else {}),
            )

    def _teams(self) -> Iterator[Object]:
        """Only where they stand: since when they do, all reports tell together."""
        for team in self.report.teams:
            yield item(
                "departments.teamsighting",
                team=[*self._department(team.department), team.name, team.duty, 1],
                document=self.document,
                place=team.place,
            )

    def _duties(self) -> Iterator[Object]:
        for duty in self.report.duties:
            yield item(
                "departments.duty",
                department=self._department(duty.department),
                text=duty.text,
                document=self.document,
                place=duty.place,
            )

    def _endings(self) -> Iterator[Object]:
        for name, day, place in self.report.endings:
            yield item(
                "departments.succession",
                before=self._department(name),
                after=None,
                kind="폐지",
                day=_day(day),
                evidence="명시",
                document=self.document,
                place=place,
            )

    def _settlements(self) -> Iterator[Object]:
        def line_of(when: DateKey, key: tuple[str, str]) -> list[str]:
            return [self._code_of(Scope(when=when), *key)]

        yield from settlement_objects(self.report, self._date, self._department, line_of)

    def _claims(self) -> Iterator[Object]:
        positions: dict[int, int] = {}
        for claim in self.report.claims:
            position = positions[claim.place] = positions.get(claim.place, 0) + 1
            yield self._claim(claim, position)

    def _claim(self, claim: ClaimFacts, position: int) -> Object:
        scope = claim.scope
        fields = {
            "document": self.document,
            "place": claim.place,
            "position": position,
            "shape": claim.shape,
            "subject": claim.subject,
            "measure": claim.measure,
            "printed": _short(claim.printed),
            "state": claim.state,
            "value": None if claim.value is None else f"{claim.value:f}",
            "unit": claim.unit,
            "reporting_date": self._date(scope.when),
            "base_date": self._date(scope.before),
            "account": scope.account and [scope.account],
            "kind": scope.kind or "",
            "department": scope.department and self._department(scope.department),
            **self._program_or_line(claim),
            "lines": [[self._code_of(scope, *key)] for key in scope.lines],
            "group": scope.group,
            "as_of": _day(scope.as_of),
            "formula": claim.formula,
            "terms": [_term(term) for term in claim.terms],
        }
        return item("budgets.claim", **{k: v for k, v in fields.items() if v not in (None, "", [])})

    def _payer(self, payer: Payer) -> str:
        return self._code_of(Scope(when=payer.when), payer.account, payer.path)

    def _date(self, when: DateKey | None) -> list | None:
        """None, too, for a date that has no figures: there is nothing to set a claim against."""
        if all(sheet.when != when for sheet in self.report.sheets):
            return None
        return [book_code(self.office, when), _day(when.day), when.stage]

    def _program_or_line(self, claim: ClaimFacts) -> Object:
        scope = claim.scope
        if not scope.program or scope.lines:
            return {}
        rows = [
            (sheet, row)
            for sheet in self._sheets(scope)
            for row in sheet.rows
            if (row.department, row.program) == (scope.department, scope.program)
            and scope.line in (None, row.name)
        ]
        if not rows:
            raise LookupError(f"{scope}: 장부에 없는 행입니다.")
        # Names repeat: a row's own claims stand on its line.
        sheet, row = next((pair for pair in rows if pair[1].place == claim.place), rows[0])
        if scope.line is None:
            return {"program": [program_code(self.office, sheet, row)]}
        return {"line": [self.codes[sheet.when, sheet.account, row.place]]}

    def _code_of(self, scope: Scope, account: str, path: str) -> str:
        for sheet in self._sheets(replace(scope, account=account)):
            paths = distinct(row.path for row in sheet.rows)
            if path in paths:
                row = sheet.rows[paths.index(path)]
                return self.codes[sheet.when, account, row.place]
        raise LookupError(path)

    def _sheets(self, scope: Scope) -> list[Sheet]:
        key = (scope.when, scope.account)
        return [sheet for sheet in self.report.sheets if (sheet.when, sheet.account) == key]


def _term(term: Term) -> Object:
    return {
        "label": term.label,
        "printed": _short(term.printed),
        "value": f"{term.value:f}",
        "unit": term.unit,
        "place": term.place,
    }


def _figure(statement: list, code: str, row: LeafRow) -> Object:
    fields: Object = {"statement": statement, "line": [code]}
    for measure in MEASURES:
        if measure in row.amounts:
            amount = row.amounts[measure]
            fields[measure] = amount.won
            fields[f"{measure}_state"] = amount.state
    fields["place"] = str(row.place)
    if row.places:
        fields["places"] = {measure: str(place) for measure, place in row.places.items()}
    return item("budgets.figure", **fields)


def book_code(office: str, when: DateKey) -> str:
    code = f"{office}/{when.fiscal_year}"
    return code if when.basis == DRAWN else f"{code}/{when.organised_on.year}조직"


def _within(office: str, sheet: Sheet) -> str:
    book = book_code(office, sheet.when)
    return book if sheet.account == GENERAL else f"{book}/{sheet.account}"


def program_code(office: str, sheet: Sheet, row: LeafRow) -> str:
    return f"{_within(office, sheet)}/{row.department}/{row.program}"


def _line_codes(office: str, sheets: Iterable[Sheet]) -> dict[tuple, str]:
    """By date, account and place. Names repeat; then the second line of a name is '…#2'."""
    rows: dict[tuple, list[tuple[Sheet, LeafRow]]] = {}
    for sheet in sheets:
        rows.setdefault((sheet.when, sheet.account), []).extend((sheet, row) for row in sheet.rows)
    codes: dict[tuple, str] = {}
    for key, printed in rows.items():
        paths = distinct(f"{_within(office, sheet)}/{row.path}" for sheet, row in printed)
        for (_, row), path in zip(printed, paths, strict=True):
            codes[*key, row.place] = path
    return codes


def _day(day: date | None) -> str | None:
    return day and day.isoformat()


def _short(printed: str) -> str:
    return printed if len(printed) <= LONGEST_PRINTED else f"{printed[: LONGEST_PRINTED - 1]}…"


def _unique(values: Iterable) -> list:
    return list(dict.fromkeys(values))

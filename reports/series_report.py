"""통계: what the documents count over time, each series beside what pays for it.

A share is of the items' own sum and a mean of the calendar's days, both worked out anew. What a
document prints instead stands beside them in words, and leads to where it is checked.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from reports.called_today import AS_PRINTED, Called
from reports.choices import Choices
from reports.dates import written
from reports.file_names import file_name
from reports.series import Counted, Group, Series, Telling, is_printed_of, rounded, shown
from reports.series_versions import version_tables
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table, minus
from reports.timeline import Stand, text, timeline

DIFFERS = "(다름)"
_TOGETHER = "총계"
_WORKING_DAYS = "달력의 날수로 나눈 값과 다름: 근무일로 나눈 것일 수 있어 따질 수 없음"


# --- one series -----------------------------------------------------------------------------------


def series_report(
    series: Series,
    name: str,
    stands: Sequence[Stand],
    account: str,
    choices: Choices,
    called: Called = AS_PRINTED,
) -> Report:
    """`stands`: what pays for it, date by date, of `account`."""
    tables = [_over_time(series, called)]
    tables += [_shares(series, group) for group in shared_groups(series)]
    for telling in series.tellings:
        tables += _items(telling)
        tables += _lists(telling)
    tables += _payer(series, stands, account)
    tables += version_tables(series, lambda told: (*_items(told), *_lists(told)), called)
    report = Report(
        title=f"{series.name} 통계",
        office=name,
        when=span_of([series]),
        unit=choices.unit,
        tables=tuple(tables),
        sources=series.sources,
        chosen=choices.words,
        file=file_name(f"{name}_{series.name}_통계", ()),
        name=f"{series.name} 통계",
    )
    return called.told(report)


def payer_of(series: Series) -> Telling | None:
    """The newest that says which line pays."""
    return next((each for each in series.tellings if each.own.line_id), None)


def _over_time(series: Series, called: Called) -> Table:
    """A row for each whole."""
    by_day = (
        Column("days", "날수", Kind.COUNT),
        Column("daily", "일평균", Kind.COUNT, title="합계 ÷ 달력의 날수"),
        text("printed_daily", "인쇄된 일평균"),
    )
    columns = (
        Column("value", "합계", Kind.COUNT),
        text("unit", "단위"),
        *(by_day if series.has_days else ()),
        text("division", "부서"),
        text("place", "적힌 곳"),
    )
    rows, notes = [], []
    for telling in series.tellings:
        for group in telling.groups:
            if group.total is not None:
                rows.append(_whole_row(telling, group, called, has_days=series.has_days))
        if telling.own.span == "일평균으로 증명":
            first = written(telling.own.first)
            notes.append(
                f"{telling.words}: 문서에는 마지막 날만 적혀 있고, 인쇄된 일평균이 첫날 {first}을 증명합니다."
            )
        elif telling.own.daily is not None and telling.own.first is None:
            notes.append(f"{telling.words}: 첫날이 적혀 있지 않고 일평균으로도 정해지지 않습니다.")
    if not rows:
        notes.append("더해서 합계가 되는 값이 없습니다. 낱낱의 값은 아래에 있습니다.")
    return Table("over_time", "기간별 합계", columns, tuple(rows), tuple(notes), name_label="기간")


def _whole_row(telling: Telling, group: Group, called: Called, *, has_days: bool) -> Row:
    own = telling.own
    department = own.department and called.department(own.department)
    total, printed = shown(group.total), _printed_daily(telling, group)
    days = Gap.DASH if telling.days is None else telling.days
    cells = (
        total if isinstance(total, int) else Gap.UNKNOWN,
        group.unit,
        *((days, rounded(telling.daily(group)), printed) if has_days else ()),
        department.words if department else "",
        telling.place_words(own.place),
    )
    checked = telling.checked_at(own.daily_place or 0, "", "", "일평균") if printed else ""
    links = (
        *("", ""),
        *(("", "", checked) if has_days else ()),
        department.href if department else "",
        telling.href,
    )
    name = f"{telling.words} {group.name}".strip()
    return Row(0, LEAF, name, "", "", "", cells, links)


def _printed_daily(telling: Telling, group: Group) -> str:
    """Only where it is another than the one beside it."""
    printed = telling.own.daily
    if printed is None or len(telling.groups) > 1:
        return ""
    daily = telling.daily(group)
    if daily is not None and is_printed_of(daily, printed):
        return ""
    words = f"{printed.normalize():,f}"
    return f"{words} ({_WORKING_DAYS})" if daily is not None else words


# --- items ----------------------------------------------------------------------------------------


def _items(telling: Telling) -> Iterator[Table]:
    """What a whole is divided into, with shares."""
    for group in (*telling.groups, *whole_group(telling)):
        if group.is_divided:
            yield _item_table(telling, group)


def whole_group(telling: Telling) -> tuple[Group, ...]:
    """Rounds of one vote taken together: the same items in the same unit, added up over the groups,
    with the share that the document prints of each."""
    groups = [group for group in telling.groups if group.is_divided]
    items = [each.item for each in groups[0].counts] if groups else []
    alike = all([each.item for each in g.counts] == items for g in groups)
    units = {group.unit for group in groups}
    if len(groups) < 2 or not alike or len(units) != 1:
        return ()
    added = []
    for at, item in enumerate(items):
        parts = [group.counts[at] for group in groups]
        if any(each.state in ("blank", "unread") for each in parts):
            return ()
        value = sum((each.value or Decimal(0) for each in parts), Decimal(0))
        printed = telling.printed_share(parts[0].place, _TOGETHER, item)
        added.append(
            Counted(item, groups[0].unit, value, "value", f"{value:f}", printed, parts[0].place)
        )
    return (Group(_TOGETHER, tuple(added)),)


def _item_table(telling: Telling, group: Group) -> Table:
    title = f"{telling.words} {group.name}".strip()
    columns = (
        Column("value", f"{group.name or '수'} ({group.unit or '단위 미상'})", Kind.COUNT),
        Column("share", "비중", Kind.RATE, ("value", "")),
        text("printed_share", "인쇄된 비중"),
        text("place", "적힌 곳"),
    )
    rows = [_item_row(telling, group, each) for each in group.counts]
    if (total := group.total) is not None:
        whole = (shown(total), 1000 if total else Gap.DASH, "", "")
        rows.insert(0, Row(0, "total", "합계 (더한 값)", "", "", "", whole))
    differing = sum(bool(row.cells[2]) for row in rows)
    notes = (f"인쇄된 비중 {differing}개가 다시 셈한 비중과 다릅니다.",) if differing else ()
    return Table(f"{telling.own.pk}/{group.name}", title, columns, tuple(rows), notes, "항목")


def _item_row(telling: Telling, group: Group, count: Counted) -> Row:
    share = group.share(count)
    printed = "" if _is_same(group, count) else f"{count.share} {DIFFERS}"
    place = telling.place_words(count.place)
    told = telling.checked_at(count.place, group.name, count.item, "비중") if printed else ""
    cell = count.cell if not isinstance(count.cell, str) else Gap.UNKNOWN
    cells = (cell, share, printed, place)
    links = ("", "", told, telling.href)
    return Row(1, LEAF, count.item, "", "", "", cells, links)


def _is_same(group: Group, count: Counted) -> bool:
    """In the digits in which it is printed."""
    if not count.share or count.value is None or not group.total:
        return True
    try:
        printed = Decimal(count.share.rstrip("%％"))
    except ArithmeticError:
        return False
    exact = count.value * 100 / group.total
    return exact.quantize(printed, ROUND_HALF_UP) == printed


def _lists(telling: Telling) -> Iterator[Table]:
    """Counts that are no parts of one whole: 5개소, 47회."""
    rest = [group for group in telling.groups if not (group.is_divided or group.is_whole)]
    if not rest:
        return
    columns = (text("group", "갈래"), text("value", "수"), text("place", "적힌 곳"))
    page = telling.href
    rows = tuple(
        Row(
            *(0, LEAF, count.item, "", "", ""),
            (group.name, _in_words(count), telling.place_words(count.place)),
            ("", "", page),
        )
        for group in rest
        for count in group.counts
    )
    yield Table(f"{telling.own.pk}/list", f"{telling.words} 낱낱의 값", columns, rows, (), "항목")


def _in_words(count: Counted) -> Cell:
    if count.value is None:
        return {"dash": Gap.DASH, "blank": Gap.BLANK}.get(count.state, Gap.UNKNOWN)
    unit = count.unit.split("/")[0]
    own = count.printed.replace(" ", "")
    return count.printed if own.endswith(unit.replace(" ", "")) else f"{count.printed}{count.unit}"


# --- several dates --------------------------------------------------------------------------------


def shared_groups(series: Series) -> list[str]:
    """The groups of which two documents or more tell the items."""
    found: dict[str, int] = {}
    for telling in series.tellings:
        for group in telling.groups:
            if group.is_divided and group.total:
                found[group.name] = found.get(group.name, 0) + 1
    return [name for name, many in found.items() if many > 1]


def divided(series: Series, name: str) -> list[tuple[Telling, Group]]:
    """Oldest first."""
    return [
        (telling, group)
        for telling in reversed(series.tellings)
        for group in telling.groups
        if group.name == name and group.is_divided and group.total
    ]


def items_of(told: Iterable[tuple[Telling, Group]]) -> list[str]:
    return list(dict.fromkeys(count.item for _, group in told for count in group.counts))


def _shares(series: Series, name: str) -> Table:
    """The first and the last that tell them; the drawing has those between."""
    told = divided(series, name)
    (then, before), (now, after) = told[0], told[-1]
    columns = (
        Column("then_share", "앞 비중", Kind.RATE, title=then.words),
        Column("now_share", "뒤 비중", Kind.RATE, title=now.words),
        Column("share_change", "차이", Kind.POINTS, title="뒤 비중 − 앞 비중"),
    )
    rows = []
    for item in items_of([told[0], told[-1]]):
        shares = _share_named(before, item), _share_named(after, item)
        rows.append(Row(0, LEAF, item, "", "", "", (*shares, minus(shares[1], shares[0]))))
    title = f"{name} 비중의 변화".strip()
    notes = (
        f"앞은 {then.words}, 뒤는 {now.words}입니다. 비중은 항목을 더한 값에서 차지하는 비율입니다.",
    )
    return Table(f"shares/{name}", title, columns, tuple(rows), notes, "항목")


def _share_named(group: Group, item: str) -> Cell:
    count = next((each for each in group.counts if each.item == item), None)
    return group.share(count) if count else Gap.ABSENT


# --- who pays -------------------------------------------------------------------------------------


def _payer(series: Series, stands: Sequence[Stand], account: str) -> Iterator[Table]:
    payer = payer_of(series)
    if payer is None or not stands:
        return
    title = f"예산을 대는 사업: {payer.own.line}"
    table = timeline("payer", title, stands, told=(text("work", "그때의 이름"),))
    why = f"근거 ({payer.origin}): {payer.own.why_line}. 회계는 {account}입니다."
    yield Table(
        *(table.key, table.title, table.columns, table.rows, (why, *table.notes), table.name_label)
    )


def span_of(series: Sequence[Series]) -> str:
    days = sorted(
        day
        for each in series
        for told in each.tellings
        for day in (told.own.first, told.own.last)
        if day
    )
    if not days:
        return "기간 미상"
    first, last = written(days[0]), written(days[-1])
    return f"{first} 기준" if first == last else f"{first} ~ {last}"

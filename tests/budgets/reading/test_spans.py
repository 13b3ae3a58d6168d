"""When a team had its duty, told from made-up reports of one office.

A report is its key, which is the day of its headcount, and the teams it lists as '부서 팀: 업무'.
"""

from budgets.reading.fixtures import department_code, item
from budgets.reading.spans import teams_of

RIVER = "강변기획관"


def listed(day, *teams, office=RIVER, counted=True):
    """One report's objects: the teams stand on lines 1, 2, …"""
    own = []
    for place, team in enumerate(teams, start=1):
        who, duty = team.split(": ")
        department, name = who.split(" ")
        key = [department_code(office, department), name, duty, 1]
        own.append(item("departments.teamsighting", team=key, document=[day], place=place))
    document = item("departments.document", key=day, office=[office], reported_on=None)
    heads = item("departments.headcount", department=[office], as_of=day, document=[day])
    return [document, *([heads] if counted else []), *own]


def department(code, since=None, until=None, exact=False):
    return item(
        "departments.department",
        code=code,
        valid_from=since,
        valid_from_exact=bool(since and exact),
        valid_to=until,
        valid_to_exact=bool(until and exact),
    )


WATER = department(f"{RIVER}/물빛과")


def spans(*reports, departments=(WATER,)):
    """(team, duty, from, to) of every row."""
    objects = [each for report in reports for each in report]
    return [
        (f["name"], f["duty"], f["valid_from"], f["valid_to"])
        for f in (team["fields"] for team in teams_of(objects, list(departments)))
    ]


def turns(*reports):
    objects = [each for report in reports for each in report]
    teams_of(objects, [WATER])
    return [
        (f["document"][0], f["team"][2], f["team"][3])
        for f in (each["fields"] for each in objects if "team" in each["fields"])
    ]


BANK, MOORING = "물빛과 둔치팀: 둔치 정비", "물빛과 나루팀: 나루 운영"
BANK_ROW, MOORING_ROW = ("둔치팀", "둔치 정비"), ("나루팀", "나루 운영")


def test_what_one_report_lists_is_open_on_both_sides():
    assert spans(listed("2030-06-30", BANK)) == [(*BANK_ROW, None, None)]


def test_what_every_report_lists_is_one_row():
    reports = [listed(day, BANK) for day in ("2028-06-30", "2029-06-30", "2030-06-30")]
    assert spans(*reports) == [(*BANK_ROW, None, None)]


def test_a_team_came_after_the_last_report_without_it():
    reports = listed("2029-06-30", BANK), listed("2030-06-30", BANK, MOORING)
    assert spans(*reports) == [(*BANK_ROW, None, None), (*MOORING_ROW, "2029-07-01", None)]


def test_a_team_went_before_the_next_report_without_it():
    reports = listed("2029-06-30", BANK, MOORING), listed("2030-06-30", BANK)
    assert spans(*reports) == [(*BANK_ROW, None, None), (*MOORING_ROW, None, "2030-06-29")]


def test_another_duty_of_a_team_begins_with_the_report_that_prints_it():
    reports = listed("2029-06-30", BANK), listed("2030-06-30", "물빛과 둔치팀: 둔치 공연")
    assert spans(*reports) == [
        ("둔치팀", "둔치 정비", None, "2030-06-29"),
        ("둔치팀", "둔치 공연", "2030-06-30", None),
    ]


def test_a_duty_that_comes_back_is_another_row_and_each_report_knows_of_which_it_speaks():
    other = "물빛과 둔치팀: 둔치 공연"
    days = ("2028-06-30", BANK), ("2029-06-30", other), ("2030-06-30", BANK)
    assert spans(*(listed(*each) for each in days)) == [
        ("둔치팀", "둔치 정비", None, "2029-06-29"),
        ("둔치팀", "둔치 공연", "2029-06-30", "2030-06-29"),
        ("둔치팀", "둔치 정비", "2030-06-30", None),
    ]
    assert turns(*(listed(*each) for each in days)) == [
        ("2028-06-30", "둔치 정비", 1),
        ("2029-06-30", "둔치 공연", 1),
        ("2030-06-30", "둔치 정비", 2),
    ]


def test_a_team_that_was_away_was_not_there_on_the_day_without_it():
    days = ("2028-06-30", BANK), ("2029-06-30", MOORING), ("2030-06-30", BANK)
    rows = spans(*(listed(*each) for each in days))
    assert [row for row in rows if row[0] == "둔치팀"] == [
        (*BANK_ROW, None, "2029-06-29"),
        (*BANK_ROW, "2029-07-01", None),
    ]


def test_the_order_in_which_reports_are_read_does_not_matter():
    days = ("2028-06-30", BANK), ("2029-06-30", MOORING), ("2030-06-30", BANK)
    assert spans(*(listed(*each) for each in reversed(days))) == spans(
        *(listed(*each) for each in days)
    )


def test_a_report_that_lists_no_teams_ends_none():
    reports = listed("2028-06-30", BANK), listed("2029-06-30"), listed("2030-06-30", BANK)
    assert spans(*reports) == [(*BANK_ROW, None, None)]


def test_the_report_of_another_office_ends_none():
    hill = listed("2030-06-30", "솔숲과 오름팀: 오름길", office="언덕기획관")
    departments = [WATER, department("언덕기획관/솔숲과")]
    assert spans(listed("2029-06-30", BANK), hill, departments=departments) == [
        (*BANK_ROW, None, None),
        ("오름팀", "오름길", None, None),
    ]


def test_two_reports_of_one_day_are_one_sight():
    again = [*listed("2030-06-30", BANK, MOORING)]
    for each in again:
        fields = each["fields"]
        fields |= {"key": "또"} if "key" in fields else {"document": ["또"]}
    assert spans(listed("2030-06-30", BANK), again) == [
        (*BANK_ROW, None, None),
        (*MOORING_ROW, None, None),
    ]


def test_a_report_without_a_day_says_nothing_of_when():
    undated = listed("언젠가", BANK, MOORING, counted=False)
    reports = listed("2029-06-30", MOORING), listed("2030-06-30", BANK), undated
    assert spans(*reports) == [
        (*MOORING_ROW, None, "2030-06-29"),
        (*BANK_ROW, "2029-07-01", None),
    ]
    assert spans(undated) == [(*BANK_ROW, None, None), (*MOORING_ROW, None, None)]


def test_a_team_is_no_older_and_no_younger_than_its_department():
    bounded = department(f"{RIVER}/물빛과", "2029-01-01", "2030-12-31")
    assert spans(listed("2030-06-30", BANK), departments=[bounded]) == [
        (*BANK_ROW, "2029-01-01", "2030-12-31")
    ]


def test_a_day_that_is_exact_for_the_department_is_exact_for_its_team():
    stated = department(f"{RIVER}/물빛과", until="2030-12-31", exact=True)
    (team,) = teams_of(listed("2030-06-30", BANK), [stated])
    assert (team["fields"]["valid_to"], team["fields"]["valid_to_exact"]) == ("2030-12-31", True)
    assert team["fields"]["valid_from_exact"] is False


def test_an_end_that_a_team_outlived_is_not_its_own():
    gone = department(f"{RIVER}/물빛과", until="2029-12-31", exact=True)
    assert spans(listed("2030-06-30", BANK), departments=[gone]) == [(*BANK_ROW, None, None)]


def test_teams_stand_where_the_latest_report_prints_their_name():
    earlier = listed("2029-06-30", MOORING, BANK)
    later = listed("2030-06-30", "물빛과 둔치팀: 둔치 공연", MOORING)
    assert [row[:2] for row in spans(earlier, later)] == [
        ("둔치팀", "둔치 정비"),
        ("둔치팀", "둔치 공연"),
        MOORING_ROW,
    ]

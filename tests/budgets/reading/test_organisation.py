import pytest

from budgets.reading.lines import read_lines
from budgets.reading.organisation import read_endings, read_office, read_sizes, read_teams
from tests.budgets.reading.paper import tabbed


def office(text):
    found = read_office(read_lines(text))
    return found and found[0]


def teams(text, departments=()):
    found = read_teams(read_lines(tabbed(text)), "교통국", departments)
    return [(team.department, team.name, team.duty, team.place) for team in found.teams]


def team_problems(text):
    return [(p.place, p.words) for p in read_teams(read_lines(tabbed(text)), "교통국").problems]


def duties(text):
    found = read_teams(read_lines(tabbed(text)), "교통국")
    return [(duty.department, duty.text, duty.place) for duty in found.duties]


def sizes(text, departments=()):
    claims, problems = read_sizes(read_lines(text), "교통국", departments, None)
    said = [(c.subject, c.measure, c.printed, int(c.value), c.unit) for c in claims]
    return said, [problem.words for problem in problems]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("시민소통기획관", "시민소통기획관"),
        ("교 통 국", "교통국"),
        ("【 안전총괄본부 】", "안전총괄본부"),
        ("서울특별시 주택정책실", "주택정책실"),
        ("푸른공원과", "푸른공원과"),
        ("데이터담당관", "데이터담당관"),
    ],
)
def test_an_office_stands_alone_on_a_line_of_the_title_page(text, name):
    front = f"제320회 임시회\n도시교통위원회\n\n주요업무 보고\n2024. 4. 15.\n{text}\n"
    assert office(front) == name


@pytest.mark.parametrize(
    "text",
    [
        "도시교통위원회",
        "주요업무 보고",
        "2023 주요성과",
        "추진결과",
        "교통국은 다음과 같이 보고",
        "제1회의실",
    ],
)
def test_other_lines_of_a_title_page_are_no_office(text):
    assert office(f"{text}\n") is None


def test_an_office_is_not_looked_for_beyond_the_title_page():
    assert office("가 나\n" * 12 + "교통국\n") is None


LONG = """
주요기능
교통과
교통 기획 팀
· 교통정책 총괄
신호팀
· 신호 운영
보행과
보행팀
· 보행 환경
예 산
시설팀
"""
FOUND = [
    ("교통과", "교통기획팀", "교통정책 총괄"),
    ("교통과", "신호팀", "신호 운영"),
    ("보행과", "보행팀", "보행 환경"),
]
OF_ONE_LINE = """
주요 기능
교통과 교 통 기 획 팀 ․교통정책 총괄
신호팀 ․신호 운영
보 행 과 보행팀 ․보행 환경
"""
OF_COLONS = """
2. 주요기능
□ 교통과 (2팀)
 - 교통기획팀 : 교통정책 총괄
 - 신호팀 : 신호 운영
□ 보행과 (1팀)
 - 보행팀 : 보행 환경
3. 예산
"""
OF_TABS = """
주요기능
부서 | 팀명 | 주요업무
교통과 | 교통기획팀 | 교통정책 총괄
 | 신호팀 | · 신호 운영
보행과 | 보행팀 | 보행 환경
"""


@pytest.mark.parametrize("text", [LONG, OF_ONE_LINE, OF_COLONS, OF_TABS])
def test_teams_stand_under_their_department_with_their_duty(text):
    assert [team[:3] for team in teams(text)] == FOUND
    assert team_problems(text) == []


def test_a_team_names_the_line_it_stands_on():
    assert [team[3] for team in teams(OF_ONE_LINE)] == [3, 4, 5]


def test_what_is_no_team_between_teams_is_named_and_the_rest_is_read():
    text = LONG.replace("· 교통정책 총괄\n", "· 교통정책 총괄 및\n의회 업무\n")
    assert [team[1] for team in teams(text)] == ["교통기획팀", "신호팀", "보행팀"]
    assert team_problems(text) == [(6, "주요기능의 줄로 읽지 못함")]


def test_a_second_duty_of_a_team_is_added_to_the_first():
    text = LONG.replace("· 신호 운영\n", "· 신호 운영\n· 교통정보\n")
    assert ("교통과", "신호팀", "신호 운영, 교통정보", 7) in teams(text)


def test_a_department_of_another_word_stands_alone_on_its_line():
    assert teams(LONG.replace("보행과", "교통정보센터"))[2][:2] == ("교통정보센터", "보행팀")


def test_a_team_of_nobody_is_named():
    assert teams("주요기능\n신호팀 · 신호 운영\n") == []
    assert team_problems("주요기능\n신호팀 · 신호 운영\n")[0] == (
        2,
        "신호팀: 어느 부서의 팀인지 알 수 없음",
    )


def test_a_team_whose_name_begins_like_a_department_is_no_department():
    assert teams("주요기능\n교통과\n성과 관리 팀\n· 성과\n")[0][:2] == ("교통과", "성과관리팀")


def test_officials_are_neither_teams_nor_duties():
    text = LONG.replace(
        "· 신호 운영\n",
        "· 신호 운영\n작 성 자  교통과 홍길동 ☎ 2133-0000  신호팀장 임꺽정 · 팀 ☎ 0001\n",
    )
    assert [team[:3] for team in teams(text)] == FOUND
    assert team_problems(text) == []


OF_NOBODY = """
1 주요 기능
- **교통정책 총괄**
 - 종합계획 수립
○ 대외 협력
2 인력 현황
- 정원 30명
"""


def test_a_duty_under_no_department_is_the_office_s_own():
    assert duties(OF_NOBODY) == [
        ("교통국", "교통정책 총괄", 3),
        ("교통국", "종합계획 수립", 4),
        ("교통국", "대외 협력", 5),
    ]
    assert (teams(OF_NOBODY), team_problems(OF_NOBODY)) == ([], [])


OWN = [("교통과", "교통정책 총괄"), ("보행과", "보행 환경")]
OWN_BELOW = "주요기능\n□ 교통과\n· 교통정책 총괄\n□ 보행과\n· 보행 환경\n"
OWN_BESIDE = "주요기능\n- 교통과 : 교통정책 총괄\n- 보행과 : 보행 환경\n"
OWN_BESIDE_A_DOT = "주요기능\n교 통 과 ․교통정책 총괄\n보 행 과 ․보행 환경\n"
OWN_IN_CELLS = "주요기능\n부서 | 주요업무\n교통과 | 교통정책 총괄\n보행과 | · 보행 환경\n"


@pytest.mark.parametrize("text", [OWN_BELOW, OWN_BESIDE, OWN_BESIDE_A_DOT, OWN_IN_CELLS])
def test_a_duty_of_a_department_without_teams_is_its_own(text):
    assert [duty[:2] for duty in duties(text)] == OWN
    assert (teams(text), team_problems(text)) == ([], [])


def test_a_department_may_have_duties_of_its_own_before_its_teams():
    text = LONG.replace("보행과\n", "보행과\n· 걷는 도시\n")
    assert duties(text) == [("보행과", "걷는 도시", 9)]
    assert [team[:3] for team in teams(text)] == FOUND


@pytest.mark.parametrize("text", [LONG, OF_ONE_LINE, OF_COLONS, OF_TABS])
def test_a_duty_of_a_team_is_none_of_the_department(text):
    assert duties(text) == []


def test_below_a_line_that_is_no_duty_a_list_is_of_something_else():
    assert len(duties("주요기능\n· 교통정책 총괄\n추진 배경\n· 교통량 증가\n")) == 1


def test_a_duty_that_ends_like_a_place_is_no_department():
    text = "주요기능\n- 교통정책 총괄\n- 교통약자지원\n"
    assert [duty[1] for duty in duties(text)] == ["교통정책 총괄", "교통약자지원"]


def test_two_departments_on_a_line_are_no_duty_of_the_first():
    assert duties("주요기능\n교통과 - 보행과\n") == []


def test_a_listed_duty_of_a_team_that_names_a_department_stays_the_team_s():
    text = "주요기능\n교통과\n교통기획팀\n- 교통정책 총괄\n- 보행과 : 공동 협의\n"
    assert duties(text) == []
    assert [team[:3] for team in teams(text)] == [
        ("교통과", "교통기획팀", "교통정책 총괄, 보행과 : 공동 협의")
    ]


def test_prose_is_no_duty_and_is_named():
    assert duties("주요기능\n- " + "가 " * 101 + "\n") == []
    assert team_problems("주요기능\n- 총괄\n- " + "가 " * 101 + "\n") == [
        (3, "주요기능의 줄이 너무 길어 읽지 않음")
    ]


def test_a_heading_with_nothing_below_it_that_could_be_read_is_named():
    assert team_problems("\n주요기능\n국수\n") == [(2, "주요기능 아래에서 읽은 것이 없음")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("조 직 1국 3과, 9팀", [("divisions", "3", 3, "과"), ("teams", "9", 9, "팀")]),
        ("□ 조직 : 3과 10팀", [("divisions", "3", 3, "과"), ("teams", "10", 10, "팀")]),
        ("1관 5담당관, 24팀", [("divisions", "5", 5, "담당관"), ("teams", "24", 24, "팀")]),
        ("○ 조직 : 1실 2담당관 3과 1센터", [("divisions", "2담당관 3과 1센터", 6, "부서")]),
    ],
)
def test_the_size_of_an_office_is_claimed(text, said):
    assert sizes(text) == ([("교통국", *each) for each in said], [])


@pytest.mark.parametrize(
    "text",
    [
        "인력 60명/57명 (정원/현원)",
        "인 력 : 정원 60명 / 현원 57명",
        "○ 인력 : 60명(정원)/57명(현원)",
        "정원 60명, 현원 57명",
        "인력 : 57명 (정원 60명)",
        "조직 및 인력, 인력 60명/57명(정원/현원)",
        "2. 인력(정/현원) : 60/57명",
        "□ 인원 : 정원 60명, 현원 57명",
    ],
)
def test_정원_and_현원_of_a_sentence_are_told_apart(text):
    assert sizes(text) == (
        [("교통국", "authorised", "60", 60, "명"), ("교통국", "actual", "57", 57, "명")],
        [],
    )


def test_two_numbers_that_nothing_tells_apart_are_named():
    assert sizes("인력 60명/57명") == ([], ["정원인지 현원인지 알 수 없음: 인력 60명/57명"])


@pytest.mark.parametrize("text", ["전문인력 30명 양성", "안내 인력 20명 배치", "3국 5과 개편 논의"])
def test_prose_is_no_size(text):
    assert sizes(text) == ([], [])


def test_persons_of_departments_are_claimed_of_those_there_are():
    said, unknown = sizes("인 력 - 30명 (교통 20, 하늘 10)", ["교통과", "보행과"])
    assert said[1:] == [("교통과", "actual", "20", 20, "명")]
    assert unknown == ["어느 부서의 인력인지 알 수 없음: 하늘 10"]


def test_an_end_is_the_first_day_without_the_department():
    text = "※ '24. 1. 1일부 조직개편으로 택시과 폐지\n※ 조직개편에 따라 하늘과가 폐지\n"
    endings, problems = read_endings(read_lines(text))
    assert [(name, day.isoformat(), place) for name, day, place in endings] == [
        ("택시과", "2024-01-01", 1)
    ]
    assert [(p.place, p.words) for p in problems] == [(2, "하늘과 폐지: 날짜를 찾지 못함")]

"""시정·권고사항 of reports that nobody has seen: titles, statuses, departments, what is named, and lines."""

import pytest

from budgets.reading.finding_words import act_of, facts_in, status_of
from tests.budgets.reading.paper import problems, report

FRONT = """
2031. 6. 10.
2030 회계연도 결산 업무보고
해오름기획관

2030 회계연도 세출 결산 (단위 : 천원)
부서별 / 사업명 | 예산액 | 예산현액 | 집행액 | 집행률
합계 | 9,600 | 9,600 | 5,000 | 52.1%
달빛담당관 | 6,600 | 6,600 | 4,000 | 60.6%
강가 가꾸기 | 6,600 | 6,600 | 4,000 | 60.6%
나무 심기 | 4,321 | 4,321 | 3,000 | 69.4%
꽃길 만들기 | 2,279 | 2,279 | 1,000 | 43.9%
별빛담당관 | 3,000 | 3,000 | 1,000 | 33.3%
하늘 가꾸기 | 3,000 | 3,000 | 1,000 | 33.3%
별 관측소 운영 | 3,000 | 3,000 | 1,000 | 33.3%

Ⅲ. 2030 결산검사 시정·권고사항 조치결과
"""
FIRST = FRONT.count("\n")  # the line below it, counted from 1
HEAD = "연번 | 시정·권고사항 | 내용 | 추진현황 | 소관 실국 (부서명)"


def read(text):
    return report(FRONT + text)


def told(found):
    return [(x.place - FIRST, x.number, x.title, x.status, x.departments) for x in found.findings]


def named(finding):
    return [(fact.side, fact.kind, fact.words) for fact in finding.facts]


def linked(found, finding):
    rows = {
        (sheet.when, sheet.account, row.place): row.name
        for sheet in found.sheets
        for row in sheet.rows
    }
    return [(rows[x.when, x.account, x.row], x.how) for x in finding.lines]


def strange(found):
    """What is said of findings."""
    return [(place - FIRST, words) for place, words in problems(found) if place >= FIRST]


def test_a_row_is_read_with_its_marks_and_the_head_may_stand_above_each():
    found = read(f"""{HEAD}
1 | 보고 지연 | <p>20건 중 3건은 보고하지 않음</p> | <p>▶ 추진완료 ('31. 2월 보고)</p> <p>앞으로 잘하겠음</p> | <p>해오름 기획관 (달빛 담당관)</p>

{HEAD}
2 | 별 관측소 운영 | 요금을 다시 정할 것 | 검토 중 | 해오름기획관 (별빛담당관)
""")
    assert told(found) == [
        (1, "1", "보고 지연", "완료", ("달빛담당관",)),
        (4, "2", "별 관측소 운영", "검토 중", ("별빛담당관",)),
    ]
    first, second = found.findings
    assert (first.fiscal_year, first.source) == (2030, "결산검사")
    assert (first.whose, first.printed) == ("해오름기획관 (달빛담당관)", "추진완료 ('31. 2월 보고)")
    assert (first.span.first.isoformat(), first.span.last.isoformat()) == (
        "2031-02-01",
        "2031-02-28",
    )
    assert named(first) == [("요구", "수", "20건 중 3건"), ("조치", "시기", "'31. 2월 보고")]
    assert first.lines == ()
    assert linked(found, second) == [("별 관측소 운영", "이름")]
    assert strange(found) == []


def test_cells_go_on_over_lines_and_a_row_is_known_by_its_number():
    found = read(f"""{HEAD}
1 | 나무를 늦게 심음 | 봄에 심어야 할 나무 40그루를
가을에 심음
예산액 4,321천원 | ▶ 추진 중
내년 봄에 심음 | 해오름기획관
(달빛담당관)
2 | 별 | 내용 | 완료 | 별빛담당관

본문은 이어진다
""")
    assert told(found) == [
        (1, "1", "나무를 늦게 심음", "추진 중", ("달빛담당관",)),
        (6, "2", "별", "완료", ("별빛담당관",)),
    ]
    first = found.findings[0]
    assert first.until - FIRST == 5
    assert [(fact.words, fact.place - FIRST) for fact in first.facts] == [("예산액 4,321천원", 3)]
    assert linked(found, first) == [("나무 심기", "금액")]
    assert strange(found) == []


@pytest.mark.parametrize(
    "head",
    [
        "번호 | 지적사항 | 지적내용 | 조치결과 | 담당부서",
        "순번 | 처분요구사항 | 주요내용 | 처리결과 및 향후계획 | 소관부서",
        "연번 | 제목 | 요구내용 | 이행현황 | 부서명",
        "연 번 | 시정요구사항 | 내 용 | 조치사항 및 계획 | 소 관",
        "연번 | 지적 및 권고사항 | 지적사항 내용 | 추진상황 및 향후계획 | 소관부서(담당자)",
    ],
)
def test_a_head_may_be_worded_otherwise(head):
    found = read(f"""{head}
1 | 보고 지연 | 늦음 | 조치완료 | 달빛담당관
""")
    assert told(found) == [(1, "1", "보고 지연", "완료", ("달빛담당관",))]


def test_columns_may_be_missing_or_swapped_and_the_status_has_one_of_its_own():
    found = read("""지적사항 | 담당부서 | 조치상태 | 조치결과
보고 지연 | 별빛담당관 | 추진중 | 2031. 3. 2. 통보
""")
    (finding,) = found.findings
    assert (finding.number, finding.status, finding.departments) == ("", "추진 중", ("별빛담당관",))
    assert named(finding) == [("조치", "시기", "2031. 3. 2. 통보")]


def test_findings_in_no_table_are_read_by_their_labels():
    found = read("""
1. 나무 심기 지연
 ○ 지적사항 : 나무 심기 예산 4,321천원 가운데 일부를 늦게 집행함
 ○ 조치결과 : 완료 ('31. 1월)
   - 3건을 2031. 1. 5. 보고
 ○ 소관부서 : 달빛담당관
② 꽃길 만들기
 - 권고내용 : 사람을 늘릴 것
 - 추진계획 : 검토 중

Ⅳ. 다음 장
1. 나무
 ○ 조치결과 : 완료
""")
    assert told(found) == [
        (1, "1", "나무 심기 지연", "완료", ("달빛담당관",)),
        (6, "2", "꽃길 만들기", "검토 중", ()),
    ]
    first, second = found.findings
    assert named(first)[-2:] == [("조치", "수", "3건"), ("조치", "시기", "2031. 1. 5. 보고")]
    assert linked(found, first) == [("나무 심기", "이름")]
    assert linked(found, second) == [("꽃길 만들기", "이름")]
    assert strange(found) == []


def test_what_cannot_be_read_is_named():
    found = read(f"""{HEAD}
1 | 보고 지연 | 늦음 | 앞으로 잘하겠음 | 구름담당관
""")
    assert told(found) == [(1, "1", "보고 지연", "", ())]
    assert found.findings[0].whose == "구름담당관"
    assert strange(found) == [
        (1, "‘보고 지연’의 소관 부서를 문서의 부서에서 찾지 못했습니다."),
        (1, "‘보고 지연’의 추진 상태를 읽지 못했습니다."),
    ]


def test_a_table_without_tabs_or_rows_and_a_heading_without_findings_are_named():
    flat = read("연번 시정·권고사항 내용 추진현황 소관\n1 보고 지연 늦음 완료 달빛담당관\n")
    assert strange(flat) == [
        (0, "시정·권고사항 표의 칸이 탭으로 나뉘어 있지 않아 읽지 못했습니다.")
    ]
    bare = read(f"{HEAD}\n\n본문은 이어진다\n")
    assert strange(bare) == [(0, "시정·권고사항 표에서 줄을 찾지 못했습니다.")]
    nothing = read("본문은 이어진다\n")
    words = "시정·권고사항이 있다는 제목 아래에서 표도 항목도 찾지 못했습니다."
    assert (FIRST - 1, words) in problems(nothing)


def test_a_table_of_something_else_is_left_alone():
    found = read("""본문은 이어진다

Ⅳ. 주요업무 추진현황

연번 | 사업 | 내용 | 추진현황 | 부서
1 | 시정 홍보 | 알림 | 추진 중 | 달빛담당관

시정 정보 제공
1. 알림
 ○ 처리결과 : 완료
""")
    assert found.findings == ()


def test_a_sentence_that_mentions_an_audit_promises_nothing():
    quiet = report(FRONT.rpartition("Ⅲ")[0] + " - 행정사무감사 지적사항 조치결과를 점검\n")
    assert [words for _, words in problems(quiet) if "권고" in words or "상태" in words] == []


def test_no_person_is_taken_over_and_a_long_title_is_cut():
    found = read(f"""{HEAD}
1 | {"나무를 더 많이 심고 " * 9} | 내용 | 완료 | 해오름기획관 (달빛담당관 홍길동 과장, 별빛담당관)
""")
    (finding,) = found.findings
    assert finding.whose == "해오름기획관 (달빛담당관, 별빛담당관)"
    assert finding.departments == ("달빛담당관", "별빛담당관")
    assert len(finding.title) == 60
    assert finding.title.endswith("…")


def test_a_line_that_two_fit_alike_is_not_linked():
    found = read(f"""{HEAD}
1 | 가꾸기 사업의 부진 | 예산 3,000천원이 남음 | 완료 | 해오름기획관
""")
    assert found.findings[0].lines == ()


def test_of_a_year_without_a_budget_in_print_a_whole_name_speaks_of_a_line_and_words_do_not():
    front = FRONT.replace("Ⅲ. 2030 결산검사", "Ⅲ. 2029회계연도 결산검사")
    found = report(f"""{front}{HEAD}
1 | 점검 기록 | 별 관측소 운영 사업의 점검 기록을 남길 것 | 추진 중 | 별빛담당관
2 | 관측소 활성화 | 사람이 적게 옴 | 추진 중 | 별빛담당관
3 | 점검 기록 | 별 관측소 운영 사업의 점검 기록을 남길 것 | 추진 중 | 달빛담당관
""")
    first, *others = found.findings
    assert first.fiscal_year == 2029
    assert linked(found, first) == [("별 관측소 운영", "이름")]
    assert [other.lines for other in others] == [(), ()]


def test_a_title_s_words_speak_of_one_line_of_its_department():
    found = read(f"""{HEAD}
1 | 관측소 활성화 | 사람이 적게 옴 | 추진 중 | 별빛담당관
2 | 관측소 활성화 | 사람이 적게 옴 | 추진 중 | 달빛담당관
""")
    first, second = found.findings
    assert linked(found, first) == [("별 관측소 운영", "낱말")]
    assert second.lines == ()


@pytest.mark.parametrize(
    ("text", "status", "printed"),
    [
        ("▶ 추진완료 ('18. 11월 보고 ) 그 뒤의 문장", "완료", "추진완료 ('18. 11월 보고)"),
        ("▷ 조치 완료", "완료", "조치 완료"),
        ("○ 처리결과 : 완료", "완료", "완료"),
        ("기조치", "완료", "기조치"),
        ("추진 중 (2031. 3월~)", "추진 중", "추진 중 (2031. 3월~)"),
        ("이행 중임", "추진 중", "이행 중"),
        ("[검토 중]", "검토 중", "검토 중"),
        ("추진 중에 있음", "추진 중", "추진 중"),
        ("계속 추진 (연중)", "추진 중", "계속 추진 (연중)"),
        ("조치하였음", "완료", "조치하였음"),
        ("완료 예정 ('31. 12월)", "추진 중", "완료 예정 ('31. 12월)"),
        ("일부 완료", "추진 중", "일부 완료"),
        ("미추진", "미추진", "미추진"),
        ("추진 예정", "미추진", "추진 예정"),
        ("제도 개선을 추진 중으로 곧 완료하겠음", "", ""),
        ("중앙정부와 협의", "", ""),
        ("불수용", "", ""),
        ("", "", ""),
    ],
)
def test_a_status_is_what_the_account_begins_with(text, status, printed):
    assert status_of(text)[:2] == (status, printed)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("공사비 1억 2,000만원 가운데 35백만원", ["금액 공사비 1억 2,000만원", "금액 35백만원"]),
        ("시설비로 전용(53,660천원)한 것", ["금액 전용(53,660천원)"]),
        ("2018 회계연도 예산 전용 98건 중 15건은", ["수 전용 98건 중 15건"]),
        ("집행률 45.3%에 그침", ["수 집행률 45.3%"]),
        ("'19년 15회 이상 열 계획", ["수 '19년 15회 이상"]),
        ("(전용일 '18. 2월)", ["시기 전용일 '18. 2월"]),
        ("2031. 3. 15. 보고하였음", ["시기 2031. 3. 15. 보고하였음"]),
        ("2031. 2. 30. 보고", []),
        ("해오름 기본 조례」 제55조의3에 따라", ["근거 「해오름 기본 조례」 제55조의3"]),
        ("「지방재정법」 제49조제3항", ["근거 「지방재정법」 제49조제3항"]),
        ("「나무 심기 예산 전용」 1건", ["이름 「나무 심기 예산 전용」 1건"]),
        ("회의를 3회의실에서 2019년에 열고 120 상담을 함", []),
        ("앞으로 잘하겠음", []),
    ],
)
def test_a_fact_is_the_figure_with_the_words_beside_it(text, facts):
    assert [f"{x.kind} {x.words}" for x in facts_in("요구", [(1, text)])] == facts


def test_what_is_said_to_have_happened_is_known_by_its_word():
    assert [act_of(words) for words in ("'18. 11월에 보고함", "전용일 '18. 2월", "'18. 2월")] == [
        "보고",
        "전용",
        "",
    ]

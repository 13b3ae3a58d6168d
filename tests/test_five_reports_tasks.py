"""The tasks of the five reports as loaded, and every sentence on money that stands under one.

Titles, lines and amounts were taken from the reports by hand.
"""

from collections import Counter
from itertools import pairwise

import pytest

from budgets.models import Task
from departments.models import Document
from reports.task_sources import Printed
from reports.tasks import read_works

pytestmark = pytest.mark.django_db


def tree(document, *kinds):
    own = Task.objects.filter(document__key=document, kind__in=kinds)
    return [(each.number, each.title, each.place, each.begins, each.until) for each in own]


def test_every_title_of_every_report_is_in():
    counts = Counter(Task.objects.values_list("document__key", "kind"))
    assert counts == {
        ("2012-02", "비전"): 1,
        ("2012-02", "목표"): 1,
        ("2012-02", "방향"): 3,
        ("2012-02", "전략"): 4,
        ("2012-02", "전략과제"): 17,
        ("2012-02", "과제"): 5,
        ("2012-02", "세부과제"): 17,
        ("2018-07", "과제"): 5,
        ("2018-07", "세부과제"): 7,
        ("2019-06", "과제"): 5,
        ("2019-06", "세부과제"): 19,
        ("2022-07", "비전"): 1,
        ("2022-07", "목표"): 1,
        ("2022-07", "전략"): 5,
        ("2022-07", "전략과제"): 15,
        ("2022-07", "과제"): 5,
        ("2022-07", "세부과제"): 15,
        ("2023-04", "과제"): 3,
        ("2023-04", "세부과제"): 8,
    }


TASKS = [
    ("2012-02", ("⑦", "뉴미디어 트렌드에 맞는 채널 및 콘텐츠 보급·확산", 638, 638, 669)),
    ("2018-07", ("②", "타 지자체와 교류협력을 통한 지역상생 실현", 173, 173, 185)),
    ("2019-06", ("③", "「시민청」 운영 내실화 및 확산", 321, 321, 353)),
    ("2019-06", ("⑥", "시정여론조사 등 시민 의견수렴 확대", 262, 409, 431)),  # its title is lost
    ("2019-06", ("②", "신속행정 협력체계 강화 및 홍보", 846, 882, 905)),
    ("2022-07", ("②", "시 대표 홈페이지 및 내 손안에 서울 운영 강화", 420, 480, 513)),
    ("2022-07", ("③", "시민참여 및 민간협력을 통한 시정정보 제공", 515, 515, 556)),
    ("2023-04", ("1-①", "서울 대표 브랜드 신규 개발 추진", 225, 225, 284)),  # printed doubled
]


@pytest.mark.parametrize(("document", "task"), TASKS)
def test_a_task_has_its_own_lines(document, task):
    assert task in tree(document, "세부과제")


def test_sections_do_not_overlap_and_hold_no_line_of_another():
    for document in Document.objects.all():
        known = Task.objects.filter(document=document, kind="세부과제", until__isnull=False)
        spans = sorted(known.values_list("begins", "until"))
        assert all(end < begins for (_, end), (begins, _) in pairwise(spans))
        for part in known.select_related("parent"):
            assert part.parent.begins < part.begins <= part.until <= part.parent.until


def test_only_one_section_was_not_found_and_one_has_no_known_end():
    unknown = Task.objects.filter(until=None).values_list("document__key", "number", "begins")
    assert list(unknown) == [("2012-02", "①", 270), ("2012-02", "②", None)]


# By the line of the sentence: the lines of the ledger that it speaks of.
LINKED = {
    ("2012-02", 348): ["시정여론조사 내실화"],
    ("2012-02", 481): ["시정 영상물 제작·관리"],
    ("2012-02", 536): ["시정종합 월간지 '서울사랑' 발간"],
    ("2012-02", 548): ["어린이신문 '내친구서울' 발간"],
    ("2012-02", 558): ["서울특별시보 발행"],
    ("2012-02", 621): ["민간포털 활용 협력마케팅"],
    ("2012-02", 696): ["120다산콜센터 운영"],
    ("2012-02", 792): ["민원접점 서비스 품질 점검 및 개선"],
    ("2019-06", 289): ["언론매체를 통한 시정정보제공"],
    ("2019-06", 319): ["소통관리 및 시정정보 제공"],
    ("2019-06", 353): ["시민청 운영 및 확산"],
    ("2019-06", 378): ["서울시청 방송운영", "시정 영상물 제작·관리"],
    ("2019-06", 407): ["희망서울 재능나눔", "현장소통 프로그램 운영", "서울특별시보 발행"],
    ("2019-06", 431): ["시정여론조사 운영", "현장중심의 의견수렴 및 환류"],
    ("2019-06", 484): ["소셜미디어를 통한 시민과의 소통 활성화"],
    ("2019-06", 524): ["뉴미디어 웹사이트 운영"],
    ("2019-06", 554): ["민간포털 협력 마케팅"],
    ("2019-06", 586): ["시민참여 프로그램을 통한 시정 공감대 확산"],
    ("2019-06", 616): ["시정종합 월간지 「서울사랑」 발간", "어린이신문 「내친구서울」 발간"],
    ("2019-06", 660): ["시민주도형 서울브랜드 확산"],
    ("2019-06", 692): ["서울시 도시브랜드 마케팅"],
    ("2019-06", 694): ["서울시 도시브랜드 마케팅"],
    ("2019-06", 727): ["외국어 매체 활용 시정 홍보"],
    ("2019-06", 782): ["민원서비스 품질관리 및 시상"],
    ("2019-06", 811): ["민원제안통합관리시스템 운영"],
    ("2019-06", 840): ["120다산콜재단 운영"],
    ("2019-06", 880): ["행정서비스 밀착지원 및 정보제공"],
    ("2019-06", 905): ["신속행정 현안조정 및 홍보", "신속행정 협력체계 강화"],
    ("2022-07", 316): ["소통관리 및 시정정보 제공"],
    ("2022-07", 352): ["언론매체를 통한 시정정보제공"],
    ("2022-07", 575): ["서울시 해외 홍보마케팅"],
    ("2022-07", 624): ["외국어 매체 활용 시정 홍보"],
    ("2022-07", 654): ["서울 상징물 연계 마케팅"],
    ("2022-07", 738): [
        "국제기구 교류협력 및 활동 지원",
        "시티넷 사무국 운영 지원",
        "서울글로벌센터빌딩 운영 관리",
    ],
    ("2022-07", 810): ["민원서비스 품질관리 및 시상"],  # nearly its amount, and its name
    ("2022-07", 883): ["통합민원 처리 및 열린민원실 운영"],
    ("2023-04", 299): ["온라인 매체 활용 서울 해외 홍보마케팅"],
    ("2023-04", 398): ["어린이신문「내친구서울」제작 및 운영"],
}
# Parts of a line, or of what no line says: no amount tells which.
OPEN = {
    "2012-02": "188 287 295 303 322 331 359 369 517 582 591 602 629 636 651 662 669",
    "2019-06": "334 767 771",
    "2022-07": "392 434 486 524 700 747 771 822",
    "2023-04": "233 416 456 508 544",
}
ADDED_UP = {("2022-07", 844)}  # a contract that says what it is made of


def test_every_sentence_on_money_under_a_task_is_linked_or_open_as_a_reader_finds():
    found = {}
    for work in read_works([Printed(each) for each in Document.objects.all()]):
        assert work.unplaced == []
        for each in work.stated:
            names = [line.name for line in each.claim.lines.order_by("position")]
            found.setdefault((work.source.key, each.claim.place), names)
            assert bool(names) == bool(each.checked.lines)
    unlinked = {(key, int(place)) for key, places in OPEN.items() for place in places.split()}
    assert {each: names for each, names in found.items() if names} == LINKED
    assert {each for each, names in found.items() if not names} == unlinked | ADDED_UP


def test_what_is_no_money_of_this_office_stands_under_no_task():
    """What advertising is worth, what others budget or propose, what the state gives."""
    foreign = {"2018-07": {67, 68}, "2019-06": {677, 773}}
    for work in read_works([Printed(each) for each in Document.objects.filter(key__in=foreign)]):
        said = {each.claim.place for each in work.stated}
        assert not said & foreign[work.source.key]

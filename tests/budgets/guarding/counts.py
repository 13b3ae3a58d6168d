"""통계 done straight to the tables: what departments enter of them, and who publishes it."""

from budgets.models import Statistic, StatisticPublication, StatisticValue
from tests import cast


def entered(scene, version=1, **facts):
    """Typed by 가람 of 달빛담당관."""
    known = {"department": scene.moon, "series": "강가 방문객", "last": cast.JUNE_30}
    source = {"span": "부서가 적음", "by": cast.user(), "at": cast.NOON}
    reason = "" if version == 1 else "고침"
    own = {"version": version, "reason": reason}
    return Statistic.objects.create(**known | source | own | facts)


def value(own, item="봄", number=30, position=1, **facts):
    known = {"unit": "명", "printed": f"{number}", "value": number}
    return StatisticValue.objects.create(
        statistic=own, position=position, item=item, **known | facts
    )


def published(own, by="다온"):
    return StatisticPublication.objects.create(statistic=own, by=cast.user(by), at=cast.NOON)


def publication(scene):
    return published(entered(scene))


def publish_one_s_own(scene):
    published(entered(scene), "가람")


def add_to_what_is_published(scene):
    value(publication(scene).statistic)


def give_a_line_of_no_document(scene):
    value(entered(scene), place=30)


WRITTEN_ONCE = {StatisticPublication: (publication, {"at": cast.NOON})}
ACTS = {
    "statisticpublication_not_by_its_author": publish_one_s_own,
    "statisticvalue_sealed": add_to_what_is_published,
    "statisticvalue_place": give_a_line_of_no_document,
}
BESIDE = {
    "statistic_no_truncate": ["statisticvalue_no_truncate", "statisticpublication_no_truncate"]
}

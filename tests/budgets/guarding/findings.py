"""시정·권고사항 done straight to the tables: what of them is written once."""

from django.db.models import F

from budgets.models import Finding, FindingFact, FindingLine, FindingPublication, FindingStep
from tests import cast


def finding(scene, **facts):
    """Entered by 가람; of no department yet."""
    known = {"office": scene.office, "title": "나무 심기 보고 지연", "raised_on": cast.JUNE_30}
    return Finding.objects.create(**known | {"by": cast.user(), "at": cast.NOON} | facts)


def of_moon(scene, **facts):
    made = finding(scene, **facts)
    made.departments.add(scene.moon)
    return made


def department_of(scene):
    return Finding.departments.through.objects.get(finding=of_moon(scene))


def fact(scene):
    known = {"side": "요구", "kind": "이름", "words": "「나무 심기」", "place": 12, "position": 1}
    return FindingFact.objects.create(finding=finding(scene), **known)


def line(scene):
    return FindingLine.objects.create(finding=finding(scene), line=scene.trees, how="고름")


def step(scene, own=None, **facts):
    known = {"side": "조치", "status": "완료", "words": "보고함", "first": cast.JUNE_30}
    source = {"last": cast.JUNE_30, "by": cast.user(), "at": cast.NOON}
    return FindingStep.objects.create(finding=own or finding(scene), **known | source | facts)


def publication(scene, by="다온"):
    return FindingPublication.objects.create(finding=finding(scene), by=cast.user(by), at=cast.NOON)


def publish_one_s_own_step(scene):
    FindingPublication.objects.create(step=step(scene), by=cast.user(), at=cast.NOON)


def publish_one_s_own(scene):
    publication(scene, "가람")
    publish_one_s_own_step(scene)


WRITTEN_ONCE = {
    Finding: (finding, {"title": "고침"}),
    Finding.departments.through: (department_of, {"finding_id": F("finding_id")}),
    FindingFact: (fact, {"words": "고침"}),
    FindingLine: (line, {"words": "고침"}),
    FindingStep: (step, {"words": "고침"}),
    FindingPublication: (publication, {"at": cast.NOON}),
}
ACTS = {"findingpublication_not_by_its_author": publish_one_s_own}
# Emptying the findings empties what hangs on them too.
BESIDE = {
    "finding_no_truncate": [
        "finding_departments_no_truncate",
        "findingfact_no_truncate",
        "findingline_no_truncate",
        "findingstep_no_truncate",
        "findingpublication_no_truncate",
    ],
    "findingstep_no_truncate": ["findingpublication_no_truncate"],
}

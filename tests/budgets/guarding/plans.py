"""업무와 예산 done straight to the tables: what an office enters of its tasks, and who publishes it."""

from budgets.models import TaskPublication, TaskReturn
from tests import cast


def publication(scene, by="나래"):
    return cast.confirm_plan(cast.plan(scene), by)


def name_a_line_of_another_year(scene):
    later = cast.program(cast.book(scene.office, 2031), scene.moon, scene.account)
    cast.planned(cast.plan(scene), line=cast.line(later))


WRITTEN_ONCE = {
    TaskReturn: (cast.plan, {"unit": "천원"}),
    TaskPublication: (publication, {"at": cast.NOON}),
}
ACTS = {
    "task_sealed": lambda scene: cast.planned(publication(scene).returned),
    "task_own_work": name_a_line_of_another_year,
    "taskpublication_not_by_its_author": lambda scene: publication(scene, "다온"),
}
BESIDE = {"taskreturn_no_truncate": ["taskpublication_no_truncate", "task_no_truncate"]}

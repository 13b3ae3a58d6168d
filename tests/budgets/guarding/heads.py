"""정원과 현원 done straight to the tables: what an office enters of its persons, and who publishes it."""

from datetime import date

from departments.models import Headcount, HeadcountPublication, HeadcountReturn
from tests import cast


def publication(scene, by="나래"):
    return cast.confirm_heads(cast.head_return(scene), by)


def entered(scene):
    return cast.heads(cast.head_return(scene))


def empty_the_heads(scene):
    cast.execute("TRUNCATE departments_headcount CASCADE")


WRITTEN_ONCE = {
    HeadcountReturn: (cast.head_return, {"as_of": date(2030, 1, 1)}),
    HeadcountPublication: (publication, {"at": cast.NOON}),
}
ACTS = {
    "headcount_no_update": lambda scene: Headcount.objects.filter(pk=entered(scene).pk).update(
        actual=8
    ),
    "headcount_no_delete": lambda scene: cast.execute(
        "DELETE FROM departments_headcount WHERE id = %s", entered(scene).pk
    ),
    "headcount_no_truncate": empty_the_heads,
    "headcount_sealed": lambda scene: cast.heads(publication(scene).returned),
    "headcount_own_return": lambda scene: cast.heads(
        cast.head_return(scene), department=cast.office("노을기획관")
    ),
    "headcountpublication_not_by_its_author": lambda scene: publication(scene, "다온"),
}
BESIDE = {
    "headcountreturn_no_truncate": [
        "headcountpublication_no_truncate",
        "headcount_no_truncate",
    ],
}

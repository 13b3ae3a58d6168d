"""집행잔액의 사유 done straight to the tables: what of it is written once, and by whom."""

from budgets.models import Explanation, ExplanationPublication, LapseReason
from tests import cast


def explanation(scene, **facts):
    """By 가람, of the scene's only statement."""
    known = {"filing": scene.filing, "statement": scene.statement, "version": 1, "unit": "원"}
    return Explanation.objects.create(**known | {"by": cast.user(), "at": cast.NOON} | facts)


def reason(scene, own=None, **facts):
    known = {"explanation": own or explanation(scene), "reason": "낙찰차액", "won": 10}
    if "program" not in facts:
        known["line"] = scene.trees
    return LapseReason.objects.create(**known | facts)


def publication(scene, own=None, by="다온"):
    known = {"by": cast.user(by), "at": cast.NOON}
    return ExplanationPublication.objects.create(explanation=own or explanation(scene), **known)


def explain_a_foreign_statement(scene):
    other = cast.statement(cast.filing(scene.date, scene.star))
    explanation(scene, statement=other)


def explain_a_line_that_was_not_handed_in(scene):
    reason(scene, line=scene.flowers)


def add_to_what_is_published(scene):
    own = explanation(scene)
    publication(scene, own)
    reason(scene, own)


WRITTEN_ONCE = {
    Explanation: (explanation, {"unit": "천원"}),
    LapseReason: (reason, {"won": 20}),
    ExplanationPublication: (publication, {"at": cast.NOON}),
}
ACTS = {
    "explanation_own_statement": explain_a_foreign_statement,
    "lapsereason_own_work": explain_a_line_that_was_not_handed_in,
    "lapsereason_sealed": add_to_what_is_published,
    "explanationpublication_not_by_its_author": lambda scene: publication(scene, by="가람"),
}
_BELOW = ["lapsereason_no_truncate", "explanationpublication_no_truncate"]
# Emptying the explanations, or the statements, empties what hangs on them too.
BESIDE = {"explanation_no_truncate": _BELOW}
WITH_STATEMENTS = ["explanation_no_truncate", *_BELOW]

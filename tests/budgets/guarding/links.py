"""Records and links of a structure done straight to the tables."""

from django.db import connection

from budgets.models import LineLink, LineLinkWithdrawal, StructureRecord
from tests import cast


def structure_record(scene, act="더함"):
    facts = {"subject": "나무 심기", "by": cast.user(), "at": cast.NOON, "reason": "조직 개편"}
    return StructureRecord.objects.create(book=scene.book, act=act, **facts)


def link(scene, how="가져옴", act="더함", **facts):
    sides = {"before": scene.flowers, "after": scene.trees, "record": structure_record(scene, act)}
    return LineLink.objects.create(how=how, **sides | facts)


def withdrawal(scene):
    record = structure_record(scene, "이음 거둠")
    return LineLinkWithdrawal.objects.create(link=link(scene), record=record)


def change_a_link(scene):
    LineLink.objects.filter(pk=link(scene).pk).update(how="옮김")


def delete_a_link(scene):
    LineLink.objects.filter(pk=link(scene).pk).delete()


def link_twice(scene):
    record = structure_record(scene)
    first = link(scene, record=record)
    LineLink.objects.create(before=first.before, after=first.after, how="옮김", record=record)


def change_a_withdrawal(scene):
    own = LineLinkWithdrawal.objects.filter(pk=withdrawal(scene).pk)
    own.update(record=own.get().link.record)


def delete_a_withdrawal(scene):
    LineLinkWithdrawal.objects.filter(pk=withdrawal(scene).pk).delete()


def empty(table):
    def empty(scene):
        connection.check_constraints()
        cast.execute(f"TRUNCATE {table} CASCADE")

    return empty


ACTS = {
    "linelink_no_update": change_a_link,
    "linelink_kept": delete_a_link,
    "linelink_no_truncate": empty("budgets_linelink"),
    "linelink_once": link_twice,
    "linelink_forward": lambda scene: link(scene, act="이음"),
    "linelinkwithdrawal_no_update": change_a_withdrawal,
    "linelinkwithdrawal_kept": delete_a_withdrawal,
    "linelinkwithdrawal_no_truncate": empty("budgets_linelinkwithdrawal"),
}
BESIDE = {
    "structurerecord_no_truncate": ["linelink_no_truncate", "linelinkwithdrawal_no_truncate"],
    "linelink_no_truncate": ["linelinkwithdrawal_no_truncate"],
}

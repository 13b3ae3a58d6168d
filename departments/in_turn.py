"""What the entries of an office have in common: one after another, each after the version seen last."""

from departments.access import Refused
from departments.models import Department


def one_at_a_time(department: Department) -> None:
    """In the whole office: a form sent twice at once is recorded once, and of one day one department
    tells."""
    office = department.parent_id or department.pk
    list(Department.objects.select_for_update().filter(pk=office).values("pk"))


def must_follow(last, follows: int) -> None:
    """`last`: the newest version, or none; `follows`: the one that was seen last, 0 where there was
    none."""
    if (last.version if last else 0) == follows:
        return
    if last is None:
        raise Refused("아직 낸 판이 없습니다. 화면을 새로 열어 다시 내십시오.")
    raise Refused(
        f"그사이에 {last.by} 님이 제{last.version}판을 냈습니다. 아래에는 입력한 것이 그대로 "
        "있으니, 그 판을 보고 다시 누르면 그 뒤의 판이 됩니다."
    )

"""An entry of which there are versions: typed into a table or filled from a file, handed in, looked at,
published by somebody else."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from budgets.amounts import Unit
from budgets.entry_sheet import Part
from budgets.models.change import offices_of
from budgets.reading.own_table import Filling
from budgets.typed import UNITS, why_unit_stays
from budgets.typed_rows import Wrong
from budgets.views.asking import asked_version, carried_out, key_of_act, new_key, number_of
from budgets.views.entry_file import FILL, Came, FileEntry, template_file
from budgets.views.facing import unit_of
from departments.models import Department
from departments.pages import form_page

SAVE, PUBLISH, MORE, UNIT = "save", "publish", "more", "unit-"


class VersionedPage:
    """One entry. What is typed differs from kind to kind: each says how it is read and drawn."""

    template = ""
    called = ""  # what is handed in
    then = "낸 사람이 아닌 검토자나 총괄이 공개합니다."
    acts = (SAVE, MORE, FILL)
    has_unit = True
    units: Sequence[Unit] = ()  # between which the form may be switched

    def __init__(self, request, own, *, may_write: bool, may_confirm: bool):
        self.request, self.own = request, own
        self.last = own.order_by("-version").first()
        self.may_write, self.may_confirm = may_write, may_confirm
        self.file = FileEntry(f"{self.address}/template.xlsx", has_unit=self.has_unit)

    # --- what each kind says ----------------------------------------------------------------------

    @property
    def address(self) -> str:
        raise NotImplementedError

    def sent(self) -> Any:
        """What the form brings, as it was typed."""
        raise NotImplementedError

    def stored(self, shown) -> Any:
        """What this version says, or what is offered where there is none, as it would be typed."""
        raise NotImplementedError

    def with_more(self, typed: Any) -> Any:
        raise NotImplementedError

    def read(self, typed: Any) -> tuple[Any, Sequence[Wrong]]:
        """None where it cannot be handed in."""
        raise NotImplementedError

    def unread(self, typed: Any) -> Sequence[Wrong]:
        """What came and is in none of its rows."""
        return ()

    def found_in(self, typed: Any, shown) -> Sequence[Wrong]:
        """What is to be said of a version that stands."""
        return ()

    def texts(self, typed: Any) -> Iterable[str]:
        """Those that hold amounts."""
        raise NotImplementedError

    def in_unit(self, typed: Any, unit: Unit) -> Any:
        raise NotImplementedError

    def hand_in(self, read: Any, **facts):
        raise NotImplementedError

    def confirm(self, returned, **facts):
        raise NotImplementedError

    def from_file(self, given: Came, typed: Any) -> tuple[Any, Filling]:
        """What a file says in the place of what was typed; None where there is no table in it."""
        raise NotImplementedError

    def parts(self) -> tuple[str, list[Part]]:
        """The form as a file to fill in, and what it is called."""
        raise NotImplementedError

    def drawn(self, typed: Any, shown, boxes: set[str]) -> dict[str, Any]:
        """`boxes`: in which something is wrong."""
        raise NotImplementedError

    @property
    def is_compared(self) -> bool:
        """Whether it is shown what the newest version says otherwise: of what a file brought, and of
        what was typed while somebody else handed that version in."""
        refusals = getattr(self.request, "refusals", ())
        return self.last is not None and bool(self.file.is_filled or refusals)

    def each(self, lines: Sequence, otherwise: Callable[[], list[dict]]) -> Iterable[tuple]:
        """Each row's number, what was typed there, and what the newest version says otherwise of it."""
        was = otherwise() if self.is_compared else [{}] * len(lines)
        return zip(range(len(lines)), lines, was, strict=True)

    # --- what all do ------------------------------------------------------------------------------

    def answer(self) -> HttpResponse:
        """Who may look at drafts reads it; each act asks who may."""
        if self.request.method != "POST":
            return self._draw(asked_version(self.request, self.own, self.last))
        act = self.request.POST.get("act", "")
        if act == PUBLISH and self.may_confirm:
            return self._publish()
        other = act.removeprefix(UNIT) if self.units and act.startswith(UNIT) else ""
        if not self.may_write or not (act in self.acts or other):
            raise Http404
        typed = self.sent()
        if act == SAVE:
            return self._save(typed)
        if act == FILL:
            return self._fill(typed)
        return self._draw(None, self._switched(typed, other) if other else self.with_more(typed))

    def template_xlsx(self) -> HttpResponse:
        if not self.may_write:
            raise Http404
        name, parts = self.parts()
        return template_file(parts, name)

    def _switched(self, typed, label: str):
        unit = unit_of(label)
        self.request.refusals = why_unit_stays(self.texts(typed), typed.unit, unit)
        return typed if self.request.refusals else self.in_unit(typed, unit)

    def _draw(self, shown, typed=None, wrong: Sequence[Wrong] = (), *, is_refused=False):
        is_typed = typed is not None
        is_last = is_typed or shown == self.last
        self.may_write = self.may_write and is_last
        shown = self.last if is_last else shown
        if not is_typed:
            typed = self.stored(shown)
            wrong = self.found_in(typed, shown)
        told = self.file.told(wrong)
        context = {
            "address": self.address,
            "called": self.called,
            "shown": shown,
            "last": self.last,
            "is_last": is_last,
            "may_write": self.may_write,
            "may_confirm": self.may_confirm,
            "units": UNITS,
            "told": told,
            "file": self.file,
            "refusals": getattr(self.request, "refusals", []),
            "versions": self.own.select_related("by", "publication__by").order_by("-version"),
            "follows": self.last.version if self.last else 0,
            "key": new_key(),
            **self.drawn(typed, shown, {each.box for each in wrong}),
        }
        context["signed"] = self.file.signed(self.request, context["heading"], told)
        is_refused = is_refused or (is_typed and bool(wrong or self.file.misfits))
        return form_page(self.request, self.template, context, is_refused=is_refused)

    def _save(self, typed):
        read, wrong = self.read(typed)
        wrong = (*wrong, *self.unread(typed))
        if wrong or read is None:
            return self._draw(None, typed, wrong, is_refused=True)
        done = []
        carried_out(
            self.request,
            None,
            lambda **facts: done.append(self.hand_in(read, **facts)),
            follows=number_of(self.request, "follows"),
            by=self.request.user,
            at=timezone.now(),
            key=key_of_act(self.request),
        )
        if not done:
            return self._draw(None, typed)
        messages.success(
            self.request, f"{self.called} 제{done[0].version}판을 냈습니다. {self.then}"
        )
        return redirect(self.address)

    def _fill(self, typed):
        """What a file says, in the place of what was typed; or what is wrong with the file."""
        found = self.file.take(
            self.request,
            lambda given: self.from_file(given, typed),
            lambda found: self.read(found)[1],
        )
        if found is None:
            return self._draw(None, typed)
        return self._draw(None, found, self.read(found)[1])

    def _publish(self):
        version = number_of(self.request, "version")
        returned = get_object_or_404(self.own, version=version)
        facts = {"returned": returned, "by": self.request.user, "at": timezone.now()}
        if carried_out(self.request, None, self.confirm, **facts):
            messages.success(self.request, f"{self.called} 제{version}판을 공개했습니다.")
            return redirect(self.address)
        return self._draw(returned)


class OfficePage(VersionedPage):
    """Of an office as a whole: whoever writes for it or runs it enters, another who reviews or runs it
    publishes."""

    listed = ""  # the template of all that was entered

    def __init__(self, request, office: Department, own, *, may_write=True, may_confirm=True):
        self.office = office
        super().__init__(
            request,
            own,
            may_write=may_write and office.pk in request.rights.enters,
            may_confirm=may_confirm and office.pk in request.rights.confirms,
        )


def offices_read(request) -> list[Department]:
    """Those in which, or in a division of which, this person has any role."""
    if not request.rights.has_any:
        raise Http404
    return list(offices_of(request.rights.reads).order_by("position", "code"))


def entered_page(request, page: type[OfficePage], rows, same: Sequence[str], new: Sequence[tuple]):
    """Of each that is alike in `same` the newest; and where offices enter more."""
    newest: dict[tuple, Any] = {}
    for row in rows.select_related("office", "by", "publication").order_by(*same, "-version"):
        newest.setdefault(tuple(getattr(row, name.lstrip("-")) for name in same), row)
    context = {"called": page.called, "rows": newest.values(), "new": new}
    return render(request, page.listed, context)

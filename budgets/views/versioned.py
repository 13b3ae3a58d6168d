"""A sheet of which there are versions: typed as rows, handed in, looked at, published by somebody else."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from budgets.typed_rows import Wrong
from budgets.views.asking import carried_out, key_of_act, new_key, number_of

SAVE, PUBLISH, MORE = "save", "publish", "more"


class VersionedPage:
    """One sheet. What is typed differs from kind to kind: each says how it is read and drawn."""

    template = ""
    called = ""  # what is handed in

    def __init__(self, request, office, own):
        self.request, self.office, self.own = request, office, own
        self.last = own.order_by("-version").first()
        self.may_enter = office.pk in request.rights.enters
        self.may_confirm = office.pk in request.rights.confirms

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

    def read(self, typed: Any) -> tuple[Any, tuple[Wrong, ...]]:
        raise NotImplementedError

    def hand_in(self, read: Any, **facts):
        raise NotImplementedError

    def confirm(self, **facts):
        raise NotImplementedError

    def drawn(self, typed: Any, boxes: set[str]) -> dict[str, Any]:
        """`boxes`: in which something is wrong."""
        raise NotImplementedError

    def act(self, act: str, typed: Any) -> HttpResponse:
        """What else this kind can do with what is typed."""
        raise Http404

    # --- what all do ------------------------------------------------------------------------------

    def answer(self) -> HttpResponse:
        """Who has a role in the office reads it; each act asks who may."""
        if self.request.method != "POST":
            return self.draw(self.shown())
        act = self.request.POST.get("act", "")
        if act == PUBLISH and self.may_confirm:
            return self._publish()
        if not self.may_enter:
            raise Http404
        typed = self.sent()
        if act == SAVE:
            return self._save(typed)
        if act == MORE:
            return self.draw(None, self.with_more(typed))
        return self.act(act, typed)

    def shown(self):
        """The version that the address names; the newest, where it names none."""
        if not (said := self.request.GET.get("version", "")):
            return self.last
        if not (said.isascii() and said.isdecimal() and len(said) < 5):
            raise Http404
        return get_object_or_404(self.own, version=int(said))

    def draw(self, shown, typed=None, wrong: tuple[Wrong, ...] = (), *, is_refused=False):
        is_last = typed is not None or shown == self.last
        self.may_enter = self.may_enter and is_last
        refusals = getattr(self.request, "refusals", [])
        boxes = {each.box for each in wrong}
        context = {
            "office": self.office,
            "address": self.address,
            "shown": self.last if is_last else shown,
            "last": self.last,
            "is_last": is_last,
            "may_enter": self.may_enter,
            "may_confirm": self.may_confirm,
            "wrong": wrong,
            "refusals": refusals,
            "versions": self.own.select_related("by", "publication__by").order_by("-version"),
            "follows": self.last.version if self.last else 0,
            "key": new_key(),
            **self.drawn(self.stored(shown) if typed is None else typed, boxes),
        }
        status = 422 if is_refused or refusals else 200
        return render(self.request, self.template, context, status=status)

    def _save(self, typed):
        read, wrong = self.read(typed)
        if wrong or read is None:
            return self.draw(None, typed, wrong, is_refused=True)
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
            return self.draw(None, typed)
        words = f"제{done[0].version}판을 냈습니다. 낸 사람이 아닌 검토자나 총괄이 공개합니다."
        messages.success(self.request, f"{self.called} {words}")
        return redirect(self.address)

    def _publish(self):
        version = number_of(self.request, "version")
        returned = get_object_or_404(self.own, version=version)
        facts = {"returned": returned, "by": self.request.user, "at": timezone.now()}
        if carried_out(self.request, None, self.confirm, **facts):
            messages.success(self.request, f"{self.called} 제{version}판을 공개했습니다.")
            return redirect(self.address)
        return self.draw(returned)

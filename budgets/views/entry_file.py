"""A file that fills a form: how it comes in, what is said of it, and the template to begin with.

Nothing is kept of it: what it says stands in the form, to be confirmed like what was typed there.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.http import HttpResponse

from budgets import uploads
from budgets.amounts import Unit
from budgets.entry_sheet import Part
from budgets.entry_xlsx import entry_xlsx
from budgets.reading.confined import sheets_of
from budgets.reading.limits import MISFITS
from budgets.reading.misfit import Misfit, Unreadable
from budgets.reading.own_table import Filling, Spot
from budgets.reading.sheet import Sheet
from budgets.typed import UNITS
from budgets.views.attached import attached
from budgets.views.problem_sheet import Signed, signed_of_entry
from budgets.views.uploading import TOO_LARGE, UploadForm
from budgets.views.uploading import UNITS as ALL_UNITS

FILL = "file"


class Told(NamedTuple):
    """Something to be mended: in which box of the form, and in which cell of the file."""

    box: str
    where: str
    words: str
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """A file as it came; `sheets` are empty where it cannot be read, and `misfits` say why."""

    name: str = ""
    sheets: Sequence[Sheet] = ()
    unit: Unit | None = None  # as the person chose it
    misfits: Sequence[Misfit] = ()


@dataclass(slots=True)
class FileEntry:
    """What the page says of a file, and how to give one."""

    template: str
    has_unit: bool = True
    name: str = ""
    misfits: Sequence[Misfit] = ()
    notes: Sequence[str] = ()
    spots: Mapping[str, Spot] = field(default_factory=dict)
    is_filled: bool = False

    @property
    def form(self) -> UploadForm:
        own = UploadForm(prefix=FILL)
        own.fields["file"].required = own.fields["file"].widget.is_required = False
        if not self.has_unit:
            del own.fields["unit"]
        return own

    @property
    def shown(self) -> Sequence[Misfit]:
        return self.misfits[:MISFITS]

    def told(self, wrong: Iterable) -> list[Told]:
        """The form's own problems, each with the cell it came from."""
        return [Told(box, where, words, self.spots.get(box)) for box, where, words in wrong]

    def signed(self, request, title: str, told: Sequence[Told]) -> Signed | None:
        """What is to be mended of the file, to be taken along as a sheet."""
        found = [*self.misfits]
        if self.is_filled:
            found += [_misfit(each.spot or Spot("", ""), each.where, each.words) for each in told]
        return signed_of_entry(request, title, found[:MISFITS], len(found)) if found else None

    def refuse(self, filling: Filling, wrong: Iterable) -> None:
        """What cannot be taken over, and what the form says of the rest: all of it at once."""
        self.misfits = [*filling.misfits]
        told = {(each.sheet, each.cell) for each in filling.misfits if each.cell}
        for box, where, words in wrong:
            spot = filling.spots.get(box, Spot("", ""))
            if (
                spot.sheet,
                spot.cell,
            ) in told:  # what the form has in its place is not what it said
                continue
            self.misfits.append(_misfit(spot, where, words))

    def take(self, request, read: Callable, check: Callable):
        """What the file that came says, by `read`, as somebody would have typed it; None where that
        cannot be taken over. `check`: what the form itself finds in it."""
        given = came(request)
        self.name, self.misfits = given.name, given.misfits
        if given.misfits:
            return None
        found, filling = read(given)
        if filling.misfits:
            self.refuse(filling, () if found is None else check(found))
            return None
        self.spots, self.notes, self.is_filled = filling.spots, filling.notes, True
        return found


def _misfit(spot: Spot, where: str, words: str) -> Misfit:
    found, _, expected = (where, "", words) if where else words.partition(": ")
    return Misfit(spot.sheet, spot.cell, found, expected or "-")


def came(request) -> Came:
    if getattr(request, "file_too_large", False):
        return Came(misfits=[TOO_LARGE])
    form = UploadForm(request.POST, request.FILES, prefix=FILL)
    if not form.is_valid():
        return Came(misfits=[Misfit("", "", "파일이 없습니다.", "파일을 고르고 다시 누르십시오.")])
    file, unit = form.cleaned_data["file"], ALL_UNITS.get(form.cleaned_data["unit"])
    name = uploads.name_of(file.name)
    try:
        uploads.must_be_named(name)
        return Came(name, sheets_of(file.read()), unit)
    except (uploads.Misread, Unreadable) as wrong:
        return Came(name, misfits=list(wrong.misfits))


def offered(unit: Unit | None, filling: Filling) -> None:
    """Forms are written in fewer units than files."""
    if unit is not None and unit not in UNITS:
        words = f"{', '.join(each.label for each in UNITS)} 가운데 하나로 적으십시오."
        filling.misfits.append(Misfit("", "", f"단위가 {unit.label}입니다.", words))


def template_file(parts: Sequence[Part], name: str) -> HttpResponse:
    return attached(entry_xlsx(parts), f"{name}_서식.xlsx")

"""What ought to be of a quarter's filings, in plain values: nothing here asks the application.

달빛담당관 has two lines and 별빛담당관 one, and one of a fund. Beside each verb stands for which
reasons it must be refused (nothing: it must be carried out), and what it comes to when it is not.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

DRAFT, SUBMITTED, RETURNED, APPROVED, PUBLISHED, CORRECTING = (
    *("작성중", "제출", "반려"),
    *("확인", "공개", "정정"),
)
LINES = {"달빛담당관": ("나무 심기", "꽃 심기"), "별빛담당관": ("별 보기", "별 기금")}
ACCOUNTS = {
    "시험회계": ("나무 심기", "꽃 심기", "별 보기"),
    "시험기금": ("별 기금",),
}
WRITES = {"달빛담당관": {"가람", "마루"}, "별빛담당관": {"라온", "마루"}}
REVIEWS, OPERATES = {"나래", "마루"}, {"다온"}
PEOPLE = ("가람", "라온", "마루", "나래", "다온", "하람")
NOT_HIS, REFUSED, PROBLEMS, CONFLICT = "NotYours", "Refused", "Problems", "Conflict"
MISREAD, UNLIKE = "Misread", "Unlike"
NEED_PAPER = ("order", "budget-explained")
LOOKS_AT = {
    "order": ("budget", "committed", "spent"),
    "budget-explained": ("budget",),
    "falls": ("committed", "spent"),
    "closing": ("budget", "spent", "carried"),
    "blank": ("budget", "committed", "spent", "carried"),
}

# What people type or paste, and what is stored of it: the letters that can be read, composed.
AS_STORED = {
    "비 때문": "비 때문",
    "\u1107\u1175 \u1104\u1162\u1106\u116e\u11ab": "비 때문",
    " 비\u200b\u00a0\x00때\u202e문\r\n": "비 때문",
    "지출\x07  누락\ufeff": "지출 누락",
    "\u200b \x00": "",
}

DASH, BLANK = "-", ""
Cell = int | str | None  # None: the date does not ask for it


class Said(NamedTuple):
    """What a statement says of one line."""

    budget: Cell
    committed: Cell
    spent: Cell
    carried: Cell
    note: str


def looked_at(rule: str, said: Said) -> tuple[Cell, ...]:
    """The amounts for which an exception to that rule was given."""
    return tuple(getattr(said, measure) for measure in LOOKS_AT[rule])


def stored(text: str) -> str:
    return AS_STORED.get(text, text)


class Step(NamedTuple):
    act: str
    by: str
    at: datetime
    version: int | None = None
    words: str = ""
    until: datetime | None = None


@dataclass(frozen=True)
class Version:
    said: dict[str, Said]  # by line
    waived: dict[tuple[str, str], str]  # the paper of each exception, by rule and line
    by: str
    at: datetime
    how: str
    why: str
    follows: int | None
    file: bytes | None


@dataclass
class Paper:
    """One department's part of one date."""

    department: str
    day: date
    is_settled: bool
    deadline: datetime
    state: str = DRAFT
    standing: int | None = None  # versions, counted from one
    published: int | None = None
    open_until: datetime | None = None
    versions: list[Version] = field(default_factory=list)
    once_public: list[int] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def lines(self) -> tuple[str, ...]:
        return LINES[self.department]

    @property
    def stands(self) -> Version | None:
        return None if self.standing is None else self.versions[self.standing - 1]

    @property
    def public(self) -> Version | None:
        return None if self.published is None else self.versions[self.published - 1]

    @property
    def is_correction(self) -> bool:
        """Whether what is written now corrects what readers have seen."""
        return self.published is not None and self.state in (PUBLISHED, CORRECTING, RETURNED)

    def is_late(self, at: datetime) -> bool:
        return at > self.deadline and (self.open_until is None or at > self.open_until)

    @property
    def hands(self) -> set[str]:
        """Who wrote what stands, or ever handed that very statement in."""
        acts = ("저장", "제출", "정정")
        own = {s.by for s in self.steps if s.version == self.standing and s.act in acts}
        return own | ({self.stands.by} if self.stands else set())


@dataclass
class Office:
    papers: dict[tuple[date, str], Paper] = field(default_factory=dict)

    @property
    def days(self) -> list[date]:
        return sorted({day for day, _ in self.papers})

    def on(self, day: date) -> list[Paper]:
        return [paper for paper in self.papers.values() if paper.day == day]

    def before(self, paper: Paper) -> dict[str, Said]:
        """What the department published last, of the days before."""
        earlier = [
            each
            for each in self.papers.values()
            if each.department == paper.department and each.day < paper.day and each.public
        ]
        return max(earlier, key=lambda each: each.day).public.said if earlier else {}

    def after(self, paper: Paper) -> dict[str, Said]:
        """What the department published of the next of the days that follow."""
        later = [
            each
            for each in self.papers.values()
            if each.department == paper.department and each.day > paper.day and each.public
        ]
        return min(later, key=lambda each: each.day).public.said if later else {}

    def problems(self, paper: Paper, said: dict[str, Said]) -> dict[tuple[str, str], str]:
        """The level of each, by rule and line."""
        before, after = self.before(paper), self.after(paper)
        return {
            (rule, line): level
            for line, each in said.items()
            for rule, level in _problems(each, before.get(line), after.get(line), paper.is_settled)
        }

    def is_answered(self, paper: Paper) -> bool:
        """Whether every problem of what stands has its exception, with a paper where it needs one."""
        waived = paper.stands.waived
        return all(
            key in waived and (waived[key] or key[0] not in NEED_PAPER)
            for key in self.problems(paper, paper.stands.said)
        )

    # --- why each verb must be refused ------------------------------------------------------------

    def against_writing(self, paper, by, at, follows, reason) -> set[str]:
        if by not in WRITES[paper.department]:
            return {NOT_HIS}
        found = set()
        if paper.is_correction:
            found |= {REFUSED} if not stored(reason) else set()
        elif paper.state not in (DRAFT, RETURNED) or paper.is_late(at):
            found.add(REFUSED)
        return found | ({CONFLICT} if follows != paper.standing else set())

    def against_submitting(self, paper, by, at, seen) -> set[str]:
        if by not in WRITES[paper.department]:
            return {NOT_HIS}
        found = self._against_standing(paper, seen)
        if paper.state != DRAFT or paper.is_late(at):
            found.add(REFUSED)
        return found | self._against_problems(paper)

    def against_reviewing(self, paper, by, seen, words=None) -> set[str]:
        """`words`: it is sent back with these; otherwise it is approved."""
        if by not in REVIEWS:
            return {NOT_HIS}
        found = self._against_standing(paper, seen)
        goes_back = words is not None  # what was approved may, until it is published
        if paper.state not in (SUBMITTED, CORRECTING, *([APPROVED] if goes_back else [])):
            found.add(REFUSED)
        if goes_back:
            return found | ({REFUSED} if not stored(words) else set())
        if by in paper.hands:
            found.add(REFUSED)
        return found | self._against_problems(paper)

    def against_extending(self, paper, by, at, until) -> set[str]:
        if by not in OPERATES:
            return {NOT_HIS}
        useless = paper.state not in (DRAFT, RETURNED) or paper.published is not None
        return {REFUSED} if useless or until <= at or until <= paper.deadline else set()

    def against_publishing(self, day, by, missing, seen) -> set[str]:
        if by not in OPERATES:
            return {NOT_HIS}
        ready = [p for p in self.on(day) if p.state == APPROVED]
        approved = {(p.department, p.standing) for p in ready}
        right = set(missing) == self.absent(day) and approved and seen in (None, approved)
        return set() if right and all(map(self.is_answered, ready)) else {REFUSED}

    def absent(self, day) -> set[str]:
        papers = self.on(day)
        return {p.department for p in papers if p.state != APPROVED and p.published is None}

    def _against_standing(self, paper, seen) -> set[str]:
        return {CONFLICT} if seen is None or seen != paper.standing else set()

    def _against_problems(self, paper) -> set[str]:
        return {PROBLEMS} if paper.stands and not self.is_answered(paper) else set()

    # --- what each verb comes to ------------------------------------------------------------------

    def open(self, day, deadline, by, at) -> None:
        for department in LINES:
            paper = Paper(department, day, day.month == 12, deadline)
            paper.steps.append(Step("열림", by, at))
            self.papers[day, department] = paper

    def write(self, paper, said, waived, by, at, how, reason, file=None) -> bool:
        """Whether anything came of it: what says the same as what stands says nothing."""
        said = {line: each._replace(note=stored(each.note)) for line, each in said.items()}
        reason = stored(reason)
        found = self.problems(paper, said)
        kept = {key: words for key, words in waived.items() if key in found}
        correcting = paper.is_correction
        if paper.stands and (paper.stands.said, paper.stands.waived) == (said, kept):
            if paper.state != RETURNED:
                return False
        else:
            why = reason if correcting else ""
            made = Version(said, kept, by, at, how, why, paper.standing, file)
            paper.versions.append(made)
            paper.standing = len(paper.versions)
        paper.state = CORRECTING if correcting else DRAFT
        act = "정정" if correcting else "저장"
        paper.steps.append(Step(act, by, at, paper.standing, reason))
        return True

    def go(self, paper, state, by, at, words="") -> None:
        paper.state = state
        paper.steps.append(Step(state, by, at, paper.standing, stored(words)))

    def extend(self, paper, until, by, at, words) -> None:
        paper.open_until = until
        paper.steps.append(Step("연장", by, at, None, words, until))

    def publish(self, day, by, at) -> None:
        for paper in self.on(day):
            if paper.state == APPROVED:
                self.go(paper, PUBLISHED, by, at)
                paper.published = paper.standing
                paper.once_public.append(paper.standing)


def _problems(said: Said, before: Said | None, after: Said | None, is_settled: bool):
    budget, committed, spent, carried, _ = said
    if BLANK in (budget, committed, spent, carried):
        yield "blank", "W"
    there = [each for each in (spent, committed, budget) if isinstance(each, int)]
    if there != sorted(there):
        yield "order", "P"
    brought = carried if isinstance(carried, int) else 0
    if is_settled and isinstance(spent, int) and budget - spent < brought:
        yield "closing", "P"
    if before and budget != before.budget:  # no change of the budget is recorded
        yield "budget-explained", "P"
    pairs = [(committed, before.committed), (spent, before.spent)] if before else []
    pairs += [(after.committed, committed), (after.spent, spent)] if after else []
    pairs = [(0 if a == DASH else a, b) for a, b in pairs]  # a dash adds nothing
    if any(isinstance(a, int) and isinstance(b, int) and a < b for a, b in pairs):
        yield "falls", "P"


# --- the history ----------------------------------------------------------------------------------

# 작성중 → 제출 → (반려 → 작성중) → 확인 (→ 반려) → 공개 → 정정: which act may follow which.
FIRST = {
    "열림": {"저장"},
    "저장": {"저장", "제출"},
    "제출": {"반려", "확인"},
    "반려": {"저장"},
    "확인": {"공개", "반려"},
}
THEN = {
    "공개": {"정정"},
    "정정": {"정정", "반려", "확인"},
    "반려": {"정정"},
    "확인": {"공개", "반려"},
}


def keeps_to_the_way(acts: list[str]) -> bool:
    acts = [act for act in acts if act != "연장"]
    is_public = False
    for act, after in pairwise(acts):
        is_public = is_public or act == "공개"
        if after not in (THEN if is_public else FIRST)[act]:
            return False
    return acts[0] == "열림"


# --- what readers see -----------------------------------------------------------------------------

UNKNOWN = "알 수 없음"


def added(cells: list[Cell]) -> Cell:
    """A sum: of a blank nobody knows it; a dash adds nothing."""
    if set(cells) == {BLANK}:
        return BLANK
    if BLANK in cells:
        return UNKNOWN
    amounts = [each for each in cells if isinstance(each, int)]
    return sum(amounts) if amounts else DASH


def rate(part: Cell, whole: Cell) -> Cell:
    """In tenths of a percent, half up."""
    if isinstance(part, int) and isinstance(whole, int):
        return (2000 * part + whole) // (2 * whole)
    return UNKNOWN if UNKNOWN in (part, whole) else DASH

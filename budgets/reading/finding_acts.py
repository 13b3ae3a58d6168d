"""What is asked for and what is done, as short labels: 제도 개선, 환수, 방안 모색. No sentence.

A label is one of the nouns below with the word that it is about; how it stands there (권고, 필요, 함,
추진 중, 계획) is of a closed set, too. A noun that only tells the rest, as in 개선을 위한, is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from budgets.reading.finding_facts import ASKED
from departments.text import ends_in_consonant

_ACTS = [
    "활성화",
    "현실화",
    "체계화",
    "일원화",
    "개선",
    "마련",
    "수립",
    "정비",
    "시정",
    "보완",
    "강화",
    "확대",
    "축소",
    "신설",
    "설치",
    "폐지",
    "통합",
    "개정",
    "제정",
    "구축",
    "도입",
    "변경",
    "조정",
    "반영",
    "편성",
    "모색",
    "환수",
    "회수",
    "반납",
    "징수",
    "감액",
    "보고",
    "제출",
    "공개",
    "점검",
    "교육",
    "준수",
    "방지",
    "개최",
    "확충",
    "확보",
    "이행",
    "협의",
    "통보",
]
# Of these a word before may be a person: who reports is no part of what is asked.
_ALONE = frozenset({"보고", "제출", "통보", "교육", "협의"})
_NOT_DONE = frozenset("미불비무")  # 미이행 is what was found, not what is asked
_ADVERB = r"(?:[가-힣]+(?:적으로|히|하게)|신규|상설|추가|적극|조속|사전|대폭|지속)"
_NOUN = r"(?<![\w,.])[가-힣A-Za-z][가-힣A-Za-z0-9·]{1,11}"
_HOLDERS = "방안|대책|계획|기준|절차|체계|방법|지침"  # of something, which the word before says
_LEADS_ON = re.compile(
    rf"(?:에서|으로|부터|까지|따라|의거|하여|하는|하고|되고|해서|등|및|{_ADVERB})$|(?:위|통|대|관|인|따)[한해른]$|[는에된며게]$"
    r"|..[은의로와과한할시]$"  # 회의, 도로 and 도시 are nouns
)
_PURPOSE = rf"(?:{_NOUN}[을를]\s)?[가-힣]{{1,6}}기\s위한"  # 방문객을 늘리기 위한 방안
_FAULT = re.compile("과다|과소|중복|임의|무단|지연|누락|허위|부당|부실")
_QUOTED = r"['‘][^'‘’]{2,24}['’]"
_ACT = re.compile(
    rf"(?:(?P<quoted>{_QUOTED})\s?|(?:(?P<of>{_PURPOSE}|{_NOUN})\s(?=(?:{_HOLDERS})))?(?P<thing>{_NOUN})(?:\s[을를이가의])?\s)?"
    rf"(?P<how>(?:{_ADVERB}\s)*)(?<!\w)(?P<stem>[가-힣]{{0,10}}?)(?P<act>{'|'.join(_ACTS)})(?=(?P<rest>.*))"
)
_PREVENTED = re.compile(
    r"(?:(?P<thing>[가-힣A-Za-z]{2,12})(?:이|가)\s)?(?P<what>지연|재발|누락|중복|차질|낭비|오류|착오)"
    r"(?:되|하|이|가)[가-힣\s]{0,8}?(?:없|않)(?=(?P<rest>도록.*))"
)
_SENTENCE = re.compile(r"(?<=[가-힣])[.]\s|[※▶▷○●□■]|(?:(?<=[음함임됨])|(?<=필요))\s|\s[-–]\s")
_VERBS = "권고|요구|촉구|주문|지시|통보|요망|건의|당부|요청|필요|바람"
_TO = rf"\s?(?:[가-힣]+(?:히|적으로)\s)?(?P<verb>{_VERBS})(?:[함됨임]|합니다|됩니다|한다|된다|하고|하며)?(?![가-힣])"
_ASKED = (
    ("", re.compile(rf"(?:하|되|할\s수\s있)?도록{_TO}")),
    ("", re.compile(rf"(?:\s?등)?[)）]?(?:이|가|을|를)?{_TO}")),
    ("바람", re.compile(r"(?:하|되|하시)기(?:를)?\s?바(?:람|랍니다)")),
    (
        "할 것",
        re.compile(
            r"(?:하|되)?도록\s?할\s?것(?![가-힣])|(?:할|될)\s?것(?![가-힣])|(?:하여|해|되어|돼)야\s?(?:함|할\s?것|한다|합니다)"
        ),
    ),
)
_DONE = (
    (
        "추진 중",
        re.compile(
            r"(?:\s?등)?(?:을|를)?\s?(?:추진|진행|시행|검토|협의)?\s?(?:중(?:으로|이며|이고|임|입니다|에)?(?![가-힣])|하고\s?있)"
        ),
    ),
    (
        "계획",
        re.compile(
            r"(?:\s?등)?(?:을|를|이|가)?\s?(?:(?:하|되)?도록\s?(?:하겠|할\s|노력)|하겠|(?:할\s?)?(?:예정|계획|방침))"
        ),
    ),
    (
        "함",
        re.compile(
            r"(?:\s?등)?(?:을|를)?\s?(?:하였음|했음|되었음|됐음|[함됨](?![가-힣])|하였습니다|했습니다|하였으며|했으며|완료)"
        ),
    ),
    ("", re.compile(r"(?:\s?등)?\s?(?:$|[,;(（)）])")),
)
_GOES_ON = re.compile(r"(?:하|되)(?:고|며)|\s?하는\s?등|(?:\s?등)?\s(?:및|,)")
_BREAKS = re.compile(r"않|아니|못하|므로|으나|는데|에도|[였았었했]|때문")


@dataclass(frozen=True, slots=True)
class Act:
    start: int
    end: int
    words: str
    manner: str  # 권고, 필요, 함, 추진 중, 계획; nothing where only the noun stands


def acts_in(side: str, text: str) -> list[Act]:
    """Each label once, as it is said most plainly."""
    found: dict[str, Act] = {}
    for start, sentence in _sentences(text):
        for act in _of_sentence(side, sentence):
            known = found.get(act.words)
            if known is None or not known.manner:
                found[act.words] = replace(act, start=start + act.start, end=start + act.end)
    return list(found.values())


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for stop in _SENTENCE.finditer(text):
        yield start, text[start : stop.start()]
        start = stop.end()
    yield start, text[start:]


def _of_sentence(side: str, sentence: str) -> Iterator[Act]:
    """What goes on with 하고 or 및 is asked for, or done, as what it goes on to is."""
    waiting: list[Act] = []
    end = 0
    for hit, label, manner in _said(side, sentence):
        if _BREAKS.search(sentence[end : hit.start("rest")]):
            waiting = []
        end = hit.start("rest")
        if manner is None:
            waiting.append(Act(hit.start(), end, label, ""))
        else:
            yield from (replace(act, manner=manner) for act in waiting)
            yield Act(hit.start(), end, label, manner)
            waiting = []


def _said(side: str, sentence: str) -> list[tuple[re.Match, str, str | None]]:
    """Each with its manner, or none yet."""
    prevented = list(_PREVENTED.finditer(sentence))
    found = [(hit, _prevented(hit), _manner(side, hit["rest"])) for hit in prevented]
    found = [each for each in found if each[2] is not None]
    at = 0
    while hit := _ACT.search(sentence, at):
        manner = _manner(side, hit["rest"])
        tells = manner is not None or _GOES_ON.match(hit["rest"])
        # What tells nothing may still be what the next is of: 개선 방안 마련.
        at = hit.end() if tells or hit.start() == hit.start("stem") else hit.start("stem")
        is_inside = any(each.start() < hit.end() <= each.end() for each in prevented)
        if tells and not is_inside and not (hit["stem"] and hit["stem"][-1] in _NOT_DONE):
            found.append((hit, _label(hit), manner))
    return sorted(found, key=lambda each: each[0].start("rest"))


def _manner(side: str, rest: str) -> str | None:
    for manner, pattern in _ASKED if side == ASKED else _DONE:
        if hit := pattern.match(rest):
            return manner or hit.groupdict().get("verb") or ""
    return None


def _label(hit: re.Match) -> str:
    act = f"{hit['stem']}{hit['act']}"
    if hit["act"] in _ALONE:
        return hit["act"]
    if hit["quoted"]:
        return f"‘{hit['quoted'][1:-1]}’ {act}"
    is_subject = hit["rest"].startswith("되")
    thing = _bare(hit["thing"] or "", "이가" if is_subject else "을를")
    how = "" if re.search(r"(?:적으로|히|하게)\s", hit["how"]) else hit["how"]
    if hit["stem"]:
        return act
    if not thing:
        return f"{_done_to(hit, act)} {act}".strip()
    return f"{_of(hit['of'] or '')} {thing} {how}{act}".strip()


def _of(words: str) -> str:
    *thing, verb, _ = words.split() if words.endswith(" 위한") else ["", ""]
    if not verb:
        return _bare(words, "")
    return " ".join([*(_bare(each, "을를") for each in thing), verb]).strip()


def _done_to(hit: re.Match, act: str) -> str:
    """What stood before the same noun where the sentence began with it: 예산 편성시 … 편성하고."""
    before = re.finditer(
        rf"({_NOUN})\s{act}(?=\s?시(?![가-힣])|할\s때|\s(?:과정|단계))", hit.string[: hit.start()]
    )
    things = [_bare(each[1], "") for each in before]
    return things[-1] if things and not _FAULT.match(things[-1]) else ""


def _prevented(hit: re.Match) -> str:
    thing = _bare(hit["thing"] or "", "")
    return f"{thing} {hit['what']} 방지".strip()


def _bare(word: str, particles: str) -> str:
    """The noun without its particle; nothing where the word leads on to something else."""
    if len(word) > 2 and word[-1] in particles:
        after = ends_in_consonant(word[:-1])
        if after is not None and after == (word[-1] in "을이"):
            return word[:-1]
    return "" if _LEADS_ON.search(word) else word

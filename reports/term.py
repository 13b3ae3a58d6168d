"""A term of /terms: what a measure or a word means, its formula and its law. Pure."""

from dataclasses import dataclass, field

NONE = "법령에 따로 정한 것이 없음"
UNCONFIRMED = "정한 조문이나 예규를 확인하지 못함"


@dataclass(frozen=True, slots=True)
class Term:
    anchor: str
    name: str
    meaning: str
    formula: str = ""
    law: str = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    terms: tuple[Term, ...]

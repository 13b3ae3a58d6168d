"""Odd posts to the pages that write: what each sends in place of a right form, and what must come of it.

A right form of each page stands in tests/corpus/test_posts.py; a case says where it is another. Names
in braces stand for numbers of the office there: {trees}, {star} of another department, {elsewhere}.
"""

from dataclasses import dataclass, field

MULTIPART, PLAIN_FORM = "multipart", "application/x-www-form-urlencoded"
NOT_FOUND, NOT_READ = "찾는 화면이 없습니다", "요청을 읽을 수 없습니다"
SPENT, NOTE = "c-{trees}-spent", "note-{trees}"


@dataclass(frozen=True)
class Post:
    name: str
    page: str
    said: dict = field(default_factory=dict)
    words: str = ""  # of the refusal; nothing where it is accepted
    status: int = 422
    less: tuple = ()  # fields that do not come
    kind: str = MULTIPART
    body: bytes | None = None  # in place of a form
    note: str = ""  # as it is stored, of what is accepted


def grid(name, words, status=422, **facts):
    return Post(name, "grid", words=words, status=status, **facts)


def amount(name, text, words):
    return Post(name, "grid", {SPENT: text}, words, 422)


def of(page, name, words, said=None, status=422, less=()):
    return Post(name, page, said or {}, words, status, less)


NO_SIGN = "수와 단위가 아닌 글자가 있습니다"
CP949 = f"{PLAIN_FORM}; charset=cp949"

REFUSED = [
    # --- the grid
    amount("an amount with a NUL", "3\x000", NO_SIGN),
    amount("an amount with an escape character", "\x1b[2J30", NO_SIGN),
    amount("an amount of 400 digits", "9" * 400, "자릿수가 너무 많습니다"),
    amount("an amount beyond what 64 bits hold", str(2**64), "원을 넘는 금액은 받지 않습니다"),
    amount("an amount with 10,000 brackets", "(" * 10_000 + "30" + ")" * 10_000, "한 번만"),
    amount("an amount in Arabic digits", "٣٠", NO_SIGN),
    amount("an amount that is a formula", "=10+20", NO_SIGN),
    amount("an amount that is markup", "<b>30</b>", NO_SIGN),
    grid("an amount of bytes that are no UTF-8", NO_SIGN, said={SPENT: b"30\xff"}, kind=PLAIN_FORM),
    grid("half of a surrogate pair", NO_SIGN, said={SPENT: b"30\xed\xa0\x80"}, kind=PLAIN_FORM),
    grid("two amounts for one cell", "금액이 두 번", said={SPENT: ["30", "31"]}),
    grid("an amount that did not come", "칸이 빠졌습니다", less=(SPENT,)),
    grid("a file in place of an amount", "칸이 빠졌습니다", said={SPENT: b"30"}),
    grid("a line that is no number", "칸이 빠졌습니다", less=(SPENT,), said={"c-나무-spent": "30"}),
    grid("a line of another department", "아닌 줄이 1개", said={"c-{star}-spent": "1"}),
    grid("a line that is nowhere", "아닌 줄이 1개", said={"c-999999999-spent": "1"}),
    grid("a note of 301 letters", "300자까지", said={NOTE: "가" * 301}),
    grid("a note of 100,000 letters", "300자까지", said={NOTE: "가" * 100_000}),
    grid("what follows another filing", "그사이에", 409, said={"follows": "{elsewhere}"}),
    grid("what follows nothing that is a number", NOT_FOUND, 404, said={"follows": "처음"}),
    grid("a key that is no key", NOT_READ, 400, said={"key": "1; DROP TABLE"}),
    grid("no key", NOT_READ, 400, less=("key",)),
    grid("an unknown unit", NOT_READ, 400, said={"unit": "달러"}),
    grid("an unknown act", NOT_FOUND, 404, said={"act": "공개"}),
    grid(
        "20,001 fields", NOT_READ, 400, said={f"x{n}": "" for n in range(20_001)}, kind=PLAIN_FORM
    ),
    grid(
        "more than a body may hold", NOT_READ, 400, said={NOTE: "x" * 16_000_000}, kind=PLAIN_FORM
    ),
    grid("JSON", NOT_READ, 400, kind="application/json", body=b'{"act": "save"}'),
    grid("a type of content that is none", NOT_READ, 400, kind="x", body=b"act=save"),
    grid("no body", NOT_READ, 400, kind=PLAIN_FORM, body=b""),
    grid("a form in CP949", NOT_READ, 400, kind=CP949, body="unit=원".encode("cp949")),
    grid("parts without a boundary", NOT_READ, 400, kind="multipart/form-data", body=b"--"),
    # --- a file, and its confirmation
    of("upload", "text in place of a file", "필수 항목입니다", {"file": "나무 심기,100"}),
    of("upload", "a file of an unknown unit", "올바르게 선택해 주세요", {"unit": "달러"}),
    of("confirm", "a file that is no base64", "파일을 다시 올리십시오", {"content": "나무"}),
    of(
        "confirm",
        "another file than was shown",
        "미리 본 뒤에 세부사업이나 금액이 달라졌습니다",
        {"content": "{other}"},
    ),
    of(
        "confirm",
        "a confirmation that follows another filing",
        "그사이에",
        {"follows": "{elsewhere}"},
        409,
    ),
    of("confirm", "a confirmation without what was seen", "파일을 다시 올리십시오", less=("seen",)),
    # --- a date
    of("publish", "statements that are no numbers", NOT_FOUND, {"statements": "모두"}, 404),
    of("publish", "a statement of another filing", "달라졌습니다", {"statements": "{elsewhere}"}),
    of(
        "publish",
        "a department that is nowhere",
        "확인되지 않은 부서가 있습니다: 별빛담당관",
        {"missing": "999999999"},
    ),
    of("publish", "a number of 400 digits", NOT_FOUND, {"missing": "9" * 400}, 404),
    of(
        "extend",
        "a day that is none",
        "올바른 날짜/시각을 입력하세요",
        {"until": "2099-02-30T18:00"},
    ),
    of("extend", "a reason that nobody can see", "사유를 적", {"words": "\u200b\u2060"}),
    of("extend", "a filing of 5,000 digits", "올바르게 선택해 주세요", {"filing": "9" * 5000}),
    of("return", "words that nobody can see", "적", {"words": "\u200b\u2060"}),
    # --- a change, the structure, the people
    of("change", "a change of 400 digits", "최대 60", {"won": "9" * 400}),
    of("change", "a NUL in a reason", "문자", {"reason": "비\x00때문"}),
    of(
        "change",
        "a line that is of no book",
        "이 편성체계의 사업이 아닙니다",
        {"given_to": "999999999"},
    ),
    of("change", "an unknown kind", "올바르게 선택해 주세요", {"kind": "기부"}),
    of("change", "a change without a key", NOT_READ, status=400, less=("key",)),
    of("structure", "a name of 5,000 letters", "최대 120", {"add-name": "숲" * 5000}),
    of("structure", "a name that nobody can see", "이름", {"add-name": "\u200b\u2060"}),
    of("structure", "an account of 400 digits", "올바르게 선택", {"add-account": "9" * 400}),
    of("people", "a login name with a NUL", "로그인 이름", {"username": "nara\x00"}),
    of("people", "a name of a person that nobody can see", "이름", {"name": "\u200b\u2060"}),
    of("people", "a department of 400 digits", "올바르게 선택해 주세요", {"department": "9" * 400}),
]


def accepted(name, note="", **facts):
    return Post(name, "grid", note=note, status=302, **facts)


ACCEPTED = [
    accepted("full-width digits", said={SPENT: "３０"}),
    accepted("a no-break space around an amount", said={SPENT: "\u00a030\u00a0"}),
    accepted("a zero-width space in front of an amount", said={SPENT: "\ufeff\u200b30"}),
    accepted("an amount with its unit", said={"unit": "천원", SPENT: "30원"} | {
        f"c-{{{line}}}-{column}": f"{won}원"
        for line, amounts in (("trees", (100, 50)), ("flowers", (200, 100, 80)))
        for column, won in zip(("budget", "committed", "spent"), amounts, strict=False)
    }),
    accepted("lines in a note", "비 때문 늦음", said={NOTE: " 비 때문\r\n\t늦음\n"}),
    accepted("control characters in a note", "비 때문", said={NOTE: "비\x00 \x1b때\u200b문\u202e"}),
    accepted("a note in parts of letters", "비 때문", said={NOTE: "\u1107\u1175 \u1104\u1162\u1106\u116e\u11ab"}),
    accepted("bytes in a note that are no UTF-8", "비\ufffd", said={NOTE: "비".encode() + b"\xff"}, kind=PLAIN_FORM),
    accepted("markup in a note", "<script>alert(1)</script>", said={NOTE: "<script>alert(1)</script>"}),
    accepted("a note of 300 letters", "가" * 300, said={NOTE: "가" * 300}),
    accepted("a field that nobody asked for", said={"is_superuser": "1", "state": "공개"}),
    accepted("a form of the other type", kind=PLAIN_FORM),
]  # fmt: skip

"""What an answer says, in its body, its files and its headers."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from urllib.parse import unquote

_NOW = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} \w+")  # when a workbook was made
_HEADERS = ("Content-Disposition", "Location", "ETag")


@dataclass
class Answer:
    status: int
    headers: str
    text: str  # of the page, or of whatever is packed in a file

    @cached_property
    def digits(self) -> str:
        """Without the commas of amounts."""
        return _COMMA.sub("", self.text)

    def holds(self, won: int) -> bool:
        return any(form in self.digits for form in forms(won))


_COMMA = re.compile(r"(?<=\d),(?=\d)")


def forms(won: int) -> set[str]:
    """An amount in every unit, rounded half up as pages have it and cut off as numbers begin."""
    sizes = (1, 1_000, 1_000_000, 100_000_000)
    return {str(n) for size in sizes for n in (won // size, (won + size // 2) // size) if n}


def ask(client, address: str) -> Answer:
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(unquote(response.headers.get(name, "")) for name in _HEADERS)
    text = "\n".join(_unpacked(body)) if body[:2] == b"PK" else body.decode("utf-8-sig")
    return Answer(response.status_code, headers, _NOW.sub("", unquote(unescape(text))))


def _unpacked(body: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        for name in package.namelist():
            if name != "docProps/core.xml":  # it knows the time
                yield f"{name}\n{package.read(name).decode('utf-8-sig')}"


def asked(client, found: Iterator[str]) -> dict[str, Answer]:
    return {address: ask(client, address) for address in found}

"""A file and the form it fills: what a page gives, what comes back, and what is said of it."""

import io
import re
from html import unescape
from html.parser import HTMLParser
from uuid import uuid4

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse


def template(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows, sheets=1):
    book = openpyxl.Workbook()
    for _ in range(sheets - 1):
        book.create_sheet()
    for sheet in book:
        for row in rows:
            sheet.append(row)
    return saved(book)


def csv_of(*rows):
    return "\n".join(",".join(row) for row in rows).encode("cp949")


def filled(client, page, content, name="적은 것.xlsx", unit="천원", **said):
    """The form as the file fills it."""
    known = {"act": "file", "key": str(uuid4()), "unit": unit, "follows": "0", "blocks": "1"}
    file = SimpleUploadedFile(name, content)
    return client.post(page, known | {"file-file": file} | said)


def boxes(answer):
    """What the form that came back would send, by its inputs and choices."""

    class Reader(HTMLParser):
        def __init__(self):
            super().__init__()
            self.said, self.choice = {}, ""

        def handle_starttag(self, tag, attributes):
            own = dict(attributes)
            if tag == "input" and own.get("name") and own.get("type") not in ("file", "checkbox"):
                self.said[own["name"]] = own.get("value") or ""
            elif tag == "select":
                self.choice = own["name"]
            elif tag == "option" and (
                "selected" in own or self.said.get(self.choice, None) is None
            ):
                self.said[self.choice] = own.get("value", "")

    reader = Reader()
    whole = answer.text
    start = whole.index("<form", whole.index("<main"))
    while 'name="follows"' not in (own := whole[start : whole.index("</form>", start)]) and (
        'name="blocks"' not in own
    ):
        start = whole.index("<form", start + 1)
    reader.feed(own)
    return {k: v for k, v in reader.said.items() if not k.startswith("file-")}


def problems(client, answer):
    """The problems that a page offers as a sheet, without their numbers."""
    said = re.search(r'name="problems" value="([^"]*)"', answer.text)[1]
    sheet = client.post(reverse("entry_problems"), {"problems": unescape(said)})
    assert sheet.status_code == 200
    return [
        tuple(row[1:])
        for row in list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values)[3:]
    ]


def misfits(answer):
    assert answer.status_code == 422
    return [(each.cell, each.found, each.expected) for each in answer.context["file"].misfits]

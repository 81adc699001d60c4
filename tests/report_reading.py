"""Reports read again, as texts."""

from html.parser import HTMLParser

import docx
from docx.oxml.ns import qn


def texts_of_document(file):
    """Return the text of every paragraph of a Word document, those in tables too, in order."""
    paragraphs = docx.Document(file).element.body.iter(qn("w:p"))
    return ["".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in paragraphs]


def texts_of_page(file):
    """Return every text between two tags of a page, in order."""
    reader = _Texts()
    reader.feed(file.read_text(encoding="utf-8"))
    return reader.texts


def rows_under(file, first, count):
    """Return so many rows of the first table with a row that begins with this text."""
    for table in docx.Document(file).element.body.iter(qn("w:tbl")):
        rows = [
            ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
            for row in table.iter(qn("w:tr"))
        ]
        starts = [place for place, row in enumerate(rows) if row[0] == first]
        if starts:
            return rows[starts[0] : starts[0] + count]
    raise AssertionError(first)


class _Texts(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts, self.hidden = [], False

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - as the parser calls it
        self.hidden = tag in {"style", "script"}

    def handle_endtag(self, tag):  # noqa: ARG002 - as the parser calls it
        self.hidden = False

    def handle_data(self, data):
        if data.strip() and not self.hidden:
            self.texts.append(data)

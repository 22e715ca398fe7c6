"""The forms in which something can be taken along."""

from enum import Enum


class Form(Enum):
    """A form; its value ends the name of its file, and is empty for paper."""

    ARCHIVE = ".zip.age"
    PDF = ".pdf"
    PAPER = ""
    MARKDOWN = ".md"
    JSON = ".json"

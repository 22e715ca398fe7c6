"""An ending in words and marks; what is quoted is one token that nothing looks into."""

import re
from dataclasses import dataclass

_QUOTE = (
    r"“[^“”]*”"
    r"|„[^„“”]*[“”]"
    r'|"[^"\n]*"'
    r"|(?<!\w)‘(?:[^‘’\n]|(?<=\w)’(?=\w))*’"
    r"|(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w))+'(?!\w)"
)
_TOKEN = re.compile(
    rf"(?P<quote>{_QUOTE})"
    r"|(?P<word>[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*)"
    r"|(?P<number>\d+)"
    r"|(?P<line>[\n\u2028\u2029]+)"
    r"|(?P<mark>[.,;:!?…()\[\]—–/*•“”„\"'‘’&+-])"
)
ENDS = frozenset(".!?…;")
"""Marks that end a sentence, or as good as."""
PLAIN = "\0"
"""Before words that take no capitals over."""
_APOSTROPHES = str.maketrans("’ʼ", "''")


@dataclass(slots=True)
class Token:
    """A word, number, mark, line break or quotation and its place.

    Args:
        start, end: its characters.
        text: as written.
        low: the same in lower case with straight apostrophes.
        kind: "word", "number", "mark", "line" or "quote".
    """

    start: int
    end: int
    text: str
    low: str
    kind: str

    @property
    def ends(self) -> bool:
        """Whether a sentence ends here."""
        return self.kind == "line" or self.low in ENDS


def tokenise(text: str) -> list[Token]:
    """The tokens of `text` in order; what is none of them (emoji, symbols, space) is nobody's business."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        words = match.group()
        low = "" if kind == "quote" else words.lower().translate(_APOSTROPHES)
        found.append(Token(match.start(), match.end(), words, low, kind))
    return found


def like(original: str, said: str) -> str:
    """`said` with the capitals and the apostrophe of `original`."""
    if "’" in original:
        said = said.replace("'", "’")
    if said.startswith(PLAIN):
        return said[1:]
    letters = [letter for letter in original if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return said.upper()
    return said[0].upper() + said[1:] if letters and letters[0].isupper() else said

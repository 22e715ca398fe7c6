"""The words that generated passphrases are made of."""

from functools import cache

from intimacy_desktop.contentfile import read_resource
from intimacy_desktop.errors import ContentError

FILE = "wordlists/eff_large.txt"
SIZE = 7776
"""Words of the list (six to the power of five, from its origin in dice): 12.9 bits each."""


@cache
def words() -> tuple[str, ...]:
    """The EFF large word list: 7,776 different words, in its order.

    Source: Bonneau and EFF, 2016; its licence stands beside the file.

    Raises:
        ContentError: the list is not whole, so a passphrase from it would be weaker than it says.
    """
    return check_words(FILE, read_resource(FILE))


def check_words(file: str, text: str) -> tuple[str, ...]:
    """The words of a list, one a line, if it is whole.

    Raises:
        ContentError: a line holds no single word, a word stands twice, or the number is wrong.
    """
    found: dict[str, int] = {}
    lines = text.splitlines()
    for number, word in enumerate(lines, start=1):
        if not word.replace("-", "").isalpha():
            raise ContentError(file, number, "one word a line is needed")
        if word in found:
            raise ContentError(file, number, f"the word of line {found[word]} again")
        found[word] = number
    if len(found) != SIZE:
        raise ContentError(file, max(len(lines), 1), f"{SIZE} words are needed, there are {len(found)}")
    return tuple(found)

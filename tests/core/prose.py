"""What the content tests measure prose with: words, runs of five words, and reading grade."""

import hashlib
import re

RUN = 5
PREFIX = 6
"""Bytes kept of each hash: enough that a chance hit among a few thousand runs is out of the question."""


def words(text: str) -> list[str]:
    """The words of a text in one spelling: small letters, straight apostrophes."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.casefold().replace("’", "'"))


def hashed_runs(text: str) -> dict[str, str]:
    """Each run of five words, by the beginning of its hash."""
    found = words(text)
    runs = (" ".join(found[start : start + RUN]) for start in range(len(found) - RUN + 1))
    return {hashlib.sha256(run.encode()).digest()[:PREFIX].hex(): run for run in runs}


def grade(text: str) -> float:
    """The Flesch–Kincaid grade (Kincaid and others, 1975); a line break ends a sentence."""
    sentences = [part for part in re.split(r"[.?!…]+[”’]?(?=\s|$)|\n", text) if words(part)]
    found = words(text)
    counted = sum(syllables(word) for word in found)
    return 0.39 * len(found) / len(sentences) + 11.8 * counted / len(found) - 15.59


_SILENT = re.compile(
    r"([^aeiouyl]|[aeiouy]l)e$|([^aeiouytdl]|[aeiouyl]l)ed$|[^aeioulyscxzgh]es$"
    r"|[^aeiouy]e(ly|ment|less|ness)$|^(some|close|safe|home)(?=[^rs]..)"
)
"""An e that is not heard: hope, loved, times, safely, sometimes."""
_APART = re.compile(
    r"(^|[^cstg])i(a|o(?!u))|[^cstxg]i(?=ou)|ie(?=t|n[^d])|e(?=a$|ate|alit)|[aeouy]ing|ua[lt]|eo(?!pl|u)|ism$"
)
"""Neighbours that are heard apart: diary, serious, quiet, idea, being, actual, museum."""


def syllables(word: str) -> int:
    """How many syllables a word has, nearly: groups of vowels, less a silent e, more where two are heard."""
    if word.isdigit():
        return len(word)
    count = len(re.findall(r"[aeiouyé]+", word))
    return max(count - bool(_SILENT.search(word)) + sum(1 for _ in _APART.finditer(word)), 1)

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
    sentences = [part for part in re.split(r"[.?!:]+[”’]?\s|\n", text) if part.strip()]
    found = words(text)
    syllables = sum(_syllables(word) for word in found)
    return 0.39 * len(found) / len(sentences) + 11.8 * syllables / len(found) - 15.59


def _syllables(word: str) -> int:
    """Groups of vowels, less a silent e at the end."""
    count = len(re.findall(r"[aeiouyé]+", word))
    silent = re.search(r"([^aeiouyl]|[aeiouy]l)e$", word) or re.search(r"[^td]ed$", word)
    return max(count - (1 if silent else 0), 1)

"""The Markdown form of an export, for any editor: headings, and every answer as a quotation."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from intimacy_desktop.export.content import OwnPart, OwnRound, Pair, PairRound

_MARKS = re.compile(r"([\\`*_\[\]<>#|~&$!])")
_AT_LINE_START = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")
_LINE = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words around the answers, in the reader’s language; `{…}` stands for what is filled in.

    Args:
        title: above all of it; {name}, or {first} and {second}.
        made: on which day; {date}.
        round: above a round; {number}, {date}.
        in_writing: in the place of the date of a round that was never sealed.
        blank: in the place of an answer that is blank, or whose card does not show it.
        kept: below an answer that was kept back.
        aloud: before the words for reading aloud; {sentence}.
        notes: above the notes of an evening.
        remember, small_try, next_date, later: before each of them.
        day: how a day is written.
    """

    title: str
    made: str
    round: str
    in_writing: str
    blank: str
    kept: str
    aloud: str
    notes: str
    remember: str
    small_try: str
    next_date: str
    later: str
    day: Callable[[date], str] = date.isoformat


def write_markdown(content: OwnPart | Pair, stems: Sequence[str], made: date, words: Words) -> bytes:
    """Give the bytes of a Markdown file (CommonMark), UTF-8; nothing in an answer acts as a mark.

    Args:
        content: one's own, or of both.
        stems: the ten.
        made: on which day.
        words: around the answers.
    """
    if isinstance(content, OwnPart):
        title = words.title.format(name=content.nickname)
    else:
        title = words.title.format(first=content.nicknames[0], second=content.nicknames[1])
    lines = [f"# {_plain(title)}", "", _plain(words.made.format(date=words.day(made))), ""]
    rounds: tuple[OwnRound | PairRound, ...] = content.rounds
    for number, found in enumerate(rounds, 1):
        when = found.begun_at or (found.sealed_at if isinstance(found, OwnRound) else None)
        lines += [f"## {_plain(words.round.format(number=number, date=_day(when, words)))}", ""]
        if isinstance(found, OwnRound):
            lines += _own(found, stems, words)
        elif isinstance(content, Pair):
            lines += _both(found, content.nicknames, stems, words)
    return "\n".join(lines).encode("utf-8", "replace")


def _day(when: datetime | None, words: Words) -> str:
    return words.in_writing if when is None else words.day(when.astimezone().date())


def _own(found: OwnRound, stems: Sequence[str], words: Words) -> list[str]:
    lines: list[str] = []
    for number, (stem, answer) in enumerate(zip(stems, found.answers, strict=True), 1):
        lines += [f"### {number}. {_plain(stem)} …", "", *_quoted(answer.text, words)]
        if answer.kept:
            lines += [f"*{_plain(words.kept)}*", ""]
        if answer.spoken is not None and answer.spoken.strip():
            lines += [_plain(words.aloud.format(sentence=answer.spoken)), ""]
    evening = found.evening
    return lines + _notes(
        words,
        stems,
        (words.remember, evening.remember),
        (words.small_try, evening.small_try),
        (words.next_date, _next(evening.next_date, words)),
        later=evening.later,
    )


def _both(found: PairRound, names: tuple[str, str], stems: Sequence[str], words: Words) -> list[str]:
    lines: list[str] = []
    for number, (stem, cards) in enumerate(zip(stems, found.cards, strict=True), 1):
        lines += [f"### {number}. {_plain(stem)} …", ""]
        for name, card in zip(names, cards, strict=True):
            lines += [f"**{_plain(name)}**", "", *_quoted(card.text, words)]
            if card.spoken is not None:
                lines += [_plain(words.aloud.format(sentence=card.spoken)), ""]
    notes = found.notes
    return lines + _notes(
        words,
        stems,
        (words.small_try, notes.small_try),
        (words.next_date, _next(notes.next_date, words)),
        later=notes.later,
    )


def _next(day: str, words: Words) -> str:
    return words.day(date.fromisoformat(day)) if day else ""


def _notes(words: Words, stems: Sequence[str], *named: tuple[str, str], later: frozenset[int]) -> list[str]:
    lines: list[str] = []
    for name, text in named:
        if text.strip():
            lines += [f"**{_plain(name)}**", "", *_quoted(text, words)]
    if later:
        lines += [f"**{_plain(words.later)}**", ""]
        lines += [f"- {_plain(stems[item])} …" for item in sorted(later)]
        lines.append("")
    return [f"### {_plain(words.notes)}", "", *lines] if lines else []


def _quoted(text: str, words: Words) -> list[str]:
    if not text.strip():
        return [f"*{_plain(words.blank)}*", ""]
    lines = [_escaped(line) for line in _LINE.split(text)]
    # a line that is blank would end the paragraph, a space of no width keeps it
    quoted = [f"> {line or '&nbsp;'}" for line in lines]
    return ["\\\n".join(quoted), ""]


def _plain(text: str) -> str:
    return _escaped(" ".join(_LINE.split(text)))


def _escaped(line: str) -> str:
    line = _MARKS.sub(r"\\\1", line.strip().replace("\t", " "))
    return _AT_LINE_START.sub(lambda found: f"{found[1]}{_number_or_mark(found[2])}", line)


def _number_or_mark(found: str) -> str:
    return f"{found}\\" if found.isdigit() else f"\\{found}"

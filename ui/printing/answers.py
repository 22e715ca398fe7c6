"""Answers on paper: one's own part, or what two people turned side by side."""

from collections.abc import Sequence
from datetime import date, datetime

from intimacy_desktop.answers import ShownAnswer
from intimacy_desktop.export.content import OwnPart, OwnRound, Pair, PairRound
from intimacy_desktop.export.markdown import Words
from ui.printing.kinds import Kind, Run
from ui.printing.paper import Paper
from ui.printing.sheets import Make, Sheets
from ui.printing.typeface import Typeface
from ui.printing.writer import Writer

ROUND = Kind(20, 26, above=30, below=10, with_next=True)
ANSWER = Kind(12, 18.6, above=9, below=4, indent=24)
BESIDE = Kind(9.2, 13.4, below=5, color="ink2", quiet=True, indent=24)
STEM = Kind(12.5, 18.5, above=18, below=3, color="ink2", indent=24, with_next=True)
WHO = Kind(9.2, 13.6, above=5, color="ink3", quiet=True, weight=600, indent=24, with_next=True)
SAID = Kind(12, 18.6, below=3, indent=24)
NOTES = Kind(12.5, 18.5, above=20, below=3, weight=600, with_next=True)
NOTE = Kind(12, 18.6, below=6)
LABEL = Kind(9.2, 13.4, above=6, color="ink2", quiet=True, with_next=True)


def of_answers(
    content: OwnPart | Pair, stems: Sequence[str], made: date, words: Words, typeface: Typeface
) -> Make:
    """Give what sets an export in pages, each round on pages of its own.

    Args:
        content: one's own, or of both.
        stems: the ten.
        made: on which day.
        words: around the answers.
        typeface: its letters.
    """

    def make(paper: Paper) -> Sheets:
        writer = Writer(typeface, paper)
        if isinstance(content, OwnPart):
            writer.title(words.title.format(name=content.nickname))
        else:
            writer.title(words.title.format(first=content.nicknames[0], second=content.nicknames[1]))
        writer.subtitle(words.made.format(date=words.day(made)))
        _Answers(writer, stems, words).write(content)
        return writer.sheets()

    return make


class _Answers:
    def __init__(self, writer: Writer, stems: Sequence[str], words: Words) -> None:
        self._writer, self._stems, self._words = writer, stems, words

    def write(self, content: OwnPart | Pair) -> None:
        rounds: Sequence[OwnRound | PairRound] = content.rounds
        for number, found in enumerate(rounds, 1):
            if number > 1:
                self._writer.new_page()
            sealed = found.sealed_at if isinstance(found, OwnRound) else None
            when = self._day(found.begun_at or sealed)
            self._writer.paragraph(ROUND, self._words.round.format(number=number, date=when))
            if isinstance(found, OwnRound):
                self._own(found)
            elif isinstance(content, Pair):
                self._both(found, content.nicknames)

    def _day(self, when: datetime | None) -> str:
        return self._words.in_writing if when is None else self._words.day(when.astimezone().date())

    def _own(self, found: OwnRound) -> None:
        writer, words = self._writer, self._words
        for number, (stem, answer) in enumerate(zip(self._stems, found.answers, strict=True), 1):
            writer.paragraph(ANSWER, [Run(f"{stem} ", "ink3"), self._ending(answer.text)], f"{number}")
            if answer.kept:
                writer.paragraph(BESIDE, words.kept)
            if answer.spoken is not None and answer.spoken.strip():
                aloud = words.aloud.partition("{sentence}")
                writer.paragraph(BESIDE, [Run(aloud[0]), Run(answer.spoken, apart=True), Run(aloud[2])])
        evening = found.evening
        self._notes(
            found.evening.later,
            (words.remember, evening.remember),
            (words.small_try, evening.small_try),
            (words.next_date, self._next(evening.next_date)),
        )

    def _both(self, found: PairRound, names: tuple[str, str]) -> None:
        writer = self._writer
        for number, (stem, cards) in enumerate(zip(self._stems, found.cards, strict=True), 1):
            writer.paragraph(STEM, f"{stem} …", f"{number}")
            for name, card in zip(names, cards, strict=True):
                writer.paragraph(WHO, [Run(name, apart=True)])
                writer.paragraph(SAID, [self._ending(_as_said(card))])
        notes = found.notes
        self._notes(
            notes.later,
            (self._words.small_try, notes.small_try),
            (self._words.next_date, self._next(notes.next_date)),
        )

    def _ending(self, text: str) -> Run:
        if not text.strip():
            return Run(self._words.blank, "ink3", italic=True)
        return Run(text, apart=True)

    def _next(self, day: str) -> str:
        return self._words.day(date.fromisoformat(day)) if day else ""

    def _notes(self, later: frozenset[int], *named: tuple[str, str]) -> None:
        writer, words = self._writer, self._words
        shown = [(name, text) for name, text in named if text.strip()]
        if not shown and not later:
            return
        writer.paragraph(NOTES, words.notes)
        for name, text in shown:
            writer.paragraph(LABEL, name)
            writer.paragraph(NOTE, [Run(text, apart=True)])
        if later:
            writer.paragraph(LABEL, words.later)
            for item in sorted(later):
                writer.item(f"{self._stems[item]} …")


def _as_said(card: ShownAnswer) -> str:
    """What was read aloud, where its author found other words for that."""
    return card.spoken if card.spoken and card.spoken.strip() else card.text

"""The table of endings, tried and counted: `python -m tests.core.second_person_table held_out -v`."""

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.second_person import Kind, Suggestion, suggest

FOLDER = Path(__file__).parent / "data" / "second_person"
_LINE = re.compile(r"(?P<item>\d+)(?P<given>[^:]*): (?P<text>.*)")
_MARK = re.compile(r"\{([^|}]*)\|([^}]*)\}")

Place = tuple[int, str]


@dataclass(frozen=True)
class Case:
    """One ending of the table.

    Args:
        line: as it stands in the file.
        stem, text, nickname, pronouns: what the rules get.
        changes: where a reader changes what, by the first character.
        doubts: where a reader could not know.
    """

    line: str
    stem: str
    text: str
    nickname: str
    pronouns: str
    changes: dict[Place, str]
    doubts: frozenset[Place]

    def suggested(self) -> Suggestion | None:
        return suggest(self.stem, self.text, nickname=self.nickname, pronouns=self.pronouns)


@dataclass
class Count:
    """Changes made and wanted, and endings that came out otherwise than a reader would say them."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    whole: int = 0
    in_silence: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    needless: int = 0
    cases: int = 0
    doubts: int = 0
    doubts_kept: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)

    def __str__(self) -> str:
        return (
            f"{self.cases} endings: {self.right} of {self.right + self.missed} changes, {self.wrong} wrong; "
            f"precision {self.precision:.3f}, recall {self.recall:.3f}; {self.whole} endings whole, "
            f"{len(self.marked)} with a mark for their author, {len(self.in_silence)} wrong without one; "
            f"{self.doubts_kept} of {self.doubts} doubtful words left"
        )


def read(half: str) -> list[Case]:
    """The endings of "development" or "held_out"."""
    stems = [item.stem for item in load_exercise().items]
    lines = (FOLDER / f"{half}.txt").read_text("utf-8").splitlines()
    return [_case(line, stems) for line in lines if line and not line.startswith("#")]


def _case(line: str, stems: list[str]) -> Case:
    found = _LINE.fullmatch(line)
    assert found is not None, line
    given = found["given"].split()
    pronouns = next((word for word in given if word in {"she", "he", "they"}), "")
    nickname = next((word for word in given if word not in {"she", "he", "they"}), "")
    text, at, changes, doubts = "", 0, {}, set()
    marked = found["text"].replace("\\n", "\n")
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        if mark[2] == "?":
            doubts.add((len(text), mark[1]))
        else:
            changes[len(text), mark[1]] = mark[2]
        text, at = text + mark[1], mark.end()
    text += marked[at:]
    return Case(line, stems[int(found["item"]) - 1], text, nickname, pronouns, changes, frozenset(doubts))


def made(found: Suggestion | None) -> tuple[dict[Place, str], set[Place]]:
    """What the rules changed and what they marked, by the first character."""
    changes, marks, at = {}, set(), 0
    for piece in found.pieces if found else ():
        if piece.kind is Kind.CHANGED and piece.said != piece.original:
            changes[at, piece.original] = piece.said
        elif piece.kind is Kind.UNSURE:
            marks.add((at, piece.original))
        at += len(piece.original)
    return changes, marks


def count(cases: list[Case]) -> Count:
    """How the rules do on these endings."""
    total = Count()
    for case in cases:
        changes, marks = made(case.suggested())
        right = {place for place, said in changes.items() if case.changes.get(place) == said}
        total.cases += 1
        total.right += len(right)
        total.wrong += len(changes) - len(right)
        total.missed += len(case.changes) - len(right)
        total.doubts += len(case.doubts)
        kept = {place for place in case.doubts if place not in changes}
        total.doubts_kept += len(kept)
        if changes == case.changes:
            total.whole += 1
            total.needless += bool(marks) and not case.doubts
        elif marks:
            total.marked.append(_told(case, changes, marks))
        else:
            total.in_silence.append(_told(case, changes, marks))
        if changes == case.changes and case.doubts and not case.doubts <= marks:
            total.in_silence.append("no mark: " + _told(case, changes, marks))
    return total


def _told(case: Case, changes: dict[Place, str], marks: set[Place]) -> str:
    return f"{case.line}\n      made {sorted(changes.items())} marked {sorted(marks)}"


if __name__ == "__main__":
    result = count(read(sys.argv[1]))
    print(result)
    if "-v" in sys.argv:
        for name in ("in_silence", "marked"):
            print(f"--- {name}")
            for told in getattr(result, name):
                print("  ", told)

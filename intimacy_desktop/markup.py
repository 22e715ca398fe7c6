"""The small part of Markdown the guide is written in, as blocks.

A file opens with front matter between two lines of `---`. Then, with blank lines between them: paragraphs,
`## headings`, `> quotes`, `- bullets`, and boxes from `::: name argument` to `:::`. `*Emphasis*` is the one
inline mark. `[^source|evidence]` behind a claim says where it comes from and how well it is founded.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from intimacy_desktop.blocks import (
    Block,
    Bullets,
    Evidence,
    EvidenceNote,
    Figure,
    Heading,
    Known,
    LabelEntry,
    Paragraph,
    Quote,
    SourceEntry,
    TryThis,
    TurnAround,
)
from intimacy_desktop.errors import ContentError
from intimacy_desktop.runs import split_marked


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its front matter and its blocks."""

    front: Mapping[str, str]
    blocks: tuple[Block, ...]


def parse_markup(file: str, text: str, sources: frozenset[str] | None) -> Document:
    """The blocks of a guide file; `file` is the name that errors give.

    Args:
        file: its name.
        text: what it holds.
        sources: the keys that notes may name; None where the file is the list of sources itself.

    Raises:
        ContentError: the file breaks its form.
    """
    parser = _Parser(file, text.split("\n"), sources)
    return Document(parser.front_matter(), parser.blocks())


_NOTE = re.compile(r"\s*\[\^([\w-]+)\|(\w+)\]")
_FIELD = re.compile(r"(?:- )?([^\s:][^:]*?): +(\S.*)$")
_FOREIGN = re.compile(r"#|!|\||`{3}|~{3}|<|\* |\+ |\d+\. |\s|-{3}")


@dataclass(slots=True)
class _Parser:
    file: str
    lines: list[str]
    sources: frozenset[str] | None
    at: int = 0
    boxes: dict[str, Callable[[int, str, list[tuple[int, str]]], Block]] = field(init=False)

    def __post_init__(self) -> None:
        self.boxes = {
            "try": lambda _line, _argument, body: TryThis(self.inner(body)),
            "turn": lambda _line, _argument, body: TurnAround(self.inner(body)),
            "figure": self.figure,
            "known": self.known,
        }
        if self.sources is None:
            self.boxes |= {"label": self.label, "source": self.source}

    def error(self, line: int, problem: str) -> ContentError:
        return ContentError(self.file, line, problem)

    def front_matter(self) -> dict[str, str]:
        if not self.lines or self.lines[0] != "---" or "---" not in self.lines[1:]:
            raise self.error(1, "front matter between two lines of --- is needed")
        end = self.lines.index("---", 1)
        self.at = end + 1
        return self.fields([(n + 1, self.lines[n]) for n in range(1, end)])

    def blocks(self) -> tuple[Block, ...]:
        blocks: list[Block] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip():
                self.at += 1
            elif line.startswith(":::"):
                blocks.append(self.box())
            else:
                blocks.append(self.simple(self.group()))
        return tuple(blocks)

    def group(self) -> list[tuple[int, str]]:
        """The lines from here to the next blank one or box."""
        group = []
        while self.at < len(self.lines) and self.lines[self.at].strip():
            if self.lines[self.at].startswith(":::"):
                break
            group.append((self.at + 1, self.lines[self.at]))
            self.at += 1
        return group

    def box(self) -> Block:
        opened = self.at + 1
        name, _, argument = self.lines[self.at][3:].strip().partition(" ")
        if name not in self.boxes:
            raise self.error(opened, f"an unknown block “::: {name}”")
        body = []
        for index in range(self.at + 1, len(self.lines)):
            if self.lines[index].startswith(":::"):
                break
            body.append((index + 1, self.lines[index]))
        end = opened + len(body)
        if end >= len(self.lines) or self.lines[end].strip() != ":::":
            raise self.error(opened, f"“::: {name}” is not closed")
        self.at = end + 1
        if not any(line.strip() for _, line in body):
            raise self.error(opened, f"“::: {name}” is empty")
        return self.boxes[name](opened, argument.strip(), body)

    def inner(self, body: list[tuple[int, str]]) -> tuple[Paragraph | Bullets, ...]:
        blocks: list[Paragraph | Bullets] = []
        group: list[tuple[int, str]] = []
        for number, line in [*body, (0, "")]:
            if line.strip():
                group.append((number, line))
            elif group:
                block = self.simple(group)
                if not isinstance(block, Paragraph | Bullets):
                    raise self.error(group[0][0], "only paragraphs and bullets stand in a box")
                blocks.append(block)
                group = []
        return tuple(blocks)

    def simple(self, group: list[tuple[int, str]]) -> Block:
        number, first = group[0]
        if first.startswith("## "):
            return Heading(self.one_line(group, first[3:]))
        if first.startswith("> "):
            return Quote(" ".join(self.stripped(group, "> ")))
        if first.startswith("- "):
            return Bullets(self.bullets(group))
        if _FOREIGN.match(first):
            raise self.error(number, f"an unknown block “{first.strip()[:20]}”")
        return self.paragraph(number, " ".join(line.strip() for _, line in group))

    def one_line(self, group: list[tuple[int, str]], text: str) -> str:
        if len(group) > 1:
            raise self.error(group[1][0], "a blank line is needed below a heading")
        return text.strip()

    def stripped(self, group: list[tuple[int, str]], mark: str) -> list[str]:
        for number, line in group:
            if not line.startswith(mark):
                raise self.error(number, f"each line of this block begins with “{mark.strip()}”")
        return [line[len(mark) :].strip() for _, line in group]

    def bullets(self, group: list[tuple[int, str]]) -> tuple[Paragraph, ...]:
        items: list[tuple[int, str]] = []
        for number, line in group:
            if line.startswith("- "):
                items.append((number, line[2:].strip()))
            elif line.startswith("  "):
                items[-1] = (items[-1][0], f"{items[-1][1]} {line.strip()}")
            else:
                raise self.error(number, "a line of a bullet begins with “- ” or two spaces")
        return tuple(self.paragraph(number, text) for number, text in items)

    def paragraph(self, number: int, text: str) -> Paragraph:
        notes = tuple(self.note(number, *found.groups()) for found in _NOTE.finditer(text))
        words = _NOTE.sub("", text)
        if "[^" in words:
            raise self.error(number, "a note needs a source and a label, as in [^key|trial]")
        try:
            return Paragraph(split_marked(words, "*", "*"), notes)
        except ValueError as error:
            raise self.error(number, str(error)) from error

    def note(self, number: int, source: str, label: str) -> EvidenceNote:
        if label not in set(Evidence):
            raise self.error(number, f"an unknown evidence label “{label}”")
        if self.sources is not None and source not in self.sources:
            raise self.error(number, f"an unknown source “{source}”")
        return EvidenceNote(source, Evidence(label))

    def fields(self, body: list[tuple[int, str]]) -> dict[str, str]:
        found: dict[str, str] = {}
        for number, line in body:
            if not line.strip():
                continue
            match = _FIELD.match(line)
            if not match:
                raise self.error(number, "“name: text” is needed")
            if match.group(1) in found:
                raise self.error(number, f"“{match.group(1)}” stands here twice")
            found[match.group(1)] = match.group(2).strip()
        return found

    def needed(self, line: int, fields: dict[str, str], *names: str) -> list[str]:
        for name in names:
            if name not in fields:
                raise self.error(line, f"“{name}:” is missing")
        return [fields.pop(name) for name in names]

    def figure(self, line: int, argument: str, body: list[tuple[int, str]]) -> Figure:
        fields = self.fields(body)
        alt, caption = self.needed(line, fields, "alt", "caption")
        return Figure(argument, alt, caption, tuple(fields.items()))

    def known(self, line: int, argument: str, body: list[tuple[int, str]]) -> Known:
        fields = self.fields(body)
        question, note = self.needed(line, fields, "question", "note")
        if not re.fullmatch(r"[a-z]+", argument) or not fields:
            raise self.error(line, "a topic in small letters and something to know are needed")
        return Known(
            argument, question, note, tuple((f"{argument}:{one}", said) for one, said in fields.items())
        )

    def label(self, line: int, argument: str, body: list[tuple[int, str]]) -> LabelEntry:
        if argument not in set(Evidence):
            raise self.error(line, f"an unknown evidence label “{argument}”")
        return LabelEntry(Evidence(argument), *self.needed(line, self.fields(body), "name", "meaning"))

    def source(self, line: int, argument: str, body: list[tuple[int, str]]) -> SourceEntry:
        return SourceEntry(argument, *self.needed(line, self.fields(body), "short", "full"))

"""The Markdown form: another program shows the very words, and nothing in them acts as a mark."""

import re

from hypothesis import example, given, settings, strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from intimacy_desktop.answers import ITEMS, Answer, Evening
from intimacy_desktop.export import OwnPart, OwnRound
from intimacy_desktop.export.markdown import write_markdown
from intimacy_desktop.rounds import RoundState
from tests.core.exportkit import MADE, STEMS, WORDS, a_part

_SPACE = re.compile(r"\s+")


def tokens(data: bytes) -> list[Token]:
    return MarkdownIt().enable(["table", "strikethrough"]).parse(data.decode())


def quotations(data: bytes) -> list[str]:
    """The words of each quotation as another program shows them."""
    found: list[str] = []
    inside = False
    for token in tokens(data):
        if token.type == "blockquote_open":
            inside = True
            found.append("")
        elif token.type == "blockquote_close":
            inside = False
        elif inside and token.type == "inline":
            found[-1] += "".join(
                "\n" if child.type in {"hardbreak", "softbreak"} else child.content
                for child in token.children or ()
            )
    return found


def bare(text: str) -> str:
    return _SPACE.sub(" ", text.encode("utf-8", "replace").decode()).strip()


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=80))
@example("# no heading")
@example("1. no list\n- nor this\n\n> nor a quotation\n    nor code\n---\n===")
@example("<script>alert(1)</script> <!-- hidden --> &amp; [a](b) ![c](d) `e` *f* __g__ ~~h~~ | i | \\j")
@example("a\n\n\nb")
@example("12) x\n+ y\n: z")
def test_an_answer_is_shown_as_it_was_written(text: str) -> None:
    """Given an answer full of marks, when it is rendered, then its words stand there and nothing more."""
    one = OwnRound(RoundState.CLOSED, (Answer(text), *[Answer()] * (ITEMS - 1)))

    data = write_markdown(OwnPart("Mara", (one,)), STEMS, MADE, WORDS)

    if not text.strip():
        return
    (quoted,) = quotations(data)
    assert bare(quoted).replace("\xa0", " ") == bare(text).replace("\xa0", " ")
    inner = [child.type for token in tokens(data) for child in token.children or ()]
    assert not {"html_inline", "link_open", "image", "code_inline", "s_open"} & set(inner)


def test_everything_of_a_round_is_in_it() -> None:
    text = write_markdown(a_part(2), STEMS, MADE, WORDS).decode()

    assert text.startswith("# Mara’s part\n")
    assert text.count("## Round") == 2
    for words in ("words 0", "שלום", "Kept to myself", "laugh late", "that they laughed", "a walk on Sunday"):
        assert words in text
    assert text.count("left blank") == 12
    assert [line for line in text.splitlines() if line.startswith("- ")] == [
        f"- {STEMS[2]} …",
        f"- {STEMS[7]} …",
    ] * 2


def test_without_notes_there_is_no_head_for_them() -> None:
    one = OwnRound(RoundState.SEALED, (Answer("a"),) * ITEMS, evening=Evening())

    assert "Notes" not in write_markdown(OwnPart("Mara", (one,)), STEMS, MADE, WORDS).decode()

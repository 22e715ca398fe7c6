"""Endings that speak of the partner, said to them: suggestions that their author takes, edits or leaves."""

from collections.abc import Callable

from intimacy_desktop.second_person.suggestion import Kind, Piece, Suggestion

__all__ = ["Kind", "Piece", "Suggestion", "suggest"]


def suggest(
    stem: str, text: str, *, nickname: str = "", pronouns: str = "", language: str = "en"
) -> Suggestion | None:
    """An ending said to the partner, or None where there is nothing to say in another way.

    It takes about a millisecond, and a few the first time.

    Args:
        stem: the unfinished sentence, as written.
        text: how its author ended it.
        nickname: how the author names the partner, or nothing.
        pronouns: "she", "he" or "they" as the author writes of the partner; nothing where they have not said.
        language: of stem and ending; one that brings no rules has no suggestions.
    """
    rules = _rules(language)
    return rules(stem, text, nickname, pronouns) if rules is not None and text.strip() else None


def _rules(language: str) -> Callable[[str, str, str, str], Suggestion | None] | None:
    if language != "en":
        return None
    from intimacy_desktop.second_person import english

    return english.suggest

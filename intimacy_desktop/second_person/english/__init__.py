"""The *you* form in English: rules over a list of words; nothing is guessed in silence."""

from intimacy_desktop.second_person.english.rewriting import Rewriting
from intimacy_desktop.second_person.suggestion import Suggestion


def suggest(stem: str, text: str, nickname: str, pronouns: str) -> Suggestion | None:
    """What `second_person.suggest` gives, for English."""
    work = Rewriting(stem, text, nickname, pronouns)
    found = work.suggestion()
    same = all(piece.original == piece.said for piece in found.pieces)
    return None if same and found.sure and not work.verb_first else found

"""The JSON form of an export: documented in docs/export-format.md, its schema in resources/export."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime

from intimacy_desktop.answers import Answer, Evening, ShownAnswer
from intimacy_desktop.export.content import OwnPart, OwnRound, Pair, PairRound

FORMAT = "innermost-export"
VERSION = 1
SCHEMA = "export/innermost-export-1.schema.json"
"""In `resources`."""


def write_json(content: OwnPart | Pair, stems: Sequence[str], made: date) -> bytes:
    """Give the bytes of a JSON file: UTF-8, one value, nothing that another program has to guess.

    Half of a surrogate pair, which UTF-8 cannot hold, is escaped.

    Args:
        content: one's own, or of both.
        stems: the ten, so that the file can be read without this program.
        made: on which day.
    """
    people = [content.nickname] if isinstance(content, OwnPart) else list(content.nicknames)
    document = {
        "format": FORMAT,
        "version": VERSION,
        "kind": "own" if isinstance(content, OwnPart) else "both",
        "made": made.isoformat(),
        "people": people,
        "stems": list(stems),
        "rounds": [_own(each) if isinstance(each, OwnRound) else _pair(each) for each in content.rounds],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def _own(found: OwnRound) -> dict[str, object]:
    return {
        "state": found.state.value,
        "sealed": _time(found.sealed_at),
        "opened": _time(found.begun_at),
        "closed": _time(found.closed_at),
        "answers": [_answer(answer, item in found.turned) for item, answer in enumerate(found.answers)],
        "evening": _evening(found.evening),
    }


def _answer(answer: Answer, turned: bool) -> dict[str, object]:
    return {"text": answer.text, "aloud": answer.spoken, "kept_back": answer.kept, "turned": turned}


def _evening(evening: Evening) -> dict[str, object]:
    return {
        "remember": evening.remember,
        "small_try": evening.small_try,
        "next_date": evening.next_date or None,
        "later": [item + 1 for item in sorted(evening.later)],
    }


def _pair(found: PairRound) -> dict[str, object]:
    notes = found.notes
    return {
        "opened": _time(found.begun_at),
        "closed": _time(found.closed_at),
        "cards": [[_card(card) for card in pair] for pair in found.cards],
        "evening": {
            "small_try": notes.small_try,
            "next_date": notes.next_date or None,
            "later": [item + 1 for item in sorted(notes.later)],
        },
    }


def _card(card: ShownAnswer) -> dict[str, object]:
    return {"text": card.text, "aloud": card.spoken}


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds")

"""When somebody is asked, once and for themself alone, how they are."""

from dataclasses import dataclass
from enum import StrEnum

from intimacy_desktop.own import Own
from intimacy_desktop.rounds import Round, RoundState


class After(StrEnum):
    """What lies behind them."""

    SEALING = "sealing"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Due:
    """That the question is to be asked.

    Args:
        after: what lies behind them.
        moment: of that, in seconds since 1970 (UTC); names it in `Own.asked_after`.
    """

    after: After
    moment: int


def aftercare_due(present: Round, own: Own) -> Due | None:
    """What the owner is to be asked about at this opening, if anything.

    Each sealing and each evening is asked about once: `own.asked_after` names the last. Nothing tells what
    was said to it.

    Args:
        present: the present round, or the last.
        own: what the owner keeps.
    """
    due = None
    if present.begun_at is not None:
        due = Due(After.EVENING, int(present.begun_at.timestamp()))
    elif present.state is RoundState.SEALED and present.sealed_at is not None:
        due = Due(After.SEALING, int(present.sealed_at.timestamp()))
    return due if due is not None and due.moment > own.asked_after else None

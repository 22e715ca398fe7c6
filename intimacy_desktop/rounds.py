"""One passage through the ten items, from the first draft to its end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intimacy_desktop.answers import Draft, Evening


class RoundState(StrEnum):
    """How far a round is; it goes one way, but that a sealed round can be opened for writing again."""

    WRITING = "writing"
    SEALED = "sealed"
    BEGUN = "begun"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Round:
    """What a vault knows of one of its rounds, but for the answers.

    Args:
        id: counts up within the vault.
        state: how far it is.
        joint_id: what both vaults call it; none before the first joint opening.
        sealed_at: when it was last sealed; times are UTC.
        begun_at: when the reveal began.
        closed_at: when it ended.
        token: what this half is called in the other vault; never shown to anybody.
        joined_with: the token of the other half, from the first joint opening on; None before, and in rounds
            older than tokens.
    """

    id: int
    state: RoundState
    joint_id: str | None = None
    sealed_at: datetime | None = None
    begun_at: datetime | None = None
    closed_at: datetime | None = None
    token: str | None = None
    joined_with: str | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """A joint round that is over in a vault: closed there, or deleted.

    Args:
        joint_id: what both vaults call it.
        joined_with: the token of the other half, where its reveal had begun and it is known.
    """

    joint_id: str
    joined_with: str | None


@dataclass(frozen=True, slots=True)
class PastRound:
    """A round that was written elsewhere and is over.

    Args:
        draft: what its author wrote.
        evening: their notes.
        sealed_at, closed_at: when, in UTC, as far as that is known.
    """

    draft: "Draft"
    evening: "Evening"
    sealed_at: datetime | None = None
    closed_at: datetime | None = None

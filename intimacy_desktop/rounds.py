"""One passage through the ten items, from the first draft to its end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
    """

    id: int
    state: RoundState
    joint_id: str | None = None
    sealed_at: datetime | None = None
    begun_at: datetime | None = None
    closed_at: datetime | None = None

"""What an export holds, read from one open vault or from two."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from intimacy_desktop.answers import ITEMS, Answer, Evening, ShownAnswer
from intimacy_desktop.reveal import Seat
from intimacy_desktop.rounds import RoundState

if TYPE_CHECKING:
    from intimacy_desktop.history import JointHistory, SharedNotes
    from intimacy_desktop.vault import Vault


@dataclass(frozen=True, slots=True)
class OwnRound:
    """One round of one person, whole: also what they kept to themself.

    Args:
        state: how far it was.
        answers: ten.
        turned: items whose card was turned, from 0.
        evening: their notes; blank where there was no evening.
        sealed_at, begun_at, closed_at: in UTC.
    """

    state: RoundState
    answers: tuple[Answer, ...]
    turned: frozenset[int] = frozenset()
    evening: Evening = field(default_factory=Evening)
    sealed_at: datetime | None = None
    begun_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written in it."""
        return all(answer.blank for answer in self.answers) and self.evening == Evening()


@dataclass(frozen=True, slots=True)
class OwnPart:
    """All that one person wrote.

    Args:
        nickname: theirs.
        rounds: the oldest first.
    """

    nickname: str
    rounds: tuple[OwnRound, ...]


@dataclass(frozen=True, slots=True)
class PairRound:
    """One evening of two people: of either half only what was turned.

    Args:
        begun_at, closed_at: in UTC.
        cards: for each of ten items what the first and what the second person’s card showed; blank for one
            that was not turned, kept back or left blank, and nothing tells which.
        notes: what both keep of the evening.
    """

    begun_at: datetime
    closed_at: datetime
    cards: tuple[tuple[ShownAnswer, ShownAnswer], ...]
    notes: "SharedNotes"


@dataclass(frozen=True, slots=True)
class Pair:
    """All evenings of two people.

    Args:
        nicknames: of the first seat and the second.
        rounds: the oldest first.
    """

    nicknames: tuple[str, str]
    rounds: tuple[PairRound, ...]


def gather_own(vault: "Vault") -> OwnPart:
    """Give everything that the owner of an open vault wrote; rounds in which nothing stands are left out.

    Also what a later round withholds while it is in writing: it goes into a file, not before their eyes.

    Raises:
        VaultDamaged, VaultUnreadable: see `Vault`.
    """
    found = (
        OwnRound(
            each.state,
            vault.read_draft_for_copy(each.id).answers,
            vault.uncovered(each.id),
            vault.read_evening(each.id),
            each.sealed_at,
            each.begun_at,
            each.closed_at,
        )
        for each in vault.rounds()
    )
    return OwnPart(vault.identity.nickname, tuple(each for each in found if not each.is_empty))


def gather_pair(history: "JointHistory", nicknames: tuple[str, str]) -> Pair:
    """Give the evenings that two open vaults share, with nothing that was not turned.

    Raises:
        VaultDamaged, VaultUnreadable: see `JointHistory`.
    """
    rounds = [
        PairRound(
            shared.begun_at,
            shared.closed_at,
            tuple(
                (history.card(shared, Seat.FIRST, item), history.card(shared, Seat.SECOND, item))
                for item in range(ITEMS)
            ),
            history.notes(shared),
        )
        for shared in reversed(history.rounds())
    ]
    return Pair(nicknames, tuple(rounds))

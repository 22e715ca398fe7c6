"""Which half belongs to which: what two vaults hold of their rounds, compared before a card is thought of.

Either vault may be behind: interrupted between two writes, put back from a backup, or without a round that
its owner deleted. Every half has a token, and each notes that of the other at the first joint opening; so an
older copy of a round that is over is known for what it is.
"""

from collections.abc import Collection
from dataclasses import dataclass

from intimacy_desktop.rounds import Ended, Round, RoundState

_APPROVED = frozenset({RoundState.SEALED, RoundState.BEGUN})


@dataclass(frozen=True, slots=True)
class Half:
    """What one vault holds.

    Args:
        current: its round that is not closed.
        ended: its joint rounds that are over.
    """

    current: Round | None
    ended: Collection[Ended]

    @property
    def approved(self) -> bool:
        """Whether its current round is sealed, or further."""
        return self.current is not None and self.current.state in _APPROVED


def is_over(mine: Half, others: Half) -> bool:
    """Whether the current round of `mine` has its end in the other vault, and is to be closed here too.

    It has begun, and its other half is over; or it is an older copy, from before it was opened together, of a
    round whose other half is over. One that was joined and had not begun stays: it can meet the next round.
    """
    found = mine.current
    if found is None:
        return False
    over = {ended.joint_id for ended in others.ended}
    if found.state is RoundState.BEGUN:
        return found.joint_id in over
    met = {ended.joined_with for ended in others.ended if ended.joined_with is not None}
    return found.token in met and found.joint_id not in over


def differ(first: Half, second: Half) -> bool:
    """Whether the two current rounds, both approved, belong to different evenings."""
    one, other = first.current, second.current
    if one is None or other is None:
        return False
    begun = [found for found in (one, other) if found.state is RoundState.BEGUN]
    if len({found.joint_id for found in begun}) > 1:
        return True
    return _met_another(one, other) or _met_another(other, one)


def joint_id(first: Half, second: Half) -> str | None:
    """Give the id that one of the two current rounds has, and no round that is over; a begun one’s first."""
    spent = {ended.joint_id for half in (first, second) for ended in half.ended}
    found = [half.current for half in (first, second) if half.current is not None]
    found.sort(key=lambda each: each.state is not RoundState.BEGUN)
    begun = [each.joint_id for each in found if each.state is RoundState.BEGUN]
    given = [each.joint_id for each in found if each.joint_id not in spent]
    return next((each for each in [*begun, *given] if each), None)


def _met_another(mine: Round, other: Round) -> bool:
    """Whether `mine` has begun with a half that is not `other`."""
    known = mine.state is RoundState.BEGUN and mine.joined_with is not None and other.token is not None
    return known and mine.joined_with != other.token

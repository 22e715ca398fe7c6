"""Looking back: what was written and turned before, read when it is asked for and kept nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from intimacy_desktop.answers import Answer, ShownAnswer
from intimacy_desktop.reveal import Seat
from intimacy_desktop.rounds import Round, RoundState

if TYPE_CHECKING:  # the vault brings SQLCipher, which the first window does without
    from intimacy_desktop.vault import Vault


@dataclass(frozen=True, slots=True)
class SharedRound:
    """A round of which both vaults hold their half.

    Args:
        joint_id: what both vaults call it.
        ids: what the first seat’s vault calls its half, and the second’s.
        begun_at: when its cards were first turned, in UTC.
        closed_at: when it ended.
    """

    joint_id: str
    ids: tuple[int, int]
    begun_at: datetime
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class SharedNotes:
    """What both keep of an evening.

    Args:
        small_try: one small thing to try.
        next_date: an ISO date, or empty.
        later: items left for later, from 0.
    """

    small_try: str = ""
    next_date: str = ""
    later: frozenset[int] = frozenset()

    def __repr__(self) -> str:
        return "SharedNotes()"


class JointHistory:
    """The evenings of two people, over their two open vaults; for the thread that opened them.

    Of either half only what was turned in its evening can be read. A round of which one of them deleted their
    half is not among them: the other reads theirs alone.

    Every method may raise VaultDamaged and VaultUnreadable.

    Args:
        first: the vault of the seat taken first.
        second: the vault of the other seat.
    """

    def __init__(self, first: "Vault", second: "Vault") -> None:
        self._vaults = {Seat.FIRST: first, Seat.SECOND: second}

    def rounds(self) -> tuple[SharedRound, ...]:
        """Give the rounds that both have closed, the newest first; nothing of an answer is read."""
        first, second = (_opened_and_closed(vault) for vault in self._vaults.values())
        shared = (
            _shared(joint_id, half, second[joint_id])
            for joint_id, half in first.items()
            if joint_id in second
        )
        return tuple(sorted(shared, key=lambda found: found.begun_at, reverse=True))

    def card(self, shared: SharedRound, seat: Seat, item: int) -> ShownAnswer:
        """Give what the card of `seat` showed; blank for one that was not turned, kept back or left blank."""
        vault, round_id = self._half(shared, seat)
        if item not in vault.uncovered(round_id):
            return ShownAnswer()
        return vault.read_uncovered(round_id, item)

    def notes(self, shared: SharedRound) -> SharedNotes:
        """Give what both keep of the evening; where one vault is behind, the first one’s words count."""
        first, second = (self._half(shared, seat) for seat in Seat)
        one, other = (vault.read_evening(round_id) for vault, round_id in (first, second))
        told = one if one.small_try or one.next_date else other
        return SharedNotes(told.small_try, told.next_date, one.later | other.later)

    def save_notes(self, shared: SharedRound, small_try: str, next_date: str) -> None:
        """Keep other words for both, in both vaults.

        Args:
            shared: of which evening.
            small_try: what the two want to try.
            next_date: an ISO date, or empty.

        Raises:
            AnswerTooLong: `small_try` is too long; nothing was saved.
            ValueError: `next_date` is no date; nothing was saved.
            SaveFailed: it stands in one of them at most; call it again.
        """
        for seat in Seat:
            vault, round_id = self._half(shared, seat)
            evening = vault.read_evening(round_id)
            changed = replace(evening, small_try=small_try, next_date=next_date)
            if changed != evening:
                vault.save_evening(round_id, changed)

    def _half(self, shared: SharedRound, seat: Seat) -> tuple["Vault", int]:
        return self._vaults[seat], shared.ids[seat.value]


class OwnHistory:
    """One person’s own answers over time; for the thread that opened the vault.

    Every method may raise VaultDamaged and VaultUnreadable.

    Args:
        vault: their own.
    """

    def __init__(self, vault: "Vault") -> None:
        self._vault = vault

    def rounds(self) -> tuple[Round, ...]:
        """Give the rounds whose answers may be read now, the newest first.

        Those are all but the one in writing; and none while one is in writing, so that what was said before
        does not lead the pen.
        """
        found = self._vault.rounds()
        if any(each.state is RoundState.WRITING for each in found):
            return ()
        return tuple(reversed(found))

    def answers(self, rounds: Sequence[Round], item: int) -> tuple[Answer, ...]:
        """Give what they wrote for one item in each of some rounds.

        Raises:
            EarlierWithheld: a round is in writing.
        """
        return tuple(self._vault.read_draft(found.id).answers[item] for found in rounds)


def _opened_and_closed(vault: "Vault") -> dict[str, Round]:
    return {
        found.joint_id: found
        for found in vault.rounds()
        if found.joint_id is not None and found.state is RoundState.CLOSED and found.begun_at is not None
    }


def _shared(joint_id: str, one: Round, other: Round) -> SharedRound:
    begun = [found.begun_at for found in (one, other) if found.begun_at is not None]
    closed = [found.closed_at for found in (one, other) if found.closed_at is not None]
    return SharedRound(joint_id, (one.id, other.id), min(begun), max(closed))

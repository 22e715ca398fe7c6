"""Both vaults open side by side: what is written to both goes into one after the other."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from intimacy_desktop import pairing
from intimacy_desktop.answers import Evening, ShownAnswer
from intimacy_desktop.errors import NotItsTurn, RoundsDiffer, UnsavedUnopened
from intimacy_desktop.history import JointHistory
from intimacy_desktop.identity import Identity
from intimacy_desktop.pairing import Half
from intimacy_desktop.reveal import CardState, Reveal, Seat
from intimacy_desktop.rounds import Round, RoundState

if TYPE_CHECKING:  # these bring libraries that the first window does without
    from intimacy_desktop.keyslots import VaultKeys
    from intimacy_desktop.unsaved import Fate
    from intimacy_desktop.vault import Vault


class Readiness(Enum):
    """Whether the two may begin; *not yet* says nothing of who is not."""

    NOT_YET = "not yet"
    READY = "ready"
    RESUMES = "resumes"
    ENDED = "ended"
    """A round was over in one of the two vaults, and is closed in the other by now; *not yet* otherwise."""


class Sitting:
    """One evening of two people over their two open vaults; for the thread that opened them.

    The vaults are never written in one step. Whatever half an interruption leaves, the next sitting over
    them mends: it takes over the joint id that one of them has, and what has begun or is closed in one has
    begun or is closed.

    Every method but `state` and `identity` may raise SaveFailed, VaultDamaged and VaultUnreadable.

    Args:
        first: the vault of the seat taken first.
        second: the vault of the other seat.
        first_reader: whose card comes first.
        alternate: the other's card comes first at every other item.

    Raises:
        NotItsTurn: both are the same vault.
    """

    def __init__(
        self, first: "Vault", second: "Vault", first_reader: Seat = Seat.SECOND, *, alternate: bool = False
    ) -> None:
        if first.vault_id == second.vault_id:
            raise NotItsTurn("a sitting needs two vaults")
        self._vaults = {Seat.FIRST: first, Seat.SECOND: second}
        self._first_reader = first_reader
        self._alternate = alternate
        self._rounds: dict[Seat, int] = {}
        self._waiting: dict[tuple[Seat, int], Evening] = {}  # came back, and the disk still refuses it
        self._state: Reveal | None = None

    @property
    def state(self) -> Reveal:
        """The moment of the reveal.

        Raises:
            NotItsTurn: it has not begun.
        """
        if self._state is None:
            raise NotItsTurn("the reveal has not begun")
        return self._state

    def identity(self, seat: Seat) -> Identity:
        """Give how a seat is seen."""
        return self._vaults[seat].identity

    def vault_id(self, seat: Seat) -> str:
        """Give the id of a seat’s vault."""
        return self._vaults[seat].vault_id

    def lock_minutes(self) -> int:
        """Give after how many untouched minutes the evening locks: the shorter of both owners’ wishes."""
        return min(vault.owner_settings().turns_lock_minutes for vault in self._vaults.values())

    def locks_minimised(self) -> bool:
        """Say whether a minimised window locks: whether one of the two owners wants it."""
        return any(vault.owner_settings().lock_when_minimised for vault in self._vaults.values())

    def readiness(self) -> Readiness:
        """Say whether the two may begin; a round that is over in one vault is closed in the other first."""
        ended = self._close_what_is_over()
        first, second = self._halves()
        if not (first.approved and second.approved):
            return Readiness.ENDED if ended else Readiness.NOT_YET
        begun = any(half.current and half.current.state is RoundState.BEGUN for half in (first, second))
        return Readiness.RESUMES if begun else Readiness.READY

    def older_than_met(self) -> tuple[Seat, ...]:
        """Give the seats whose vault is of an earlier generation than the other met at a joint opening.

        A vault never goes back to one by itself, nor by a restore: older files were put in its place.
        """
        older = []
        for seat, vault in self._vaults.items():
            met = self._vaults[seat.other].own().generation_met(vault.vault_id)
            if met is not None and vault.generation < met:
                older.append(seat)
        return tuple(older)

    def note_met(self) -> None:
        """Let each vault remember the generation of the other."""
        for seat, vault in self._vaults.items():
            other, own = self._vaults[seat.other], vault.own()
            if own.generation_met(other.vault_id) != other.generation:
                vault.save_own(own.having_met(other.vault_id, other.generation))

    def begin(self) -> Reveal:
        """Begin, or go on where it was interrupted; on return both vaults hold that it has begun.

        Raises:
            NotItsTurn: one of the two is not ready.
            RoundsDiffer: the two vaults hold halves of different evenings; no card was read.
        """
        self._close_what_is_over()
        halves = self._halves()
        rounds = {seat: half.current for seat, half in zip(Seat, halves, strict=True) if half.approved}
        first, second = rounds.get(Seat.FIRST), rounds.get(Seat.SECOND)
        if first is None or second is None:
            raise NotItsTurn("both need a sealed round")
        if pairing.differ(*halves):
            raise RoundsDiffer("the two halves belong to different evenings")
        self._join((first, second), pairing.joint_id(*halves))
        for vault, found in zip(self._vaults.values(), (first, second), strict=True):
            vault.begin(found.id)
        self._rounds = {Seat.FIRST: first.id, Seat.SECOND: second.id}
        self._state = self._resumed()
        return self._state

    def history(self) -> JointHistory:
        """Give what the two have turned in evenings that are over."""
        return JointHistory(self._vaults[Seat.FIRST], self._vaults[Seat.SECOND])

    def turn(self, seat: Seat) -> ShownAnswer:
        """Turn a card and give what it shows; that it is turned is durable before its text is read.

        Raises:
            NotItsTurn: see `Reveal.turn`; nothing was read.
        """
        turned = self.state.turn(seat)
        answer = self._vaults[seat].uncover(self._rounds[seat], turned.item)
        self._state = turned
        return answer

    def text(self, seat: Seat, item: int) -> ShownAnswer | None:
        """Give what a settled card shows, None for a closed one.

        One passed over, one kept back and one left blank give the same.
        """
        card = self.state.card(seat, item)
        if card is CardState.TURNED:
            return self._vaults[seat].read_uncovered(self._rounds[seat], item)
        return None if card is CardState.CLOSED else ShownAnswer()

    def not_this_time(self, seat: Seat) -> None:
        """Pass over a card; kept in mind for this sitting only.

        Raises:
            NotItsTurn: see `Reveal.not_this_time`.
        """
        self._state = self.state.not_this_time(seat)

    def next(self) -> None:
        """Go to the next item.

        Raises:
            NotItsTurn: see `Reveal.next`.
        """
        self._state = self.state.next()

    def back(self) -> None:
        """Go to the item before, to read it.

        Raises:
            NotItsTurn: see `Reveal.back`.
        """
        self._state = self.state.back()

    def leave_for_later(self) -> None:
        """Mark the item in view, in both vaults, to be talked about another time."""
        marked = self.state.leave_for_later()
        self._save_in_both(lambda evening: replace(evening, later=marked.later))
        self._state = marked

    def take_back(self, sealed: Mapping[str, bytes]) -> "dict[str, Fate]":
        """Put into the vaults what could not be saved when the program locked; before `begin`.

        What still cannot be saved counts as what is kept of the evening all the same.

        Args:
            sealed: by vault id, from `unsaved.seal_unsaved`.

        Returns:
            By vault id, what became of it. What does not open with the keys of its vault is as good as older.
        """
        from intimacy_desktop.unsaved import Fate, open_unsaved, take_back

        fates: dict[str, Fate] = {}
        for seat, vault in self._vaults.items():
            if vault.vault_id not in sealed:
                continue
            try:
                fate, words = take_back(vault, sealed[vault.vault_id])
                if fate is Fate.WAITING and isinstance(words, Evening):
                    found = open_unsaved(vault.keys, sealed[vault.vault_id])
                    self._waiting[seat, found.round_id] = words
            except UnsavedUnopened:
                fate = Fate.OLDER
            fates[vault.vault_id] = fate
        return fates

    def to_hand_on(
        self, remember: tuple[str, str], small_try: str, next_date: str
    ) -> "tuple[tuple[VaultKeys, int, Evening], ...]":
        """Give what is to be sealed and handed on where it cannot be saved; reads no file.

        Args:
            remember: as `save_evening` takes it, of the first seat and of the second.
            small_try: as `save_shared` takes it.
            next_date: the same.

        Returns:
            The keys, the round and the evening of each vault.
        """
        later = self.state.later
        return tuple(
            (vault.keys, self._round(seat), Evening(remember[seat.value], small_try, next_date, later))
            for seat, vault in self._vaults.items()
        )

    def waits(self, seat: Seat) -> bool:
        """Whether what came back for the vault of `seat` is still not saved."""
        return (seat, self._round(seat)) in self._waiting

    def waiting_for(self) -> frozenset[str]:
        """Give the ids of the vaults for which something came back that is still not saved."""
        return frozenset(self._vaults[seat].vault_id for seat, _round_id in tuple(self._waiting))

    def evening(self, seat: Seat) -> Evening:
        """Give what is kept of this evening in the vault of `seat`."""
        round_id = self._round(seat)
        return self._waiting.get((seat, round_id)) or self._vaults[seat].read_evening(round_id)

    def save_evening(self, seat: Seat, remember: str) -> None:
        """Keep what one of them wants to remember, in their own vault only.

        Raises:
            AnswerTooLong: `remember` is too long; nothing was saved.
        """
        self._save(seat, replace(self.evening(seat), remember=remember))

    def save_shared(self, small_try: str, next_date: str) -> None:
        """Keep in both vaults what the two want to try, and when they want to meet.

        Args:
            small_try: in their words.
            next_date: an ISO date, or empty.

        Raises:
            AnswerTooLong: `small_try` is too long; nothing was saved.
            ValueError: `next_date` is no date; nothing was saved.
        """
        self._save_in_both(lambda evening: replace(evening, small_try=small_try, next_date=next_date))

    def finish(self) -> None:
        """Close the round in both vaults; what is unread stays sealed to its author."""
        for seat in self._vaults:
            if self.waits(seat):
                self._save(seat, self.evening(seat))
        for seat, vault in self._vaults.items():
            vault.close_round(self._round(seat))

    def close(self) -> None:
        """Let go of both vaults; may be called again."""
        try:
            self._vaults[Seat.FIRST].close()
        finally:
            self._vaults[Seat.SECOND].close()

    def _round(self, seat: Seat) -> int:
        if seat not in self._rounds:
            raise NotItsTurn("the reveal has not begun")
        return self._rounds[seat]

    def _halves(self) -> tuple[Half, Half]:
        first, second = (Half(vault.current_round(), vault.ended()) for vault in self._vaults.values())
        return first, second

    def _close_what_is_over(self) -> bool:
        """Close what has its end in the other vault; say whether there was anything."""
        first, second = self._halves()
        over = {Seat.FIRST: (first, second), Seat.SECOND: (second, first)}
        closed = False
        for seat, (mine, others) in over.items():
            if mine.current is not None and pairing.is_over(mine, others):
                self._vaults[seat].close_round(mine.current.id)
                closed = True
        return closed

    def _join(self, rounds: tuple[Round, Round], given: str | None) -> None:
        """Let both halves bear one name, and each know the other."""
        from uuid import uuid4

        joint_id = given or str(uuid4())
        for (vault, found), other in zip(
            zip(self._vaults.values(), rounds, strict=True), reversed(rounds), strict=True
        ):
            if (found.joint_id, found.joined_with) != (joint_id, other.token):
                vault.join(found.id, joint_id, other.token)

    def _resumed(self) -> Reveal:
        evenings = [self.evening(seat) for seat in Seat]
        later = frozenset[int]().union(*(evening.later for evening in evenings))
        told = next((evening for evening in evenings if evening.small_try or evening.next_date), Evening())
        self._save_in_both(
            lambda evening: replace(evening, later=later, small_try=told.small_try, next_date=told.next_date)
        )
        first, second = (self._vaults[seat].uncovered(self._round(seat)) for seat in Seat)
        return Reveal.resume((first, second), self._first_reader, alternate=self._alternate, later=later)

    def _save_in_both(self, change: Callable[[Evening], Evening]) -> None:
        for seat in self._vaults:
            evening = self.evening(seat)
            changed = change(evening)
            if changed != evening:
                self._save(seat, changed)

    def _save(self, seat: Seat, evening: Evening) -> None:
        round_id = self._round(seat)
        self._vaults[seat].save_evening(round_id, evening)
        self._waiting.pop((seat, round_id), None)

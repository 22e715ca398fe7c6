"""Rounds, copies, deletions and crashes in any order: no card early, nor one of a round that is over."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from intimacy_desktop.answers import ITEMS, Answer, Draft, ShownAnswer
from intimacy_desktop.errors import NotItsTurn, RoundsDiffer
from intimacy_desktop.history import JointHistory
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.reveal import CardState, Seat
from intimacy_desktop.rounds import Round, RoundState
from intimacy_desktop.sitting import Readiness, Sitting
from intimacy_desktop.vault import Vault
from intimacy_desktop.vault.rotation import delete_round
from intimacy_desktop.vault.roundstore import RoundStore
from tests.core.couplekit import BLANK, KEPT, Couple

WRITES = {"join", "begin", "uncover", "save_evening", "close_round"}
NEVER = 1000
IN_MEMORY = Path("/dev/shm")  # noqa: S108 (a folder of our own in it; the disk would only be slow)
SEATS = st.sampled_from(Seat)
STEPS = st.lists(
    st.sampled_from(["turn", "turn", "turn", "pass", "next", "next", "back", "later"]), max_size=8
)
CRASHES = st.sampled_from([NEVER, NEVER, NEVER, *range(9)])


class Crash(BaseException):
    """The process ended here."""


class Crashing:
    """A vault in a process that ends before its so-manyth write."""

    def __init__(self, vault: Vault, left: list[int]) -> None:
        self.vault, self._left = vault, left

    def __getattr__(self, name: str) -> Any:
        if name in WRITES:
            self._left[0] -= 1
            if self._left[0] < 0:
                raise Crash
        return getattr(self.vault, name)


class ComingBack(RuleBasedStateMachine):
    """Two people over months: their vaults are real, and every text that leaves one is checked as it does."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(dir=IN_MEMORY if IN_MEMORY.is_dir() else None))
        self.couple = Couple.make(self.place / "now")
        self.copies: list[tuple[Seat, Path, VaultKeys]] = []
        self.written = 0
        self.reading: Callable[[RoundStore, int, int], None] = self._refuse
        self.original = RoundStore.shown
        machine = self

        def watched(store: RoundStore, round_id: int, item: int) -> ShownAnswer:
            machine.reading(store, round_id, item)
            return machine.original(store, round_id, item)

        RoundStore.shown = watched  # type: ignore[method-assign]  # put back in `teardown`

    def teardown(self) -> None:
        RoundStore.shown = self.original  # type: ignore[method-assign]  # as it was
        shutil.rmtree(self.place)

    @staticmethod
    def _refuse(_store: RoundStore, _round_id: int, _item: int) -> None:
        raise AssertionError("a card was read with nobody sitting together")

    @initialize()
    def both_are_sealed_and_copied(self) -> None:
        self.both_write()
        for seat in Seat:
            self.copy(seat)

    # alone

    @rule(seat=SEATS)
    def write(self, seat: Seat) -> None:
        self.couple.alone(seat, self._write)

    def _write(self, vault: Vault) -> None:
        present = vault.current_round()
        if present is None:
            present = vault.start_round()
        if present.state is not RoundState.WRITING:
            return
        self.written += 1
        answers = [Answer(f"{self.written}.{item}", kept=item == KEPT) for item in range(ITEMS)]
        answers[BLANK] = Answer()
        vault.save_draft(present.id, Draft(tuple(answers)))
        vault.seal(present.id)

    @rule()
    def both_write(self) -> None:
        for seat in Seat:
            self.write(seat)

    @rule(seat=SEATS, change=st.sampled_from(["unseal", "close", "delete"]))
    def change_alone(self, seat: Seat, change: str) -> None:
        match change:
            case "unseal":
                self._with_current(seat, [RoundState.SEALED], lambda vault, found: vault.unseal(found.id))
            case "close":
                self._with_current(seat, list(RoundState), lambda vault, found: vault.close_round(found.id))
            case "delete":
                self._delete_newest(seat)

    def _with_current(
        self, seat: Seat, states: list[RoundState], work: Callable[[Vault, Round], object]
    ) -> None:
        def step(vault: Vault) -> None:
            found = vault.current_round()
            if found is not None and found.state in states:
                work(vault, found)

        self.couple.alone(seat, step)

    def _delete_newest(self, seat: Seat) -> None:
        rounds: list[Round] = []
        self.couple.alone(seat, lambda vault: rounds.extend(vault.rounds()))
        if rounds:
            folder, keys = self.couple.folder(seat), self.couple.keys[seat]
            fresh = delete_round(folder, keys, rounds[-1].id, renew_backups=lambda *_: None)
            self.couple.keys = {**self.couple.keys, seat: fresh}

    # copies of a folder

    @rule(seat=SEATS)
    def copy(self, seat: Seat) -> None:
        where = self.place / f"copy{len(self.copies)}"
        shutil.copytree(self.couple.folder(seat), where)
        self.copies.append((seat, where, self.couple.keys[seat]))

    @precondition(lambda self: self.copies)
    @rule(data=st.data())
    def put_back(self, data: st.DataObject) -> None:
        seat, where, keys = data.draw(st.sampled_from(self.copies))
        shutil.rmtree(self.couple.folder(seat))
        shutil.copytree(where, self.couple.folder(seat))
        self.couple.keys = {**self.couple.keys, seat: keys}

    # together

    @rule(steps=STEPS, crash=CRASHES, finish=st.booleans())
    def sit_together(self, steps: list[str], crash: int, finish: bool) -> None:
        vaults = [self.couple.open(seat) for seat in Seat]
        left = [crash]
        first, second = (Crashing(vault, left) for vault in vaults)
        sitting = Sitting(first, second)  # type: ignore[arg-type]  # they stand for vaults
        self.reading = lambda store, round_id, item: self._check_turned(
            sitting, vaults, store, round_id, item
        )
        try:
            self._evening(sitting, vaults, steps, finish=finish)
        except Crash:
            pass
        finally:
            self.reading = self._refuse
            for vault in vaults:
                vault.close()

    def _evening(self, sitting: Sitting, vaults: list[Vault], steps: list[str], *, finish: bool) -> None:
        ready = sitting.readiness() in {Readiness.READY, Readiness.RESUMES}
        before = [vault.current_round() for vault in vaults]
        for vault in vaults:
            assert sum(found.state is not RoundState.CLOSED for found in vault.rounds()) <= 1
        try:
            sitting.begin()
        except RoundsDiffer:
            assert ready
            return
        except NotItsTurn:
            assert not ready
            return
        first, second = (vault.current_round() for vault in vaults)
        assert first is not None
        assert second is not None
        # Given one half had begun before, Then it was with this other half
        for was, other in zip(before, (second, first), strict=True):
            if was is not None and was.state is RoundState.BEGUN:
                assert was.joined_with == other.token
        assert first.state is second.state is RoundState.BEGUN
        assert first.joint_id == second.joint_id
        assert (first.joined_with, second.joined_with) == (second.token, first.token)
        for step in steps:
            self._step(sitting, step)
        if finish:
            sitting.finish()

    @staticmethod
    def _step(sitting: Sitting, step: str) -> None:
        reader = sitting.state.reader or Seat.FIRST
        try:
            match step:
                case "turn":
                    sitting.turn(reader)
                case "pass":
                    sitting.not_this_time(reader)
                case "next":
                    sitting.next()
                case "back":
                    sitting.back()
                case "later":
                    sitting.leave_for_later()
        except NotItsTurn:
            return
        for seat in Seat:
            for item in range(ITEMS):
                words = sitting.text(seat, item)
                closed = sitting.state.card(seat, item) is CardState.CLOSED
                assert (words is None) == closed
                if item in {KEPT, BLANK}:
                    assert words in {None, ShownAnswer()}

    @staticmethod
    def _check_turned(
        sitting: Sitting, vaults: list[Vault], store: RoundStore, round_id: int, item: int
    ) -> None:
        """The moment before a text exists: its card is turned, on the disk, in an evening of both."""
        mine, other = vaults if vaults[0]._rounds is store else reversed(vaults)
        found, others = mine.current_round(), other.current_round()
        assert found is not None
        assert others is not None
        assert found.id == round_id
        assert found.state is others.state is RoundState.BEGUN
        assert item in store.uncovered(round_id)
        assert item <= sitting.state.reached
        over = {ended.joint_id for ended in other.ended()} | {ended.joined_with for ended in other.ended()}
        assert found.joint_id not in over
        assert found.token not in over

    @rule()
    def look_back(self) -> None:
        vaults = [self.couple.open(seat) for seat in Seat]
        self.reading = self._check_looking_back
        try:
            history = JointHistory(*vaults)
            for shared in history.rounds():
                for seat, vault in zip(Seat, vaults, strict=True):
                    turned = vault.uncovered(shared.ids[seat.value])
                    for item in range(ITEMS):
                        words = history.card(shared, seat, item)
                        assert words == ShownAnswer() or item in turned - {KEPT, BLANK}
        finally:
            self.reading = self._refuse
            for vault in vaults:
                vault.close()

    @staticmethod
    def _check_looking_back(store: RoundStore, round_id: int, item: int) -> None:
        assert store.require(round_id, RoundState.CLOSED)
        assert item in store.uncovered(round_id)


TestComingBack = ComingBack.TestCase
TestComingBack.settings = settings(max_examples=25, stateful_step_count=24, deadline=None)

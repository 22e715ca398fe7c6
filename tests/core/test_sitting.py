"""Both vaults open side by side, real ones: no card early, and every half is mended."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from intimacy_desktop.answers import ITEMS, Evening, ShownAnswer
from intimacy_desktop.errors import AnswerTooLong, NotItsTurn, RoundsDiffer
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.reveal import CardState, Seat
from intimacy_desktop.rounds import RoundState
from intimacy_desktop.sitting import Readiness, Sitting
from intimacy_desktop.vault import OwnerSettings, Vault
from intimacy_desktop.vault.rotation import rotate
from intimacy_desktop.vault.roundstore import RoundStore
from tests.core.couplekit import BLANK, KEPT, Couple, current, write_and_seal

WRITES = {"join", "begin", "uncover", "save_evening", "close_round"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Couple:
    couple = Couple.make(tmp_path_factory.mktemp("sealed"))
    for seat in Seat:
        couple.alone(seat, write_and_seal)
    return couple


@pytest.fixture
def couple(template: Couple, tmp_path: Path) -> Couple:
    """Give two people who have both sealed."""
    return template.copy_to(tmp_path)


@pytest.fixture
def evening(couple: Couple) -> Iterator[Sitting]:
    sitting = couple.sitting()
    yield sitting
    sitting.close()


class Interrupted(BaseException):
    """The process ended here."""


class Fragile:
    """A vault in a process that ends before its so-manyth write of the evening."""

    def __init__(self, vault: Vault, left: list[int]) -> None:
        self._vault = vault
        self._left = left

    def __getattr__(self, name: str) -> Any:
        if name in WRITES:
            self._left[0] -= 1
            if self._left[0] < 0:
                raise Interrupted
        return getattr(self._vault, name)


def interrupted(couple: Couple, writes: int, work: Callable[[Sitting], object]) -> bool:
    """Do `work` in a process that ends after so many writes; say whether it ended early."""
    vaults = [couple.open(seat) for seat in Seat]
    left = [writes]
    first, second = (Fragile(vault, left) for vault in vaults)
    try:
        work(Sitting(first, second))
    except Interrupted:
        return True
    finally:
        for vault in vaults:
            vault.close()
    return False


def test_two_sealed_rounds_are_ready(evening: Sitting) -> None:
    assert evening.readiness() is Readiness.READY


def test_not_yet_says_nothing_of_who_is_not_ready(tmp_path: Path) -> None:
    # Given all ways in which one of them may not be ready
    couple = Couple.make(tmp_path / "start")

    def says() -> Readiness:
        sitting = couple.sitting()
        try:
            with pytest.raises(NotItsTurn):
                sitting.begin()
            return sitting.readiness()
        finally:
            sitting.close()

    assert says() is Readiness.NOT_YET
    couple.alone(Seat.FIRST, lambda vault: vault.start_round())
    assert says() is Readiness.NOT_YET
    couple.alone(Seat.FIRST, lambda vault: vault.seal(current(vault).id))
    assert says() is Readiness.NOT_YET
    couple.alone(Seat.SECOND, lambda vault: vault.start_round())
    assert says() is Readiness.NOT_YET


def test_nothing_of_a_card_is_there_before_the_beginning(evening: Sitting) -> None:
    for ask in (
        lambda: evening.state,
        lambda: evening.turn(Seat.SECOND),
        lambda: evening.text(Seat.SECOND, 0),
        lambda: evening.not_this_time(Seat.SECOND),
        evening.next,
        evening.leave_for_later,
        evening.finish,
        lambda: evening.save_evening(Seat.FIRST, "x"),
    ):
        with pytest.raises(NotItsTurn):
            ask()


def test_the_beginning_is_written_to_both_under_one_id(couple: Couple, evening: Sitting) -> None:
    state = evening.begin()
    evening.close()
    assert state.item == 0
    ids = set()
    for seat in Seat:
        vault = couple.open(seat)
        found = current(vault)
        assert found.state is RoundState.BEGUN
        ids.add(found.joint_id)
        vault.close()
    assert len(ids) == 1
    assert None not in ids


def test_cards_show_what_their_authors_sealed_in_turn(evening: Sitting) -> None:
    evening.begin()
    with pytest.raises(NotItsTurn):
        evening.turn(Seat.FIRST)
    assert evening.turn(Seat.SECOND) == ShownAnswer("Jonas 0")
    assert evening.text(Seat.SECOND, 0) == ShownAnswer("Jonas 0")
    assert evening.text(Seat.FIRST, 0) is None
    assert evening.turn(Seat.FIRST) == ShownAnswer("Mara 0")
    assert evening.text(Seat.SECOND, 1) is None


def test_kept_back_left_blank_and_passed_over_are_the_same(evening: Sitting) -> None:
    evening.begin()
    for _ in range(KEPT):
        evening.not_this_time(Seat.SECOND)
        evening.not_this_time(Seat.FIRST)
        evening.next()
    shown = [evening.text(Seat.SECOND, 0), evening.turn(Seat.SECOND)]
    evening.turn(Seat.FIRST)
    evening.next()
    evening.not_this_time(Seat.SECOND)
    evening.not_this_time(Seat.FIRST)
    evening.next()
    shown += [evening.turn(Seat.SECOND), evening.text(Seat.SECOND, BLANK), evening.text(Seat.SECOND, KEPT)]
    assert evening.state.item == BLANK
    assert shown == [ShownAnswer()] * 5


def test_what_was_turned_stays_turned_and_what_was_passed_over_stays_sealed(couple: Couple) -> None:
    # Given an evening that stops at the third item, the second passed over by Jonas
    sitting = couple.sitting()
    sitting.begin()
    for passes in (False, True):
        (sitting.not_this_time if passes else sitting.turn)(Seat.SECOND)
        sitting.turn(Seat.FIRST)
        sitting.next()
    sitting.turn(Seat.SECOND)
    sitting.close()
    # When they come back
    sitting = couple.sitting()
    assert sitting.readiness() is Readiness.RESUMES
    state = sitting.begin()
    # Then they are at the third item, and it is Mara’s turn
    assert (state.item, state.reader) == (2, Seat.FIRST)
    assert sitting.text(Seat.FIRST, 0) == ShownAnswer("Mara 0")
    assert state.card(Seat.SECOND, 1) is CardState.NOT_THIS_TIME
    assert sitting.text(Seat.SECOND, 1) == ShownAnswer()
    sitting.close()


def test_the_evening_is_kept_where_it_belongs(couple: Couple, evening: Sitting) -> None:
    evening.begin()
    evening.save_evening(Seat.FIRST, "the lamp")
    evening.save_evening(Seat.SECOND, "the walk")
    evening.save_shared("a walk on Sunday", "2026-12-06")
    evening.leave_for_later()
    assert evening.evening(Seat.FIRST) == Evening(
        "the lamp", "a walk on Sunday", "2026-12-06", frozenset({0})
    )
    assert evening.evening(Seat.SECOND) == Evening(
        "the walk", "a walk on Sunday", "2026-12-06", frozenset({0})
    )
    evening.close()
    sitting = couple.sitting()
    assert sitting.begin().later == {0}
    assert sitting.evening(Seat.SECOND).remember == "the walk"
    sitting.close()


def test_what_cannot_be_kept_is_kept_in_neither(evening: Sitting) -> None:
    evening.begin()
    with pytest.raises(AnswerTooLong):
        evening.save_shared("x" * 2001, "")
    with pytest.raises(ValueError, match="isoformat"):
        evening.save_shared("x", "tomorrow")
    assert {evening.evening(seat) for seat in Seat} == {Evening()}


def test_a_finished_round_is_closed_for_both_and_can_still_be_read(couple: Couple, evening: Sitting) -> None:
    evening.begin()
    evening.turn(Seat.SECOND)
    evening.finish()
    assert evening.text(Seat.SECOND, 0) == ShownAnswer("Jonas 0")
    with pytest.raises(NotItsTurn):
        evening.turn(Seat.FIRST)
    assert evening.readiness() is Readiness.NOT_YET
    evening.close()
    for seat in Seat:
        couple.alone(seat, write_and_seal)
    sitting = couple.sitting()
    assert sitting.readiness() is Readiness.READY
    assert sitting.begin().item == 0
    sitting.close()


def test_the_shorter_of_two_lock_times_holds(couple: Couple, evening: Sitting) -> None:
    assert evening.lock_minutes() == 30
    couple.alone(Seat.SECOND, lambda vault: vault.save_owner_settings(OwnerSettings(turns_lock_minutes=10)))
    assert evening.lock_minutes() == 10


def test_a_vault_cannot_sit_with_itself(couple: Couple) -> None:
    vault = couple.open(Seat.FIRST)
    with pytest.raises(NotItsTurn):
        Sitting(vault, vault)
    vault.close()


def begin_and_turn(sitting: Sitting) -> None:
    sitting.begin()
    sitting.turn(Seat.SECOND)
    sitting.turn(Seat.FIRST)


@pytest.mark.parametrize("writes", range(6))
def test_a_beginning_cut_off_after_any_write_is_mended(couple: Couple, writes: int) -> None:
    # Given the process ends after so many writes of: join, join, begin, begin, turn, turn
    assert interrupted(couple, writes, begin_and_turn)
    # When both open again
    sitting = couple.sitting()
    # Then it has begun if either vault says so, and both say the same once it goes on
    assert sitting.readiness() is (Readiness.RESUMES if writes > 2 else Readiness.READY)
    state = sitting.begin()
    assert state.card(Seat.SECOND, 0) is (CardState.TURNED if writes > 4 else CardState.CLOSED)
    assert state.card(Seat.FIRST, 0) is CardState.CLOSED
    sitting.close()
    rounds = []
    for seat in Seat:
        vault = couple.open(seat)
        rounds.append((current(vault).joint_id, current(vault).state))
        vault.close()
    assert rounds[0] == rounds[1]
    assert rounds[0][1] is RoundState.BEGUN


def test_begun_stands_in_both_before_the_first_text_exists(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given every reading of a card is noted, with how far both vaults are on the disk at that moment
    seen: list[list[RoundState]] = []
    read = RoundStore.shown

    def noted(store: RoundStore, round_id: int, item: int) -> ShownAnswer:
        states = []
        for seat in Seat:
            other = couple.open(seat)
            states.append(current(other).state)
            other.close()
        seen.append(states)
        return read(store, round_id, item)

    monkeypatch.setattr(RoundStore, "shown", noted)
    sitting = couple.sitting()
    sitting.readiness()
    sitting.begin()
    assert seen == []
    sitting.turn(Seat.SECOND)
    sitting.close()
    assert seen == [[RoundState.BEGUN, RoundState.BEGUN]]


@pytest.mark.parametrize("writes", [3, 4, 5])
def test_an_end_cut_off_between_the_vaults_is_mended(couple: Couple, writes: int) -> None:
    def end(sitting: Sitting) -> None:
        sitting.save_shared("a walk", "")
        sitting.finish()

    # Given a process that ends after so many writes of: begin, begin, save, save, close, close
    sitting = couple.sitting()
    sitting.begin()
    sitting.close()
    assert interrupted(couple, writes, lambda sitting: (sitting.begin(), end(sitting)))
    # When both open again
    sitting = couple.sitting()
    if writes < 5:
        # Then what the first vault holds of the evening is in the second too
        sitting.begin()
        assert sitting.evening(Seat.SECOND).small_try == "a walk"
    else:
        # Then a round that is closed for one is closed for both, which is said once
        assert sitting.readiness() is Readiness.ENDED
        assert sitting.readiness() is Readiness.NOT_YET
    sitting.close()
    second = couple.open(Seat.SECOND)
    assert (second.current_round() is None) is (writes == 5)
    second.close()


def test_a_mark_for_later_cut_off_between_the_vaults_is_mended(couple: Couple) -> None:
    assert interrupted(couple, 5, lambda sitting: (sitting.begin(), sitting.leave_for_later()))
    sitting = couple.sitting()
    assert sitting.begin().later == {0}
    assert sitting.evening(Seat.SECOND).later == {0}
    sitting.close()


def test_a_round_that_one_closed_alone_is_closed_for_the_other(couple: Couple) -> None:
    # Given a begun round that Mara closes alone, and a next one she seals
    sitting = couple.sitting()
    sitting.begin()
    sitting.close()
    couple.alone(Seat.FIRST, lambda vault: vault.close_round(current(vault).id))
    couple.alone(Seat.FIRST, write_and_seal)
    # When both open together, then Jonas can write a next one too, and the two meet
    sitting = couple.sitting()
    assert sitting.readiness() is Readiness.ENDED
    sitting.close()
    couple.alone(Seat.SECOND, write_and_seal)
    sitting = couple.sitting()
    assert sitting.readiness() is Readiness.READY
    assert sitting.begin().item == 0
    sitting.close()


def test_a_sealed_round_outlives_the_other_s_closed_one(couple: Couple) -> None:
    # Given both rounds have one id, nothing has begun, and Mara closes hers and seals another
    assert interrupted(couple, 2, lambda sitting: sitting.begin())
    couple.alone(Seat.FIRST, lambda vault: vault.close_round(current(vault).id))
    couple.alone(Seat.FIRST, write_and_seal)
    # Then what Jonas sealed meets it, under a new id
    sitting = couple.sitting()
    assert sitting.readiness() is Readiness.READY
    sitting.begin()
    assert sitting.turn(Seat.SECOND) == ShownAnswer("Jonas 0")
    sitting.close()
    mara = couple.open(Seat.FIRST)
    old, new = mara.rounds()
    assert old.joint_id != new.joint_id
    mara.close()


def test_two_different_reveals_show_nothing(couple: Couple, template: Couple, tmp_path: Path) -> None:
    # Given Mara’s vault began with another copy of Jonas’s than the one that is here
    other = template.copy_to(tmp_path / "elsewhere")
    for where in (couple, other):
        sitting = where.sitting()
        sitting.begin()
        sitting.close()
    shutil.rmtree(couple.folder(Seat.SECOND))
    shutil.copytree(other.folder(Seat.SECOND), couple.folder(Seat.SECOND))
    # Then it is said, and no card can be turned
    sitting = couple.sitting()
    with pytest.raises(RoundsDiffer):
        sitting.begin()
    with pytest.raises(NotItsTurn):
        sitting.turn(Seat.SECOND)
    sitting.close()


EVENTS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["turn", "turn", "pass"]), st.sampled_from(Seat)),
        st.tuples(st.sampled_from(["next", "next", "next", "back", "later", "come back"]), st.none()),
    ),
    max_size=40,
)


def happened(sitting: Sitting, event: str, seat: Seat | None) -> bool:
    """Ask for `event`; say whether the rules allow it."""
    steps = {
        "turn": lambda: sitting.turn(seat),
        "pass": lambda: sitting.not_this_time(seat),
        "next": sitting.next,
        "back": sitting.back,
        "later": sitting.leave_for_later,
    }
    before = sitting.state
    try:
        steps[event]()
    except NotItsTurn:
        assert sitting.state is before
        return False
    return True


def check_what_can_be_read(sitting: Sitting, turned: dict[Seat, set[int]]) -> None:
    for seat in Seat:
        name = sitting.identity(seat).nickname
        for item in range(ITEMS):
            text = sitting.text(seat, item)
            if item in turned[seat] and item not in {KEPT, BLANK}:
                assert text == ShownAnswer(f"{name} {item}")
            else:
                assert text is None or text == ShownAnswer()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS)
def test_no_order_of_events_shows_a_card_early(
    template: Couple, monkeypatch: pytest.MonkeyPatch, events: list[tuple[str, Seat | None]]
) -> None:
    # Given every reading of a card out of a vault is noted
    read: set[tuple[str, int]] = set()
    original = RoundStore.shown

    def noted(store: RoundStore, round_id: int, item: int) -> ShownAnswer:
        answer = original(store, round_id, item)
        read.add((answer.text.split(" ")[0], item))
        return answer

    turned: dict[Seat, set[int]] = {seat: set() for seat in Seat}
    with monkeypatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(RoundStore, "shown", noted)
        couple = template.copy_to(Path(folder))
        sitting = couple.sitting()
        sitting.begin()
        # When anything is asked for, in any order
        for event, seat in events:
            before = sitting.state
            if event == "come back":
                sitting.close()
                sitting = couple.sitting()
                sitting.begin()
                continue
            if happened(sitting, event, seat) and event == "turn":
                # Then a card turns only for its reader
                assert seat is before.reader
                turned[seat].add(before.item)
            # and exactly the turned cards can be read
            check_what_can_be_read(sitting, turned)
        sitting.close()
    # and nothing else ever came out of a vault
    names = {Seat.FIRST: "Mara", Seat.SECOND: "Jonas"}
    allowed = {(names[seat], item) for seat in Seat for item in turned[seat]} | {("", KEPT), ("", BLANK)}
    assert read <= allowed


def test_an_older_vault_than_was_met_is_found_once_and_no_other_is(tmp_path: Path) -> None:
    # Given two who met, then changed one key, and met again
    couple = Couple.make(tmp_path / "home")
    keys = dict(couple.keys)
    older = couple.copy_to(tmp_path / "older")
    for _ in range(2):
        sitting = open_sitting(couple.parent, keys)
        assert sitting.older_than_met() == ()
        sitting.note_met()
        sitting.close()
        folder = couple.parent / keys[Seat.SECOND].vault_id
        keys[Seat.SECOND] = rotate(folder, keys[Seat.SECOND], renew_backups=lambda *_: None)
    # When the files of that one are put back as they were at first
    shutil.rmtree(folder)
    shutil.copytree(older.folder(Seat.SECOND), folder)
    sitting = open_sitting(couple.parent, {**keys, Seat.SECOND: older.keys[Seat.SECOND]})
    # Then it is found, until it was noted
    assert sitting.older_than_met() == (Seat.SECOND,)
    assert sitting.older_than_met() == (Seat.SECOND,)
    sitting.note_met()
    assert sitting.older_than_met() == ()
    sitting.close()


def test_who_met_before_is_remembered_without_another_write(tmp_path: Path) -> None:
    couple = Couple.make(tmp_path)
    sitting = open_sitting(couple.parent, couple.keys)
    sitting.note_met()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.db")}
    sitting.note_met()
    sitting.close()
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.db")} == before


def open_sitting(parent: Path, keys: dict[Seat, VaultKeys]) -> Sitting:
    return Sitting(*(Vault.open(parent / keys[seat].vault_id, keys[seat]) for seat in Seat))

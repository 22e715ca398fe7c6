"""Looking back: only what was turned in its evening, from both vaults, and nothing kept elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from intimacy_desktop.answers import ITEMS, Answer, Draft, Evening, ShownAnswer
from intimacy_desktop.errors import AnswerTooLong, EarlierWithheld
from intimacy_desktop.history import JointHistory, OwnHistory, SharedNotes
from intimacy_desktop.reveal import Seat
from intimacy_desktop.vault import Vault
from intimacy_desktop.vault.rotation import delete_round
from intimacy_desktop.vault.roundstore import RoundStore
from tests.core.couplekit import BLANK, KEPT, Couple, current


def write(couple: Couple, number: int) -> None:
    for seat in Seat:

        def seal(vault: Vault) -> None:
            name = vault.identity.nickname
            answers = [Answer(f"{name} {number}.{item}", kept=item == KEPT) for item in range(ITEMS)]
            answers[BLANK] = Answer()
            round_id = vault.start_round().id
            vault.save_draft(round_id, Draft(tuple(answers)))
            vault.seal(round_id)

        couple.alone(seat, seal)


def sit(couple: Couple, number: int, turned: int) -> None:
    """One evening in which so many items are turned by both, the first with something left for later."""
    write(couple, number)
    sitting = couple.sitting()
    sitting.begin()
    for item in range(turned):
        if item:
            sitting.next()
        sitting.turn(Seat.SECOND)
        sitting.turn(Seat.FIRST)
    sitting.leave_for_later()
    sitting.save_shared(f"a walk {number}", f"2026-0{number}-01")
    for seat in Seat:
        sitting.save_evening(seat, f"{seat.name} {number}")
    sitting.finish()
    sitting.close()


@pytest.fixture(name="template", scope="module")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Couple:
    couple = Couple.make(tmp_path_factory.mktemp("history"))
    sit(couple, 1, 10)
    sit(couple, 2, 3)
    return couple


@pytest.fixture(name="couple")
def _couple(template: Couple, tmp_path: Path) -> Couple:
    return template.copy_to(tmp_path / "couple")


@contextmanager
def looking_back(couple: Couple) -> Iterator[JointHistory]:
    vaults = [couple.open(seat) for seat in Seat]
    try:
        yield JointHistory(*vaults)
    finally:
        for vault in vaults:
            vault.close()


def test_evenings_stand_side_by_side_the_newest_first(couple: Couple) -> None:
    with looking_back(couple) as history:
        newer, older = history.rounds()
        assert newer.begun_at > older.begun_at
        assert history.card(newer, Seat.FIRST, 0) == ShownAnswer("Mara 2.0")
        assert history.card(older, Seat.SECOND, 9) == ShownAnswer("Jonas 1.9")
        assert history.notes(newer) == SharedNotes("a walk 2", "2026-02-01", frozenset({2}))


def test_what_was_not_turned_stays_sealed_like_a_blank_one(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given every reading of a card out of a vault is noted
    read: list[int] = []
    original = RoundStore.shown

    def noted(store: RoundStore, round_id: int, item: int) -> ShownAnswer:
        read.append(item)
        return original(store, round_id, item)

    monkeypatch.setattr(RoundStore, "shown", noted)
    with looking_back(couple) as history:
        newer, older = history.rounds()
        # When all of an evening is looked at that ended after the third sentence
        seen = [history.card(newer, seat, item) for seat in Seat for item in range(ITEMS)]
        # Then the rest is not read, and cannot be told from what was kept back or left blank
        assert read == [0, 1, 2] * 2
        assert seen[3:10] == [ShownAnswer()] * 7
        assert [history.card(older, Seat.FIRST, item) for item in (KEPT, BLANK)] == [ShownAnswer()] * 2


def test_a_round_that_one_deleted_or_has_not_closed_is_not_shared(couple: Couple) -> None:
    # Given Mara deletes her half of the first evening
    keys = delete_round(couple.folder(Seat.FIRST), couple.keys[Seat.FIRST], 1, renew_backups=lambda *_: None)
    couple.keys = {**couple.keys, Seat.FIRST: keys}
    # and a third one is not over
    write(couple, 3)
    sitting = couple.sitting()
    sitting.begin()
    sitting.turn(Seat.SECOND)
    sitting.close()
    # Then only the second is shared, and Jonas still reads his own of the first
    with looking_back(couple) as history:
        assert [history.notes(shared).small_try for shared in history.rounds()] == ["a walk 2"]
    couple.alone(Seat.SECOND, lambda vault: vault.read_draft(1))


def test_a_round_that_was_never_opened_together_is_not_shared(couple: Couple) -> None:
    write(couple, 3)
    for seat in Seat:
        couple.alone(seat, lambda vault: vault.close_round(current(vault).id))
    with looking_back(couple) as history:
        assert len(history.rounds()) == 2


def test_notes_for_both_are_changed_in_both_and_a_half_is_mended(couple: Couple) -> None:
    with looking_back(couple) as history:
        newer = history.rounds()[0]
        history.save_notes(newer, "a longer walk", "2026-05-05")
    found = []
    for seat in Seat:
        couple.alone(seat, lambda vault: found.append(vault.read_evening(2)))
    assert found == [
        Evening("FIRST 2", "a longer walk", "2026-05-05", frozenset({2})),
        Evening("SECOND 2", "a longer walk", "2026-05-05", frozenset({2})),
    ]
    # Given only the first vault took the next words
    couple.alone(Seat.FIRST, lambda vault: vault.save_evening(2, Evening("", "a swim", "", frozenset())))
    with looking_back(couple) as history:
        newer = history.rounds()[0]
        assert history.notes(newer) == SharedNotes("a swim", "", frozenset({2}))
        # and what is too long is kept in neither
        with pytest.raises(AnswerTooLong):
            history.save_notes(newer, "x" * 2001, "")
        assert history.notes(newer).small_try == "a swim"


def test_own_answers_over_time_come_with_what_was_kept_back(couple: Couple) -> None:
    def look(vault: Vault) -> None:
        history = OwnHistory(vault)
        rounds = history.rounds()
        assert [found.id for found in rounds] == [2, 1]
        assert history.answers(rounds, KEPT) == (Answer("Mara 2.4", kept=True), Answer("Mara 1.4", kept=True))
        # and not while a round is in writing
        vault.start_round()
        assert history.rounds() == ()
        with pytest.raises(EarlierWithheld):
            history.answers(rounds, 0)

    couple.alone(Seat.FIRST, look)


def test_nothing_of_a_pair_is_named_by_its_words() -> None:
    assert "a walk" not in repr(SharedNotes("a walk"))

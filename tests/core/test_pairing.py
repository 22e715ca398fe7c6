"""Rounds after the first, and vaults that are not of one time: told plainly, and no card shown."""

import shutil
from pathlib import Path

import pytest

from intimacy_desktop.answers import Answer, Draft, ShownAnswer
from intimacy_desktop.errors import EarlierWithheld, NotItsTurn, RoundsDiffer
from intimacy_desktop.pairing import Half, differ, is_over, joint_id
from intimacy_desktop.reveal import Seat
from intimacy_desktop.rounds import Ended, Round, RoundState
from intimacy_desktop.sitting import Readiness
from intimacy_desktop.vault import Vault
from intimacy_desktop.vault.rotation import delete_round
from tests.core.couplekit import Couple, current, write_and_seal


@pytest.fixture(name="template", scope="module")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Couple:
    couple = Couple.make(tmp_path_factory.mktemp("sealed"))
    for seat in Seat:
        couple.alone(seat, write_and_seal)
    return couple


@pytest.fixture(name="couple")
def _couple(template: Couple, tmp_path: Path) -> Couple:
    return template.copy_to(tmp_path / "couple")


def evening(couple: Couple, *, finish: bool = True, turns: int = 1) -> None:
    """Sit down, turn some items, and close."""
    sitting = couple.sitting()
    sitting.begin()
    for turned in range(turns):
        if turned:
            sitting.next()
        sitting.turn(Seat.SECOND)
        sitting.turn(Seat.FIRST)
    if finish:
        sitting.finish()
    sitting.close()


def put_back(couple: Couple, seat: Seat, copy: Path) -> None:
    shutil.rmtree(couple.folder(seat))
    shutil.copytree(copy, couple.folder(seat))


def readiness(couple: Couple) -> Readiness:
    sitting = couple.sitting()
    try:
        return sitting.readiness()
    finally:
        sitting.close()


def last(couple: Couple, seat: Seat) -> Round:
    found: list[Round] = []
    couple.alone(seat, lambda vault: found.append(vault.rounds()[-1]))
    return found[0]


def delete_last(couple: Couple, seat: Seat) -> None:
    """Have the owner of `seat` delete their half of the newest round."""
    gone = last(couple, seat).id
    keys = delete_round(couple.folder(seat), couple.keys[seat], gone, renew_backups=lambda *_: None)
    couple.keys = {**couple.keys, seat: keys}


# the next round


def test_the_next_round_is_sealed_afresh_and_meets_under_an_id_of_its_own(couple: Couple) -> None:
    # Given an evening that is over, and a next round of each
    evening(couple)
    for seat in Seat:
        couple.alone(seat, write_and_seal)
    # When they open together
    assert readiness(couple) is Readiness.READY
    evening(couple, finish=False)
    # Then the new halves know each other, and have nothing of the old ones
    rounds = {}
    for seat in Seat:
        couple.alone(seat, lambda vault, seat=seat: rounds.update({seat: vault.rounds()}))
    (old_first, first), (old_second, second) = rounds[Seat.FIRST], rounds[Seat.SECOND]
    assert first.joint_id == second.joint_id != old_first.joint_id == old_second.joint_id
    assert (first.joined_with, second.joined_with) == (second.token, first.token)
    assert len({old_first.token, old_second.token, first.token, second.token}) == 4


def test_a_round_is_made_once_and_not_before_the_last_is_closed(couple: Couple) -> None:
    def twice(vault: Vault) -> None:
        with pytest.raises(NotItsTurn):
            vault.start_round()
        vault.close_round(current(vault).id)
        second = vault.start_round()
        with pytest.raises(NotItsTurn):
            vault.start_round()
        assert [found.id for found in vault.rounds()] == [1, second.id] == [1, 2]

    couple.alone(Seat.FIRST, twice)


def test_an_earlier_answer_is_withheld_from_its_author_until_the_new_round_is_sealed(couple: Couple) -> None:
    evening(couple)

    def write(vault: Vault) -> None:
        # Given a next round in writing, Then what was written before cannot be read
        new = vault.start_round()
        with pytest.raises(EarlierWithheld):
            vault.read_draft(1)
        assert vault.read_draft(new.id) == Draft()
        # but taken away as a whole
        assert vault.read_draft_for_copy(1).answers[0] == Answer("Mara 0")
        # When it is sealed, Then it can; and not while it is open for writing again
        vault.seal(new.id)
        assert vault.read_draft(1).answers[0] == Answer("Mara 0")
        vault.unseal(new.id)
        with pytest.raises(EarlierWithheld):
            vault.read_draft(1)
        # and closing it unsealed gives it back too
        vault.close_round(new.id)
        assert vault.read_draft(1).answers[0] == Answer("Mara 0")

    couple.alone(Seat.FIRST, write)


# one of the two is behind


def test_an_older_copy_of_a_round_that_is_over_is_closed_and_not_paired_with_the_next(
    couple: Couple, tmp_path: Path
) -> None:
    # Given Jonas’s vault comes back from before their evening, and Mara sealed her next round
    shutil.copytree(couple.folder(Seat.SECOND), tmp_path / "older")
    evening(couple)
    couple.alone(Seat.FIRST, write_and_seal)
    put_back(couple, Seat.SECOND, tmp_path / "older")
    # When they open together
    sitting = couple.sitting()
    assert sitting.readiness() is Readiness.ENDED
    # Then no card can be turned, and his round is over here too
    with pytest.raises(NotItsTurn):
        sitting.begin()
    sitting.close()
    assert last(couple, Seat.SECOND).state is RoundState.CLOSED
    # and his next one meets hers
    couple.alone(Seat.SECOND, write_and_seal)
    assert readiness(couple) is Readiness.READY


def test_an_older_copy_in_writing_is_closed_too_and_its_words_stay_its_author_s(
    couple: Couple, tmp_path: Path
) -> None:
    couple.alone(Seat.SECOND, lambda vault: vault.unseal(1))
    shutil.copytree(couple.folder(Seat.SECOND), tmp_path / "older")
    couple.alone(Seat.SECOND, lambda vault: vault.seal(1))
    evening(couple)
    put_back(couple, Seat.SECOND, tmp_path / "older")
    assert readiness(couple) is Readiness.ENDED
    couple.alone(Seat.SECOND, lambda vault: vault.read_draft(1))
    assert last(couple, Seat.SECOND).state is RoundState.CLOSED


def test_an_older_copy_of_an_unfinished_round_goes_on_with_the_same_half(
    couple: Couple, tmp_path: Path
) -> None:
    # Given Jonas’s vault comes back from before an evening that is not finished
    shutil.copytree(couple.folder(Seat.SECOND), tmp_path / "older")
    evening(couple, finish=False, turns=3)
    put_back(couple, Seat.SECOND, tmp_path / "older")
    # When they go on, Then nothing of him that his vault does not know as turned is read
    sitting = couple.sitting()
    assert sitting.readiness() is Readiness.RESUMES
    state = sitting.begin()
    assert state.item == 2
    assert [sitting.text(Seat.SECOND, item) for item in range(3)] == [ShownAnswer(), ShownAnswer(), None]
    sitting.close()


def test_a_begun_round_does_not_go_on_with_another_half(couple: Couple, tmp_path: Path) -> None:
    # Given a second evening that is not finished
    shutil.copytree(couple.folder(Seat.SECOND), tmp_path / "older")
    evening(couple)
    for seat in Seat:
        couple.alone(seat, write_and_seal)
    evening(couple, finish=False)
    # When Jonas’s vault is put back to the first, closed there, and he seals another second round
    put_back(couple, Seat.SECOND, tmp_path / "older")
    assert readiness(couple) is Readiness.ENDED
    couple.alone(Seat.SECOND, write_and_seal)
    # Then it is refused
    sitting = couple.sitting()
    with pytest.raises(RoundsDiffer):
        sitting.begin()
    with pytest.raises(NotItsTurn):
        sitting.turn(Seat.SECOND)
    sitting.close()
    # And once Mara closes hers, the next one can begin
    couple.alone(Seat.FIRST, lambda vault: vault.close_round(current(vault).id))
    couple.alone(Seat.FIRST, write_and_seal)
    assert readiness(couple) is Readiness.READY


# withdrawing


def test_a_deleted_half_ends_the_other_like_a_closed_one(
    couple: Couple, template: Couple, tmp_path: Path
) -> None:
    # Given two couples in the middle of their evening; one closes their half, one deletes theirs
    other = template.copy_to(tmp_path / "other")
    found = []
    for where in (couple, other):
        evening(where, finish=False)
    couple.alone(Seat.FIRST, lambda vault: vault.close_round(1))
    delete_last(other, Seat.FIRST)
    # When they open together, Then Jonas sees the same
    for where in (couple, other):
        seen = readiness(where)
        round_ = last(where, Seat.SECOND)
        found.append((seen, round_.state, round_.closed_at is not None))
    assert found[0] == found[1] == (Readiness.ENDED, RoundState.CLOSED, True)


def test_a_deleted_half_leaves_no_word_and_no_time(couple: Couple) -> None:
    evening(couple)
    name = last(couple, Seat.FIRST).joint_id
    delete_last(couple, Seat.FIRST)

    def look(vault: Vault) -> None:
        assert vault.rounds() == []
        assert [ended.joint_id for ended in vault.ended()] == [name]
        with pytest.raises(NotItsTurn):
            vault.read_draft_for_copy(1)

    couple.alone(Seat.FIRST, look)


def test_what_was_sealed_and_never_opened_outlives_the_deleting_of_the_other_s(couple: Couple) -> None:
    delete_last(couple, Seat.FIRST)
    couple.alone(Seat.FIRST, write_and_seal)
    assert readiness(couple) is Readiness.READY


# the rules alone


def half(state: RoundState, joint: str | None, token: str, met: str | None, *ended: Ended) -> Half:
    return Half(Round(1, state, joint, token=token, joined_with=met), ended)


def test_a_joined_round_that_had_not_begun_can_meet_the_next() -> None:
    mine = half(RoundState.SEALED, "j1", "mine", "hers")
    others = half(RoundState.SEALED, None, "new", None, Ended("j1", "mine"))
    assert not is_over(mine, others)
    assert not differ(mine, others)
    assert joint_id(mine, others) is None


def test_rounds_from_before_tokens_are_told_apart_by_their_joint_ids() -> None:
    begun = Half(Round(1, RoundState.BEGUN, "j1"), ())
    assert differ(begun, Half(Round(1, RoundState.BEGUN, "j2"), ()))
    assert not differ(begun, Half(Round(1, RoundState.BEGUN, "j1"), ()))
    assert not differ(begun, Half(Round(1, RoundState.SEALED), ()))
    assert is_over(begun, Half(None, (Ended("j1", None),)))
    assert not is_over(begun, Half(None, (Ended("j2", None),)))
    assert joint_id(begun, Half(Round(4, RoundState.SEALED, "j0"), ())) == "j1"

"""From a vault into a file and back into a vault; and what of two vaults may go into one file."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from intimacy_desktop.answers import ITEMS, Answer, Draft, Evening
from intimacy_desktop.errors import SaveFailed
from intimacy_desktop.export import gather_own, gather_pair, read_own
from intimacy_desktop.export.bringing import bring_in, plan_import
from intimacy_desktop.export.jsonform import write_json
from intimacy_desktop.history import JointHistory
from intimacy_desktop.reveal import Seat
from intimacy_desktop.rounds import RoundState
from intimacy_desktop.vault import Vault
from tests.core.couplekit import BLANK, KEPT, Couple, write_and_seal
from tests.core.exportkit import MADE, STEMS, a_part
from tests.core.test_export_json import valid
from tests.core.vaultkit import make_vault, opened

TURNED = 6


def an_evening(couple: Couple, turned: int = TURNED) -> None:
    """Both have sealed; the first cards are turned by both, the others by nobody, and the round is closed."""
    for seat in Seat:
        couple.alone(seat, write_and_seal)
    sitting = couple.sitting()
    sitting.begin()
    for item in range(turned):
        if item:
            sitting.next()
        sitting.turn(Seat.SECOND)
        sitting.turn(Seat.FIRST)
    sitting.leave_for_later()
    sitting.save_shared("a walk", "2026-12-01")
    for seat in Seat:
        sitting.save_evening(seat, f"remember {seat.name}")
    sitting.finish()
    sitting.close()


@pytest.fixture
def couple(tmp_path: Path) -> Couple:
    made = Couple.make(tmp_path)
    an_evening(made)
    return made


def test_one_s_own_part_holds_all_of_one_s_own_and_what_was_kept_back_is_marked(couple: Couple) -> None:
    with closing(couple.open(Seat.FIRST)) as vault:
        part = gather_own(vault)

    (found,) = part.rounds
    assert part.nickname == "Mara"
    assert [answer.text for answer in found.answers] == [
        "" if item == BLANK else f"Mara {item}" for item in range(ITEMS)
    ]
    assert [answer.kept for answer in found.answers] == [item == KEPT for item in range(ITEMS)]
    assert found.turned == frozenset(range(TURNED))
    assert found.evening == Evening("remember FIRST", "a walk", "2026-12-01", frozenset({TURNED - 1}))
    assert found.state is RoundState.CLOSED


def pair_of(couple: Couple) -> bytes:
    with closing(couple.open(Seat.FIRST)) as first, closing(couple.open(Seat.SECOND)) as second:
        return write_json(gather_pair(JointHistory(first, second), ("Mara", "Jonas")), STEMS, MADE)


def test_what_both_take_holds_of_each_only_what_was_turned(couple: Couple) -> None:
    """Given an evening in which cards stayed closed, when both export, then no such word is in it."""
    data = pair_of(couple)

    document = json.loads(data)
    assert valid(document)
    (found,) = document["rounds"]
    for item, cards in enumerate(found["cards"]):
        shown = item < TURNED and item != KEPT
        assert [card["text"] for card in cards] == ([f"Mara {item}", f"Jonas {item}"] if shown else ["", ""])
    for kept_from_others in (f"Mara {KEPT}", f"Jonas {KEPT}", "Jonas 9", "remember"):
        assert kept_from_others.encode() not in data
    assert found["evening"] == {"small_try": "a walk", "next_date": "2026-12-01", "later": [TURNED]}


def test_kept_back_left_blank_and_not_turned_cannot_be_told_apart_in_what_both_take(couple: Couple) -> None:
    cards = json.loads(pair_of(couple))["rounds"][0]["cards"]

    assert cards[KEPT] == cards[BLANK] == cards[9] == [{"text": "", "aloud": None}] * 2


def test_a_round_nobody_opened_with_the_other_is_not_in_what_both_take(couple: Couple) -> None:
    couple.alone(Seat.FIRST, write_and_seal)

    assert len(json.loads(pair_of(couple))["rounds"]) == 1


def test_a_file_holds_what_a_round_in_writing_withholds_on_the_screen(couple: Couple) -> None:
    def write(vault: Vault) -> None:
        vault.save_draft(vault.start_round().id, Draft((Answer("second time"), *[Answer()] * 9)))

    couple.alone(Seat.FIRST, write)
    with closing(couple.open(Seat.FIRST)) as vault:
        part = gather_own(vault)

    assert [found.answers[0].text for found in part.rounds] == ["Mara 0", "second time"]


# bringing it in


def test_what_was_exported_comes_into_another_vault_as_closed_rounds_of_one_s_own(
    couple: Couple, tmp_path: Path
) -> None:
    with closing(couple.open(Seat.FIRST)) as vault:
        part = read_own(write_json(gather_own(vault), STEMS, MADE))
    (tmp_path / "vaults").mkdir()
    folder, keys = make_vault(tmp_path)

    with opened(folder, keys) as vault:
        plan = plan_import(vault, part)
        assert (plan.nickname, len(plan.new), plan.known) == ("Mara", 1, 0)
        assert vault.rounds() == []
        bring_in(vault, plan)

    with opened(folder, keys) as vault:
        (found,) = vault.rounds()
        assert found.state is RoundState.CLOSED
        assert (found.begun_at, found.joint_id) == (None, None)
        assert vault.read_draft(found.id).answers == part.rounds[0].answers
        assert vault.read_evening(found.id) == part.rounds[0].evening
        assert vault.uncovered(found.id) == frozenset()
        assert found.sealed_at == part.rounds[0].sealed_at


def test_what_is_there_already_is_left_out_and_left_alone(tmp_path: Path) -> None:
    """Given a vault with a round in writing, when an export is brought twice, then it is added once."""
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        present = vault.start_round()
        vault.save_draft(present.id, Draft((Answer("in writing"), *[Answer()] * 9)))
        bring_in(vault, plan_import(vault, a_part(2)))
        again = plan_import(vault, a_part(3))
        assert (len(again.new), again.known) == (1, 2)
        bring_in(vault, again)

        assert vault.current_round() == present
        assert vault.read_draft(present.id).answers[0].text == "in writing"
        assert len(vault.rounds()) == 4


def test_brought_rounds_never_open_together(couple: Couple) -> None:
    """Given a part of one's own brought in by both, when they sit down, then there is nothing to open."""
    for seat in Seat:
        couple.alone(seat, lambda vault: bring_in(vault, plan_import(vault, a_part(1))))

    with closing(couple.open(Seat.FIRST)) as first, closing(couple.open(Seat.SECOND)) as second:
        assert len(JointHistory(first, second).rounds()) == 1
    sitting = couple.sitting()
    assert sitting.readiness().value == "not yet"
    sitting.close()


def test_where_it_cannot_be_written_none_of_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        plan = plan_import(vault, a_part(3))
        real = vault._rounds.write_evening
        calls: list[int] = []

        def fail_late(round_id: int, evening: Evening) -> None:
            calls.append(round_id)
            if len(calls) == 3:
                raise SaveFailed(folder, "full")
            real(round_id, evening)

        monkeypatch.setattr(vault._rounds, "write_evening", fail_late)
        with pytest.raises(SaveFailed):
            bring_in(vault, plan)
        assert vault.rounds() == []

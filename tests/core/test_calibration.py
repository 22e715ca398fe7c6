"""A key derivation of about a second, on computers that are only described."""

import pytest

from intimacy_desktop.kdf import (
    DEFAULT,
    FLOOR,
    ITERATIONS_CEILING,
    MEMORY_CEILING_KIB,
    KdfProfile,
    calibrate,
    timed,
)

MIB = 1024
GIB = 1024 * MIB


class Computer:
    """Takes so long for each GiB and pass, and has so much memory to give."""

    def __init__(self, seconds: float, gives: int = 1024 * GIB) -> None:
        self.seconds, self.gives = seconds, gives
        self.asked: list[KdfProfile] = []

    def measure(self, profile: KdfProfile) -> float:
        self.asked.append(profile)
        if profile.memory_kib > self.gives:
            raise MemoryError
        return self.seconds * profile.memory_kib * profile.iterations / GIB


def found(computer: Computer, ceiling: int = GIB, target_s: float = 1.0) -> KdfProfile:
    return calibrate(target_s, computer.measure, ceiling)


def test_a_usual_computer_is_asked_for_more_memory_and_no_more_passes() -> None:
    # Given one that takes 0.4 s for 256 MiB and three passes
    computer = Computer(0.4 / 0.75)
    profile = found(computer)
    assert profile == KdfProfile(640 * MIB, 3, 4)
    assert computer.measure(profile) == pytest.approx(1.0)


@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.5, 1.0, 2.0, 4.0])
def test_one_derivation_takes_about_a_second_where_the_limits_let_it(seconds: float) -> None:
    computer = Computer(seconds)
    assert computer.measure(found(computer)) == pytest.approx(1.0, rel=0.25)


def test_a_slow_computer_gives_up_memory_as_far_as_the_floor_and_no_pass() -> None:
    assert found(Computer(1.8)) == KdfProfile(176 * MIB, 3, 4)
    assert found(Computer(1000.0)) == FLOOR


def test_a_fast_computer_gets_all_the_memory_there_may_be_and_then_more_passes() -> None:
    assert found(Computer(0.1)) == KdfProfile(MEMORY_CEILING_KIB, 10, 4)
    assert found(Computer(0.0)) == KdfProfile(MEMORY_CEILING_KIB, ITERATIONS_CEILING, 4)


def test_a_computer_with_little_memory_gets_more_passes_instead() -> None:
    profile = found(Computer(0.5), ceiling=128 * MIB)
    assert profile == KdfProfile(128 * MIB, 16, 4)


@pytest.mark.parametrize("gives", [0, FLOOR.memory_kib, DEFAULT.memory_kib, 500 * MIB])
def test_memory_that_is_not_there_is_not_asked_of_the_owner(gives: int) -> None:
    profile = found(Computer(0.4, gives))
    assert profile == FLOOR


def test_a_profile_that_takes_longer_than_it_should_is_made_smaller() -> None:
    # Given a computer that begins to swap above 512 MiB
    def measure(profile: KdfProfile) -> float:
        slow = 4 if profile.memory_kib > 512 * MIB else 1
        return 0.4 * slow * profile.memory_kib / DEFAULT.memory_kib

    assert calibrate(1.0, measure, GIB).memory_kib <= 512 * MIB


@pytest.mark.parametrize("seconds", [0.0, 1e-9, 0.01, 0.3, 3.0, 1e9])
@pytest.mark.parametrize("ceiling", [0, 1, 65 * MIB, 300 * MIB, GIB, 64 * GIB])
@pytest.mark.parametrize("target_s", [0.0, 0.2, 1.0, 60.0])
def test_it_always_meets_the_floor_and_can_always_be_opened(
    seconds: float, ceiling: int, target_s: float
) -> None:
    profile = found(Computer(seconds), ceiling, target_s)
    assert profile.meets_floor
    assert profile.lanes == 4
    assert profile.memory_kib <= max(ceiling, FLOOR.memory_kib)


def test_the_same_computer_gets_the_same_profile() -> None:
    assert found(Computer(0.37)) == found(Computer(0.37))


def test_no_more_than_two_derivations_are_tried() -> None:
    computer = Computer(0.2)
    found(computer)
    assert len(computer.asked) <= 2


def test_this_computer_can_be_measured() -> None:
    assert timed(KdfProfile(8, 1, 1)) > 0
    assert calibrate(0.001, lambda _profile: 1.0).meets_floor

"""Once after each sealing and each evening, and never what was said to it."""

from datetime import UTC, datetime

import pytest

from intimacy_desktop.aftercare import After, Due, aftercare_due
from intimacy_desktop.own import Own
from intimacy_desktop.rounds import Round, RoundState

SEALED = datetime(2026, 11, 3, 20, 15, tzinfo=UTC)
BEGUN = datetime(2026, 11, 5, 19, 0, tzinfo=UTC)
CLOSED = datetime(2026, 11, 5, 21, 0, tzinfo=UTC)

WRITING = Round(1, RoundState.WRITING)
WRITING_AGAIN = Round(1, RoundState.WRITING, sealed_at=SEALED)
IS_SEALED = Round(1, RoundState.SEALED, sealed_at=SEALED)
STOPPED = Round(1, RoundState.BEGUN, "j", SEALED, BEGUN)
OVER = Round(1, RoundState.CLOSED, "j", SEALED, BEGUN, CLOSED)
GIVEN_UP = Round(1, RoundState.CLOSED, sealed_at=SEALED, closed_at=CLOSED)


@pytest.mark.parametrize(
    ("present", "due"),
    [
        (WRITING, None),
        (WRITING_AGAIN, None),
        (IS_SEALED, Due(After.SEALING, int(SEALED.timestamp()))),
        (STOPPED, Due(After.EVENING, int(BEGUN.timestamp()))),
        (OVER, Due(After.EVENING, int(BEGUN.timestamp()))),
        (GIVEN_UP, None),
    ],
)
def test_a_sealing_and_an_evening_are_asked_about_and_nothing_else(present: Round, due: Due | None) -> None:
    assert aftercare_due(present, Own()) == due


@pytest.mark.parametrize("present", [IS_SEALED, STOPPED, OVER])
def test_each_is_asked_about_once(present: Round) -> None:
    due = aftercare_due(present, Own())
    assert due is not None
    assert aftercare_due(present, Own(asked_after=due.moment)) is None


def test_the_evening_after_an_asked_sealing_is_asked_about_again() -> None:
    asked = Own(asked_after=int(SEALED.timestamp()))
    assert aftercare_due(OVER, asked) == Due(After.EVENING, int(BEGUN.timestamp()))

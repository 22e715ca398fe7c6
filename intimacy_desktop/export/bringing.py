"""Bringing one's own export into one's own vault: rounds are added, and nothing that is there changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.export.content import OwnPart, OwnRound
from intimacy_desktop.rounds import PastRound

if TYPE_CHECKING:
    from intimacy_desktop.vault import Vault


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do.

    Args:
        nickname: whose part the file says it is.
        new: rounds that would be added, the oldest first.
        known: how many are there already, and would be left out.
    """

    nickname: str
    new: tuple[OwnRound, ...]
    known: int


def plan_import(vault: "Vault", part: OwnPart) -> Plan:
    """Give what bringing `part` into an open vault would add; nothing is written.

    Raises:
        VaultDamaged, VaultUnreadable: see `Vault`.
    """
    there = {_mark(vault.read_draft_for_copy(each.id).answers, each.sealed_at) for each in vault.rounds()}
    new: list[OwnRound] = []
    for each in part.rounds:
        mark = _mark(each.answers, each.sealed_at)
        if mark not in there and not each.is_empty:
            there.add(mark)
            new.append(each)
    return Plan(part.nickname, tuple(new), len(part.rounds) - len(new))


def bring_in(vault: "Vault", plan: Plan) -> None:
    """Add the new rounds of `plan`, all or none of them.

    Each becomes a closed round of one's own: it was not opened together here, and never will be.

    Raises:
        SaveFailed: none was added.
        VaultDamaged, VaultUnreadable: see `Vault`.
    """
    vault.add_past_rounds(
        [PastRound(Draft(each.answers), each.evening, each.sealed_at, each.closed_at) for each in plan.new]
    )


def _mark(answers: tuple[Answer, ...], sealed_at: datetime | None) -> tuple[object, ...]:
    """Give what tells a round from others: exports know seconds."""
    return answers, None if sealed_at is None else int(sealed_at.timestamp())

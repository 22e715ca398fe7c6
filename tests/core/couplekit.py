"""A couple at the level of the core: two vaults on the disk, and what their owners do with them."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from intimacy_desktop.answers import ITEMS, Answer, Draft
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.reveal import Seat
from intimacy_desktop.sitting import Sitting
from intimacy_desktop.vault import Vault, create_vault

WORDS = "seven quiet lamps on a shelf"
KEPT, BLANK = 4, 6


def draft_of(nickname: str) -> Draft:
    answers = [Answer(f"{nickname} {item}", kept=item == KEPT) for item in range(ITEMS)]
    answers[BLANK] = Answer()
    return Draft(tuple(answers))


class Couple:
    """Two vaults on the disk, and who has them open."""

    def __init__(self, parent: Path, keys: dict[Seat, VaultKeys]) -> None:
        self.parent = parent
        self.keys = keys

    @classmethod
    def make(cls, parent: Path) -> "Couple":
        identities = {
            Seat.FIRST: Identity("Mara", Shape.CIRCLE, Hue.BLUE),
            Seat.SECOND: Identity("Jonas", Shape.DIAMOND, Hue.RUST),
        }
        keys = {
            seat: create_vault(parent / str(uuid4()), identity, WORDS, CHEAPEST)
            for seat, identity in identities.items()
        }
        return cls(parent, keys)

    def copy_to(self, parent: Path) -> "Couple":
        shutil.copytree(self.parent, parent, dirs_exist_ok=True)
        return Couple(parent, self.keys)

    def folder(self, seat: Seat) -> Path:
        return self.parent / self.keys[seat].vault_id

    def open(self, seat: Seat) -> Vault:
        return Vault.open(self.folder(seat), self.keys[seat])

    def alone(self, seat: Seat, work: Callable[[Vault], object]) -> None:
        """Let the owner of `seat` do something with nobody else there."""
        vault = self.open(seat)
        try:
            work(vault)
        finally:
            vault.close()

    def sitting(self) -> Sitting:
        return Sitting(self.open(Seat.FIRST), self.open(Seat.SECOND))


def write_and_seal(vault: Vault) -> None:
    found = vault.start_round()
    vault.save_draft(found.id, draft_of(vault.identity.nickname))
    vault.seal(found.id)


def current(vault: Vault) -> Any:
    found = vault.current_round()
    assert found is not None
    return found

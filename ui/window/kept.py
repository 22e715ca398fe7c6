"""What could not be saved: handed on when this process ends, and given back by the one before."""

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

from intimacy_desktop.channel import Channel

if TYPE_CHECKING:
    from datetime import datetime

    from intimacy_desktop.answers import Draft, Evening
    from intimacy_desktop.keyslots import VaultKeys


@runtime_checkable
class KeepsDraft(Protocol):
    """A page on which a draft is written."""

    def unsaved(self) -> "Draft | None":
        """The newest words while they are not saved."""


@runtime_checkable
class KeepsEvening(Protocol):
    """A page on which two note what they want to keep of an evening."""

    def unsaved_evening(self) -> "tuple[tuple[VaultKeys, int, Evening], ...]":
        """Keys, round and words of each vault while the newest words are not saved."""


class Kept(QObject):
    """The ciphertexts that the supervisor keeps, and the way to it.

    Args:
        channel: the way to the supervisor.
        parent: with it this ends.

    Signals:
        changed: something is kept that was not, or no longer.
    """

    changed = Signal()

    def __init__(self, channel: Channel, parent: QObject) -> None:
        super().__init__(parent)
        self._channel = channel
        self._sealed: dict[str, bytes] = {}
        self._writer: tuple[VaultKeys, int, datetime | None] | None = None
        self._shown: str | None = None

    @property
    def any(self) -> bool:
        """Whether something waits for its owner."""
        return bool(self._sealed)

    def take(self, vault_id: str, sealed: bytes) -> None:
        """Hold what the supervisor gives, or let go of what it keeps no more."""
        if sealed:
            self._sealed[vault_id] = sealed
        else:
            self._sealed.pop(vault_id, None)
        self.changed.emit()

    def all(self) -> dict[str, bytes]:
        """Give what waits, by vault."""
        return dict(self._sealed)

    def of(self, vault_id: str) -> bytes | None:
        """Give what waits for the owner of a vault."""
        return self._sealed.get(vault_id)

    def take_again(self, vault_id: str, sealed: bytes) -> None:
        """Keep what waits under the keys that its vault has got, in the place of what was sealed before."""
        self._channel.send_keep(vault_id, sealed)
        self.take(vault_id, sealed)

    def let_go(self, vault_id: str) -> None:
        """Nothing of it is needed any more: it stands in the vault, or can never be opened."""
        if self._sealed.pop(vault_id, None) is not None:
            self._channel.send_taken(vault_id)
            self.changed.emit()

    def write_for(self, keys: "VaultKeys", round_id: int, last_saved: "datetime | None") -> None:
        """Know whose words stand in this window from now on.

        Args:
            keys: of the open vault.
            round_id: of the round in writing.
            last_saved: as the vault says.
        """
        self._writer = keys, round_id, last_saved

    def is_shown(self, vault_id: str) -> None:
        """Note that what was kept is in this window: once that is saved, it can be let go."""
        self._shown = vault_id

    def after_saving(self) -> None:
        """Let go of what was kept and is shown here: the newest words are saved."""
        if self._shown is not None:
            self.let_go(self._shown)

    def hand_on(self, pages: Iterable[QObject]) -> bool:
        """Give the supervisor, sealed, what of these pages is not saved; tell whether there was anything.

        It asks nothing of the vault's connection, whose thread may hang in a save.
        """
        pages = list(pages)
        evening = self._hand_on_evening(pages)
        return self._hand_on_draft(pages) or evening

    def _hand_on_evening(self, pages: Iterable[QObject]) -> bool:
        notes = [page.unsaved_evening() for page in pages if isinstance(page, KeepsEvening)]
        if not any(notes):
            return False
        from intimacy_desktop.unsaved import seal_unsaved

        for keys, round_id, evening in chain(*notes):
            self._channel.send_keep(keys.vault_id, seal_unsaved(keys, round_id, evening))
        return True

    def _hand_on_draft(self, pages: Iterable[QObject]) -> bool:
        if self._writer is None:
            return False
        keys, round_id, last_saved = self._writer
        drafts = (page.unsaved() for page in pages if isinstance(page, KeepsDraft))
        newest = next((draft for draft in drafts if draft is not None), None)
        if newest is None:
            self.after_saving()
            return False
        from intimacy_desktop.unsaved import seal_unsaved

        self._channel.send_keep(keys.vault_id, seal_unsaved(keys, round_id, newest, last_saved=last_saved))
        return True

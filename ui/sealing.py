"""Closing a set of answers and opening it again, and whether the home page says so; on the storage thread."""

from threading import Event

from PySide6.QtCore import QObject, Signal

from intimacy_desktop.answers import Draft
from intimacy_desktop.errors import HomeNotWritable
from intimacy_desktop.home import Home
from intimacy_desktop.vault import Vault
from ui.background import Background


class Sealing(QObject):
    """The seal of one round.

    Args:
        background: whose storage lane holds the vault.
        vault: the writer's own.
        round_id: of the round.
        home: knows whether the seat shows *ready*.
        parent: the page that owns it.

    Signals:
        sealed, unsealed (HomeNotWritable or None): it is on the disk; why the mark did not follow.
        not_sealed(Exception), not_unsealed(Exception): nothing has changed.
        ready_read(bool): what the home page says.
        ready_failed(Exception): it could not be read or written.
    """

    sealed = Signal(object)
    not_sealed = Signal(object)
    unsealed = Signal(object)
    not_unsealed = Signal(object)
    ready_read = Signal(bool)
    ready_failed = Signal(object)

    def __init__(
        self, background: Background, vault: Vault, round_id: int, home: Home, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._background, self._vault, self._home = background, vault, home
        self._round_id = round_id
        self._writable = Event()  # read on the storage lane: a save that comes too late must not fail

    def allow_writing(self) -> None:
        """The round is in writing."""
        self._writable.set()

    def save(self, newest: Draft) -> None:
        """Save a draft unless the set is closed meanwhile. On the storage lane.

        Raises:
            SaveFailed: as `Vault.save_draft`.
        """
        if self._writable.is_set():
            self._vault.save_draft(self._round_id, newest)

    def seal(self, newest: Draft, *, wants_mark: bool) -> None:
        """Close the set with these answers, and have the home page say so where that is wanted."""

        def seal() -> HomeNotWritable | None:
            # in one piece with the saving: what is sealed is what is seen, or nothing is
            self._vault.save_draft(self._round_id, newest)
            self._vault.seal(self._round_id)
            self._writable.clear()
            return self._mark(True) if wants_mark else None

        self._background.storage(self, seal, self.sealed.emit, self.not_sealed.emit)

    def unseal(self, *, has_mark: bool) -> None:
        """Open the set again, and take the mark from the home page."""

        def unseal() -> HomeNotWritable | None:
            # the mark goes first: whatever ends the process in between, it never says more than is true
            still_marked = self._mark(False) if has_mark else None
            try:
                self._vault.unseal(self._round_id)
            except Exception:
                if has_mark:
                    self._mark(True)
                raise
            self._writable.set()
            return still_marked

        self._background.storage(self, unseal, self.unsealed.emit, self.not_unsealed.emit)

    def read_ready(self) -> None:
        """Ask what the home page says."""
        own, home = self._vault.vault_id, self._home

        def read() -> bool:
            return any(seat.ready for seat in home.seats() if seat.vault_id == own)

        self._background.storage(self, read, self.ready_read.emit, self.ready_failed.emit)

    def store_ready(self, ready: bool) -> None:
        """Have the home page say it, or not."""
        own, home = self._vault.vault_id, self._home
        self._background.storage(
            self, lambda: home.set_ready(own, ready), lambda _none: None, self.ready_failed.emit
        )

    def _mark(self, ready: bool) -> HomeNotWritable | None:
        """Set the mark of the seat, on the storage lane; give what kept it from being set."""
        try:
            self._home.set_ready(self._vault.vault_id, ready)
        except HomeNotWritable as problem:
            return problem
        return None

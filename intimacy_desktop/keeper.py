"""What the supervisor keeps for the owners of vaults: in its memory, and beside, on the disk.

The disk may be full or hang, so it is spoken to on a thread of its own, in the order of what happened.
"""

TYPE_CHECKING = False  # typing takes 3 ms
if TYPE_CHECKING:
    from collections.abc import Callable

LAST_TRY_SECONDS = 2.0
"""How long the end of the program waits for the disk."""


class Keeper:
    """Keeps ciphertexts by vault.

    Args:
        home: the home folder.
        found: is called, on another thread, with what an earlier program left there.
    """

    def __init__(self, home: str, found: "Callable[[dict[str, str]], None]") -> None:
        from queue import SimpleQueue
        from threading import Thread

        self._home = home
        self._found = found
        self._kept: dict[str, str] = {}
        self._on_disk: dict[str, str] = {}  # only the thread below writes it
        self._orders: SimpleQueue[tuple[str, str] | None] = SimpleQueue()
        self._thread = Thread(target=self._work, daemon=True)
        self._thread.start()

    def items(self) -> list[tuple[str, str]]:
        """Give what is kept, by vault."""
        return list(self._kept.items())

    def keep(self, vault_id: str, sealed: str) -> None:
        """Keep `sealed` for a vault, in the place of what was kept for it."""
        self._kept[vault_id] = sealed
        self._orders.put((vault_id, sealed))

    def add_found(self, found: dict[str, str]) -> list[tuple[str, str]]:
        """Keep what an earlier program left, where nothing newer is kept; give that."""
        new = [(vault_id, sealed) for vault_id, sealed in found.items() if vault_id not in self._kept]
        self._kept.update(new)
        return new

    def let_go(self, vault_id: str) -> None:
        """Keep nothing for a vault any more."""
        self._kept.pop(vault_id, None)
        self._orders.put((vault_id, ""))

    def end(self) -> bool:
        """Try once more to have on the disk what is kept; tell whether all of it is there."""
        for vault_id, sealed in self._kept.items():
            if self._on_disk.get(vault_id) != sealed:
                self._orders.put((vault_id, sealed))
        self._orders.put(None)
        self._thread.join(LAST_TRY_SECONDS)
        return not self._thread.is_alive() and self._on_disk == self._kept

    def _work(self) -> None:
        from intimacy_desktop import unsaved_file

        found = unsaved_file.find(self._home)
        self._on_disk.update(found)
        if found:
            self._found(found)
        while (order := self._orders.get()) is not None:
            vault_id, sealed = order
            if not sealed:
                unsaved_file.let_go(self._home, vault_id)
                self._on_disk.pop(vault_id, None)
            elif self._on_disk.get(vault_id) != sealed and unsaved_file.keep(self._home, vault_id, sealed):
                self._on_disk[vault_id] = sealed

"""The home folder: who sits where, and what may be known of that before anything is unlocked."""

import errno
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from intimacy_desktop import aside, hints, places
from intimacy_desktop.durable import PRIVATE_FOLDER, make_folder
from intimacy_desktop.errors import (
    HomeNotOurs,
    HomeNotWritable,
    NicknameTaken,
    SeatsFull,
    VaultError,
    VaultMissing,
)
from intimacy_desktop.hints import SeatHint
from intimacy_desktop.identity import Identity
from intimacy_desktop.kdf import DEFAULT, KdfProfile
from intimacy_desktop.seating import SEATS, SeatRecord, distinct, trouble_of, unknown, without_strangers

if TYPE_CHECKING:
    from intimacy_desktop.filesystems import FileSystem
    from intimacy_desktop.keyslots import VaultKeys

_LEAVING = ".leaving-"
"""See `parting`, which the first window does without."""

_OUR_NAMES = frozenset(
    {
        "home.json",
        "home.json.broken",
        "settings.json",
        "settings.json.broken",
        "vaults",
        aside.FOLDER,
        "lock",
        "raise",
    }
)


class Home:
    """One home folder, opened with `Home.open`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        """The folder."""
        self.vaults = path / "vaults"
        """The folder of the seats’ vaults."""

    @classmethod
    def open(cls, path: Path | None = None) -> Self:
        """Open the home folder at `path`, or the usual one; it is made if it is not there.

        Raises:
            HomeNotOurs: it belongs to another account of this computer.
            HomeNotWritable: nothing can be written there; `detail` says why.
        """
        home = Path(places.default_home()) if path is None else Path(path).expanduser().absolute()
        opened = cls(home)
        try:
            make_folder(home)
            _refuse_if_unusable(home)
            make_folder(opened.vaults)
            opened._make_private()
            with suppress(OSError):  # the next opening tries again
                aside.clear(home)
            if any(entry.name.startswith(_LEAVING) for entry in opened.vaults.iterdir()):
                from intimacy_desktop import parting

                parting.finish(opened)
        except OSError as error:
            raise HomeNotWritable(home, error.strerror or str(error)) from None
        return opened

    @property
    def synced(self) -> str | None:
        """The name of the service that carries this folder to other computers, if one is recognised."""
        return places.sync_service(self.path)

    @property
    def file_system(self) -> "FileSystem | None":
        """The kind of file system it lies on, if that is one to be warned of."""
        from intimacy_desktop.filesystems import file_system_of

        return file_system_of(self.path)

    def seats(self) -> tuple[SeatRecord, ...]:
        """Give the taken seats in the order of taking, each with its trouble if there is any.

        Only headers are read. A vault that was seen before and is not there now stays in the list.
        """
        noted = {hint.vault_id: hint for hint in hints.read(self.path) if not self._is_aside(hint.vault_id)}
        unnoted = sorted(self._folders() - noted.keys(), key=self._age)
        seats: list[SeatRecord] = []
        for vault_id in [*noted, *unnoted]:
            seats.append(self._seat(vault_id, noted.get(vault_id), seats))
        return tuple(without_strangers(seats))

    def take_seat(self, identity: Identity, passphrase: str, profile: KdfProfile = DEFAULT) -> "VaultKeys":
        """Make a vault for `identity` and give its keys. Slow.

        The second seat has the shape and a hue that the first has not, whatever was asked for.

        Args:
            identity: how the seat shall be seen.
            passphrase: as typed.
            profile: what each try of a passphrase shall cost.

        Raises:
            SeatsFull: both are taken.
            NicknameTaken: the other seat has this nickname.
            PassphraseError: the passphrase cannot be used.
            SaveFailed: the vault could not be written; no seat is taken.
        """
        from uuid import uuid4

        from intimacy_desktop.vault.creation import create_vault

        taken = self.seats()
        admitted = self.admit(identity)
        vault_id = str(uuid4())
        keys = create_vault(self.folder(vault_id), admitted, passphrase, profile)
        seat = SeatRecord(vault_id, admitted, ready=False, folder=self.folder(vault_id))
        with suppress(HomeNotWritable):  # the seat is taken all the same: its header says so
            self._note([*taken, seat])
        return keys

    def admit(self, identity: Identity) -> Identity:
        """Give how `identity` is seen in a seat that is still free: with a shape and a hue of its own.

        Raises:
            SeatsFull: no seat is free.
            NicknameTaken: the other seat has this nickname.
        """
        taken = self.seats()
        if len(taken) >= SEATS:
            raise SeatsFull(self.path)
        if any(identity.same_name(seat.identity) for seat in taken):
            raise NicknameTaken
        return distinct(identity, [seat.identity for seat in taken])

    def set_ready(self, vault_id: str, ready: bool) -> None:
        """Let the seat show that its owner is ready, or no longer.

        Raises:
            HomeNotWritable: it could not be written.
        """
        self._note(
            [replace(seat, ready=ready) if seat.vault_id == vault_id else seat for seat in self.seats()]
        )

    def forget_ready(self) -> None:
        """Let no seat show *ready* any more: what it stood for has begun.

        Raises:
            HomeNotWritable: it could not be written.
        """
        seats = self.seats()
        if any(seat.ready for seat in seats):
            self._note([replace(seat, ready=False) for seat in seats])

    def aside(self) -> tuple[aside.AsideRecord, ...]:
        """Give the vaults that were set aside, the one changed last first."""
        return aside.records(self.path)

    def set_aside(self, vault_id: str) -> None:
        """Free the seat of this vault; the vault stays as it is, for whoever can open it to bring back.

        Raises:
            VaultMissing: there is no such vault.
            HomeNotWritable: it could not be moved; the seat is as it was.
        """
        folder = self.folder(vault_id)
        if not folder.is_dir():
            raise VaultMissing(folder)
        self._move(folder, aside.place(self.path, vault_id))
        with suppress(HomeNotWritable):  # where the vault is says it too
            self._note(self.seats())

    def bring_back(self, keys: "VaultKeys", in_place_of: str | None = None) -> None:
        """Give a vault that was set aside a seat again.

        Args:
            keys: of that vault, from `keyslots.unlock` or `recovery.unlock_with_code`: its owner was here.
            in_place_of: the vault that is set aside for it; None for a seat that is empty.

        Raises:
            VaultMissing: no such vault is set aside.
            VaultError: see `header.read_header` and `keyslots.prove`.
            SeatsFull: no seat is empty.
            NicknameTaken: the other seat has this nickname.
            HomeNotWritable: it could not be moved, and is still set aside.
        """
        from intimacy_desktop.header import read_header
        from intimacy_desktop.keyslots import prove

        folder = aside.place(self.path, keys.vault_id)
        header = read_header(folder)
        prove(header, keys, folder)
        others = [seat for seat in self.seats() if seat.vault_id != in_place_of]
        if len(others) >= SEATS:
            raise SeatsFull(self.path)
        if any(header.identity.same_name(seat.identity) for seat in others):
            raise NicknameTaken
        if in_place_of is not None:
            self.set_aside(in_place_of)
        self._move(folder, self.folder(keys.vault_id))
        with suppress(HomeNotWritable):
            self._note(self.seats())

    def destroy_aside(self, keys: "VaultKeys") -> None:
        """Destroy a vault that was set aside, with its backups, for good. Slow.

        Args:
            keys: of that vault, as for `bring_back`.

        Raises:
            VaultMissing: no such vault is set aside.
            VaultError: see `header.read_header` and `keyslots.prove`; nothing was removed.
            HomeNotWritable: something could not be removed; what is left opens to nobody once it is no
                longer listed, and goes with the next opening of the home.
        """
        from intimacy_desktop.header import read_header
        from intimacy_desktop.keyslots import prove

        folder = aside.place(self.path, keys.vault_id)
        prove(read_header(folder), keys, folder)
        try:
            aside.destroy(folder)
        except OSError as error:
            raise HomeNotWritable(self.path, error.strerror or str(error)) from None

    def note_seats(self) -> None:
        """Write the list of seats anew, as it is.

        Raises:
            HomeNotWritable: it could not be written.
        """
        self._note(self.seats())

    def _is_aside(self, vault_id: str) -> bool:
        """Whether the list names a vault that was set aside, or whose owner has left."""
        others = aside.place(self.path, vault_id), self.vaults / f"{_LEAVING}{vault_id}"
        return any(place.is_dir() for place in others) and not os.path.lexists(self.folder(vault_id))

    def _move(self, folder: Path, target: Path) -> None:
        try:
            aside.move(folder, target)
        except OSError as error:
            if not target.is_dir():
                raise HomeNotWritable(self.path, error.strerror or str(error)) from None

    def folder(self, vault_id: str) -> Path:
        """Give the folder of a vault."""
        return self.vaults / vault_id

    def _folders(self) -> set[str]:
        """Give the ids of all vaults of which there is something."""
        try:
            names = [entry.name for entry in self.vaults.iterdir() if hints.is_vault_id(entry.name)]
        except OSError:
            return set()
        return {name for name in names if not _is_empty_folder(self.folder(name))}

    def _age(self, vault_id: str) -> tuple[float, str]:
        """Order vaults that no list names: the one whose header is older was probably taken first."""
        from intimacy_desktop.header import HEADER_NAMES

        for name in HEADER_NAMES:
            path = self.folder(vault_id) / name
            if path.is_file():
                return path.stat().st_mtime, vault_id
        return float("inf"), vault_id

    def _seat(self, vault_id: str, hint: SeatHint | None, before: list[SeatRecord]) -> SeatRecord:
        from intimacy_desktop.header import read_header  # 4 ms that the welcome does without

        folder = self.folder(vault_id)
        ready = hint is not None and hint.ready
        try:
            header = read_header(folder)
        except VaultError as trouble:
            identity = hint.identity if hint is not None else unknown([seat.identity for seat in before])
            return SeatRecord(vault_id, identity, ready, folder, trouble)
        return SeatRecord(vault_id, header.identity, ready, folder, trouble_of(folder, header))

    def _note(self, seats: Iterable[SeatRecord]) -> None:
        try:
            hints.write(self.path, [SeatHint(seat.vault_id, seat.identity, seat.ready) for seat in seats])
        except OSError as error:
            raise HomeNotWritable(self.path, error.strerror or str(error)) from None

    def _make_private(self) -> None:
        """Let only this account in; a folder that holds other things as well keeps its own rights."""
        self.vaults.chmod(PRIVATE_FOLDER)
        if {entry.name for entry in self.path.iterdir()} <= _OUR_NAMES:
            self.path.chmod(PRIVATE_FOLDER)


def _refuse_if_unusable(home: Path) -> None:
    if not home.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if sys.platform == "win32":
        import tempfile

        # os.access knows nothing of access control lists.
        with tempfile.TemporaryFile(dir=home):
            return
    # Even root: what it would write there, the owner could not open any more.
    if home.stat().st_uid != os.getuid():
        raise HomeNotOurs(home)
    if not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        problem = errno.EROFS if os.statvfs(home).f_flag & os.ST_RDONLY else errno.EACCES
        raise PermissionError(problem, os.strerror(problem))


def _is_empty_folder(folder: Path) -> bool:
    try:
        return next(folder.iterdir(), None) is None
    except OSError:
        return False

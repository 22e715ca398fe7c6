"""An open vault: what its owner wrote, and how much of it the other may see by now."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from intimacy_desktop.answers import ITEMS, Draft, Evening, ShownAnswer, shown
from intimacy_desktop.errors import EarlierWithheld, NotItsTurn
from intimacy_desktop.header import Header, check_database, read_header
from intimacy_desktop.identity import Identity
from intimacy_desktop.keyslots import VaultKeys, prove
from intimacy_desktop.own import Own
from intimacy_desktop.rounds import Ended, PastRound, Round, RoundState
from intimacy_desktop.vault import ownstore, rowseal, schema
from intimacy_desktop.vault.access import connect
from intimacy_desktop.vault.connection import Connection
from intimacy_desktop.vault.migrations import STEPS, BackUp, Step, migrate, newest, no_back_up
from intimacy_desktop.vault.owner import OwnerSettings, read_owner, write_owner
from intimacy_desktop.vault.records import Records
from intimacy_desktop.vault.roundstore import RoundStore, moment, now
from intimacy_desktop.vault.tidy import tidy

_ANY = tuple(RoundState)

_AT_ONCE = 1024
"""Pages, 4 MiB, a dozen rounds: so much is checked whenever a vault is opened, within some 20 ms. Of a larger
one the rest is checked when it is read, and as a whole with each backup and each new key."""


class Vault:
    """One partner's vault, open; for the thread that opened it.

    What a method changes is on the disk when it returns. Each raises SaveFailed where it could not be
    written (then nothing has changed, and it can be called again), VaultDamaged where the file is not what
    was written, VaultUnreadable where the disk failed, and NotItsTurn where the round is not in the state
    for it.
    """

    def __init__(
        self, folder: Path, header: Header, keys: VaultKeys, connection: Connection, records: Records
    ) -> None:
        self._header = header
        self._keys = keys
        self._folder = folder
        self._connection = connection
        self._records = records
        self._rounds = RoundStore(connection, records, folder)

    @classmethod
    def open(
        cls, folder: Path, keys: VaultKeys, *, back_up: BackUp = no_back_up, steps: Sequence[Step] = STEPS
    ) -> "Vault":
        """Give the vault in `folder`, checked as a whole; a header or copy that was lost is written anew.

        What an interrupted rotation left is removed.

        Args:
            folder: where it is.
            keys: from `keyslots.unlock` or `create_vault`.
            back_up: called before tables of an older form are brought to today's; without one they stay.
            steps: what brings them there.

        Raises:
            VaultMissing: the vault, or its database, is not there.
            VaultDamaged: it is not what was written.
            VaultTooNew: a newer version of the program wrote it; nothing was changed.
            VaultUnreadable: the system does not let it be read.
            SaveFailed: it is of an older form, and could not be backed up or changed; it is as it was.
        """
        header = read_header(folder)
        prove(header, keys, folder)
        connection = connect(check_database(folder, header), keys)
        records = Records(keys.vault_id, keys.dek, folder)
        try:
            version = schema.check(connection, header, records, folder, newest(steps), at_once=_AT_ONCE)
            connection.prepare_writing()
            migrate(connection, records, version, folder, lambda: back_up(folder, keys), steps)
        except BaseException:
            connection.close()
            raise
        with suppress(OSError):  # the next unlock tries again; this one works without
            tidy(folder, header)
        return cls(folder, header, keys, connection, records)

    @property
    def vault_id(self) -> str:
        """The vault's UUID."""
        return self._header.vault_id

    @property
    def keys(self) -> VaultKeys:
        """What opened it; kept while it is open, so that a rotation asks for nothing. Any thread may ask."""
        return self._keys

    @property
    def identity(self) -> Identity:
        """What the seat shows to anyone."""
        return self._header.identity

    @property
    def generation(self) -> int:
        """Counts the databases the vault has had."""
        return self._header.generation

    def rounds(self) -> list[Round]:
        """Give all rounds, the oldest first."""
        return self._rounds.all()

    def current_round(self) -> Round | None:
        """Give the round that is not closed, if there is one; there is never more than one."""
        return self._rounds.current()

    def ended(self) -> tuple[Ended, ...]:
        """Give the joint rounds that are over here, closed or deleted."""
        return self._rounds.ended()

    def start_round(self) -> Round:
        """Give a new round, blank; not while another is not closed."""
        with self._change():
            if self.current_round() is not None:
                raise NotItsTurn("another round is not closed")
            round_id = self._rounds.next_id()
            self._rounds.add(round_id)
            return self._rounds.require(round_id, RoundState.WRITING)

    def add_past_rounds(self, past: Sequence[PastRound]) -> None:
        """Add rounds that are over, all or none; they were not opened together here, and never will be."""
        with self._change():
            for each in past:
                self._rounds.add_past(self._rounds.next_id(), each)

    def read_draft(self, round_id: int) -> Draft:
        """Give what its author wrote, also after sealing and closing.

        Raises:
            EarlierWithheld: a later round is in writing; what was said before must not lead the pen.
        """
        self._rounds.require(round_id, *_ANY)
        if self._rounds.in_writing_after(round_id):
            raise EarlierWithheld(f"a round after {round_id} is in writing")
        return self._rounds.draft(round_id)

    def read_draft_for_copy(self, round_id: int) -> Draft:
        """Give what its author wrote, to be compared or taken away, also while a later one is in writing."""
        self._rounds.require(round_id, *_ANY)
        return self._rounds.draft(round_id)

    def save_draft(self, round_id: int, draft: Draft) -> None:
        """Keep `draft` in the place of the one before; only while the round is in writing."""
        with self._change():
            self._rounds.require(round_id, RoundState.WRITING)
            self._rounds.write_draft(round_id, draft)
            saved = now().isoformat(timespec="microseconds")
            self._connection.change("UPDATE vault SET last_saved = ?", (saved,))

    def last_saved(self) -> datetime | None:
        """Give when a draft was last saved, in UTC."""
        row = self._connection.row("SELECT last_saved FROM vault")
        return moment(row[0]) if row else None

    def seal(self, round_id: int) -> None:
        """Approve the round in writing: from now on it is what the other will see."""
        with self._change():
            self._rounds.require(round_id, RoundState.WRITING)
            draft = self._rounds.draft(round_id)
            self._rounds.write_shown(round_id, [shown(answer) for answer in draft.answers])
            self._rounds.seal(round_id)
            self._rounds.move(round_id, RoundState.SEALED, "sealed_at")

    def unseal(self, round_id: int) -> None:
        """Open a sealed round for writing again; not once the reveal has begun."""
        with self._change():
            self._rounds.require(round_id, RoundState.SEALED)
            self._rounds.write_shown(round_id, [ShownAnswer()] * ITEMS)
            self._rounds.set_state(round_id, RoundState.WRITING)

    def join(self, round_id: int, joint_id: str, joined_with: str | None = None) -> None:
        """Note what both vaults call the round; once the reveal has begun it keeps that name.

        Args:
            round_id: sealed or begun.
            joint_id: the name.
            joined_with: the token of the other half.
        """
        with self._change():
            found = self._rounds.require(round_id, RoundState.SEALED, RoundState.BEGUN)
            if found.state is RoundState.BEGUN and found.joint_id != joint_id:
                raise NotItsTurn("the reveal has begun under another joint id")
            self._rounds.set_joint_id(round_id, joint_id, joined_with)

    def begin(self, round_id: int) -> None:
        """Note that the reveal has begun, in a sealed and joined round; again is no fault."""
        with self._change():
            found = self._rounds.require(round_id, RoundState.SEALED, RoundState.BEGUN)
            if found.joint_id is None:
                raise NotItsTurn("the round has no joint id")
            self._rounds.check_seal(round_id)
            if found.state is RoundState.SEALED:
                self._rounds.move(round_id, RoundState.BEGUN, "begun_at")

    def uncovered(self, round_id: int) -> frozenset[int]:
        """Give the items whose card was turned, from 0."""
        self._rounds.require(round_id, *_ANY)
        return self._rounds.uncovered(round_id)

    def uncover(self, round_id: int, item: int) -> ShownAnswer:
        """Turn the card of `item`: that it is turned is on the disk before its text is read."""
        with self._change():
            self._rounds.require(round_id, RoundState.BEGUN)
            _check_item(item)
            self._rounds.check_seal(round_id)
            if item not in self._rounds.uncovered(round_id):
                self._rounds.uncover(round_id, item)
        return self._rounds.shown(round_id, item)

    def read_uncovered(self, round_id: int, item: int) -> ShownAnswer:
        """Give what a turned card shows; NotItsTurn for one that is still covered."""
        self._rounds.require(round_id, RoundState.BEGUN, RoundState.CLOSED)
        if item not in self._rounds.uncovered(round_id):
            raise NotItsTurn(f"item {item} is covered")
        self._rounds.check_seal(round_id)
        return self._rounds.shown(round_id, item)

    def read_evening(self, round_id: int) -> Evening:
        """Give what is kept of the evening; blank before there was one."""
        self._rounds.require(round_id, *_ANY)
        return self._rounds.evening(round_id)

    def save_evening(self, round_id: int, evening: Evening) -> None:
        """Keep `evening` in the place of the one before; not before the reveal has begun."""
        with self._change():
            self._rounds.require(round_id, RoundState.BEGUN, RoundState.CLOSED)
            self._rounds.write_evening(round_id, evening)

    def close_round(self, round_id: int) -> None:
        """End the round, whatever its state; what is unread stays so. Again is no fault."""
        with self._change():
            if self._rounds.require(round_id, *_ANY).state is not RoundState.CLOSED:
                self._rounds.move(round_id, RoundState.CLOSED, "closed_at")

    def owner_settings(self) -> OwnerSettings:
        """Give how soon, and when, the owner wants it to lock."""
        return read_owner(self._connection, lock_when_minimised=self.own().lock_when_minimised)

    def save_owner_settings(self, settings: OwnerSettings) -> None:
        """Keep how soon, and when, the owner wants it to lock."""
        own = replace(self.own(), lock_when_minimised=settings.lock_when_minimised)
        with self._change():
            write_owner(self._connection, settings)
            ownstore.write(self._connection, self._records, own)

    def own(self) -> Own:
        """Give what the owner keeps besides answers."""
        return ownstore.read(self._connection, self._records, self._folder)

    def save_own(self, own: Own) -> None:
        """Keep `own` in the place of what was kept."""
        with self._change():
            ownstore.write(self._connection, self._records, own)

    def close(self) -> None:
        """Let go of the file; may be called again."""
        self._connection.close()

    @contextmanager
    def _change(self) -> Iterator[None]:
        """Make what is changed inside durable as a whole, under a new seal over all rows."""
        with self._connection.transaction():
            yield
            rowseal.renew(self._connection, self._records, self._rounds.written())


def _check_item(item: int) -> None:
    if item not in range(ITEMS):
        raise NotItsTurn(f"there is no item {item}")

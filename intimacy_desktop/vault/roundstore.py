"""Rounds and their records as rows; what changes anything runs inside the caller's transaction."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from intimacy_desktop.answers import ITEMS, Draft, Evening, ShownAnswer
from intimacy_desktop.errors import AnswerTooLong, NotItsTurn, VaultDamaged
from intimacy_desktop.rounds import Ended, PastRound, Round, RoundState
from intimacy_desktop.vault import rowseal
from intimacy_desktop.vault.connection import Connection, Row, Value
from intimacy_desktop.vault.records import RecordKind, Records

_COLUMNS = "id, state, joint_id, sealed_at, begun_at, closed_at, token, joined_with"
_WHOLE = 0  # the item of a record that is about all of them
_COVERED = bytes(ITEMS)  # a mark for each; a byte, so that no row changes its size


class RoundStore:
    """The rounds of one open vault.

    Args:
        connection: its database.
        records: seals and opens its records.
        folder: named in errors.
    """

    def __init__(self, connection: Connection, records: Records, folder: Path) -> None:
        self._connection = connection
        self._records = records
        self._folder = folder
        self._checked: set[int] = set()
        self._written: set[int] = set()

    def all(self) -> list[Round]:
        """Give the rounds, the oldest first."""
        rows = self._connection.rows(f"SELECT {_COLUMNS} FROM rounds ORDER BY id")  # noqa: S608 (a constant)
        return [_round(row) for row in rows]

    def require(self, round_id: int, *states: RoundState) -> Round:
        """Give a round, where it is in one of `states`.

        Raises:
            NotItsTurn: it is not, or does not exist.
        """
        row = self._connection.row(f"SELECT {_COLUMNS} FROM rounds WHERE id = ?", (round_id,))  # noqa: S608
        if row is not None and row[1] in states:
            return _round(row)
        raise NotItsTurn(f"round {round_id} is not {' or '.join(states)}")

    def current(self) -> Round | None:
        """Give the round that is not closed, if there is one."""
        query = f"SELECT {_COLUMNS} FROM rounds WHERE state <> ? ORDER BY id"  # noqa: S608
        row = self._connection.row(query, (RoundState.CLOSED.value,))
        return _round(row) if row else None

    def next_id(self) -> int:
        """Give an id above all others."""
        row = self._connection.row("SELECT max(id) FROM rounds")
        return (row[0] or 0) + 1 if row else 1

    def in_writing_after(self, round_id: int) -> bool:
        """Whether a later round is in writing."""
        query = "SELECT 1 FROM rounds WHERE id > ? AND state = ?"
        return self._connection.row(query, (round_id, RoundState.WRITING.value)) is not None

    def ended(self) -> tuple[Ended, ...]:
        """Give the joint rounds that are over here."""
        rows = self._connection.rows(
            "SELECT joint_id, joined_with FROM ended UNION ALL "
            "SELECT joint_id, CASE WHEN begun_at IS NULL THEN NULL ELSE joined_with END "
            "FROM rounds WHERE state = ? AND joint_id IS NOT NULL",
            (RoundState.CLOSED.value,),
        )
        return tuple(Ended(*row) for row in rows)

    def add(self, round_id: int) -> None:
        """Add a round with all its records, blank: sealing it later changes no size."""
        self._connection.change(
            "INSERT INTO rounds (id, state, uncovered, token) VALUES (?, ?, ?, ?)",
            (round_id, RoundState.WRITING.value, _COVERED, str(uuid4())),
        )
        self._checked.add(round_id)
        self._insert(RecordKind.DRAFT, round_id, _WHOLE, Draft().pack())
        self._insert(RecordKind.EVENING, round_id, _WHOLE, Evening().pack())
        for item in range(ITEMS):
            self._insert(RecordKind.SHOWN, round_id, item, ShownAnswer().pack())

    def add_past(self, round_id: int, past: PastRound) -> None:
        """Add a round that is over, and was never opened together here."""
        self.add(round_id)
        self.write_draft(round_id, past.draft)
        self.write_evening(round_id, past.evening)
        closed = past.closed_at or past.sealed_at or now()
        self._connection.change(
            "UPDATE rounds SET state = ?, sealed_at = ?, closed_at = ? WHERE id = ?",
            (RoundState.CLOSED.value, _text(past.sealed_at), _text(closed), round_id),
        )

    def move(self, round_id: int, state: RoundState, moment: str) -> None:
        """Put a round into `state` and note the time in the column `moment`."""
        self._connection.change(
            f"UPDATE rounds SET state = ?, {moment} = ? WHERE id = ?",  # noqa: S608 (a name of ours)
            (state.value, now().isoformat(timespec="microseconds"), round_id),
        )

    def set_state(self, round_id: int, state: RoundState) -> None:
        """Put a round into `state`."""
        self._connection.change("UPDATE rounds SET state = ? WHERE id = ?", (state.value, round_id))

    def set_joint_id(self, round_id: int, joint_id: str, joined_with: str | None) -> None:
        """Note what both vaults call the round, and which is its other half."""
        self._connection.change(
            "UPDATE rounds SET joint_id = ?, joined_with = ? WHERE id = ?", (joint_id, joined_with, round_id)
        )

    def draft(self, round_id: int) -> Draft:
        """Give what its author wrote."""
        record = self._opened(RecordKind.DRAFT, round_id, _WHOLE)
        try:
            return Draft.unpack(record)
        except (ValueError, AnswerTooLong):
            raise self._damaged(round_id) from None

    def write_draft(self, round_id: int, draft: Draft) -> None:
        """Put `draft` in the place of the one before."""
        self._replace(RecordKind.DRAFT, round_id, _WHOLE, draft.pack())

    def evening(self, round_id: int) -> Evening:
        """Give what is kept of the evening."""
        record = self._opened(RecordKind.EVENING, round_id, _WHOLE)
        try:
            return Evening.unpack(record)
        except (ValueError, AnswerTooLong):
            raise self._damaged(round_id) from None

    def write_evening(self, round_id: int, evening: Evening) -> None:
        """Put `evening` in the place of the one before."""
        self._replace(RecordKind.EVENING, round_id, _WHOLE, evening.pack())

    def shown(self, round_id: int, item: int) -> ShownAnswer:
        """Give what the other may see of one item."""
        record = self._opened(RecordKind.SHOWN, round_id, item)
        try:
            return ShownAnswer.unpack(record)
        except (ValueError, AnswerTooLong):
            raise self._damaged(round_id) from None

    def write_shown(self, round_id: int, answers: list[ShownAnswer]) -> None:
        """Put ten *shown* records in the place of those before."""
        for item, answer in enumerate(answers):
            self._replace(RecordKind.SHOWN, round_id, item, answer.pack())

    def seal(self, round_id: int) -> None:
        """Take the seal over the ten *shown* records as they stand."""
        seal = self._records.seal_of(round_id, self._sealed_shown(round_id))
        self._connection.change("UPDATE rounds SET seal = ? WHERE id = ?", (seal, round_id))

    def check_seal(self, round_id: int) -> None:
        """Make sure that the ten *shown* records are those that were sealed; brings none of them into memory.

        Raises:
            VaultDamaged: they are not.
        """
        row = self._connection.row("SELECT seal FROM rounds WHERE id = ?", (round_id,))
        seal = row[0] if row and row[0] else b""
        self._records.check_seal(round_id, self._sealed_shown(round_id), seal)

    def uncovered(self, round_id: int) -> frozenset[int]:
        """Give the items whose card was turned."""
        marks = self._marks(round_id)
        return frozenset(item for item in range(ITEMS) if marks[item])

    def uncover(self, round_id: int, item: int) -> None:
        """Note that the card of `item` is turned."""
        marks = bytearray(self._marks(round_id))
        marks[item] = 1
        self._connection.change("UPDATE rounds SET uncovered = ? WHERE id = ?", (bytes(marks), round_id))

    def written(self) -> frozenset[int]:
        """Give the rounds whose records were written since the last time this was asked."""
        written = frozenset(self._written)
        self._written.clear()
        return written

    def _marks(self, round_id: int) -> bytes:
        row = self._connection.row("SELECT uncovered FROM rounds WHERE id = ?", (round_id,))
        if row is None or len(row[0]) != ITEMS:
            raise self._damaged(round_id)
        return bytes(row[0])

    def _sealed_shown(self, round_id: int) -> list[bytes]:
        return [self._sealed(RecordKind.SHOWN, round_id, item) for item in range(ITEMS)]

    def _sealed(self, kind: RecordKind, round_id: int, item: int) -> bytes:
        self._check_records(round_id)
        row = self._connection.row(
            "SELECT sealed FROM records WHERE kind = ? AND round_id = ? AND item = ?",
            (kind.value, round_id, item),
        )
        if row is None:
            raise self._damaged(round_id)
        return bytes(row[0])

    def _opened(self, kind: RecordKind, round_id: int, item: int) -> bytes:
        return self._records.open(kind, round_id, item, self._sealed(kind, round_id, item))

    def _insert(self, kind: RecordKind, round_id: int, item: int, record: bytes) -> None:
        values: tuple[Value, ...] = (
            kind.value,
            round_id,
            item,
            self._records.seal(kind, round_id, item, record),
        )
        self._connection.change("INSERT INTO records VALUES (?, ?, ?, ?)", values)
        self._written.add(round_id)

    def _replace(self, kind: RecordKind, round_id: int, item: int, record: bytes) -> None:
        self._check_records(round_id)  # or what is there beside it would be sealed with it, whatever it is
        changed = self._connection.change(
            "UPDATE records SET sealed = ? WHERE kind = ? AND round_id = ? AND item = ?",
            (self._records.seal(kind, round_id, item, record), kind.value, round_id, item),
        )
        if changed != 1:
            raise self._damaged(round_id)
        self._written.add(round_id)

    def _check_records(self, round_id: int) -> None:
        """Make sure, once, that a round's records are all of one time; from then on only we change them."""
        if round_id not in self._checked:
            rowseal.check_records(self._connection, self._folder, round_id)
            self._checked.add(round_id)

    def _damaged(self, round_id: int) -> VaultDamaged:
        return VaultDamaged(self._folder, f"a record of round {round_id} is missing or malformed")


def now() -> datetime:
    """Give the time in UTC."""
    return datetime.now(UTC)


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str | None) -> datetime | None:
    """Give the time that a row holds."""
    return datetime.fromisoformat(text) if text else None


def _round(row: Row) -> Round:
    round_id, state, joint_id, sealed_at, begun_at, closed_at, token, joined_with = row
    sealed, begun, closed = (moment(at) for at in (sealed_at, begun_at, closed_at))
    return Round(round_id, RoundState(state), joint_id, sealed, begun, closed, token, joined_with)

"""Making a backup: a copy of the vault as it is now, read back and compared before it is called one."""

import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from intimacy_desktop import durable, keyslots
from intimacy_desktop.backup import catalogue, container, keeping
from intimacy_desktop.backup.catalogue import BackupInfo
from intimacy_desktop.errors import SaveFailed, VaultError
from intimacy_desktop.header import Header, check_database, read_header
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.vault import schema
from intimacy_desktop.vault.access import connect
from intimacy_desktop.vault.connection import Connection, Row
from intimacy_desktop.vault.records import Records

_WORKSPACE = ".making"
_UNFINISHED = "backup.unfinished"


def make_backup(folder: Path, keys: VaultKeys, now: datetime | None = None) -> BackupInfo:
    """Leave a verified backup of the vault in `folder`, few others, and none from before a rotation. Slow.

    The vault may be open, also in the middle of its work: what is copied is its state between two saves. Its
    tables may be of an older form. After a rotation the older backups, and what restores have replaced,
    open to what is no more, and are removed when the new backup stands; or before, where the disk has no
    room for both.

    Args:
        folder: where the vault is.
        keys: of the vault as it is now.
        now: the time, with its zone; by default that of the clock.

    Raises:
        SaveFailed: there is no new backup, or an older one that should go is left; the vault is as it was.
        VaultMissing: the vault, or its database, is not there.
        VaultDamaged: it is not what was written; no backup of it was made, and no other one removed.
        VaultTooNew: a newer version of the program wrote it.
        VaultUnreadable: the system does not let it be read.
    """
    header = read_header(folder)
    keyslots.prove(header, keys, folder)
    moment = now or datetime.now(UTC)
    try:
        made = _made(folder, header, keys, moment)
    except SaveFailed:
        ended = keeping.outdated(folder, header)
        if not ended:
            raise
        _remove(folder, ended)
        made = _made(folder, header, keys, moment)
    _remove(folder, keeping.outdated(folder, header))
    with suppress(OSError, VaultError):  # the next backup tries again
        keeping.prune(folder, moment, made.path)
    return made


def _made(folder: Path, header: Header, keys: VaultKeys, moment: datetime) -> BackupInfo:
    backups = folder / catalogue.FOLDER
    workspace = backups / _WORKSPACE
    try:
        backups.mkdir(mode=durable.PRIVATE_FOLDER, exist_ok=True)
        durable.sync_folder(folder)
        shutil.rmtree(workspace, ignore_errors=True)  # of a call that was interrupted
        workspace.mkdir(mode=durable.PRIVATE_FOLDER)
        return _write(folder, header, keys, _free_path(backups, header, moment))
    except OSError as error:
        raise SaveFailed(folder, error.strerror or str(error)) from None
    finally:
        shutil.rmtree(workspace, ignore_errors=True)
        with suppress(OSError):
            (backups / _UNFINISHED).unlink(missing_ok=True)


def _write(folder: Path, header: Header, keys: VaultKeys, path: Path) -> BackupInfo:
    unfinished = path.with_name(_UNFINISHED)
    copy = path.parent / _WORKSPACE / "copy.db"
    wanted = _copy(folder, header, keys, copy)
    container.pack(unfinished, header, copy)
    copy.unlink()
    _verify(unfinished, header, keys, wanted)
    unfinished.rename(path)
    try:
        durable.sync_folder(path.parent)
    except OSError:
        path.unlink(missing_ok=True)  # nobody is told of a backup that the disk may not have
        raise
    return catalogue.inspect(path)


def _copy(folder: Path, header: Header, keys: VaultKeys, target: Path) -> list[Row]:
    """Copy the database page by page within one reading; give what it held."""
    durable.write_file(target, b"")  # SQLite would give it wider rights than ours
    with (
        closing(connect(check_database(folder, header), keys)) as source,
        closing(connect(target, keys)) as copy,
    ):
        schema.check(source, header, Records(keys.vault_id, keys.dek, folder), folder)
        for setting in ("PRAGMA synchronous=OFF", "PRAGMA journal_mode=MEMORY"):
            copy.rows(setting)  # after a crash nobody needs the copy
        source.rows("BEGIN")  # a save waits for the end of it, which comes at once
        held = list(_content(source))
        source.copy_to(copy)
        source.rows("COMMIT")
    return held


def _verify(unfinished: Path, header: Header, keys: VaultKeys, wanted: list[Row]) -> None:
    """Make sure that the file opens with the keys to what the vault held.

    Raises:
        SaveFailed: it does not.
    """
    workspace = unfinished.with_name(_WORKSPACE)
    try:
        unpacked = container.unpack(unfinished, workspace)
        keyslots.prove(unpacked, keys, workspace)
        with closing(connect(check_database(workspace, unpacked), keys)) as connection:
            schema.check(connection, unpacked, Records(keys.vault_id, keys.dek, workspace), workspace)
            whole = connection.rows("PRAGMA integrity_check") == [("ok",)]
            same = unpacked == header and whole and list(_content(connection)) == wanted
    except SaveFailed:
        raise
    except VaultError as error:
        raise SaveFailed(workspace, f"the backup does not read back: {error.detail}") from None
    if not same:
        raise SaveFailed(workspace, "the backup does not read back as it was written")


def _content(connection: Connection) -> Iterator[Row]:
    """Give the form of a database, and of each row its SHA-256.

    Records stay sealed as they are: they are the same bytes in vault and backup, and no answer has to come
    into memory for that.
    """
    for name in ("application_id", "user_version"):
        yield from connection.rows(f"PRAGMA {name}")
    yield from connection.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name")
    for (table,) in connection.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"):
        # The names are those of the schema above.
        rows = connection.rows(f'SELECT * FROM "{table}"')  # noqa: S608
        yield (table, *sorted(sha256(repr(row).encode("utf-8", "surrogatepass")).digest() for row in rows))


def _free_path(backups: Path, header: Header, moment: datetime) -> Path:
    """Give a path that no other backup has: two of the same second are told apart."""
    while (path := backups / catalogue.backup_name(header, moment)).exists():
        moment += timedelta(seconds=1)
    return path


def _remove(folder: Path, paths: list[Path]) -> None:
    if not paths:
        return
    try:
        shutil.rmtree(catalogue.workspace_of(folder), ignore_errors=True)
        keeping.remove(folder, paths)
    except OSError as error:
        raise SaveFailed(folder, f"an older backup is left: {error.strerror}") from None

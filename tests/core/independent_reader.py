"""A second reader of vaults, written from docs/file-formats.md alone: nothing of Innermost's code is used.

It reads; it never writes. What it does not understand it refuses with ValueError.
"""

import hashlib
import hmac
import json
import unicodedata
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile

import sqlcipher3.dbapi2 as sqlcipher
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIZES = {"draft": 160_052, "shown": 16_006, "evening": 16_050, "own": 32_768}


class WrongKey(Exception):
    """The header is whole, and this passphrase or code is not its."""


@dataclass(frozen=True)
class ReadAnswer:
    text: str
    spoken: str | None
    kept: bool = False


@dataclass(frozen=True)
class ReadRound:
    id: int
    state: str
    joint_id: str | None
    token: str | None
    joined_with: str | None
    times: tuple[str | None, str | None, str | None]
    uncovered: tuple[int, ...]
    place: int
    draft: tuple[ReadAnswer, ...]
    shown: tuple[ReadAnswer, ...]
    seal_holds: bool
    remember: str
    small_try: str
    next_date: str
    later: tuple[int, ...]


@dataclass(frozen=True)
class ReadOwn:
    guide_place: tuple[str, int] | None
    known: tuple[str, ...]
    lines: tuple[tuple[str, str, str], ...]
    partner: tuple[str, str]
    met: tuple[tuple[str, int], ...]
    asked_after: int
    lock_when_minimised: bool


@dataclass(frozen=True)
class ReadVault:
    vault_id: str
    generation: int
    nickname: str
    shape: str
    hue: str
    last_saved: str | None
    minutes: tuple[int, int]
    rounds: tuple[ReadRound, ...]
    own: ReadOwn | None


def read_home(home: Path) -> list[dict[str, Any]]:
    """The seats that home.json lists."""
    listed = json.loads((home / "home.json").read_bytes())
    if listed["format"] != 1:
        raise ValueError("home.json of another format")
    return list(listed["seats"])


def read_vault(
    folder: Path,
    passphrase: str | None = None,
    *,
    code: str | None = None,
    device_secret: bytes | None = None,
) -> ReadVault:
    """All that a vault holds, opened with its passphrase or its recovery code."""
    header = read_header(folder)
    if code is not None:
        dek = _dek_by_code(header, code)
    else:
        dek = _dek_by_passphrase(header, passphrase or "", device_secret)
    return _read_database(folder, header, dek)


def read_backup(
    path: Path,
    passphrase: str | None = None,
    *,
    code: str | None = None,
    device_secret: bytes | None = None,
) -> ReadVault:
    """All that a backup holds."""
    with TemporaryDirectory() as folder, ZipFile(path) as archive:
        header = _header(archive.read("keys.json"))
        entries = archive.infolist()
        if [entry.filename for entry in entries] != ["keys.json", header["database"]]:
            raise ValueError("other entries")
        if any(entry.compress_type != ZIP_STORED or entry.flag_bits & 1 for entry in entries):
            raise ValueError("compressed or encrypted")
        archive.extractall(folder)
        return read_vault(Path(folder), passphrase, code=code, device_secret=device_secret)


# The header


def read_header(folder: Path) -> dict[str, Any]:
    """The members of the header that counts, without its checksum."""
    whole = []
    for name in ("keys.json", "keys.bak.json"):
        try:
            whole.append(_header((folder / name).read_bytes()))
        except (FileNotFoundError, ValueError):
            continue
    if not whole:
        raise ValueError("no header is whole")
    return max(whole, key=lambda header: int(header["generation"]))


def _header(data: bytes) -> dict[str, Any]:
    if len(data) > 65_536:
        raise ValueError("too long")
    end = len(',"sha256":""}') + 64
    body, tail = data[:-end] + b"}", data[-end:]
    checksum = hashlib.sha256(body).hexdigest()
    if tail != f',"sha256":"{checksum}"}}'.encode():
        raise ValueError("damaged")
    header = json.loads(body)
    if header["format"] != 1 or _canonical(header) != body:
        raise ValueError("another format")
    return dict(header)


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


def _associated_data(header: dict[str, Any]) -> bytes:
    slots = [{name: slot[name] for name in slot if name != "sealed"} for slot in header["slots"]]
    return _canonical({**header, "slots": slots})


def _slot(header: dict[str, Any], kind: str) -> dict[str, Any]:
    (slot,) = (one for one in header["slots"] if (one["kind"], one["version"]) == (kind, 1))
    return dict(slot)


# The keys


def _hkdf(key: bytes, info: str, salt: bytes | None = None, length: int = 32) -> bytes:
    return HKDF(SHA256(), length, salt, info.encode("ascii")).derive(key)


def _open_gcm(key: bytes, sealed: bytes, aad: bytes) -> bytes:
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], aad)


def _dek_by_passphrase(header: dict[str, Any], passphrase: str, device_secret: bytes | None) -> bytes:
    slot = _slot(header, "passphrase")
    salt = header["vault"].encode("ascii")
    if header["device"] is not None:
        if device_secret is None or _secret_id(device_secret, salt) != header["device"]["secret"]:
            raise ValueError("another device secret is needed")
    elif device_secret is not None:
        raise ValueError("no device secret is needed")
    kdf = slot["kdf"]
    if kdf["algorithm"] != "argon2id":
        raise ValueError("another key derivation")
    stretched = Argon2id(
        salt=b64decode(kdf["salt"], validate=True),
        length=32,
        iterations=kdf["iterations"],
        lanes=kdf["lanes"],
        memory_cost=kdf["memory_kib"],
    ).derive(unicodedata.normalize("NFKC", passphrase).encode("utf-8"))
    kek = _hkdf(stretched + (device_secret or b""), "innermost/1/kek/passphrase", salt)
    try:
        return _open_gcm(kek, b64decode(slot["sealed"], validate=True), _associated_data(header))
    except InvalidTag:
        raise WrongKey from None


def _secret_id(device_secret: bytes, salt: bytes) -> str:
    digest = bytearray(_hkdf(device_secret, "innermost/1/device/id", salt, 16))
    digest[6] = digest[6] & 0x0F | 0x80  # version 8
    digest[8] = digest[8] & 0x3F | 0x80  # the variant of RFC 9562
    return str(UUID(bytes=bytes(digest)))


def _dek_by_code(header: dict[str, Any], code: str) -> bytes:
    slot = _slot(header, "recovery")
    private = _hkdf(_code_bytes(code), "innermost/1/recovery/x25519", header["vault"].encode("ascii"))
    key = X25519PrivateKey.from_private_bytes(private)
    info = b"innermost/1/recovery" + _associated_data(header)
    try:
        suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
        return bytes(suite.decrypt(b64decode(slot["sealed"], validate=True), key, info))
    except InvalidTag:
        raise WrongKey from None


def _code_bytes(code: str) -> bytes:
    digits = "".join(str(unicodedata.decimal(one, one)) for one in code)
    plain = unicodedata.normalize("NFKC", digits).upper().translate(str.maketrans("OILU", "011V"))
    symbols = [one for one in plain if unicodedata.category(one)[0] not in "ZPC"]
    number = 0
    for symbol in symbols:
        number = number * 32 + SYMBOLS.index(symbol)
    value, check = divmod(number, 2**20)
    if len(symbols) != 36 or value % (2**20 - 3) != check:
        raise ValueError("a slip of the pen")
    return value.to_bytes(20, "big")


# The database


def _read_database(folder: Path, header: dict[str, Any], dek: bytes) -> ReadVault:
    path = folder / header["database"]
    if path.stat().st_size == 0:
        raise ValueError("an empty database")
    database = sqlcipher.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        database.execute(f"PRAGMA key=\"x'{_hkdf(dek, 'innermost/1/db').hex()}'\"")
        application, form = (
            database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
        if application != 0x496E6D73 or form not in (1, 2):
            raise ValueError("another form")
        ((vault_id, generation, last_saved, *minutes),) = database.execute(
            "SELECT vault_id, generation, last_saved, lock_minutes, turns_lock_minutes FROM vault"
        )
        if (vault_id, generation) != (header["vault"], header["generation"]):
            raise ValueError("another vault's database")
        rows = database.execute(
            "SELECT id, state, joint_id, sealed_at, begun_at, closed_at, uncovered, seal, "
            + ("token, joined_with " if form == 2 else "NULL, NULL ")
            + "FROM rounds ORDER BY id"
        ).fetchall()
        rounds = tuple(_round(database, vault_id, dek, row) for row in rows)
        own = None
        if form == 2:
            _check_rows(database, dek)
            ((sealed,),) = database.execute("SELECT sealed FROM own")
            aad = f"innermost/1/{vault_id}/own/0/0".encode("ascii")
            own = _own(_Record("own", _open_gcm(_hkdf(dek, "innermost/1/record"), bytes(sealed), aad)))
    finally:
        database.close()
    sees = (header["nickname"], header["shape"], header["hue"])
    return ReadVault(vault_id, generation, *sees, last_saved, (minutes[0], minutes[1]), rounds, own)


def _check_rows(database: Any, dek: bytes) -> None:
    ((seal,),) = database.execute("SELECT seal FROM row_seal")
    tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    rows = {}
    for (table,) in tables:
        if table in ("row_seal", "records"):
            continue
        found = database.execute(f"SELECT * FROM {table}")  # noqa: S608 (a name of the schema)
        rows[table] = sorted(([_cell(cell) for cell in row] for row in found), key=_canonical)
    message = _canonical(rows)
    if not hmac.compare_digest(
        bytes(seal), hmac.new(_hkdf(dek, "innermost/1/rows"), message, "sha256").digest()
    ):
        raise ValueError("rows of different times")
    for round_id, wanted in database.execute("SELECT id, records_digest FROM rounds").fetchall():
        found = database.execute("SELECT * FROM records WHERE round_id = ?", (round_id,))
        listed = sorted(([_cell(cell) for cell in row] for row in found), key=_canonical)
        if hashlib.sha256(_canonical(listed)).digest() != wanted:
            raise ValueError("records of different times")


def _cell(value: Any) -> Any:
    return [len(value), value[:64].hex()] if isinstance(value, bytes) else value


def _round(database: Any, vault_id: str, dek: bytes, row: Any) -> ReadRound:
    round_id, state, joint_id, sealed_at, begun_at, closed_at, uncovered, seal, token, joined_with = row
    found = database.execute("SELECT kind, item, sealed FROM records WHERE round_id = ?", (round_id,))
    sealed = {(kind, item): bytes(blob) for kind, item, blob in found}
    if sealed.keys() != {("draft", 0), ("evening", 0), *(("shown", item) for item in range(10))}:
        raise ValueError("records are missing")
    key = _hkdf(dek, "innermost/1/record")

    def opened(kind: str, item: int) -> "_Record":
        aad = f"innermost/1/{vault_id}/{kind}/{round_id}/{item}".encode("ascii")
        return _Record(kind, _open_gcm(key, sealed[kind, item], aad))

    place, draft = _draft(opened("draft", 0))
    message = f"innermost/1/{vault_id}/seal/{round_id}/10".encode("ascii") + b"\0"
    message += b"".join(sealed["shown", item] for item in range(10))
    expected = hmac.new(_hkdf(dek, "innermost/1/seal"), message, "sha256").digest()
    later, remember, small_try, next_date = _evening(opened("evening", 0))
    return ReadRound(
        id=round_id,
        state=state,
        joint_id=joint_id,
        token=token,
        joined_with=joined_with,
        times=(sealed_at, begun_at, closed_at),
        uncovered=tuple(item for item in range(10) if uncovered[item]),
        place=place,
        draft=draft,
        shown=tuple(_shown(opened("shown", item)) for item in range(10)),
        seal_holds=seal is not None and hmac.compare_digest(bytes(seal), expected),
        remember=remember,
        small_try=small_try,
        next_date=next_date,
        later=later,
    )


# The records


class _Record:
    """Takes a record apart from its beginning."""

    def __init__(self, kind: str, data: bytes) -> None:
        if len(data) != SIZES[kind]:
            raise ValueError(f"size of {kind}")
        self._data = data
        if self.number(1) != 1:
            raise ValueError("version of a record")

    def number(self, size: int) -> int:
        taken, self._data = self._data[:size], self._data[size:]
        return int.from_bytes(taken, "big")

    def text(self) -> str:
        size = self.number(2)
        taken, self._data = self._data[:size], self._data[size:]
        return taken.decode("utf-8", "surrogatepass")

    def end(self) -> None:
        if self._data.strip(b"\0"):
            raise ValueError("more in a record")


def _answer(record: _Record) -> ReadAnswer:
    flags, text, spoken = record.number(1), record.text(), record.text()
    return ReadAnswer(text, spoken if flags & 2 else None, bool(flags & 1))


def _draft(record: _Record) -> tuple[int, tuple[ReadAnswer, ...]]:
    place = record.number(1)
    answers = tuple(_answer(record) for _ in range(10))
    record.end()
    return place, answers


def _shown(record: _Record) -> ReadAnswer:
    answer = _answer(record)
    record.end()
    return answer


def _evening(record: _Record) -> tuple[tuple[int, ...], str, str, str]:
    record.number(1)
    bits = record.number(2)
    texts = record.text(), record.text(), record.text()
    record.end()
    return (tuple(item for item in range(10) if bits >> item & 1), *texts)


def _own(record: _Record) -> ReadOwn:
    chapter, block = record.text(), record.number(4)
    known = tuple(record.text() for _ in range(record.number(1)))
    lines = tuple((record.text(), record.text(), record.text()) for _ in range(record.number(1)))
    partner = record.text(), record.text()
    met = tuple((record.text(), record.number(4)) for _ in range(record.number(1)))
    asked_after, minimised = record.number(8), bool(record.number(1))
    record.end()
    return ReadOwn((chapter, block) if chapter else None, known, lines, partner, met, asked_after, minimised)

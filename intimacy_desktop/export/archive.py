"""An encrypted archive: a ZIP inside an age file with a passphrase, which other programs open as well.

age is at age-encryption.org/v1; it is done by the library `pyrage`, imported when somebody asks for it.
"""

import io
import re
import stat
import unicodedata
from collections.abc import Mapping
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from intimacy_desktop import durable, passphrase
from intimacy_desktop.errors import ExportTooLarge, NotAnExport, WrongPassphrase
from intimacy_desktop.export.reading import CEILING

JSON_ENTRY = "innermost.json"
SUFFIX = ".zip.age"
MAGIC = b"age-encryption.org/"

ARCHIVE_CEILING = 2 * CEILING
_MOST_ENTRIES = 16
_WORK_CEILING = 21
"""Of scrypt, as a power of two: that takes 2 GiB. Read before anything is allocated."""
_SCRYPT = re.compile(rb"\Aage-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n")
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
# What `zipfile` raises for archives that are none.
_BROKEN = (BadZipFile, EOFError, IndexError, KeyError, NotImplementedError, RuntimeError, ValueError, OSError)


def write_archive(entries: Mapping[str, bytes], typed: str) -> bytes:
    """Give the bytes of an archive that opens with `typed` alone. Slow: about a second, on purpose.

    Args:
        entries: name and bytes of each file in it.
        typed: checked as a new passphrase of a seat would be, used as it is typed (NFC).

    Raises:
        PassphraseError: it cannot be used, see `passphrase.check_new`.
    """
    import pyrage

    passphrase.check_new(typed)
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, data in entries.items():
            entry = ZipInfo(name, _NO_TIME)
            entry.create_system = _UNIX
            entry.external_attr = (stat.S_IFREG | durable.PRIVATE_FILE) << 16
            archive.writestr(entry, data)
    return bytes(pyrage.passphrase.encrypt(packed.getvalue(), _as_typed(typed)))


def looks_encrypted(data: bytes) -> bool:
    """Whether a file says that it is one of age."""
    return data.startswith(MAGIC)


def read_archive(data: bytes, typed: str) -> bytes:
    """Give the JSON export that stands in an archive. Slow.

    Args:
        data: of the whole file.
        typed: its passphrase.

    Raises:
        WrongPassphrase: it does not open.
        ExportTooLarge: more than an export can be.
        NotAnExport: anything else.
    """
    import pyrage

    if len(data) > ARCHIVE_CEILING:
        raise ExportTooLarge(len(data), ARCHIVE_CEILING)
    found = _SCRYPT.match(data)
    if found is None:
        raise NotAnExport("no age file with a passphrase")
    if int(found[1]) > _WORK_CEILING:
        raise NotAnExport("more work than any archive asks for")
    try:
        packed = pyrage.passphrase.decrypt(data, _as_typed(typed))
    except pyrage.DecryptError as error:
        if str(error) == "Decryption failed":
            raise WrongPassphrase from None
        raise NotAnExport("damaged") from None
    return _json_of(packed)


def _as_typed(typed: str) -> str:
    return unicodedata.normalize("NFC", typed)


def _json_of(packed: bytes) -> bytes:
    try:
        with ZipFile(io.BytesIO(packed)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_ENTRIES or any(one.compress_type != ZIP_STORED for one in entries):
                raise NotAnExport("not packed as exports are")
            with archive.open(JSON_ENTRY) as file:
                data = file.read(CEILING + 1)
    except _BROKEN as error:
        raise NotAnExport(type(error).__name__) from None
    if len(data) > CEILING:
        raise ExportTooLarge(len(data), CEILING)
    return data

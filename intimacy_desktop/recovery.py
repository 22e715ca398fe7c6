"""The recovery code: another way into a vault, for the day when passphrase or keyring is gone.

A code is 160 random bits in Crockford's base 32, with four check symbols, in nine groups of four. The check
is the number they make, modulo the largest prime below 2²⁰: as with Crockford's own check symbol, but with a
larger prime, every one symbol misread and every two that changed places are found, and of other slips all
but one in a million.
"""

import secrets
import unicodedata
from dataclasses import replace
from pathlib import Path

from intimacy_desktop import keyslots, sealing
from intimacy_desktop.errors import (
    NoRecoveryCode,
    RecoveryCodeExists,
    RecoveryCodeMistyped,
    SaveFailed,
    WrongRecoveryCode,
)
from intimacy_desktop.header import Header, check_database, mend_copies, read_header, write_header
from intimacy_desktop.kdf import subkey
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.slots import RecoverySlot

CODE_BITS = 160
CODE_LENGTH = 36
"""Symbols of a code, with its check and without what stands between its groups."""

_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: without I, L, O and U
_READ_AS = str.maketrans("OILU", "011V")  # U is none of the symbols, and looks like V in handwriting
_BITS = 5
_CHECK_SYMBOLS = 4
_CHECK_PRIME = 2**20 - 3
_GROUP = 4
_KEY_INFO = b"innermost/1/recovery/x25519"


def new_code() -> str:
    """Give a code drawn at random by the operating system, as it is to be written down."""
    return _written(secrets.randbits(CODE_BITS))


def parse_code(text: str) -> bytes:
    """Give the 160 bits of a code as somebody typed it.

    Case, spaces, hyphens and other marks between the symbols do not matter, nor do O for 0, I and L for 1,
    and U for V.

    Raises:
        RecoveryCodeMistyped: it is no code at all: a slip of the pen or of a finger.
    """
    values = [_SYMBOLS.find(character) for character in _plain(text) if not _between(character)]
    if len(values) != CODE_LENGTH or -1 in values:
        raise RecoveryCodeMistyped(len(values), CODE_LENGTH)
    number = 0
    for value in values:
        number = number << _BITS | value
    code, check = divmod(number, 1 << _BITS * _CHECK_SYMBOLS)
    if check != code % _CHECK_PRIME:
        raise RecoveryCodeMistyped(len(values), CODE_LENGTH)
    return code.to_bytes(CODE_BITS // 8)


def new_slot(code: str, vault_id: str) -> RecoverySlot:
    """Give the slot that `code` will open, not sealed yet.

    Raises:
        RecoveryCodeMistyped: see `parse_code`.
    """
    return RecoverySlot(sealing.public_key_of(_private_key(parse_code(code), vault_id)))


def add_recovery_slot(folder: Path, keys: VaultKeys, code: str) -> None:
    """Let `code` open the vault too, from now on; the same call again is no fault.

    A code is replaced or taken away by a rotation (`vault.rotation`): as long as the data encryption key
    stays, an older copy of the header would still open to it with the older code.

    Raises:
        RecoveryCodeMistyped: see `parse_code`.
        RecoveryCodeExists: there is another code already.
        KeyNotHeld: the vault was opened with a recovery code.
        SaveFailed: the disk did not take it.
        VaultError: see `read_header` and `prove`.
    """
    header = read_header(folder)
    keyslots.prove(header, keys, folder)
    slot = new_slot(code, header.vault_id)
    present = header.recovery_slot
    if present is not None and present.public_key != slot.public_key:
        raise RecoveryCodeExists
    try:
        if present is None:
            write_header(folder, _sealed(header, slot, keys))
        else:
            mend_copies(folder, header)
    except OSError as error:
        raise SaveFailed(folder, error.strerror or str(error)) from None


def unlock_with_code(folder: Path, code: str) -> VaultKeys:
    """Give the keys of the vault in `folder`, but for those that come from its passphrase.

    The keyring is not asked. Afterwards a rotation gives the vault a new passphrase and retires the code.
    A code needs no Argon2id: that makes the few guesses at a human choice dear, and nobody guesses one of
    2¹⁶⁰ codes drawn uniformly at random. For the same reason no wait follows a wrong one.

    Raises:
        RecoveryCodeMistyped: see `parse_code`.
        WrongRecoveryCode: it is a code, and not this vault's.
        NoRecoveryCode: this vault has none.
        VaultMissing: the vault, or its database, is not there.
        VaultDamaged: it is not what was written.
        VaultTooNew: a newer version of the program wrote it.
        VaultUnreadable: the system does not let it be read.
    """
    typed = parse_code(code)
    header = read_header(folder)
    check_database(folder, header)
    if header.recovery_slot is None:
        raise NoRecoveryCode
    private_key = _private_key(typed, header.vault_id)
    dek = sealing.open_recovery_slot(header, private_key)
    if dek is None:
        raise WrongRecoveryCode
    return VaultKeys(header.vault_id, dek, None, recovery_key=private_key)


def _sealed(header: Header, slot: RecoverySlot, keys: VaultKeys) -> Header:
    return keyslots.seal_slots(replace(header, slots=(*header.slots, slot)), keys)


def _private_key(code: bytes, vault_id: str) -> bytes:
    """Give an X25519 private key (RFC 7748) by HKDF-SHA256: one code in two vaults gives two keys."""
    return subkey(code, _KEY_INFO, salt=vault_id.encode())


def _written(code: int) -> str:
    number = code << _BITS * _CHECK_SYMBOLS | code % _CHECK_PRIME
    text = "".join(_SYMBOLS[number >> _BITS * at & 31] for at in reversed(range(CODE_LENGTH)))
    return "-".join(text[at : at + _GROUP] for at in range(0, CODE_LENGTH, _GROUP))


def _plain(text: str) -> str:
    digits = (str(unicodedata.decimal(character, character)) for character in text)  # of any script
    return unicodedata.normalize("NFKC", "".join(digits)).upper().translate(_READ_AS)


def _between(character: str) -> bool:
    return unicodedata.category(character)[0] in "ZPC"  # white space, punctuation, control and format marks

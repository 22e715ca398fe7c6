"""Everything the core raises on purpose, as one small tree.

InnermostError (never raised itself)
├── PassphraseError
│   ├── PassphraseEmpty
│   ├── PassphraseTooShort
│   ├── PassphraseTooLong
│   ├── PassphraseUnassigned
│   ├── WrongPassphrase
│   └── WaitFirst
├── RecoveryCodeError
│   ├── RecoveryCodeMistyped
│   ├── WrongRecoveryCode
│   ├── NoRecoveryCode
│   └── RecoveryCodeNeeded
├── DeviceSecretError
│   ├── KeyringAbsent
│   ├── KeyringLocked
│   ├── KeyringHangs
│   ├── KeyringDiscards
│   ├── KeyringFails
│   ├── DeviceSecretMissing
│   └── DeviceSecretDifferent
├── NicknameError
│   ├── NicknameEmpty
│   ├── NicknameTooLong
│   ├── NicknameUnseen
│   └── NicknameTaken
├── VaultError
│   ├── VaultMissing
│   ├── VaultDamaged
│   ├── VaultTooNew
│   ├── VaultUnreadable
│   ├── BackupOfOtherSeat
│   └── SaveFailed
├── HomeError
│   ├── HomeNotWritable
│   ├── HomeNotOurs
│   └── SeatsFull
├── ExportError
│   ├── NotAnExport
│   ├── ExportTooNew
│   ├── ExportTooLarge
│   └── ExportOfBoth
├── UnsavedUnopened
├── RuleBroken
│   ├── AnswerTooLong
│   ├── OwnTooLong
│   ├── KeyNotHeld
│   ├── RecoveryCodeExists
│   ├── NotItsTurn
│   ├── EarlierWithheld
│   └── RoundsDiffer
└── ContentError
"""

from pathlib import Path


class InnermostError(Exception):
    """The root; catch it, never raise it."""


class PassphraseError(InnermostError):
    """A passphrase cannot be used or does not open."""


class PassphraseEmpty(PassphraseError):
    """Nothing was typed."""


class PassphraseTooShort(PassphraseError):
    """The passphrase has fewer than `minimum` characters."""

    def __init__(self, minimum: int) -> None:
        super().__init__(f"shorter than {minimum} characters")
        self.minimum = minimum


class PassphraseTooLong(PassphraseError):
    """The passphrase has more than `maximum` characters."""

    def __init__(self, maximum: int) -> None:
        super().__init__(f"longer than {maximum} characters")
        self.maximum = maximum


class PassphraseUnassigned(PassphraseError):
    """The passphrase holds a character that Unicode has not assigned yet, so its normal form may change."""


class WrongPassphrase(PassphraseError):
    """The header is whole, and this passphrase does not open it."""


class WaitFirst(PassphraseError):
    """It is too soon after wrong ones; in `seconds` the next may be tried. Nothing was."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.1f} seconds too soon")
        self.seconds = seconds


class RecoveryCodeError(InnermostError):
    """A recovery code cannot be used or does not open."""


class RecoveryCodeMistyped(RecoveryCodeError):
    """What was typed is no recovery code of any vault: `length` symbols where a code has `expected`, or a
    slip in one of them.
    """

    def __init__(self, length: int, expected: int) -> None:
        super().__init__(f"{length} symbols, {expected} expected" if length != expected else "a slip")
        self.length = length
        self.expected = expected


class WrongRecoveryCode(RecoveryCodeError):
    """It is a recovery code without a slip, and not the one of this vault as it is now."""


class NoRecoveryCode(RecoveryCodeError):
    """The vault has no recovery code."""


class RecoveryCodeNeeded(RecoveryCodeError):
    """A vault without a recovery code would be lost with the keyring, and is not bound to it."""


class DeviceSecretError(InnermostError):
    """The keyring of the system does not do what a vault needs of it; nothing in the vault was changed."""


class KeyringAbsent(DeviceSecretError):
    """There is no keyring, or none that the program trusts with a secret."""


class KeyringLocked(DeviceSecretError):
    """The keyring is locked, and was not unlocked when the system asked for its password."""


class KeyringHangs(DeviceSecretError):
    """The keyring did not answer in time; the call was ended."""


class KeyringDiscards(DeviceSecretError):
    """The keyring took a secret and did not give it back."""


class KeyringFails(DeviceSecretError):
    """The keyring refused, or the process that asked it died."""


class DeviceSecretMissing(DeviceSecretError):
    """The keyring answers, and does not hold the secret that the vault is bound to."""


class DeviceSecretDifferent(DeviceSecretError):
    """Something else stands in the keyring in the place of the secret that the vault is bound to."""


class NicknameError(InnermostError):
    """A nickname cannot be used."""


class NicknameEmpty(NicknameError):
    """Nothing but white space was given."""


class NicknameTooLong(NicknameError):
    """The nickname has more than `maximum` characters."""

    def __init__(self, maximum: int) -> None:
        super().__init__(f"longer than {maximum} characters")
        self.maximum = maximum


class NicknameUnseen(NicknameError):
    """The nickname holds a character that nobody sees, or that turns the words around it."""


class NicknameTaken(NicknameError):
    """The other seat has this nickname already, or one that looks like it."""


class VaultError(InnermostError):
    """A vault cannot be read or written; `folder` says which."""

    def __init__(self, folder: Path, detail: str = "") -> None:
        super().__init__(f"{type(self).__name__}: {detail}" if detail else type(self).__name__)
        self.folder = folder
        self.detail = detail


class VaultMissing(VaultError):
    """The folder, header or database that should be there is not."""


class VaultDamaged(VaultError):
    """What is there is not what was written: neither a wrong passphrase nor an empty vault."""


class VaultTooNew(VaultError):
    """A newer version of the program wrote it; it was not touched."""


class VaultUnreadable(VaultError):
    """It could not be read just now: no right to, or the disk failed to; nothing says that it is damaged."""


class BackupOfOtherSeat(VaultError):
    """It is a backup, and not of the vault whose backup was asked for."""


class SaveFailed(VaultError):
    """What should have been written was not; what was saved before is intact."""


class HomeError(InnermostError):
    """The home folder cannot be used; `path` says which."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(f"{type(self).__name__}: {detail}" if detail else type(self).__name__)
        self.path = path
        self.detail = detail


class HomeNotWritable(HomeError):
    """Nothing can be written there."""


class HomeNotOurs(HomeError):
    """It belongs to another account of this computer."""


class SeatsFull(HomeError):
    """Both seats are taken."""


class ExportError(InnermostError):
    """A file cannot be brought into a vault; nothing was changed."""


class NotAnExport(ExportError):
    """It is not what this program exports, or not as it was written."""


class ExportTooNew(ExportError):
    """A newer version of the program made it."""


class ExportTooLarge(ExportError):
    """It has more than `limit` bytes."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"{size} bytes, {limit} allowed")
        self.size = size
        self.limit = limit


class ExportOfBoth(ExportError):
    """It holds what two people turned, and belongs to nobody alone."""


class UnsavedUnopened(InnermostError):
    """What was handed on through a lock does not open with the keys of this vault."""


class RuleBroken(InnermostError):
    """The program asked for something its own rules forbid."""


class AnswerTooLong(RuleBroken):
    """An answer has more than `limit` characters."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"{length} characters, {limit} allowed")
        self.length = length
        self.limit = limit


class OwnTooLong(RuleBroken):
    """What somebody keeps for themself is longer, or more, than `limit`."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"{length}, {limit} allowed")
        self.length = length
        self.limit = limit


class KeyNotHeld(RuleBroken):
    """A slot was to be sealed with a key that is not there: after a recovery code, that of the passphrase."""


class RecoveryCodeExists(RuleBroken):
    """A recovery code is there already; it is replaced by a rotation."""


class NotItsTurn(RuleBroken):
    """A card was asked for before its turn, or a round is not in the state for this step."""


class EarlierWithheld(RuleBroken):
    """What its author wrote in an earlier round comes back to them once the round in writing is sealed."""


class RoundsDiffer(RuleBroken):
    """Each vault holds a begun reveal, and not the same one: one is an older copy. No card is shown."""


class ContentError(InnermostError):
    """A content file breaks its form; the message names file and line."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}, line {line}: {problem}")
        self.file = file
        self.line = line
        self.problem = problem

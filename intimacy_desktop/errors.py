"""Everything the core raises on purpose, as one small tree.

InnermostError (never raised itself)
├── PassphraseError
│   ├── PassphraseEmpty
│   ├── PassphraseTooShort
│   ├── PassphraseTooLong
│   ├── PassphraseUnassigned
│   └── WrongPassphrase
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
│   └── SaveFailed
├── HomeError
│   ├── HomeNotWritable
│   ├── HomeNotOurs
│   └── SeatsFull
├── RuleBroken
│   ├── AnswerTooLong
│   ├── NotItsTurn
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


class RuleBroken(InnermostError):
    """The program asked for something its own rules forbid."""


class AnswerTooLong(RuleBroken):
    """An answer has more than `limit` characters."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"{length} characters, {limit} allowed")
        self.length = length
        self.limit = limit


class NotItsTurn(RuleBroken):
    """A card was asked for before its turn, or a round is not in the state for this step."""


class RoundsDiffer(RuleBroken):
    """Each vault holds a begun reveal, and not the same one: one is an older copy. No card is shown."""


class ContentError(InnermostError):
    """A content file breaks its form; the message names file and line."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}, line {line}: {problem}")
        self.file = file
        self.line = line
        self.problem = problem

"""One door for what the user is told: an error of the core becomes a translated sentence."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QLocale, QObject

from intimacy_desktop import errors


@dataclass(frozen=True, slots=True)
class Message:
    """What happened, and what can be done; both in plain words."""

    title: str
    text: str

    @property
    def line(self) -> str:
        """Title and text as one run of sentences, for a place beside a field."""
        return f"{self.title} {self.text}".strip()


def say(error: Exception, nickname: str = "") -> Message:
    """Give the words for `error`.

    Args:
        error: raised by the core; any other exception gets the words for the unforeseen.
        nickname: whose seat it is, where that helps.
    """
    return _Words().of(error, nickname)


def copies_may_help(error: Exception) -> bool:
    """Whether a vault with this trouble may come back from one of its copies."""
    return isinstance(error, errors.VaultDamaged | errors.VaultMissing)


def say_of_copy(error: Exception, nickname: str = "") -> Message:
    """Give the words for what went wrong with a backup that is to be opened or restored.

    Args:
        error: raised by the core.
        nickname: whose part it is, where that helps.
    """
    return _Words().of_copy(error) or say(error, nickname)


def say_of_copying(error: Exception) -> Message:
    """Give the words for why there is no new backup.

    Args:
        error: raised by the core.
    """
    return _Words().of_copying(error)


def say_of_carrying(error: Exception) -> Message:
    """Give the words for why a backup was not saved in another place.

    Args:
        error: raised by the core.
    """
    return _Words().of_carrying(error)


def say_of_writing(error: Exception) -> Message:
    """Give the words for why a file was not written where somebody chose.

    Args:
        error: raised by the core.
    """
    return _Words().of_writing(error)


class _Words(QObject):
    """Holds the sentences in one translation context."""

    def of(self, error: Exception, nickname: str) -> Message:
        kinds = (
            self._passphrase,
            self._recovery,
            self._keyring,
            self._nickname,
            self._vault,
            self._home,
            self._export,
            self._rule,
        )
        for words in kinds:
            message = words(error, nickname)
            if message is not None:
                return message
        return Message(
            self.tr("Something went wrong that was not foreseen."),
            self.tr("What was shown as saved is still saved. Close the program and open it again."),
        )

    def of_copy(self, error: Exception) -> Message | None:
        match error:
            case errors.WrongPassphrase():
                return Message(
                    self.tr("That is not the passphrase of this copy."),
                    self.tr(
                        "Nothing is lost. A copy opens with the passphrase the seat had when it was made. "
                        "Check Caps Lock and the keyboard language, then try again."
                    ),
                )
            case errors.WrongRecoveryCode():
                return Message(
                    self.tr("This is a recovery code, and not the one of this copy."),
                    self.tr("Nothing is lost. A copy opens with the code the seat had when it was made."),
                )
            case errors.NoRecoveryCode():
                return Message(
                    self.tr("The seat had no recovery code when this copy was made."),
                    self.tr("The passphrase of that time opens it."),
                )
            case errors.VaultMissing():
                return Message(
                    self.tr("This copy is not there any more."),
                    self.tr(
                        "Nothing was changed. If it is on another disk, connect that disk, then try again."
                    ),
                )
            case errors.VaultDamaged():
                return Message(
                    self.tr("This copy is damaged."),
                    self.tr("It cannot be opened. Nothing was changed. Another copy may open."),
                )
            case errors.VaultTooNew():
                return Message(
                    self.tr("A newer version of the program wrote this."),
                    self.tr("Nothing was changed. Open it with the newer version."),
                )
            case errors.SaveFailed():
                return Message(
                    self.tr("There is not enough room for that."),
                    self.tr("Nothing was changed. Make room on the disk, then try again."),
                )
            case errors.NicknameTaken():
                return Message(
                    self.tr("The other seat here has this name already."),
                    self.tr("Nothing was changed. Two seats of one home cannot share a name."),
                )
            case errors.SeatsFull():
                return Message(
                    self.tr("Both seats here are taken by others."),
                    self.tr(
                        "Nothing was changed. A seat can be set aside where its passphrase is asked for."
                    ),
                )
        return None

    def of_carrying(self, error: Exception) -> Message:
        match error:
            case errors.SaveFailed():
                return Message(
                    self.tr("The copy could not be saved there."),
                    self.tr(
                        "The disk may be full, may not take anything, or was taken out. The copy on this "
                        "computer is whole. Choose another folder, or try again."
                    ),
                )
        return self.of_copying(error)

    def of_writing(self, error: Exception) -> Message:
        match error:
            case errors.SaveFailed():
                return Message(
                    self.tr("The file could not be written there."),
                    self.tr(
                        "The disk may be full, may not take anything, or was taken out. No part of the file "
                        "is left, and your answers are as they were. Choose another folder, or try again."
                    ),
                )
        return self.of(error, "")

    def of_copying(self, error: Exception) -> Message:
        match error:
            case errors.SaveFailed():
                return Message(
                    self.tr("No copy could be made."),
                    self.tr(
                        "The disk may be full, or may not take anything. What you wrote is saved as before."
                    ),
                )
            case errors.VaultDamaged() | errors.VaultMissing():
                return Message(
                    self.tr("No copy was made: the file itself is damaged."),
                    self.tr(
                        "Earlier copies were left as they are. Lock the seat, and open it again to see them."
                    ),
                )
        return Message(
            self.tr("No copy could be made just now."),
            self.tr("What you wrote is saved as before. Try again in a moment."),
        )

    def _passphrase(self, error: Exception, nickname: str) -> Message | None:
        match error:
            case errors.WrongPassphrase() if nickname:
                return Message(
                    self.tr("That is not {name}’s passphrase.").format(name=nickname),
                    self.tr("Nothing is lost. Check Caps Lock and the keyboard language, then try again."),
                )
            case errors.WrongPassphrase():
                return Message(
                    self.tr("That is not the passphrase."),
                    self.tr("Nothing is lost. Check Caps Lock and the keyboard language, then try again."),
                )
            case errors.WaitFirst():
                return Message(self._wait(max(1, ceil(error.seconds))), self.tr("Nothing is lost."))
            case errors.PassphraseEmpty():
                return Message(self.tr("Nothing is typed yet."), self.tr("Type the passphrase, then go on."))
            case errors.PassphraseTooShort():
                return Message(
                    self.tr("That is too short to keep anyone out."),
                    self.tr(
                        "Use %Ln characters or more. A few words in a row are easy to keep in mind.",
                        "two or more",
                        error.minimum,
                    ),
                )
            case errors.PassphraseTooLong():
                return Message(
                    self.tr("That is longer than the program can take."),
                    self.tr("Use %Ln characters or fewer.", "two or more", error.maximum),
                )
            case errors.PassphraseUnassigned():
                return Message(
                    self.tr("One of these characters is too new."),
                    self.tr("Other computers may not read it the same way. Choose another in its place."),
                )
        return None

    def _recovery(self, error: Exception, nickname: str) -> Message | None:
        match error:
            case errors.RecoveryCodeMistyped() if error.length == 0:
                return Message(
                    self.tr("Nothing is typed yet."), self.tr("Type the code from your paper, then go on.")
                )
            case errors.RecoveryCodeMistyped() if error.length != error.expected:
                return Message(
                    self.tr("That is not the whole code, or more than it."),
                    self.tr(
                        "Of {expected} signs, %Ln stand here. Spaces and hyphens do not count.",
                        "how many",
                        error.length,
                    ).format(expected=QLocale().toString(error.expected)),
                )
            case errors.RecoveryCodeMistyped():
                return Message(
                    self.tr("There is a slip in this code."),
                    self.tr(
                        "One or more of its signs are not as they were given. Compare it with the paper."
                    ),
                )
            case errors.WrongRecoveryCode() if nickname:
                return Message(
                    self.tr("This is a recovery code, and not the one {name}’s seat has now.").format(
                        name=nickname
                    ),
                    self.tr("Nothing is lost. Each code is retired when it is used or replaced."),
                )
            case errors.WrongRecoveryCode():
                return Message(
                    self.tr("This is a recovery code, and not the one that is needed here."),
                    self.tr("Nothing is lost. Each code is retired when it is used or replaced."),
                )
            case errors.NoRecoveryCode():
                return Message(
                    self.tr("This seat has no recovery code."), self.tr("Its passphrase alone opens it.")
                )
            case errors.RecoveryCodeNeeded():
                return Message(
                    self.tr("A recovery code is needed first."),
                    self.tr("Without one, this seat would be lost together with the computer’s keyring."),
                )
        return None

    def _keyring(self, error: Exception, _nickname: str) -> Message | None:
        match error:
            case errors.KeyringAbsent():
                return Message(
                    self.tr("No keyring was found that can be trusted with a secret."),
                    self.tr(
                        "Nothing was changed. Where the computer used to have one, "
                        "sign in as usual and try again; a recovery code opens without it."
                    ),
                )
            case errors.KeyringLocked():
                return Message(
                    self.tr("The computer’s keyring is locked."),
                    self.tr("Nothing was changed. Unlock it when the computer asks, then try again."),
                )
            case errors.KeyringHangs():
                return Message(
                    self.tr("The computer’s keyring does not answer."),
                    self.tr(
                        "Nothing was changed. Look for a window that asks for its password, "
                        "or sign out and in again; then try once more."
                    ),
                )
            case errors.KeyringDiscards():
                return Message(
                    self.tr("The computer’s keyring took the secret and did not keep it."),
                    self.tr("Nothing was changed: a seat is never bound to a keyring that forgets."),
                )
            case errors.KeyringFails():
                return Message(
                    self.tr("The computer’s keyring refused."),
                    self.tr("Nothing was changed. Try again in a moment."),
                )
            case errors.DeviceSecretMissing():
                return Message(
                    self.tr("This computer’s keyring does not hold the secret of this seat."),
                    self.tr(
                        "The passphrase was not tried, and nothing was changed. On the computer the seat "
                        "was bound to it opens as usual. Here, the recovery code opens it."
                    ),
                )
            case errors.DeviceSecretDifferent():
                return Message(
                    self.tr("Something else stands in the keyring in the place of this seat’s secret."),
                    self.tr(
                        "The passphrase was not tried, and nothing was changed. The recovery code opens "
                        "the seat without the keyring."
                    ),
                )
        return None

    def _wait(self, seconds: int) -> str:
        if seconds == 1:
            return self.tr("Wait 1 second, then try again.")
        return self.tr("Wait %Ln seconds, then try again.", "two or more", seconds)

    def _nickname(self, error: Exception, _nickname: str) -> Message | None:
        match error:
            case errors.NicknameEmpty():
                return Message(
                    self.tr("A name is missing."), self.tr("Any word that the two of you know will do.")
                )
            case errors.NicknameTooLong():
                return Message(
                    self.tr("That name is too long for its card."),
                    self.tr("Use %Ln characters or fewer.", "two or more", error.maximum),
                )
            case errors.NicknameUnseen():
                return Message(
                    self.tr("One of these characters cannot be seen."),
                    self.tr("Type the name by hand, with letters that anyone can read."),
                )
            case errors.NicknameTaken():
                return Message(
                    self.tr("The other seat has this name already."),
                    self.tr("Choose another, so that you can tell the two seats apart."),
                )
        return None

    def _vault(self, error: Exception, nickname: str) -> Message | None:
        match error:
            case errors.VaultMissing() if nickname:
                return Message(
                    self.tr("{name}’s file was not found on this computer.").format(name=nickname),
                    self.tr(
                        "Nothing new was made in its place. If it was moved or is on another disk, "
                        "put it back and open the program again."
                    ),
                )
            case errors.VaultMissing():
                return Message(
                    self.tr("This file was not found on this computer."),
                    self.tr("Nothing new was made in its place. If it was moved, put it back and try again."),
                )
            case errors.VaultDamaged():
                return Message(
                    self.tr("This file cannot be read as it is."),
                    self.tr(
                        "Part of it has changed since it was last saved, perhaps through a disk fault or a "
                        "copy that was cut short. It is not a wrong passphrase. Nothing was shown to anyone, "
                        "and the file was left as it is. Keep it. Its checked copies lie apart from it, and "
                        "one of them may open: choose the seat on the home page to see them."
                    ),
                )
            case errors.VaultTooNew():
                return Message(
                    self.tr("A newer version of the program wrote this file."),
                    self.tr("Nothing is lost, and it was not touched. Open it with the newer version."),
                )
            case errors.VaultUnreadable():
                return Message(
                    self.tr("This file cannot be read just now."),
                    self.tr(
                        "The computer did not let the program read it; another program may be using it. "
                        "Nothing says that it is damaged, and nothing was changed. "
                        "Try again in a moment, or open it from the account that made it."
                    ),
                )
            case errors.BackupOfOtherSeat():
                return Message(
                    self.tr("This backup is not of this seat."),
                    self.tr("Nothing was changed. Choose one of this seat, or go to the seat that it is of."),
                )
            case errors.SaveFailed():
                return Message(
                    self.tr("Not saved."),
                    self.tr(
                        "The disk may be full. What was saved before is safe, and your words stay here "
                        "while this page is open. Saving is tried again by itself."
                    ),
                )
        return None

    def _home(self, error: Exception, _nickname: str) -> Message | None:
        match error:
            case errors.HomeNotWritable():
                return Message(
                    self.tr("Nothing can be saved in this folder."),
                    self.tr(
                        "The disk may be full, or your account may not write there. What was saved before "
                        "is as it was. Make some room, or give your account access to the folder: {path}"
                    ).format(path=error.path),
                )
            case errors.HomeNotOurs():
                return Message(
                    self.tr("This folder belongs to another account of this computer."),
                    self.tr(
                        "It was not touched. Open the program from the account that made it. To bring your "
                        "part to this account, export a backup there and restore it here. "
                        "The folder is: {path}"
                    ).format(path=error.path),
                )
            case errors.SeatsFull():
                return Message(self.tr("Both seats are taken."), self.tr("Nothing was changed."))
        return None

    def _export(self, error: Exception, _nickname: str) -> Message | None:
        untouched = self.tr("Nothing was changed.")
        match error:
            case errors.ExportOfBoth():
                return Message(
                    self.tr("This file holds what two people turned together."),
                    self.tr("Only one person’s own part can be brought in. Nothing was changed."),
                )
            case errors.ExportTooNew():
                return Message(
                    self.tr("A newer version of the program wrote this."),
                    self.tr("Nothing was changed. Open it with the newer version."),
                )
            case errors.ExportTooLarge():
                return Message(self.tr("This file is larger than a part can be."), untouched)
            case errors.NotAnExport():
                return Message(
                    self.tr("This is no file that Innermost wrote, or it was changed since."),
                    self.tr(
                        "Nothing was changed. It takes what was saved as JSON or as an encrypted archive."
                    ),
                )
        return None

    def _rule(self, error: Exception, _nickname: str) -> Message | None:
        match error:
            case errors.AnswerTooLong():
                return Message(
                    self.tr("That is too long to fit: %Ln characters.", "two or more", error.length),
                    self.tr(
                        "There is room for %Ln. What you had written is as it was.",
                        "characters, two or more",
                        error.limit,
                    ),
                )
            case errors.OwnTooLong():
                return Message(
                    self.tr("That is too much to fit."),
                    self.tr(
                        "There is room for %Ln. What was there before is as it was.",
                        "characters or entries, two or more",
                        error.limit,
                    ),
                )
            case errors.RoundsDiffer():
                return Message(
                    self.tr("The two seats remember different evenings."),
                    self.tr(
                        "Perhaps one of them was put back from an older copy. Nothing was shown. "
                        "Each of you can still read your own part."
                    ),
                )
            case errors.EarlierWithheld():
                return Message(
                    self.tr("What you wrote before is put aside while you write."),
                    self.tr("Nothing is lost. You can read it again once this round is sealed."),
                )
            case errors.RecoveryCodeExists():
                return Message(
                    self.tr("There is a recovery code already."),
                    self.tr("Nothing was changed. It can be replaced by a new one."),
                )
            case errors.KeyNotHeld():
                return Message(
                    self.tr("A new passphrase is needed first."),
                    self.tr("The recovery code opened this seat. Nothing was changed."),
                )
            case errors.UnsavedUnopened():
                return Message(
                    self.tr("What could not be saved when the program locked could not be opened."),
                    self.tr("What was shown as saved is as it was."),
                )
            case errors.NotItsTurn():
                return Message(
                    self.tr("That is not open yet."),
                    self.tr("Nothing was shown and nothing was changed. Go back and choose again."),
                )
            case errors.ContentError():
                return Message(
                    self.tr("A part of the guide could not be read."),
                    self.tr("Your answers are not concerned. Install the program again to mend it."),
                )
        return None

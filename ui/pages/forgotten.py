"""The passphrase is gone: the recovery code where there is one, kind words, and starting again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.aside import AsideRecord
from intimacy_desktop.care import NoWayBack, load_care
from intimacy_desktop.errors import RecoveryCodeError, VaultError
from intimacy_desktop.header import read_header
from intimacy_desktop.home import Home
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.recovery import unlock_with_code
from intimacy_desktop.seating import SeatRecord
from ui.background import Background
from ui.messages import say
from ui.theme import Theme
from ui.widgets.aside_list import AsideList
from ui.widgets.boxes import Box, column
from ui.widgets.button import Button
from ui.widgets.code_field import CodeField
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.notice import Notice
from ui.widgets.scaffold import Page
from ui.widgets.text import Text


class ForgottenPage(Page):
    """Says what is true once a passphrase is forgotten, and leads to what can still be done.

    Args:
        theme: the live theme.
        background: looks at the code, and moves what is set aside.
        home: where the seats are.
        seat: whose passphrase is gone.

    Signals:
        code_opened(VaultKeys): the recovery code fits; a new passphrase must follow.
        started_again: the seat is empty now.
        bring_back_asked(AsideRecord), destroy_asked(AsideRecord): a part that was set aside.
        back_asked.
    """

    code_opened = Signal(object)
    started_again = Signal()
    bring_back_asked = Signal(object)
    destroy_asked = Signal(object)
    back_asked = Signal()

    def __init__(self, theme: Theme, background: Background, home: Home, seat: SeatRecord) -> None:
        super().__init__(theme, self.tr("Forgotten"), measure=620)
        self._background, self._home, self._seat = background, home, seat
        self._is_busy = False
        self._trouble = Notice(theme, "caution", "")
        self._trouble.hide()
        self._code = CodeField(theme, self.tr("{name}’s recovery code").format(name=seat.identity.nickname))
        self._open = Button(theme, self.tr("Open with the code"), "primary", size="large")
        self._code.entered.connect(self._try)
        self._open.clicked.connect(self._try)
        self._has_code = _has_code(seat)
        words = load_care().no_way_back
        self.set_leading(self.back_button(self.tr("Back"), self._leave))
        self.set_body(
            column(
                theme,
                Text(theme, words.forgotten_title, "title"),
                18,
                self._trouble,
                12,
                *(self._code_part(words) if self._has_code else self._kind_words(words.forgotten)),
                34,
                self._again_part(),
                *self._aside_part(),
                margins=(0, 8, 0, 32),
            )
        )

    def _code_part(self, words: NoWayBack) -> tuple[QWidget | int, ...]:
        theme = self.theme
        after = self.tr("Then you choose a new passphrase, and this code is retired.")
        return (
            self._code,
            6,
            Text(theme, after, "body", "ink2"),
            14,
            self._open,
            28,
            *self._kind_words(words.forgotten[1:]),
        )

    def _kind_words(self, sentences: tuple[str, ...]) -> tuple[QWidget | int, ...]:
        return (
            column(self.theme, *(Text(self.theme, words, "body", "ink2") for words in sentences), gap=10),
        )

    def _again_part(self) -> Box:
        theme, name = self.theme, self._seat.identity.nickname
        self._again = Button(theme, self.tr("Start my part again …"))
        self._again.clicked.connect(self._ask)
        do, leave = Button(theme, self.tr("Set it aside")), Button(theme, self.tr("Leave it as it is"))
        do.clicked.connect(self._set_aside)
        leave.clicked.connect(self._withdraw)
        self._question = Notice(
            theme,
            "caution",
            self.tr("Set {name}’s part aside?").format(name=name),
            self.tr(
                "Only {name} should decide this. Rounds that the two of you began cannot be opened "
                "together any more, unless the old part is brought back."
            ).format(name=name),
            actions=(do, leave),
        )
        self._question.hide()
        said = (
            self.tr(
                "The old part is set aside, not erased. It stays closed, and its passphrase or its "
                "recovery code brings it back at any time."
            ),
            self.tr("The seat becomes empty, to be taken anew. Your partner’s part is not touched."),
        )
        return column(
            theme,
            Text(theme, self.tr("Start my part again"), "heading"),
            8,
            column(theme, *(Text(theme, words, "body", "ink2") for words in said), gap=8),
            14,
            self._again,
            self._question,
        )

    def _aside_part(self) -> tuple[QWidget | int, ...]:
        records = self._home.aside()
        if not records:
            return ()
        listed = AsideList(self.theme, records)
        listed.chosen.connect(self._bring_back)
        listed.destroy_asked.connect(self._destroy)
        return 34, listed

    def first_focus(self) -> QWidget | None:
        """The code's field; nobody where the words come first."""
        return self._code.edit if self._has_code else None

    def _leave(self) -> None:
        if not self._is_busy:
            self._code.take()
            self.back_asked.emit()

    def _bring_back(self, record: AsideRecord) -> None:
        if not self._is_busy:
            self._code.take()
            self.bring_back_asked.emit(record)

    def _destroy(self, record: AsideRecord) -> None:
        if not self._is_busy:
            self._code.take()
            self.destroy_asked.emit(record)

    # the code

    def _try(self) -> None:
        if self._is_busy:
            return
        self._trouble.hide()
        self._code.clear_error()
        self._set_busy(busy=True)
        folder, typed = self._seat.folder, self._code.text()
        self._background.worker(self, lambda: unlock_with_code(folder, typed), self._opened, self._failed)

    def _opened(self, keys: VaultKeys) -> None:
        self._code.take()
        self.code_opened.emit(keys)

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        message = say(error, self._seat.identity.nickname)
        if isinstance(error, RecoveryCodeError):
            self._code.set_error(message.title, message.text)
            self._code.edit.setFocus()
            bring_into_sight(self.scroll_area, self._code)
        else:
            self._trouble.set_words(message.title, message.text)
            self._trouble.show()
            bring_into_sight(self.scroll_area, self._trouble)

    # starting again

    def _ask(self) -> None:
        self._again.hide()
        self._question.show()
        bring_into_sight(self.scroll_area, self._question)

    def _withdraw(self) -> None:
        self._question.hide()
        self._again.show()
        self._again.setFocus()

    def _set_aside(self) -> None:
        if self._is_busy:
            return
        self._trouble.hide()
        self._set_busy(busy=True)
        home, vault_id = self._home, self._seat.vault_id
        self._background.worker(
            self, lambda: home.set_aside(vault_id), lambda _none: self.started_again.emit(), self._failed
        )

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self._code.edit.setReadOnly(busy)
        self._open.setEnabled(not busy)


def _has_code(seat: SeatRecord) -> bool:
    try:
        return read_header(seat.folder).recovery_slot is not None
    except VaultError:
        return False

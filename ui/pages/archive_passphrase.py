"""The passphrase of an archive: new, for this one file, and nothing this program keeps."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop import passphrase
from ui.background import Background
from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.button import Button
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.passphrase_choice import PassphraseChoice, Way
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.passphrase_rules import Weakness, refusal
from ui.widgets.scaffold import Page
from ui.widgets.text import Text

ABANDONED_MS = 120_000
"""What nobody goes on typing leaves its field after this."""


class ArchivePassphrasePage(Page):
    """Lets somebody choose the passphrase of an archive: six generated words, or their own.

    Args:
        theme: the live theme.
        background: measures own words.
        nicknames: of both, for remarks on own words.

    Signals:
        chosen(str): proved by typing it back, or twice.
        back_asked.
    """

    chosen = Signal(str)
    back_asked = Signal()

    def __init__(self, theme: Theme, background: Background, nicknames: tuple[str, ...]) -> None:
        super().__init__(theme, self.tr("A passphrase for the archive"), measure=660)
        weakness = Weakness(background, lambda: nicknames, self)
        self._choice = PassphraseChoice(theme, passphrase.generate, refusal, weakness, passphrase.MINIMUM)
        self._choice.entered.connect(self._step_on)
        self._choice.way_changed.connect(self._show)
        self._fields = self._choice.findChildren(PassphraseField)
        self._abandoned = QTimer(self, singleShot=True, interval=ABANDONED_MS)
        self._abandoned.timeout.connect(self._empty)
        for field in self._fields:
            field.edit.textChanged.connect(self._watch)
        self.set_leading(self.back_button(self.tr("Back"), self._leave))
        self._back = Button(theme, self.tr("Not now"), "secondary", size="large")
        self._back.clicked.connect(self._leave)
        self._go_on = Button(theme, "", "primary", icon_end="arrow", size="large")
        self._go_on.clicked.connect(self._step_on)
        self.set_actions(start=(self._back,), end=(self._go_on,))
        lead = self.tr(
            "It opens this one file and nothing else. Do not use the passphrase of your seat: whoever is "
            "given the file’s must not be able to open your part."
        )
        self.set_body(
            column(
                theme,
                Text(theme, self.title, "title"),
                6,
                Text(theme, lead, "body", "ink2"),
                20,
                self._choice,
                margins=(0, 8, 0, 24),
            )
        )
        self._show()

    def first_focus(self) -> QWidget | None:
        """The first field, where there is one."""
        return self._choice.first_focus()

    def _watch(self) -> None:
        self._abandoned.stop()
        if any(field.text() for field in self._fields):
            self._abandoned.start()

    def _empty(self) -> None:
        for field in self._fields:
            field.take()

    def _show(self) -> None:
        shown = self._choice.way is Way.WORDS_SHOWN
        self._go_on.setText(self.tr("I have written them down") if shown else self.tr("Go on"))

    def _step_on(self) -> None:
        if self._choice.way is Way.WORDS_SHOWN:
            self._choice.show_way(Way.WORDS_TYPED)
            focus = self._choice.first_focus()
            if focus is not None:
                bring_into_sight(self.scroll_area, focus)
            return
        proved = self._choice.proved()
        if proved:
            self._choice.forget()
            self.chosen.emit(proved)

    def _leave(self) -> None:
        self._choice.forget()
        self.back_asked.emit()

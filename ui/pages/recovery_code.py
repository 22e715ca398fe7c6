"""A new recovery code for an open seat: shown once, typed back, then in force."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.errors import SaveFailed
from ui.background import Background
from ui.messages import Message, say
from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.button import Button
from ui.widgets.code_proof import CodeProof
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.scaffold import Page
from ui.widgets.text import Text
from ui.widgets.working import Working


class RecoveryCodePage(Page):
    """Gives an open seat a recovery code, in the place of the one there was.

    Args:
        theme: the live theme.
        background: on its storage lane the change is made.
        replaces: whether there is one already.
        change: lets this code open the seat; called on the storage lane.

    Signals:
        changed(object): what `change` gave.
        back_asked: nothing was changed.
        print_asked(str): the code on paper from a printer.
    """

    changed = Signal(object)
    back_asked = Signal()
    print_asked = Signal(str)

    def __init__(
        self, theme: Theme, background: Background, change: Callable[[str], object], *, replaces: bool
    ) -> None:
        super().__init__(theme, self.tr("Your recovery code"), measure=660)
        self._background, self._change = background, change
        self._is_busy = False
        self._proof = CodeProof(theme)
        self._proof.entered.connect(self._step_on)
        self._proof.print_asked.connect(self.print_asked)
        self._proof.turned.connect(self._show)
        self._working = Working(
            theme, self.tr("Making new keys. This takes a moment. Until it is done, the old ones hold.")
        )
        lead = (
            self.tr("A new code. Once it is typed back, the one before opens nothing any more.")
            if replaces
            else self.tr("It opens your seat where the passphrase is forgotten, for whoever has the paper.")
        )
        self.set_leading(self.back_button(self.tr("Leave it as it is"), self._leave))
        self.set_body(
            column(
                theme,
                Text(theme, self.tr("Your recovery code"), "title"),
                6,
                Text(theme, lead, "body", "ink2"),
                18,
                self._proof,
                16,
                self._working,
                margins=(0, 8, 0, 8),
            )
        )
        self._go_on = Button(theme, "", "primary", icon_end="arrow", size="large")
        self._go_on.clicked.connect(self._step_on)
        self.set_actions(end=(self._go_on,))
        self._show()

    def first_focus(self) -> QWidget | None:
        """The field, once the code is typed back."""
        return self._proof.first_focus()

    def _step_on(self) -> None:
        if self._is_busy:
            return
        self._working.end()
        if not self._proof.is_typing:
            self._proof.type_back()
            bring_into_sight(self.scroll_area, self._proof.field)
        elif self._proof.proved():
            self._make()
        else:
            bring_into_sight(self.scroll_area, self._proof.field)

    def _show(self) -> None:
        typing = self._proof.is_typing
        self._go_on.setText(self.tr("Use this code") if typing else self.tr("I have written it down"))
        self._go_on.setEnabled(not self._is_busy)

    def _leave(self) -> None:
        if not self._is_busy:
            self._proof.forget()
            self.back_asked.emit()

    def _make(self) -> None:
        code, change = self._proof.code, self._change
        self._set_busy(busy=True)
        self._working.begin()
        bring_into_sight(self.scroll_area, self._working)
        self._background.storage(self, lambda: change(code), self._done, self._failed)

    def _done(self, result: object) -> None:
        self._proof.forget()
        self.changed.emit(result)

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self._working.end(self._not_changed() if isinstance(error, SaveFailed) else say(error))
        bring_into_sight(self.scroll_area, self._working)
        self._go_on.setFocus()

    def _not_changed(self) -> Message:
        return Message(
            self.tr("The code could not be saved."),
            self.tr("Nothing was changed, and nothing is lost. Make room on the disk, then try again."),
        )

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self._proof.setEnabled(not busy)
        self._show()

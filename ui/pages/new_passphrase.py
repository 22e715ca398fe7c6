"""A new passphrase for a seat there is, and with it a new way back in or none."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop import passphrase
from intimacy_desktop.care import load_care
from intimacy_desktop.errors import SaveFailed
from ui.background import Background
from ui.messages import Message, say
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import Box, column
from ui.widgets.button import Button
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.passphrase_choice import PassphraseChoice, Way
from ui.widgets.passphrase_rules import Weakness, refusal
from ui.widgets.scaffold import Page
from ui.widgets.text import Text
from ui.widgets.way_back import Phase, WayBack
from ui.widgets.working import Working

Change = Callable[[str, str | None], object]
"""Gives the seat this passphrase and this recovery code, or none; called on the storage lane."""


class NewPassphrasePage(Page):
    """Lets the owner choose a passphrase and a way back in, then changes what opens the seat.

    Args:
        theme: the live theme.
        background: on its storage lane the change is made.
        nicknames: of both, for remarks on own words.
        change: makes the change, wholly or not at all.
        lead: why they are here.

    Signals:
        changed(object): what `change` gave.
        back_asked: nothing was changed.
        print_asked(str): the recovery code on paper from a printer.
    """

    changed = Signal(object)
    back_asked = Signal()
    print_asked = Signal(str)

    def __init__(
        self, theme: Theme, background: Background, nicknames: tuple[str, ...], change: Change, lead: str
    ) -> None:
        super().__init__(theme, self.tr("A new passphrase"), measure=660)
        self._background, self._change = background, change
        self._is_busy = False
        self._eyebrow = Text(theme, "", "eyebrow", "ink3")
        self._first, self._second = self._passphrase_step(nicknames, lead), self._way_back_step()
        self._second.hide()
        self._working = Working(
            theme, self.tr("Making new keys. This takes a moment. Until it is done, the old ones hold.")
        )
        self.set_leading(self.back_button(self.tr("Leave it as it is"), self._leave))
        self.set_body(
            column(
                theme, self._eyebrow, 6, self._first, self._second, 16, self._working, margins=(0, 8, 0, 8)
            )
        )
        self._back = Button(theme, self.tr("Back"), "quiet", icon="back", size="large")
        self._go_on = Button(theme, "", "primary", icon_end="arrow", size="large")
        self._back.clicked.connect(self._step_back)
        self._go_on.clicked.connect(self._step_on)
        self.set_actions(start=(self._back,), end=(self._go_on,))
        self._show()

    def _passphrase_step(self, nicknames: tuple[str, ...], lead: str) -> Box:
        theme = self.theme
        weakness = Weakness(self._background, lambda: nicknames, self)
        self._choice = PassphraseChoice(theme, passphrase.generate, refusal, weakness, passphrase.MINIMUM)
        self._choice.entered.connect(self._step_on)
        self._choice.way_changed.connect(self._show)
        return column(
            theme,
            Text(theme, self.tr("A new passphrase"), "title"),
            6,
            Text(theme, lead, "body", "ink2"),
            20,
            self._choice,
        )

    def _way_back_step(self) -> Box:
        words = load_care().no_way_back
        self._way_back = WayBack(self.theme, words.title, words.lost)
        self._way_back.changed.connect(self._show)
        self._way_back.entered.connect(self._step_on)
        self._way_back.print_asked.connect(self.print_asked)
        retired = self.tr("A recovery code there was before opens nothing any more.")
        return column(self.theme, self._way_back, 14, Text(self.theme, retired, "body", "ink2"))

    # what the window asks

    def first_focus(self) -> QWidget | None:
        """The first field, where there is one."""
        part = self._way_back if self._at_way_back else self._choice
        return part.first_focus()

    # going through

    @property
    def _at_way_back(self) -> bool:
        return not self._second.isHidden()

    def _step_on(self) -> None:
        if self._is_busy:
            return
        self._working.end()
        if self._at_way_back:
            if self._way_back.step_on():
                self._make()
                return
        elif self._choice.way is Way.WORDS_SHOWN:
            self._choice.show_way(Way.WORDS_TYPED)
        elif self._choice.proved():
            self._turn_to(self._second)
        self._show_phase()

    def _step_back(self) -> None:
        self._working.end()
        if not self._at_way_back:
            self._leave()
            return
        if not self._way_back.step_back():
            self._turn_to(self._first)
        self._show_phase()

    def _turn_to(self, step: Box) -> None:
        self._first.setVisible(step is self._first)
        self._second.setVisible(step is self._second)
        self._show()
        announce(self, self._eyebrow.text())

    def _show_phase(self) -> None:
        focus = self.first_focus()
        if focus is None:
            self.scroll_area.verticalScrollBar().setValue(0)
            self._go_on.setFocus()
            return
        now = self.focusWidget()  # a field that was refused keeps the keyboard
        if now is None or not self.body.isAncestorOf(now) or not now.isVisible():
            focus.setFocus()
        bring_into_sight(self.scroll_area, self.focusWidget() or focus)

    def _show(self) -> None:
        number = QLocale().toString
        step = 2 if self._at_way_back else 1
        self._eyebrow.set_text(self.tr("Step {at} of {total}").format(at=number(step), total=number(2)))
        self._go_on.setText(self._next_words())
        self._go_on.setEnabled(not self._is_busy and (step == 1 or self._way_back.is_chosen))
        self._back.setEnabled(not self._is_busy)

    def _next_words(self) -> str:
        if not self._at_way_back:
            shown = self._choice.way is Way.WORDS_SHOWN
            return self.tr("I have written them down") if shown else self.tr("Go on")
        if self._way_back.phase is Phase.CODE_SHOWN:
            return self.tr("I have written it down")
        return self.tr("Change the passphrase") if self._way_back.is_last else self.tr("Go on")

    def _leave(self) -> None:
        if self._is_busy:
            return
        self._forget()
        self.back_asked.emit()

    def _forget(self) -> None:
        self._choice.forget()
        self._way_back.forget()

    # the change

    def _make(self) -> None:
        typed, code, change = self._choice.proved(), self._way_back.code(), self._change
        self._set_busy(busy=True)
        self._working.begin()
        bring_into_sight(self.scroll_area, self._working)
        self._background.storage(self, lambda: change(typed, code), self._done, self._failed)

    def _done(self, result: object) -> None:
        self._forget()
        self.changed.emit(result)

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self._working.end(self._not_changed() if isinstance(error, SaveFailed) else say(error))
        bring_into_sight(self.scroll_area, self._working)
        self._go_on.setFocus()

    def _not_changed(self) -> Message:
        return Message(
            self.tr("The new keys could not be saved."),
            self.tr("Nothing was changed, and nothing is lost. Make room on the disk, then try again."),
        )

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self._way_back.setEnabled(not busy)
        self._show()

"""Taking a seat: who you are, your passphrase, and a way back in or none."""

from functools import cache

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop import passphrase
from intimacy_desktop.aside import AsideRecord
from intimacy_desktop.care import load_care
from intimacy_desktop.errors import (
    NicknameError,
    NicknameTaken,
    PassphraseError,
    SaveFailed,
)
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Identity
from intimacy_desktop.kdf import KdfProfile, calibrate
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.recovery import add_recovery_slot
from intimacy_desktop.vault import Vault
from ui.background import Background
from ui.messages import Message, say
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.aside_list import AsideList
from ui.widgets.boxes import Box, column
from ui.widgets.button import Button
from ui.widgets.icon_line import IconLine
from ui.widgets.identity_form import IdentityForm
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.notice import Notice
from ui.widgets.passphrase_choice import PassphraseChoice, Way
from ui.widgets.passphrase_rules import Weakness, refusal
from ui.widgets.scaffold import Page
from ui.widgets.text import Text
from ui.widgets.way_back import Phase, WayBack

_WHO, _PASSPHRASE, _WAY_BACK = range(3)


class TakeSeatPage(Page):
    """Makes a vault for somebody who sits down, in three steps with a way back.

    Args:
        theme: the live theme.
        background: derives the key and owns the open vault.
        home: where the seats are.
        profile: what each guess at the passphrase shall cost; None for about a second on this computer.

    Signals:
        taken(Vault): the seat's vault, open.
        bring_back_asked(AsideRecord): a part that was set aside, in place of a new one.
        destroy_asked(AsideRecord): the same, but for good.
        back_asked.
        print_asked(str): the recovery code on paper from a printer.
    """

    taken = Signal(object)
    bring_back_asked = Signal(object)
    destroy_asked = Signal(object)
    back_asked = Signal()
    print_asked = Signal(str)

    def __init__(self, theme: Theme, background: Background, home: Home, profile: KdfProfile | None) -> None:
        super().__init__(theme, self.tr("Take a seat"), measure=660)
        self._background, self._home = background, home
        self._cost = cache(lambda: profile or calibrate())  # measured once, on the worker lane
        self._other = next((seat.identity for seat in home.seats()), None)
        self._keys: VaultKeys | None = None
        self._is_busy = False
        self._step = _WHO
        self._trouble = Notice(theme, "caution", "")
        self._trouble.hide()
        self._eyebrow = Text(theme, "", "eyebrow", "ink3")
        self._steps = (self._who_step(), self._passphrase_step(), self._way_back_step())
        self._working = IconLine(
            theme,
            "key",
            self.tr("Making the key. This takes a moment on purpose: it makes guessing slow."),
            "body",
            color="ink2",
            icon_color="accentText",
            gap=10,
        )
        self.set_leading(self.back_button(self.tr("Not now"), self._leave))
        self.set_body(
            column(
                theme, self._eyebrow, 6, *self._steps, 16, self._working, self._trouble, margins=(0, 8, 0, 8)
            )
        )
        self._back = Button(theme, self.tr("Back"), "quiet", icon="back", size="large")
        self._go_on = Button(theme, "", "primary", icon_end="arrow", size="large")
        self._back.clicked.connect(self._step_back)
        self._go_on.clicked.connect(self._step_on)
        self.set_actions(start=(self._back,), end=(self._go_on,))
        self._set_busy(busy=False)

    # the three steps

    def _who_step(self) -> Box:
        theme = self.theme
        self._form = IdentityForm(theme, self._other)
        self._form.entered.connect(self._step_on)
        lead = self.tr("A name, a shape and a colour, so that the two seats cannot be mistaken.")
        return column(
            theme,
            Text(theme, self.tr("Who sits here?"), "title"),
            6,
            Text(theme, lead, "body", "ink2"),
            22,
            self._form,
            *self._aside_part(),
        )

    def _aside_part(self) -> tuple[QWidget | int, ...]:
        records = self._home.aside()
        if not records:
            return ()
        listed = AsideList(self.theme, records)
        listed.chosen.connect(self._bring_back)
        listed.destroy_asked.connect(self._destroy)
        return 34, listed

    def _bring_back(self, record: AsideRecord) -> None:
        self._forget()
        self.bring_back_asked.emit(record)

    def _destroy(self, record: AsideRecord) -> None:
        self._forget()
        self.destroy_asked.emit(record)

    def _passphrase_step(self) -> Box:
        theme = self.theme
        weakness = Weakness(self._background, self._names, self)
        self._choice = PassphraseChoice(theme, passphrase.generate, refusal, weakness, passphrase.MINIMUM)
        self._choice.entered.connect(self._step_on)
        self._choice.way_changed.connect(self._show_step)
        lead = self.tr("It opens your seat. Six words drawn by chance are strong, and easy to write.")
        return column(
            theme,
            Text(theme, self.tr("Your passphrase"), "title"),
            6,
            Text(theme, lead, "body", "ink2"),
            20,
            self._choice,
        )

    def _way_back_step(self) -> Box:
        words = load_care().no_way_back
        self._way_back = WayBack(self.theme, words.title, words.lost)
        self._way_back.changed.connect(self._show_step)
        self._way_back.entered.connect(self._step_on)
        self._way_back.print_asked.connect(self.print_asked)
        return column(self.theme, self._way_back)

    # what the window asks

    def first_focus(self) -> QWidget | None:
        """Where this step begins."""
        if self._step == _WHO:
            return self._form.name.edit
        return self._choice.first_focus() if self._step == _PASSPHRASE else self._way_back.first_focus()

    def shown(self) -> None:
        """Begin at the top, with the first field in sight."""
        self.scroll_area.verticalScrollBar().setValue(0)
        if self._step == _WHO:
            bring_into_sight(self.scroll_area, self._form.name)

    # who

    def _identity(self) -> Identity | None:
        try:
            identity = self._form.identity()
            if self._other is not None and identity.same_name(self._other):
                raise NicknameTaken
        except NicknameError as error:
            self._refuse_name(error)
            return None
        return identity

    def _refuse_name(self, error: NicknameError) -> None:
        message = say(error)
        self._form.refuse(message.title, message.text)
        bring_into_sight(self.scroll_area, self._form.name)

    def _names(self) -> list[str]:
        return [self._form.name.text().strip(), self._other.nickname if self._other is not None else ""]

    # going through

    def _step_on(self) -> None:
        if self._is_busy:
            return
        self._trouble.hide()
        if self._step == _WHO:
            if self._identity() is not None:
                self._go_to(_PASSPHRASE)
        elif self._step == _PASSPHRASE:
            if self._choice.way is Way.WORDS_SHOWN:
                self._choice.show_way(Way.WORDS_TYPED)
            elif self._choice.proved():
                self._go_to(_WAY_BACK)
            self._show_typing()
        elif self._way_back.step_on():
            self._take()
        else:
            self._show_phase()

    def _show_typing(self) -> None:
        now = self.focusWidget()
        if self._step == _PASSPHRASE and now is not None and self._choice.isAncestorOf(now):
            bring_into_sight(self.scroll_area, now)

    def _show_phase(self) -> None:
        focus = self._way_back.first_focus()
        if focus is None:
            self.shown()
            self._go_on.setFocus()
        else:
            bring_into_sight(self.scroll_area, focus)

    def _step_back(self) -> None:
        self._trouble.hide()
        if self._step == _WHO:
            self._leave()
        elif self._step == _WAY_BACK and self._way_back.step_back():
            self._show_phase()
        else:
            self._go_to(self._step - 1)

    def _leave(self) -> None:
        self._forget()
        self.back_asked.emit()

    def _forget(self) -> None:
        self._choice.forget()
        self._way_back.forget()

    def _go_to(self, step: int) -> None:
        self._step = step
        self._show_step()
        self.shown()
        focus = self.first_focus()
        (focus if focus is not None else self._go_on).setFocus()
        if focus is not None:
            bring_into_sight(self.scroll_area, focus)
        announce(self, self._eyebrow.text())

    def _show_step(self) -> None:
        for index, step in enumerate(self._steps):
            step.setVisible(index == self._step)
        number = QLocale().toString
        self._eyebrow.set_text(
            self.tr("Step {at} of {total}").format(at=number(self._step + 1), total=number(len(self._steps)))
        )
        self._go_on.setText(self._next_words())
        ready = self._step != _WAY_BACK or self._way_back.is_chosen
        self._go_on.setEnabled(ready and not self._is_busy)

    def _next_words(self) -> str:
        if self._step == _PASSPHRASE and self._choice.way is Way.WORDS_SHOWN:
            return self.tr("I have written them down")
        if self._step == _WAY_BACK and self._way_back.phase is Phase.CODE_SHOWN:
            return self.tr("I have written it down")
        is_last = self._step == _WAY_BACK and self._way_back.is_last
        return self.tr("Take this seat") if is_last else self.tr("Go on")

    # taking

    def _take(self) -> None:
        if self._keys is not None:
            self._open_vault(self._keys)
            return
        identity, typed = self._identity(), self._choice.proved()
        if identity is None or not typed:
            self._go_to(_WHO if identity is None else _PASSPHRASE)
            return
        self._set_busy(busy=True)
        home, cost = self._home, self._cost
        self._background.worker(
            self, lambda: home.take_seat(identity, typed, cost()), self._open_vault, self._after_failing
        )

    def _open_vault(self, keys: VaultKeys) -> None:
        self._keys = keys  # the seat is taken: trying again may only open it
        self._set_busy(busy=True)
        folder, code = self._home.folder(keys.vault_id), self._way_back.code()

        def open_vault() -> Vault:
            if code is not None:
                add_recovery_slot(folder, keys, code)
            return Vault.open(folder, keys)

        self._background.storage(self, open_vault, self._after_opening, self._after_failing)

    def _after_opening(self, vault: Vault) -> None:
        self._forget()
        self.taken.emit(vault)

    def _after_failing(self, error: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(error, NicknameError):
            self._go_to(_WHO)
            self._refuse_name(error)
        elif isinstance(error, PassphraseError):
            self._go_to(_PASSPHRASE)
            message = say(error)
            self._choice.refuse(message.title, message.text)
            self._show_typing()
        else:
            message = self._not_made() if isinstance(error, SaveFailed) else say(error)
            self._trouble.set_words(message.title, message.text)
            self._trouble.show()
            self._go_on.setFocus()

    def _not_made(self) -> Message:
        if self._keys is not None:
            return Message(
                self.tr("The recovery code could not be saved."),
                self.tr(
                    "The seat is yours and opens with your passphrase, and nothing is lost. "
                    "Make room on the disk, then try again."
                ),
            )
        return Message(
            self.tr("The seat could not be saved."),
            self.tr(
                "No seat was taken, and what you entered stays here. Make room on the disk, then try again."
            ),
        )

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self._working.setVisible(busy)
        self._back.setEnabled(not busy and self._keys is None)  # a seat that is taken has its choice
        self._way_back.setEnabled(not busy)
        self._show_step()

"""Taking a seat: who you are, your passphrase, and what is lost without it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop import passphrase
from intimacy_desktop.care import load_care
from intimacy_desktop.errors import (
    NicknameError,
    NicknameTaken,
    PassphraseError,
    SaveFailed,
)
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import KdfProfile
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.vault import Vault
from ui.background import Background
from ui.messages import Message, say
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import Box, column, row
from ui.widgets.button import Button
from ui.widgets.emblem import Emblem
from ui.widgets.field import Field
from ui.widgets.icon_line import IconLine
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.notice import Notice
from ui.widgets.passphrase_choice import PassphraseChoice, Way
from ui.widgets.rings import Sign
from ui.widgets.scaffold import Page
from ui.widgets.sign_choice import SignChoice
from ui.widgets.switch import LabelledSwitch
from ui.widgets.text import Text

_WHO, _PASSPHRASE, _NO_WAY_BACK = range(3)
_FEW = 6
"""Fewer different characters than this are guessed as fast as a short word."""
_NAME_LEAST = 3
"""Shorter nicknames turn up in any sentence."""


class TakeSeatPage(Page):
    """Makes a vault for somebody who sits down, in three steps with a way back.

    Args:
        theme: the live theme.
        background: derives the key and owns the open vault.
        home: where the seats are.
        profile: what each guess at the passphrase shall cost.

    Signals:
        taken(Vault): the seat's vault, open.
        back_asked.
    """

    taken = Signal(object)
    back_asked = Signal()

    def __init__(self, theme: Theme, background: Background, home: Home, profile: KdfProfile) -> None:
        super().__init__(theme, self.tr("Take a seat"), measure=660)
        self._background, self._home, self._profile = background, home, profile
        self._other = next((seat.identity for seat in home.seats()), None)
        self._keys: VaultKeys | None = None
        self._is_busy = False
        self._step = _WHO
        self._trouble = Notice(theme, "caution", "")
        self._trouble.hide()
        self._eyebrow = Text(theme, "", "eyebrow", "ink3")
        self._steps = (self._who_step(), self._passphrase_step(), self._no_way_back_step())
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
        theme.changed.connect(self._make_room)
        self._make_room()
        self._set_busy(busy=False)

    def _make_room(self) -> None:
        self._emblem.setVisible(not self.theme.big)

    # the three steps

    def _who_step(self) -> Box:
        theme, other = self.theme, self._other
        self._name = Field(
            theme,
            self.tr("Nickname"),
            hint=self.tr("Whoever opens this program on this computer can see it."),
        )
        self._name.entered.connect(self._step_on)
        self._shape = Shape.CIRCLE if other is None else _other_shape(other.shape)
        first = Sign(self._shape, _hues(other)[0])
        self._emblem = Emblem(theme, first, radius=44)
        self._shapes: SignChoice[Shape] | None = None
        if other is None:
            shapes = [(shape, self._shape_name(shape), Sign(shape, first.hue)) for shape in Shape]
            self._shapes = SignChoice(theme, self.tr("Your shape"), shapes)
            self._shapes.changed.connect(self._redraw)
        hues = [(hue, self._hue_name(hue), Sign(first.shape, hue)) for hue in _hues(other)]
        self._hue_choice: SignChoice[Hue] = SignChoice(theme, self.tr("Your colour"), hues)
        self._hue_choice.changed.connect(self._redraw)
        fields = column(theme, self._name, 18, self._shape_part(), 18, self._hue_choice)
        return column(
            theme,
            Text(theme, self.tr("Who sits here?"), "title"),
            6,
            Text(
                theme,
                self.tr("A name, a shape and a colour, so that the two seats cannot be mistaken."),
                "body",
                "ink2",
            ),
            22,
            row(theme, (fields, 1), self._emblem, gap=32, align="top"),
        )

    def _shape_part(self) -> QWidget:
        if self._shapes is not None:
            return self._shapes
        sentence = self.tr("Your shape is the {shape}. {name} has the other one.").format(
            shape=self._shape_name(self._shape), name=self._other.nickname if self._other else ""
        )
        return Text(self.theme, sentence, "body", "ink2")

    def _passphrase_step(self) -> Box:
        theme = self.theme
        self._choice = PassphraseChoice(
            theme, passphrase.generate, _judge, self._weakness, passphrase.MINIMUM
        )
        self._choice.entered.connect(self._step_on)
        self._choice.way_changed.connect(self._show_step)
        return column(
            theme,
            Text(theme, self.tr("Your passphrase"), "title"),
            6,
            Text(
                theme,
                self.tr(
                    "Nothing else opens your seat. Six words drawn by chance are strong, and easy to write."
                ),
                "body",
                "ink2",
            ),
            20,
            self._choice,
        )

    def _no_way_back_step(self) -> Box:
        theme, words = self.theme, load_care().no_way_back
        self._understood = LabelledSwitch(theme, self.tr("I know that there is no way back without it"))
        self._understood.toggled.connect(lambda _on: self._show_step())
        lost = [IconLine(theme, "key", sentence, "body", gap=12) for sentence in words.lost]
        return column(
            theme,
            Text(theme, words.title, "title", balance=True),
            16,
            column(theme, *lost, gap=12),
            24,
            self._understood,
        )

    def _shape_name(self, shape: Shape) -> str:
        return {Shape.CIRCLE: self.tr("Circle"), Shape.DIAMOND: self.tr("Diamond")}[shape]

    def _hue_name(self, hue: Hue) -> str:
        return {
            Hue.BLUE: self.tr("Blue"),
            Hue.RUST: self.tr("Rust"),
            Hue.PLUM: self.tr("Plum"),
            Hue.OLIVE: self.tr("Olive"),
        }[hue]

    # what the window asks

    def first_focus(self) -> QWidget | None:
        """Where this step begins."""
        if self._step == _WHO:
            return self._name.edit
        return self._choice.first_focus() if self._step == _PASSPHRASE else self._understood

    def shown(self) -> None:
        """Begin at the top."""
        self.scroll_area.verticalScrollBar().setValue(0)

    # who

    def _sign(self) -> Sign:
        shape = self._shape if self._shapes is None else self._shapes.chosen
        return Sign(shape, self._hue_choice.chosen)

    def _redraw(self) -> None:
        sign = self._sign()
        self._emblem.set_sign(sign)
        self._hue_choice.show_signs({hue: Sign(sign.shape, hue) for hue in _hues(self._other)})
        if self._shapes is not None:
            self._shapes.show_signs({shape: Sign(shape, sign.hue) for shape in Shape})

    def _identity(self) -> Identity | None:
        sign = self._sign()
        try:
            identity = Identity(self._name.text(), sign.shape, sign.hue)
            if self._other is not None and identity.same_name(self._other):
                raise NicknameTaken
        except NicknameError as error:
            self._refuse_name(error)
            return None
        return identity

    def _refuse_name(self, error: NicknameError) -> None:
        message = say(error)
        self._name.set_error(message.title, message.text)
        self._name.edit.setFocus()
        self._name.edit.selectAll()
        bring_into_sight(self.scroll_area, self._name)

    def _weakness(self, typed: str) -> str:
        """A remark on an own passphrase; it knows both nicknames and compares with nothing else."""
        names = [self._name.text().strip(), self._other.nickname if self._other is not None else ""]
        folded = typed.casefold()
        if any(len(name) >= _NAME_LEAST and name.casefold() in folded for name in names):
            return self.tr("One of your nicknames is in it. That is what anyone would try first.")
        if len(typed) >= passphrase.MINIMUM and len(set(folded)) < _FEW:
            return self.tr("It repeats itself. A few different words are much harder to guess.")
        return ""

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
                self._go_to(_NO_WAY_BACK)
            self._show_typing()
        elif self._understood.isChecked():
            self._take()

    def _show_typing(self) -> None:
        now = self.focusWidget()
        if self._step == _PASSPHRASE and now is not None and self._choice.isAncestorOf(now):
            bring_into_sight(self.scroll_area, now)

    def _step_back(self) -> None:
        self._trouble.hide()
        if self._step == _WHO:
            self._leave()
        else:
            self._go_to(self._step - 1)

    def _leave(self) -> None:
        self._choice.forget()
        self.back_asked.emit()

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
        self._eyebrow.set_text(
            self.tr("Step {at} of {total}").format(at=self._step + 1, total=len(self._steps))
        )
        self._go_on.setText(self._next_words())
        ready = self._step != _NO_WAY_BACK or self._understood.isChecked()
        self._go_on.setEnabled(ready and not self._is_busy)

    def _next_words(self) -> str:
        if self._step == _PASSPHRASE and self._choice.way is Way.WORDS_SHOWN:
            return self.tr("I have written them down")
        return self.tr("Take this seat") if self._step == _NO_WAY_BACK else self.tr("Go on")

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
        home, profile = self._home, self._profile
        self._background.worker(
            self, lambda: home.take_seat(identity, typed, profile), self._open_vault, self._after_failing
        )

    def _open_vault(self, keys: VaultKeys) -> None:
        self._keys = keys  # the seat is taken: trying again may only open it
        self._set_busy(busy=True)
        folder = self._home.folder(keys.vault_id)
        self._background.storage(
            self, lambda: Vault.open(folder, keys), self._after_opening, self._after_failing
        )

    def _after_opening(self, vault: Vault) -> None:
        self._choice.forget()
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
        return Message(
            self.tr("The seat could not be saved."),
            self.tr(
                "No seat was taken, and what you entered stays here. Make room on the disk, then try again."
            ),
        )

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self._working.setVisible(busy)
        self._back.setEnabled(not busy)
        self._understood.setEnabled(not busy)
        self._show_step()


def _other_shape(shape: Shape) -> Shape:
    return Shape.DIAMOND if shape is Shape.CIRCLE else Shape.CIRCLE


def _hues(other: Identity | None) -> list[Hue]:
    """The colours that are free; the first ones are those of the shapes' usual pair."""
    usual = [Hue.BLUE, Hue.RUST, Hue.PLUM, Hue.OLIVE]
    return [hue for hue in usual if other is None or hue is not other.hue]


def _judge(typed: str) -> tuple[str, str]:
    try:
        passphrase.check_new(typed)
    except PassphraseError as error:
        message = say(error)
        return message.title, message.text
    return "", ""

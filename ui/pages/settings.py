"""The settings: what anyone may choose, and, inside an open seat, how soon it locks."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.errors import SaveFailed
from intimacy_desktop.settings import HIDE_KEYS, Appearance, FirstReader, HideLeaves, Settings
from intimacy_desktop.vault import OwnerSettings, Vault
from ui.background import Background
from ui.messages import Message, say
from ui.theme import Theme
from ui.widgets.boxes import Box, column
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.look_controls import AppearanceChoice, TextSizeSlider, percent
from ui.widgets.notice import Notice
from ui.widgets.options import Option, options
from ui.widgets.scaffold import Page
from ui.widgets.segmented import Segmented
from ui.widgets.switch import Switch
from ui.widgets.text import Text

LOCK_CHOICES = (1, 2, 3, 5, 10, 15)
"""Idle minutes that are offered for an open seat; whatever else is stored is offered too."""
TURNS_LOCK_CHOICES = (10, 15, 20, 30, 45, 60)
"""The same for an evening together."""
LEAVES: tuple[HideLeaves, ...] = get_args(HideLeaves)
READERS: tuple[FirstReader, ...] = get_args(FirstReader)


class SettingsPage(Page):
    """Shows every setting; each applies at once.

    Args:
        theme: the live theme.
        settings: the present ones.
        background: whose storage lane holds `vault`.
        vault: the open seat, or None before any is open.
        copies: what shows the copies of the open seat.
        files: what leads to its files and paper.
        can_exclude_capture: whether the system can keep the window out of pictures of the screen.

    Signals:
        settings_changed(Settings), owner_settings_changed(OwnerSettings): the latter once it is saved.
        keys_asked: from an open seat.
        traces_asked: what the program leaves on this computer.
        back_asked.
    """

    settings_changed = Signal(object)
    owner_settings_changed = Signal(object)
    keys_asked = Signal()
    traces_asked = Signal()
    back_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        background: Background,
        vault: Vault | None,
        copies: QWidget | None = None,
        files: QWidget | None = None,
        *,
        can_exclude_capture: bool = False,
    ) -> None:
        super().__init__(theme, self.tr("Settings"), measure=660)
        self._settings, self._background, self._vault = settings, background, vault
        self._owner = OwnerSettings()
        self._lock = Choice(theme, self.tr("Lock an untouched seat after"), ())
        self._turns_lock = Choice(theme, self.tr("Lock an untouched evening after"), ())
        self._minimised = Switch(theme, self.tr("Lock when the window is minimised"))
        self._trouble = Notice(theme, "danger", "")
        self._trouble.hide()
        self.set_leading(self.back_button(self.tr("Back"), self.back_asked.emit))
        self.top_bar.set_hide_key(settings.hide_key)
        self.set_body(
            column(
                theme,
                Text(theme, self.tr("Settings"), "title"),
                18,
                self._reading(),
                24,
                self._privacy(),
                24,
                self._evening(),
                *(() if copies is None else (24, copies)),
                *(() if files is None else (24, files)),
                24,
                self._computer(can_exclude_capture),
                margins=(0, 0, 0, 32),
            )
        )
        if vault is not None:
            self._lock.setEnabled(False)
            self._turns_lock.setEnabled(False)
            self._minimised.setEnabled(False)
            background.storage(self, vault.owner_settings, self._show_owner, self._say)

    def first_focus(self) -> QWidget | None:
        """The first setting."""
        return self._size.slider

    # what anyone may choose

    def _reading(self) -> Box:
        theme, settings = self.theme, self._settings
        self._size = TextSizeSlider(theme, settings.text_size)
        self._size_row = Option(theme, self.tr("Text size"), "", self._size)
        self._size.changed.connect(self._take_size)
        self._say_size(settings.text_size)
        appearance = AppearanceChoice(theme, settings.appearance)
        appearance.chosen.connect(self._take_appearance)
        calm = Switch(theme, self.tr("Less movement"), on=settings.less_movement)
        calm.toggled.connect(lambda on: self._change(replace(self._settings, less_movement=on)))
        strong = Switch(theme, self.tr("More contrast"), on=settings.more_contrast)
        strong.toggled.connect(lambda on: self._change(replace(self._settings, more_contrast=on)))
        return options(
            theme,
            self.tr("Reading"),
            self._size_row,
            Option(theme, self.tr("Appearance"), "", appearance),
            Option(theme, self.tr("More contrast"), self.tr("Stronger colours and lines."), strong),
            Option(theme, self.tr("Less movement"), self.tr("Cards fade instead of turning."), calm),
        )

    def _hide(self) -> tuple[QWidget, ...]:
        theme, settings = self.theme, self._settings
        key = Choice(
            theme, self.tr("Key that hides"), HIDE_KEYS, HIDE_KEYS.index(settings.hide_key), width=110
        )
        key.activated.connect(lambda index: self._take_key(HIDE_KEYS[index]))
        words = (self.tr("A blank sheet"), self.tr("A minimised window"))
        leaves = Segmented(theme, self.tr("What Hide leaves"), words, LEAVES.index(settings.hide_leaves))
        leaves.changed.connect(lambda index: self._change(replace(self._settings, hide_leaves=LEAVES[index])))
        return (
            Option(
                theme,
                self.tr("Hide"),
                self.tr("Covers and locks at once. Esc twice does the same. Hide cannot be switched off."),
                key,
            ),
            Option(theme, self.tr("What Hide leaves"), "", leaves),
        )

    def _evening(self) -> Box:
        theme = self.theme
        words = (self.tr("Second seat"), self.tr("First seat"), self.tr("In turns"))
        at = READERS.index(self._settings.first_reader)
        readers = Segmented(theme, self.tr("Who reads first"), words, at)
        readers.changed.connect(
            lambda index: self._change(replace(self._settings, first_reader=READERS[index]))
        )
        note = self.tr(
            "In turns: the other begins at every second sentence. One press changes it for an evening."
        )
        return options(
            theme, self.tr("The evening"), Option(theme, self.tr("Who reads first"), note, readers)
        )

    def _computer(self, can_exclude_capture: bool) -> Box:
        read = Button(self.theme, self.tr("Read …"))
        read.clicked.connect(self.traces_asked)
        note = self.tr("Every file, what others can see, and how to remove all of it.")
        traces = Option(self.theme, self.tr("What this program leaves on this computer"), note, read)
        return options(
            self.theme,
            self.tr("This computer"),
            *((self._capture(),) if can_exclude_capture else ()),
            traces,
        )

    def _capture(self) -> Option:
        title = self.tr("Stay out of pictures of the screen")
        note = self.tr("Screenshots, recordings and shared screens leave the window out. A camera does not.")
        switch = Switch(self.theme, title, on=self._settings.exclude_capture)
        switch.toggled.connect(lambda on: self._change(replace(self._settings, exclude_capture=on)))
        return Option(self.theme, title, note, switch)

    def _take_size(self, size: float) -> None:
        self._say_size(size)
        self._change(replace(self._settings, text_size=size))

    def _say_size(self, size: float) -> None:
        self._size_row.set_note(self.tr("{percent}. Everything grows with it.").format(percent=percent(size)))

    def _take_key(self, key: str) -> None:
        self.top_bar.set_hide_key(key)
        self._change(replace(self._settings, hide_key=key))

    def _take_appearance(self, appearance: Appearance) -> None:
        self._change(replace(self._settings, appearance=appearance))

    def _change(self, changed: Settings) -> None:
        if changed != self._settings:
            self._settings = changed
            self.settings_changed.emit(changed)

    # what the owner of an open seat may choose

    def _privacy(self) -> Box:
        theme, heading = self.theme, self.tr("Privacy")
        if self._vault is None:
            sentence = self.tr(
                "How soon an untouched seat locks is set inside each seat, by the one whose seat it is."
            )
            inside = column(theme, Text(theme, sentence, "body", "ink2"), margins=(22, 13, 18, 13))
            return options(theme, heading, inside, *self._hide())
        self._lock.activated.connect(self._take_lock)
        self._turns_lock.activated.connect(self._take_turns_lock)
        self._minimised.toggled.connect(self._take_minimised)
        box = options(
            theme,
            heading,
            Option(
                theme,
                self.tr("Lock when nobody has touched it for"),
                self.tr("For your own seat. It always locks; only the time can be changed."),
                self._lock,
            ),
            Option(
                theme,
                self.tr("In an evening together"),
                self.tr("The shorter of your two times counts. The cards are covered after 10 minutes."),
                self._turns_lock,
            ),
            Option(
                theme,
                self.tr("Lock when the window is minimised"),
                self.tr("Also in an evening together, where one of you wishes it."),
                self._minimised,
            ),
            self._keys(),
            *self._hide(),
        )
        return column(theme, self._trouble, box, gap=12)

    def _keys(self) -> Option:
        keys = Button(self.theme, self.tr("Keys …"), name=self.tr("Keys …"))
        keys.clicked.connect(self.keys_asked)
        note = self.tr("Passphrase, recovery code, this computer. Changing them asks for your passphrase.")
        return Option(self.theme, self.tr("What opens your seat"), note, keys)

    def _show_owner(self, owner: OwnerSettings) -> None:
        self._owner = owner
        self._lock_minutes = self._fill(self._lock, LOCK_CHOICES, owner.lock_minutes)
        self._turns_minutes = self._fill(self._turns_lock, TURNS_LOCK_CHOICES, owner.turns_lock_minutes)
        self._minimised.setChecked(owner.lock_when_minimised)  # as it is in `_owner`: nothing is saved
        self._minimised.setEnabled(True)

    def _fill(self, choice: Choice, offered: Sequence[int], present: int) -> list[int]:
        minutes = sorted({*offered, present})
        choice.clear()
        choice.addItems([self._minutes(count) for count in minutes])
        choice.setCurrentIndex(minutes.index(present))
        choice.setEnabled(True)
        choice.updateGeometry()  # Qt asks a combo for its size only before it is first seen
        return minutes

    def _minutes(self, count: int) -> str:
        return self.tr("1 minute") if count == 1 else self.tr("%Ln minutes", "two or more", count)

    def _take_lock(self, index: int) -> None:
        self._save(replace(self._owner, lock_minutes=self._lock_minutes[index]))

    def _take_turns_lock(self, index: int) -> None:
        self._save(replace(self._owner, turns_lock_minutes=self._turns_minutes[index]))

    def _take_minimised(self, on: bool) -> None:
        self._save(replace(self._owner, lock_when_minimised=on))

    def _save(self, owner: OwnerSettings) -> None:
        vault, before = self._vault, self._owner
        if vault is None or owner == before:
            return
        self._owner = owner
        self._trouble.hide()

        def keep() -> OwnerSettings:
            vault.save_owner_settings(owner)
            return owner

        self._background.storage(self, keep, self.owner_settings_changed.emit, self._failing(before))

    def _failing(self, before: OwnerSettings) -> Callable[[Exception], None]:
        def failed(error: Exception) -> None:
            self._show_owner(before)
            self._say(error)

        return failed

    def _say(self, error: Exception) -> None:
        message = say(error)
        if isinstance(error, SaveFailed):
            message = Message(
                self.tr("That could not be saved."),
                self.tr("What you chose before still holds, and nothing is lost. Try again."),
            )
        self._trouble.set_words(message.title, message.text)
        self._trouble.show()

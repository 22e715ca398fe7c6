"""A yes that a key stands for: each whose words these are types their passphrase, or says no."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.attempts import Attempts
from intimacy_desktop.device_secret import DeviceSecretStore
from intimacy_desktop.errors import PassphraseEmpty, PassphraseError
from intimacy_desktop.identity import Identity
from intimacy_desktop.keyslots import unlock
from ui.background import Background
from ui.messages import say
from ui.theme import Theme
from ui.widgets.boxes import Box, column
from ui.widgets.button import Button
from ui.widgets.seat_passphrase import SeatPassphrase
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage
from ui.widgets.two_columns import TwoColumns

ABANDONED_MS = 120_000
"""A passphrase that nobody goes on typing leaves its field after this."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who is asked.

    Args:
        identity: as their seat shows it.
        folder: of their vault.
    """

    identity: Identity
    folder: Path


class ConsentPage(TextPage):
    """Asks one person or both; only when each has typed their own passphrase is it a yes.

    A no is one press, needs no words, and ends it for both.

    Args:
        theme: the live theme.
        background: derives the keys.
        voices: one or two.
        store: where device secrets are kept.
        title: what is asked.
        lead: what it means.

    Signals:
        agreed, refused.
    """

    agreed = Signal()
    refused = Signal()

    def __init__(
        self,
        theme: Theme,
        background: Background,
        voices: Sequence[Voice],
        store: DeviceSecretStore,
        title: str,
        lead: str,
    ) -> None:
        both = len(voices) > 1
        super().__init__(theme, title, measure=880 if both else 560)
        self._background, self._store, self._voices = background, store, tuple(voices)
        self._said_yes = [False] * len(voices)
        self._is_busy = False
        self._cards = [SeatPassphrase(theme, voice.identity) for voice in voices]
        self._noes: list[Button] = []
        self._yeses: list[Button] = []
        parts = [self._part(index) for index in range(len(voices))]
        self._abandoned = QTimer(self, singleShot=True, interval=ABANDONED_MS)
        self._abandoned.timeout.connect(self._empty)
        self.set_leading(self.back_button(self.tr("Back"), self._refuse))
        asked = TwoColumns(theme, parts[0], parts[1], least=300) if both else parts[0]
        self.set_body(
            column(
                theme,
                Text(theme, title, "title"),
                6,
                Text(theme, lead, "body", "ink2"),
                22,
                asked,
                margins=(0, 8, 0, 24),
            )
        )

    def _part(self, index: int) -> Box:
        theme, card = self.theme, self._cards[index]
        name = self._voices[index].identity.nickname
        alone = len(self._voices) == 1
        yes_name = self.tr("Yes") if alone else self.tr("{name} says yes").format(name=name)
        no_name = self.tr("No") if alone else self.tr("{name} says no").format(name=name)
        yes, no = Button(theme, yes_name, size="large"), Button(theme, no_name, size="large")
        for button in (yes, no):
            button.set_filling()
        yes.clicked.connect(lambda: self._try(index))
        no.clicked.connect(self._refuse)
        card.entered.connect(lambda: self._try(index))
        card.touched.connect(self._watch)
        self._yeses.append(yes)
        self._noes.append(no)
        return column(theme, card, 12, TwoColumns(theme, no, yes, least=110))

    def first_focus(self) -> QWidget | None:
        """The first passphrase."""
        return self._cards[0].field.edit

    def _watch(self) -> None:
        self._abandoned.stop()
        if not self._is_busy and any(card.text() for card in self._cards):
            self._abandoned.start()

    def _empty(self) -> None:
        for card, yes in zip(self._cards, self._said_yes, strict=True):
            if not yes:
                card.empty()

    def _try(self, index: int) -> None:
        if self._is_busy or self._said_yes[index]:
            return
        typed, folder, store = self._cards[index].text(), self._voices[index].folder, self._store
        if not typed:
            self._refuse_words(index, PassphraseEmpty())
            return
        self._set_busy(busy=True)
        self._background.worker(
            self,
            lambda: Attempts(folder).count(lambda: unlock(folder, typed, store)),
            lambda _keys: self._take_yes(index),
            lambda error: self._refuse_words(index, error),
        )

    def _take_yes(self, index: int) -> None:
        self._said_yes[index] = True
        self._set_busy(busy=False)
        card = self._cards[index]
        card.empty()
        card.accept()
        card.field.set_hint(self.tr("Yes"), "check", "accentText")
        if all(self._said_yes):
            self.agreed.emit()
            return
        other = self._said_yes.index(False)
        self._cards[other].focus()

    def _refuse_words(self, index: int, error: Exception) -> None:
        self._set_busy(busy=False)
        card, words = self._cards[index], say(error, self._voices[index].identity.nickname)
        if isinstance(error, PassphraseError):
            card.refuse(words.title, words.text)
        else:
            card.show_trouble(words.title, words.text)
        card.focus()

    def _refuse(self) -> None:
        for card in self._cards:
            card.empty()
        self.refused.emit()

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        for index, (card, yes) in enumerate(zip(self._cards, self._yeses, strict=True)):
            card.set_read_only(busy or self._said_yes[index])
            yes.setEnabled(not busy and not self._said_yes[index])

"""The panel that closes a set of answers, and shows it closed."""

from PySide6.QtCore import QPoint, QRectF, QSizeF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import Box, centre, column, row, top
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.emblem import SealMark
from ui.widgets.icons import Icon
from ui.widgets.rings import Sign
from ui.widgets.seal_envelope import draw_closing_envelope
from ui.widgets.switch import LabelledSwitch
from ui.widgets.text import Text

_BELOW_MARK = 26
"""Pixels at 100 % between the medallion and the words below it: half of them belong to the envelope."""


class SealPanel(Card):
    """Says what sealing means, seals, and afterwards offers to open again.

    Args:
        theme: the live theme.
        sign: of the writer.

    Signals:
        seal_asked, not_yet_asked, unseal_asked, read_asked, lock_asked.
        ready_changed(bool): whether the home page may say that the writer is ready.
    """

    seal_asked = Signal()
    not_yet_asked = Signal()
    unseal_asked = Signal()
    read_asked = Signal()
    lock_asked = Signal()
    ready_changed = Signal(bool)

    def __init__(self, theme: Theme, sign: Sign) -> None:
        super().__init__(theme, padding=(28, 24, 28, 18), radius="sheet")
        self.mark = SealMark(theme, sign)
        self._title = Text(theme, "", "heading", align="center", balance=True)
        self._facts = column(theme, gap=8)
        self._trouble = Text(theme, "", "small", "danger")
        self._ready = LabelledSwitch(theme, self.tr("Show on the home page that I am ready"))
        self._seal = self._button(self.tr("Seal all ten"), "primary", "lock", self.seal_asked)
        self._not_yet = self._button(self.tr("Not yet, lock for now"), "quiet", "", self.not_yet_asked)
        self._unseal = self._button(self.tr("Open and edit again"), "secondary", "unlock", self.unseal_asked)
        self._read = self._button(self.tr("Read my part"), "quiet", "", self.read_asked)
        self._lock = self._button(self.tr("Lock"), "primary", "lock", self.lock_asked)
        self._ready.toggled.connect(self.ready_changed)
        self._sign = sign
        self._busy = self._waiting = False
        self.mark.moved.connect(self.update)
        self.add(self._content())
        self.show_open()

    def _button(self, text: str, kind: str, icon: str, signal: object) -> Button:
        button = Button(
            self.theme, text, kind, icon=icon or None, size="large" if kind == "primary" else "normal"
        )
        button.set_filling()
        button.clicked.connect(signal)
        return button

    def _content(self) -> Box:
        return column(
            self.theme,
            6,
            centre(self.mark),
            _BELOW_MARK,
            self._title,
            12,
            self._facts,
            14,
            self._ready,
            18,
            column(
                self.theme,
                self._trouble,
                self._seal,
                self._not_yet,
                self._lock,
                self._unseal,
                self._read,
                gap=8,
            ),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel; as the set closes, its head becomes the back of an envelope."""
        super().paintEvent(event)
        if self.mark.closing > 0:
            painter = QPainter(self)
            self._paint_envelope(painter, self.mark.closing)
            painter.end()

    def _paint_envelope(self, painter: QPainter, closing: float) -> None:
        around = QRectF(self.mark.mapTo(self, QPoint(0, 0)), QSizeF(self.mark.size()))
        bottom = around.bottom() + self.theme.gap(_BELOW_MARK) * 0.5
        panel = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        draw_closing_envelope(
            painter, self.theme, self._sign, panel, self.corner() - 1, around, bottom, closing
        )

    # its states

    @property
    def is_sealed(self) -> bool:
        """Whether it shows a closed set."""
        return not self._lock.isHidden()

    @property
    def ready(self) -> bool:
        """Whether the writer wants to be shown as ready."""
        return self._ready.isChecked()

    @property
    def words(self) -> str:
        """The trouble that is shown, or nothing."""
        return "" if self._trouble.isHidden() else self._trouble.text()

    def set_ready(self, ready: bool) -> None:
        """Show what is stored, without a signal."""
        self._ready.blockSignals(True)
        self._ready.setChecked(ready)
        self._ready.blockSignals(False)

    def show_open(self) -> None:
        """Show a set that is still being written."""
        self.mark.unseal()
        self._title.set_text(self.tr("Seal your answers"))
        self._say(
            ("check", self.tr("Each sentence is read the way you see it here. Sealing says yes to that.")),
            ("key", self.tr("Nobody else can read it before both passphrases are entered.")),
            ("unlock", self.tr("Until you begin together you can open it again.")),
        )
        self._show(self._seal, self._not_yet, self._ready)
        self.set_busy(False)

    def show_sealed(self, *, animate: bool, begun: bool) -> None:
        """Show a closed set.

        Args:
            animate: whether the rings close before one's eyes.
            begun: whether the two have begun together, so that nothing is edited any more.
        """
        self.mark.seal(animate)
        self._title.set_text(self.tr("Sealed"))
        if begun:
            facts = [("together", self.tr("You have begun to open them together, so they stay as they are."))]
        else:
            facts = [
                ("check", self.tr("All ten are closed, the way you wanted them.")),
                ("together", self.tr("They open when you both sit down and enter your passphrases.")),
                ("unlock", self.tr("Until then you can open them and edit again.")),
            ]
        self._say(*facts)
        self._show(self._lock, self._read, *(() if begun else (self._unseal, self._ready)))
        self.set_busy(False)
        if animate:
            announce(self, self.tr("Sealed. All ten are closed."))

    def set_busy(self, busy: bool) -> None:
        """Take no second press while the first is at work."""
        self._busy = busy
        for control in (self._unseal, self._not_yet, self._ready):
            control.setEnabled(not busy)
        self._seal.setEnabled(not busy and not self._waiting)

    def set_waiting(self, waiting: bool) -> None:
        """Take no seal before it is seen how every sentence will be read."""
        self._waiting = waiting
        self.set_busy(self._busy)

    def show_trouble(self, words: str) -> None:
        """Say what did not work, or nothing."""
        self._trouble.set_text(words)
        self._trouble.setVisible(bool(words))
        if words:
            announce(self, words, urgent=True)

    def primary(self) -> QWidget:
        """The button that the present state is about."""
        return self._lock if self.is_sealed else self._seal

    def _show(self, *shown: QWidget) -> None:
        for widget in (self._seal, self._not_yet, self._lock, self._unseal, self._read, self._ready):
            widget.setVisible(widget in shown)
        self.show_trouble("")

    def _say(self, *facts: tuple[str, str]) -> None:
        self._facts.clear()
        for icon, sentence in facts:
            self._facts.add(
                row(
                    self.theme,
                    top(Icon(self.theme, icon, 18, "accentText")),
                    (Text(self.theme, sentence, "body", "ink2"), 1),
                    gap=10,
                )
            )

"""A switch: on shows a tick as well as a colour."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.boxes import column, row, top
from ui.widgets.icons import draw_icon
from ui.widgets.text import Text


class Switch(QCheckBox):
    """On or off, at once; a check box to screen readers.

    Args:
        theme: the live theme.
        name: what it switches, for screen readers; the words stand beside it.
        on: whether it starts on.
    """

    def __init__(self, theme: Theme, name: str, *, on: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setChecked(on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._place = 1.0 if on else 0.0
        self._slide = QVariantAnimation(self)
        self._slide.valueChanged.connect(self._move)
        self.toggled.connect(self._start)
        theme.changed.connect(self._retheme)

    def sizeHint(self) -> QSize:
        """The size of the track."""
        return QSize(self._theme.text(46), self._theme.text(28))

    def minimumSizeHint(self) -> QSize:
        """The size of the track."""
        return self.sizeHint()

    def hitButton(self, _place: QPoint) -> bool:
        """The whole track can be pressed."""
        return True

    def focus_radius(self) -> float:
        """Corner radius of the focus ring around it."""
        return self.height() / 2

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()

    def _start(self, on: bool) -> None:
        duration = self._theme.duration("quick") if self.isVisible() else 0
        self._slide.stop()
        if not duration:
            self._move(1.0 if on else 0.0)
            return
        self._slide.setDuration(duration)
        self._slide.setEasingCurve(self._theme.easing("quick"))
        self._slide.setStartValue(self._place)
        self._slide.setEndValue(1.0 if on else 0.0)
        self._slide.start()

    def _move(self, place: float) -> None:
        self._place = place
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track, knob and tick."""
        theme, painter = self._theme, QPainter(self)
        rect, on, live = QRectF(self.rect()).adjusted(1, 1, -1, -1), self.isChecked(), self.isEnabled()
        half = rect.height() / 2
        accent = theme.color("accent" if live else "ink3")
        edge = theme.color("lineStrong" if live else "line")
        if on:
            paint.draw_panel(painter, rect, half, accent, None)
        else:
            paint.draw_panel(painter, rect, half, theme.color("surface"), edge, width=1.4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = 1 - self._place if theme.rtl else self._place
        center = QPointF(rect.left() + half + share * (rect.width() - 2 * half), rect.center().y())
        knob = half - theme.text(4)
        paint.fill(painter, theme.color("onAccent") if on else edge)
        painter.drawEllipse(center, knob, knob)
        if on:
            side = round(knob * 1.6)
            tick = QRect(round(center.x() - side / 2), round(center.y() - side / 2), side, side)
            draw_icon(painter, theme, "check", tick, accent, stroke=2.6)
        painter.end()


class LabelledSwitch(QWidget):
    """A switch with its words beside it, which press it too.

    Args:
        theme: the live theme.
        label: what it switches.
        note: a smaller line below.
        on: whether it starts on.
        kind: what is pressed.
    """

    toggled = Signal(bool)

    def __init__(
        self, theme: Theme, label: str, note: str = "", *, on: bool = False, kind: type[Switch] = Switch
    ) -> None:
        super().__init__()
        self.switch = kind(theme, label, on=on)
        self.switch.setAccessibleDescription(note)
        self.switch.toggled.connect(self.toggled)
        self._label = Text(theme, label, "label", line=22)
        self._note = Text(theme, note, "small", "ink2")
        words = column(theme, 3, self._label, self._note)  # the first line stands at the switch's height
        self._note.setVisible(bool(note))  # not before it lies in something: it would be a window of its own
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(row(theme, top(self.switch), (words, 1), gap=16, align="top"))
        self.setFocusProxy(self.switch)

    def isChecked(self) -> bool:
        """Whether it is on."""
        return self.switch.isChecked()

    def setChecked(self, on: bool) -> None:
        """Switch it."""
        self.switch.setChecked(on)

    def set_note(self, note: str) -> None:
        """Show another smaller line."""
        self._note.set_text(note)
        self._note.setVisible(bool(note))
        self.switch.setAccessibleDescription(note)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here too."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press the switch with its words."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.switch.click()

    def changeEvent(self, event: QEvent) -> None:
        """Follow being switched off."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._label.set_color("ink" if self.isEnabled() else "ink3")

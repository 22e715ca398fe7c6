"""Buttons and links."""

import math

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.icons import draw_icon
from ui.widgets.text_layout import Runs, layout_text

_HEIGHT = {"normal": "control", "large": "controlLarge", "compact": "controlCompact"}
_WRAP_LIMIT = 160
"""Pixels: shorter labels never wrap, so that a long text beside a button is the one that gives way."""


class Button(QPushButton):
    """A push button whose label wraps rather than being cut.

    Args:
        theme: the live theme.
        text: the label; empty for an icon alone, which then needs `name`.
        kind: "primary" (one on a page), "secondary", "quiet" or "danger".
        icon: an icon before the label.
        icon_end: an icon behind it.
        size: "normal", "large" or "compact".
        name: what screen readers and the tooltip say where there is no label.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        kind: str = "secondary",
        *,
        icon: str | None = None,
        icon_end: str | None = None,
        size: str = "normal",
        name: str = "",
    ) -> None:
        super().__init__()
        self._theme, self._kind, self._icon, self._icon_end, self._size = theme, kind, icon, icon_end, size
        self._hover = False
        self._layouts: dict[int, QTextLayout] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)
        if name:
            self.setAccessibleName(name)
            if not text:
                self.setToolTip(name)
        self._set_cursor()
        theme.changed.connect(self._retheme)

    def setText(self, text: str) -> None:
        """Show another label."""
        super().setText(text.replace("&", "&&"))  # a nickname may hold one; no label marks a key with it
        self._retheme()

    def text(self) -> str:
        """What the label says."""
        return super().text().replace("&&", "&")

    def set_icons(self, icon: str | None = None, icon_end: str | None = None) -> None:
        """Show other icons."""
        self._icon, self._icon_end = icon, icon_end
        self._retheme()

    def set_filling(self, filling: bool = True) -> None:
        """Let it be as wide as its column instead of as wide as its label."""
        policy = self.sizePolicy()
        wide = QSizePolicy.Policy.Expanding if filling else QSizePolicy.Policy.Maximum
        policy.setHorizontalPolicy(wide)
        self.setSizePolicy(policy)

    def focus_radius(self) -> float:
        """Corner radius of the focus ring around it."""
        return self._theme.radius("control")

    def _retheme(self) -> None:
        self._layouts.clear()
        self.updateGeometry()
        self.update()

    # sizes

    def _height(self) -> int:
        return self._theme.text(self._theme.size(_HEIGHT[self._size]))

    def _icon_size(self) -> int:
        return self._theme.text(18 if self._size == "compact" else 20)

    def _padding(self) -> int:
        if not self.text():
            return (self._height() - self._icon_size()) // 2
        if self._size == "compact" or self._kind == "quiet":
            return self._theme.gap(10)
        return self._theme.gap(22 if self._size == "large" else 18)

    def _icons_width(self) -> int:
        count = bool(self._icon) + bool(self._icon_end)
        return count * (self._icon_size() + (self._theme.text(8) if self.text() else 0))

    def _lines(self, width: int) -> QTextLayout:
        if width not in self._layouts:
            if len(self._layouts) > 8:
                self._layouts.clear()
            runs: Runs = [(self.text(), {})]
            self._layouts[width] = layout_text(self._theme, runs, "label", width, "center")
        return self._layouts[width]

    def _label_width(self) -> int:
        metrics = QFontMetricsF(self._theme.font("label"))
        return math.ceil(metrics.horizontalAdvance(self.text())) + 1 if self.text() else 0

    def _around(self) -> int:
        return self._icons_width() + 2 * self._padding()

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        return QSize(self._label_width() + self._around(), self._height())

    def minimumSizeHint(self) -> QSize:
        """The least in which nothing is cut."""
        metrics = QFontMetricsF(self._theme.font("label"))
        words = [math.ceil(metrics.horizontalAdvance(word)) + 2 for word in self.text().split()]
        least = min(self._label_width(), max([*words, min(self._label_width(), _WRAP_LIMIT)], default=0))
        return QSize(least + self._around(), self._height())

    def hasHeightForWidth(self) -> bool:
        """Whether it grows higher where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels of height at this width."""
        room = width - self._around()
        if not self.text() or room >= self._label_width():
            return self._height()
        extra = (self._lines(max(1, room)).lineCount() - 1) * self._theme.line("label")
        return self._height() + extra

    # painting

    def _colors(self) -> tuple[QColor | None, QColor, QColor | None]:
        """Ground, letters and border in the present state."""
        theme, on = self._theme, self.isEnabled()
        state = "rest" if not on else "press" if self.isDown() else "hover" if self._hover else "rest"
        if self._kind == "primary":
            if not on and theme.contrast:
                return theme.color("sunken"), theme.color("ink2"), theme.color("line")
            if not on:
                return theme.color("line" if theme.dark else "sunken"), theme.color("ink2"), None
            ground = {"rest": "accent", "hover": "accentHover", "press": "accentPressed"}[state]
            return theme.color(ground), theme.color("onAccent"), None
        if self._kind == "danger" and on:
            ground_color = theme.color("danger")
            if state != "rest":
                ground_color = theme.mix("danger", "ink", 0.12 if state == "hover" else 0.24)
            return ground_color, theme.color("onDanger"), None
        if self._kind in {"secondary", "danger"}:
            ground = {"rest": "surface", "hover": "accentSoft", "press": "selection"}[state]
            return (
                theme.color(ground),
                theme.color("ink" if on else "ink3"),
                theme.color("lineStrong" if on else "line"),
            )
        tint = {"rest": None, "hover": 0.07, "press": 0.13}[state]
        letters = theme.color("ink2" if on else "ink3")
        return (theme.color("ink", tint) if tint else None), letters, None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it from the theme."""
        painter = QPainter(self)
        ground, letters, border = self._colors()
        if ground is not None or border is not None:
            radius = self._theme.radius("control")
            paint.draw_panel(painter, QRectF(self.rect()), radius, ground, border, width=1.2)
        self._paint_label(painter, letters)
        painter.end()

    def _paint_label(self, painter: QPainter, letters: QColor) -> None:
        theme, icon = self._theme, self._icon_size()
        room = max(1, min(self.width() - self._around(), self._label_width()))
        gap = theme.text(8) if self.text() else 0
        x = float((self.width() - room * bool(self.text()) - self._icons_width()) / 2)
        parts = [("icon", self._icon), ("text", self.text() or None), ("icon", self._icon_end)]
        for part, value in reversed(parts) if theme.rtl else parts:
            if value is None:
                continue
            if part == "icon":
                place = QRect(round(x), (self.height() - icon) // 2, icon, icon)
                draw_icon(painter, theme, value, place, letters, stroke=1.7)
                x += icon + gap
            else:
                self._paint_lines(painter, x, room, letters)
                x += room + gap

    def _paint_lines(self, painter: QPainter, x: float, room: int, letters: QColor) -> None:
        layout, height = self._lines(room), self._theme.line("label")
        above = (self.height() - layout.lineCount() * height) / 2
        pixels = self._theme.font("label").pixelSize()
        painter.setPen(letters)
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            base = round(above + index * height + height / 2 + pixels * self._theme.baseline("label"))
            line.draw(painter, QPointF(round(x), base - line.ascent() - line.y()))

    # states

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it with Enter too; Qt does so in dialogs only."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the pointer is over it."""
        self._hover = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer has left."""
        self._hover = False
        self.update()
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of state."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._set_cursor()
            self.update()

    def _set_cursor(self) -> None:
        pointing = Qt.CursorShape.PointingHandCursor
        self.setCursor(pointing if self.isEnabled() else Qt.CursorShape.ArrowCursor)


class Link(Button):
    """An action inside or below a text: accent colour and underline.

    Args:
        theme: the live theme.
        text: the words.
        role: text role of its letters.
        icon: an icon before the words.
    """

    def __init__(self, theme: Theme, text: str, role: str = "label", *, icon: str | None = None) -> None:
        self._role = role
        super().__init__(theme, text, "quiet", icon=icon, size="compact")

    def focus_radius(self) -> float:
        """Corner radius of the focus ring around it."""
        return self._theme.radius("link")

    def _height(self) -> int:
        return self._theme.text(28)

    def _padding(self) -> int:
        return 1

    def _lines(self, width: int) -> QTextLayout:
        if width not in self._layouts:
            runs: Runs = [(self.text(), {"weight": 500})]
            self._layouts[width] = layout_text(self._theme, runs, self._role, width, "start")
        return self._layouts[width]

    def _label_width(self) -> int:
        metrics = QFontMetricsF(self._theme.font(self._role, weight=500))
        return math.ceil(metrics.horizontalAdvance(self.text())) + 1

    def _colors(self) -> tuple[QColor | None, QColor, QColor | None]:
        token = "accentHover" if self._hover and self.isEnabled() else "accentText"
        return None, self._theme.color(token if self.isEnabled() else "ink3"), None

    def _paint_lines(self, painter: QPainter, x: float, room: int, letters: QColor) -> None:
        super()._paint_lines(painter, x, room, letters)
        layout, height = self._lines(room), self._theme.line("label")
        above = (self.height() - layout.lineCount() * height) / 2
        drop = self._theme.font(self._role).pixelSize() * self._theme.baseline("label") + self._theme.text(4)
        line_color = QColor(letters)
        line_color.setAlphaF(1.0 if self._hover else 0.55)
        painter.setPen(QPen(line_color, max(1.0, self._theme.scale)))
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            y = round(above + index * height + height / 2 + drop) + 0.5
            left = x + line.naturalTextRect().left()
            painter.drawLine(QPointF(left, y), QPointF(left + line.naturalTextWidth(), y))

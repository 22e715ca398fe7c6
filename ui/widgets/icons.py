"""Icons: our own paths on a grid of 24, tinted when painted."""

import json
import pkgutil
from functools import cache
from typing import Any

from PySide6.QtCore import QByteArray, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme


@cache
def _data() -> dict[str, Any]:
    data = pkgutil.get_data("resources", "icons/icons.json")
    if data is None:
        raise FileNotFoundError("resources/icons/icons.json")
    loaded: dict[str, Any] = json.loads(data)
    return loaded


def icon_names() -> list[str]:
    """The names of all icons."""
    return list(_data()["icons"])


@cache
def _pixmap(name: str, size: int, color: str, ratio: float, stroke: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # 3 ms, due only when the first icon is painted

    body = _data()["icons"][name].replace("currentColor", color)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{color}"'
        f' stroke-width="{stroke}" stroke-linecap="round" stroke-linejoin="round">{body}</svg>'
    )
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def draw_icon(
    p: QPainter, theme: Theme, name: str, x: float, y: float, size: int, color: QColor, stroke: float | None = None
) -> None:
    """Draw an icon with its top left at `x`, `y`; arrows and chevrons mirror with the layout.

    Raises:
        KeyError: there is no icon of this name.
    """
    data = _data()
    if theme.rtl:
        name = data["mirrored"].get(name, name)
    p.save()
    p.setOpacity(p.opacity() * color.alphaF())
    ratio = p.device().devicePixelRatio()
    p.drawPixmap(QPointF(x, y), _pixmap(name, size, color.name(), ratio, stroke or data["stroke"]))
    p.restore()


class Icon(QWidget):
    """An icon beside words that say the same; silent to screen readers.

    Args:
        theme: the live theme.
        name: a name of `icons.json`.
        size: pixels at 100 %.
        color: a colour token.
        stroke: line width on the grid of 24.
    """

    def __init__(
        self, theme: Theme, name: str, size: float = 20, color: str = "ink2", stroke: float | None = None
    ) -> None:
        super().__init__()
        self._theme, self._name, self._px, self._color, self._stroke = theme, name, size, color, stroke
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._retheme)

    def set_icon(self, name: str, color: str | None = None) -> None:
        """Show another icon."""
        self._name, self._color = name, color or self._color
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.text(self._px), self._theme.text(self._px))

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self._theme.text(self._px)
        draw_icon(painter, self._theme, self._name, 0, 0, size, self._theme.color(self._color), self._stroke)
        painter.end()

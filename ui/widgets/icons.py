"""Icons: our own paths on a grid of 24, tinted when painted."""

import json
import pkgutil
from functools import cache
from typing import Any

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from ui.theme import Theme
from ui.widgets.drawn import Drawn


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
    painter: QPainter, theme: Theme, name: str, rect: QRect, color: QColor, *, stroke: float | None = None
) -> None:
    """Draw an icon into a square `rect`; arrows and chevrons mirror with the layout.

    Raises:
        KeyError: there is no icon of this name.
    """
    data = _data()
    if theme.rtl:
        name = data["mirrored"].get(name, name)
    painter.save()
    painter.setOpacity(painter.opacity() * color.alphaF())
    ratio = painter.device().devicePixelRatio()
    pixmap = _pixmap(name, rect.width(), color.name(), ratio, stroke or data["stroke"])
    painter.drawPixmap(rect.topLeft(), pixmap)
    painter.restore()


class Icon(Drawn):
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
        super().__init__(theme)
        self._name, self._px, self._color, self._stroke = name, size, color, stroke
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: str, color: str | None = None) -> None:
        """Show another icon."""
        self._name, self._color = name, color or self._color
        self.update()

    def extent(self) -> QSize:
        """A square that follows the text."""
        return QSize(self._theme.text(self._px), self._theme.text(self._px))

    def draw(self, painter: QPainter) -> None:
        """Draw the icon over the whole widget."""
        color = self._theme.color(self._color)
        draw_icon(painter, self._theme, self._name, self.rect(), color, stroke=self._stroke)

"""Printed pages as they will look, one at a time."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import CENTER, MIDDLE, STRETCH, row
from ui.widgets.button import Button
from ui.widgets.paint import draw_panel
from ui.widgets.roles import give_role
from ui.widgets.text import Text

_BACK = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_Up})
_ON = frozenset({Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_Space})


class _Sheet(QWidget):
    """One page, as wide as its column and as high as the paper asks for."""

    turned = Signal(int)

    def __init__(self, theme: Theme, width: float) -> None:
        super().__init__()
        self._theme, self._usual = theme, width
        self._image, self._fitted = QImage(), QImage()
        self._ratio = 1.414
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        give_role(self, QAccessible.Role.Graphic)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: QImage) -> None:
        """Show a page."""
        self._fitted = QImage()
        self._image, self._ratio = image, image.height() / max(1, image.width())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Whether it grows higher where it is wide."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels of height at this width."""
        return round(min(width, self._usual) * self._ratio)

    def sizeHint(self) -> QSize:
        """A page that can be looked over."""
        return QSize(round(self._usual), round(self._usual * self._ratio))

    def minimumSizeHint(self) -> QSize:
        """Small enough for any window."""
        return QSize(160, round(160 * self._ratio))

    def focus_radius(self) -> float:
        """Corner radius of the focus ring around it."""
        return self._theme.radius("link")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages."""
        key = Qt.Key(event.key())
        if key in _BACK or key in _ON:
            self.turned.emit(-1 if key in _BACK else 1)
            return
        super().keyPressEvent(event)

    def _fitting(self, size: QSize) -> QImage:
        """The page in as many pixels as it is seen in: letters stay letters."""
        if self._fitted.size() != size:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._fitted = self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        return self._fitted

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page: paper is white in either mode."""
        painter = QPainter(self)
        width = min(float(self.width()), self._usual)
        place = QRectF((self.width() - width) / 2, 0, width, width * self._ratio)
        draw_panel(painter, place, 2, self._theme.color("paper"), self._theme.color("line"), width=1.0)
        if not self._image.isNull():
            inner = place.adjusted(1, 1, -1, -1)
            painter.drawImage(inner, self._fitting((inner.size() * self.devicePixelRatioF()).toSize()))
        painter.end()


class PagePreview(QWidget):
    """A page, and a way to the one before and the next.

    Args:
        theme: the live theme.
        name: what is seen, for screen readers.
        width: greatest width of the page, pixels.

    Signals:
        asked(int): that page, from 0, shall be shown; `show_page` does so.
    """

    asked = Signal(int)

    def __init__(self, theme: Theme, name: str, width: float = 404) -> None:
        super().__init__()
        self._name, self._at, self._count = name, 0, 0
        self.setAccessibleName(name)
        self._sheet = _Sheet(theme, width)
        self._sheet.setAccessibleName(name)
        self._where = Text(theme, "", "label", "ink2", align="center")
        self._before = Button(theme, "", "quiet", icon="prev", name=self.tr("Page before"), size="compact")
        self._next = Button(theme, "", "quiet", icon="next", name=self.tr("Next page"), size="compact")
        self._before.clicked.connect(lambda: self._turn(-1))
        self._next.clicked.connect(lambda: self._turn(1))
        self._sheet.turned.connect(self._turn)
        self._row = row(
            theme, STRETCH, self._before, (self._where, 0, CENTER | MIDDLE), self._next, STRETCH, gap=8
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._sheet)
        box.addWidget(self._row)
        box.addStretch(1)
        self._show_state()

    @property
    def index(self) -> int:
        """The page that is seen, from 0."""
        return self._at

    def show_page(self, image: QImage, index: int, count: int) -> None:
        """Show the page at `index` of `count`."""
        moved = index != self._at
        self._at, self._count = index, count
        self._sheet.show_image(image)
        self._show_state()
        if moved:
            announce(self, self._where.text())

    def _turn(self, by: int) -> None:
        if 0 <= self._at + by < self._count:
            self.asked.emit(self._at + by)

    def _show_state(self) -> None:
        self._row.setVisible(self._count > 1)
        if not self._count:
            return  # nothing is seen yet
        locale = self.locale()
        words = self.tr("Page {number} of {count}").format(
            number=locale.toString(self._at + 1), count=locale.toString(self._count)
        )
        self._where.set_text(words)
        self._sheet.setAccessibleName(self.tr("{name}: {page}").format(name=self._name, page=words))
        self._before.setEnabled(self._at > 0)
        self._next.setEnabled(self._at + 1 < self._count)

"""The medallion of a seat, and the same medallion while its rings close."""

import math

from PySide6.QtCore import QSize, QVariantAnimation, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.drawn import Drawn
from ui.widgets.rings import DIAMOND_REACH, EmblemState, Sign, draw_emblem


class Emblem(Drawn):
    """A seat's medallion; a name always stands beside it.

    Args:
        theme: the live theme.
        sign: shape and hue of the seat's owner.
        state: empty, taken or ready.
        radius: pixels at 100 % text.
        parent: as in Qt.
    """

    def __init__(
        self,
        theme: Theme,
        sign: Sign,
        state: EmblemState = EmblemState.TAKEN,
        radius: float = 44,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._sign = sign
        self._state = state
        self._radius = radius

    def set_sign(self, sign: Sign) -> None:
        """Show another shape or hue."""
        self._sign = sign
        self.update()

    def set_state(self, state: EmblemState) -> None:
        """Show another state."""
        self._state = state
        self.update()

    def extent(self) -> QSize:
        """Room for a diamond, whatever the shape, so that seats align."""
        side = math.ceil(self._theme.text(self._radius) * (2 * DIAMOND_REACH + 0.04))
        return QSize(side, side)

    def draw(self, painter: QPainter) -> None:
        """Draw the medallion in the middle."""
        draw_emblem(
            painter,
            self._theme,
            self._sign,
            self._centre(),
            self._theme.text(self._radius),
            state=self._state,
        )


class SealMark(Emblem):
    """A medallion whose rings close when the answers are sealed, and open again when they are edited.

    Signals:
        moved: its rings have closed or opened a little.
    """

    moved = Signal()

    def __init__(self, theme: Theme, sign: Sign, radius: float = 42, parent: QWidget | None = None) -> None:
        super().__init__(theme, sign, EmblemState.READY, radius, parent)
        self._closing = 0.0
        self._movement = QVariantAnimation(self)
        self._movement.valueChanged.connect(self._move)

    @property
    def sealed(self) -> bool:
        """Whether the rings are closed or closing."""
        if self._movement.state() == QVariantAnimation.State.Running:
            return bool(self._movement.endValue() == 1.0)
        return self._closing >= 1

    @property
    def closing(self) -> float:
        """How far its rings are closed, from 0 to 1."""
        return self._closing

    def seal(self, animate: bool = True) -> None:
        """Close the rings; at once where less movement is wished."""
        duration = self._theme.duration("seal") if animate else 0
        self._movement.stop()
        if duration <= 0:
            self._move(1.0)
            return
        self._movement.setDuration(duration)
        self._movement.setEasingCurve(self._theme.easing("seal"))
        self._movement.setStartValue(self._closing)
        self._movement.setEndValue(1.0)
        self._movement.start()

    def hold(self, closing: float) -> None:
        """Show one moment of the closing, from 0 to 1."""
        self._movement.stop()
        self._move(closing)

    def unseal(self) -> None:
        """Show open rings again."""
        self._movement.stop()
        self._move(0.0)

    def _move(self, closing: object) -> None:
        self._closing = float(closing) if isinstance(closing, float | int) else 0.0
        self.update()
        self.moved.emit()

    def draw(self, painter: QPainter) -> None:
        """Draw the medallion with its rings as far closed as they are."""
        draw_emblem(
            painter,
            self._theme,
            self._sign,
            self._centre(),
            self._theme.text(self._radius),
            state=EmblemState.READY,
            closing=self._closing,
        )

"""A card of the evening: closed until its turn, and without a word of its answer until then."""

import math
from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPoint, QPointF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QPolygonF, QTransform
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intimacy_desktop.identity import Identity
from intimacy_desktop.runs import Run
from ui.theme import Theme
from ui.widgets.card_faces import CardFace, ClosedFace, OpenFace
from ui.widgets.rings import Sign
from ui.widgets.shadow import Raised


class CardSide(Enum):
    """What a card shows."""

    CLOSED = "closed"
    TURNED = "turned"
    NOT_THIS_TIME = "not this time"


class TurnCard(Raised):
    """One partner's card.

    A closed card holds no word of its answer, not even hidden. “Not this time” looks the same and reads the
    same whether the answer was left blank, kept back or declined: the card is not told which.

    Args:
        theme: the live theme.
        owner: who wrote the answer.
        listener: nickname of the other.
    """

    turned = Signal()
    """The card lies open (or closed again) and has come to rest."""

    def __init__(self, theme: Theme, owner: Identity, listener: str) -> None:
        super().__init__(theme, elevation=1, radius="sheet")
        self._sign = Sign.of(owner)
        self._closed_words = self.tr("{name}, still closed").format(name=owner.nickname)
        self._open_words = self.tr("{name} says to {other}").format(name=owner.nickname, other=listener)
        self._side = CardSide.CLOSED
        self._aloud = False
        self._least_height = 224.0
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._face: CardFace = self._closed_face()
        self._box.addWidget(self._face)
        self._leaving: CardFace | None = None
        self._pictures: dict[CardFace, QPixmap] = {}
        self._movement = QVariantAnimation(self)
        self._movement.setStartValue(0.0)
        self._movement.setEndValue(1.0)
        self._movement.valueChanged.connect(self.update)
        self._movement.finished.connect(self._rest)
        theme.changed.connect(self._restyle)
        self._restyle()

    # ------------------------------------------------------------------ sides

    def side(self) -> CardSide:
        """What the card shows, or is about to show while it turns."""
        return self._side

    def show_text(self, stem_runs: Sequence[Run], answer: str, animate: bool = True) -> None:
        """Turn the card and show its words; on an open card, only change the words.

        Args:
            stem_runs: the stem in the form in which it is read; marked runs are underlined.
            answer: the ending.
            animate: False for a card that was open before.
        """
        self.finish()
        if self._side is not CardSide.TURNED or not isinstance(self._face, OpenFace):
            face = self._open_face()
            face.set_words(stem_runs, answer)
            self._turn_to(face, CardSide.TURNED, animate)
        else:
            self._face.set_words(stem_runs, answer)

    def show_not_this_time(self, animate: bool = True) -> None:
        """Turn the card and show that there is nothing this time, and not why."""
        self.finish()
        if self._side is not CardSide.NOT_THIS_TIME:
            face = self._open_face()
            face.set_sentence(self.tr("Not this time."))
            self._turn_to(face, CardSide.NOT_THIS_TIME, animate)

    def cover(self) -> None:
        """Close the card at once and forget its words."""
        self.finish()
        if self._side is not CardSide.CLOSED:
            self._turn_to(self._closed_face(), CardSide.CLOSED, animate=False)

    def set_aloud(self, aloud: bool) -> None:
        """Set the words larger, as long as only this card is open."""
        self._aloud = aloud
        if isinstance(self._face, OpenFace):
            self._face.set_aloud(aloud)

    def set_least_height(self, pixels: float) -> None:
        """Keep the card at least this high, pixels at 100 % text."""
        self._least_height = pixels
        self._restyle()

    def _closed_face(self) -> ClosedFace:
        return ClosedFace(self.theme, self._sign, self._closed_words)

    def _open_face(self) -> OpenFace:
        face = OpenFace(self.theme, self._sign, self._open_words)
        face.set_aloud(self._aloud)
        return face

    # ------------------------------------------------------------------ turning

    def turning(self) -> bool:
        """Whether the card is in movement."""
        return self._leaving is not None

    def finish(self) -> None:
        """End a movement at once."""
        if self.turning():
            self._movement.stop()
            self._rest()

    def pause_movement(self) -> None:
        """Stand still within a movement, until `move_to` or `finish`: for measuring its frames."""
        self._movement.pause()

    def move_to(self, done: float) -> None:
        """Show one moment of a movement, from 0 to 1."""
        self._movement.setCurrentTime(round(done * self._movement.duration()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a press on a turning card end its movement."""
        self.finish()
        super().mousePressEvent(event)

    def _turn_to(self, face: CardFace, side: CardSide, animate: bool) -> None:
        leaving = self._face
        self._side, self._face, self._leaving = side, face, leaving
        leaving.hide()
        self._box.removeWidget(leaving)
        duration = self.theme.duration("turn")
        if not animate or not self.isVisible() or duration <= 0:
            self._box.addWidget(face)
            self._rest()
            return
        face.hide()
        self._box.addWidget(face)
        self._movement.setDuration(duration)
        self._movement.setEasingCurve(self.theme.easing("turn"))
        self._movement.start()

    def _rest(self) -> None:
        leaving, self._leaving, self._pictures = self._leaving, None, {}
        if leaving is not None:
            leaving.setParent(None)
            leaving.deleteLater()
        self._face.show()
        self._cast()
        self.update()
        self.turned.emit()

    def _picture(self, face: CardFace) -> QPixmap:
        """A side as it looks at the present size; made when the movement first needs it."""
        ratio = self.devicePixelRatioF()
        known = self._pictures.get(face)
        if known is not None and known.size() == self.size() * ratio:
            return known
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        face.resize(self.size())
        face.render(picture, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
        self._pictures[face] = picture
        return picture

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the movement; at rest the sides draw themselves."""
        if self._leaving is None:
            return
        value = self._movement.currentValue()
        done = float(value) if isinstance(value, float | int) else 1.0
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self.theme.less_movement:
            painter.setOpacity(1 - done)
            painter.drawPixmap(0, 0, self._picture(self._leaving))
            painter.setOpacity(done)
            painter.drawPixmap(0, 0, self._picture(self._face))
        else:
            painter.setTransform(_tilt(self.width(), self.height(), done), combine=True)
            painter.drawPixmap(0, 0, self._picture(self._leaving if done < 0.5 else self._face))
        painter.end()

    # ------------------------------------------------------------------ shape

    def elevation(self) -> int:
        """An open card lies higher than a closed one; a turning card throws no shadow."""
        if self.turning():
            return 0
        return 1 if self._side is CardSide.CLOSED else 2

    def _restyle(self) -> None:
        self.setMinimumHeight(self.theme.gap(self._least_height))
        self._pictures = {}
        self.update()


def _tilt(width: int, height: int, done: float) -> QTransform:
    """The card seen while it turns about its upright middle; the far edge is a little shorter."""
    angle = math.pi * done
    half = width / 2 * max(0.015, abs(math.cos(angle)))
    shorter = math.sin(angle) * height * 0.035
    left, right = (0.0, shorter) if done < 0.5 else (shorter, 0.0)
    flat = QPolygonF([QPointF(0, 0), QPointF(width, 0), QPointF(width, height), QPointF(0, height)])
    x0, x1 = width / 2 - half, width / 2 + half
    tilted = QPolygonF(
        [QPointF(x0, left), QPointF(x1, right), QPointF(x1, height - right), QPointF(x0, height - left)]
    )
    # the stub says bool, as in C++; PySide hands back the transform itself
    found: object = QTransform.quadToQuad(flat, tilted)
    return found if isinstance(found, QTransform) else QTransform()

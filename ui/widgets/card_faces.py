"""The two sides of a card: the closed envelope, and what was written."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSpacerItem, QVBoxLayout, QWidget

from intimacy_desktop.runs import Run, plain
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.card_grounds import draw_envelope, draw_watermark
from ui.widgets.marks import Name
from ui.widgets.name_plate import NamePlate
from ui.widgets.rings import EmblemState, Sign, draw_emblem
from ui.widgets.roles import give_role
from ui.widgets.text import Text
from ui.widgets.text_layout import RunStyle

_FULL_RINGS = 160
"""Code points up to which the rings stay as strong as they are."""
_FAINT_RINGS = 700
"""Code points from which only a quarter of their strength is left."""


class CardFace(QWidget):
    """What both sides have in common: the corner, the owner's sign, a focus ring."""

    def __init__(self, theme: Theme, sign: Sign) -> None:
        super().__init__()
        self._theme, self._sign = theme, sign
        self._ground: QPixmap | None = None
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        # while a card turns its sides are drawn as pictures, and the widget keeps its place
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def focus_radius(self) -> float:
        """Corner radius of the focus ring, pixels."""
        return self._theme.radius("sheet")

    def _restyle(self) -> None:
        self._ground = None
        self.update()

    def event(self, event: QEvent) -> bool:
        """Draw the rings anew where the words have found another place among them."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._ground = None
        return super().event(event)

    def _draw_ground(self, painter: QPainter) -> None:
        """Draw what does not move: the many rings of a side."""
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the rings from a picture: drawn anew they would cost a quarter of a frame at each movement."""
        ratio = self.devicePixelRatioF()
        if self._ground is None or self._ground.size() != self.size() * ratio:
            self._ground = QPixmap(self.size() * ratio)
            self._ground.setDevicePixelRatio(ratio)
            self._ground.fill(Qt.GlobalColor.transparent)
            ground_painter = QPainter(self._ground)
            self._draw_ground(ground_painter)
            ground_painter.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground)
        painter.end()


class ClosedFace(CardFace):
    """The envelope. It is made without the answer and does not know whether there is one."""

    def __init__(self, theme: Theme, sign: Sign, words: str) -> None:
        super().__init__(theme, sign)
        give_role(self, QAccessible.Role.Grouping)
        self.setAccessibleName(words)
        self._plate = NamePlate(theme, sign, words)
        self._column.addWidget(self._plate, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._restyle()

    def _restyle(self) -> None:
        margin = self._theme.gap(20)
        self._column.setContentsMargins(margin, margin, margin, margin)
        super()._restyle()

    def _draw_ground(self, painter: QPainter) -> None:
        """Draw the envelope and the solid medallion."""
        rect = QRectF(self.rect())
        draw_envelope(painter, self._theme, self._sign, rect, self.focus_radius(), clear=self._theme.text(54))
        radius = min(self._theme.text(46), self.height() * 0.3)
        centre = rect.center()
        # a large name plate pushes the medallion down rather than being covered by it
        under_plate = min(self._plate.geometry().bottom() + radius * 0.9, rect.bottom() - radius * 1.4)
        centre.setY(max(centre.y(), under_plate))
        draw_emblem(painter, self._theme, self._sign, centre, radius, state=EmblemState.READY)


class OpenFace(CardFace):
    """A turned card: who says it to whom, and what; readable and reachable with Tab."""

    def __init__(self, theme: Theme, sign: Sign, header: str) -> None:
        super().__init__(theme, sign)
        self._header = header
        self._aloud = False
        self._plate = Name(theme, sign.shape, sign.hue, header, "label", color="ink2")
        self._words = Text(theme, "", "answer", balance=True)
        self._column.addWidget(self._plate, 0, Qt.AlignmentFlag.AlignLeft)
        self._gap = QSpacerItem(0, 0)
        self._column.addSpacerItem(self._gap)
        self._column.addWidget(self._words)
        self._column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        give_role(self, QAccessible.Role.Grouping)
        self._restyle()

    def set_words(self, stem_runs: Sequence[Run], answer: str) -> None:
        """Show a stem, its marked words underlined, and the answer that continues it."""
        styles: list[tuple[str, RunStyle]] = [
            (run.text, {"color": "ink3", "dotted": True} if run.marked else {"color": "ink3"})
            for run in stem_runs
        ]
        stem = plain(tuple(stem_runs))
        if stem and answer and not stem[-1].isspace():
            styles.append((" ", {"color": "ink3"}))
        styles.append((answer, {}))
        self._say(styles)

    def set_sentence(self, sentence: str) -> None:
        """Show one sentence that is nobody's answer."""
        self._say([(sentence, {})])

    def _say(self, runs: list[tuple[str, RunStyle]]) -> None:
        self._words.set_text(runs)
        self.setAccessibleName(self.tr("{who}: {words}").format(who=self._header, words=self._words.text()))
        self._ground = None  # the rings recede behind a long answer
        self.update()

    def set_aloud(self, aloud: bool) -> None:
        """Set the words larger while they are read aloud."""
        self._aloud = aloud
        self._set_size()

    def _set_size(self) -> None:
        # from 150 % text the answer's own size is large enough to be read aloud from
        self._words.set_role("answerAloud" if self._aloud and not self._theme.big else "answer")

    def _restyle(self) -> None:
        side, above = self._theme.gap(36), self._theme.gap(28)
        self._column.setContentsMargins(side, above, side, above)
        self._gap.changeSize(0, self._theme.gap(16))
        self._set_size()
        self._column.invalidate()
        super()._restyle()

    def _ring_strength(self) -> float:
        length = len(self._words.text())
        part = (length - _FULL_RINGS) / (_FAINT_RINGS - _FULL_RINGS)
        return 1 - 0.75 * min(1.0, max(0.0, part))

    def _draw_ground(self, painter: QPainter) -> None:
        """Draw the paper and the owner's rings in its lower far corner."""
        rect, radius = QRectF(self.rect()), self.focus_radius()
        paint.draw_panel(painter, rect, radius, self._theme.color("surface"), self._theme.color("line"))
        draw_watermark(painter, self._theme, self._sign, rect, radius, strength=self._ring_strength())

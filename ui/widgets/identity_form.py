"""Choosing how a seat is seen: nickname, shape and colour, with the emblem that comes of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intimacy_desktop.identity import Hue, Identity, Shape
from ui.theme import Theme
from ui.widgets.boxes import column, row
from ui.widgets.emblem import Emblem
from ui.widgets.field import Field
from ui.widgets.rings import Sign
from ui.widgets.sign_choice import SignChoice
from ui.widgets.text import Text


class IdentityForm(QWidget):
    """The first seat may have either shape; the second has the other one, in a colour that is free.

    Args:
        theme: the live theme.
        other: who has the first seat, if anybody has.

    Signals:
        entered: Enter was pressed in the nickname's field.
    """

    entered = Signal()

    def __init__(self, theme: Theme, other: Identity | None) -> None:
        super().__init__()
        self._theme, self._other = theme, other
        self._free = [hue for hue in Hue if other is None or hue is not other.hue]
        self._shape = Shape.DIAMOND if other is not None and other.shape is Shape.CIRCLE else Shape.CIRCLE
        first = Sign(self._shape, self._free[0])
        self.name = Field(
            theme,
            self.tr("Nickname"),
            hint=self.tr("Whoever opens this program on this computer can see it."),
        )
        self.name.entered.connect(self.entered)
        self._emblem = Emblem(theme, first, radius=44)
        self._shapes = self._shape_choice(first) if other is None else None
        hues = [(hue, self._hue_name(hue), Sign(first.shape, hue)) for hue in self._free]
        self._hues: SignChoice[Hue] = SignChoice(theme, self.tr("Your colour"), hues)
        self._hues.changed.connect(self._redraw)
        shape_part = self._shapes if self._shapes is not None else self._given_shape()
        fields = column(theme, self.name, 18, shape_part, 18, self._hues)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(row(theme, (fields, 1), self._emblem, gap=32, align="top"))
        theme.changed.connect(self._make_room)
        self._make_room()

    def _shape_choice(self, first: Sign) -> SignChoice[Shape]:
        shapes = [(shape, self._shape_name(shape), Sign(shape, first.hue)) for shape in Shape]
        choice: SignChoice[Shape] = SignChoice(self._theme, self.tr("Your shape"), shapes)
        choice.changed.connect(self._redraw)
        return choice

    def _given_shape(self) -> Text:
        name = self._other.nickname if self._other is not None else ""
        sentences = {
            Shape.CIRCLE: self.tr("Your shape is the circle. {name} has the diamond."),
            Shape.DIAMOND: self.tr("Your shape is the diamond. {name} has the circle."),
        }
        return Text(self._theme, sentences[self._shape].format(name=name), "body", "ink2")

    def _shape_name(self, shape: Shape) -> str:
        return {Shape.CIRCLE: self.tr("Circle"), Shape.DIAMOND: self.tr("Diamond")}[shape]

    def _hue_name(self, hue: Hue) -> str:
        return {
            Hue.BLUE: self.tr("Blue"),
            Hue.RUST: self.tr("Rust"),
            Hue.PLUM: self.tr("Plum"),
            Hue.OLIVE: self.tr("Olive"),
        }[hue]

    def identity(self) -> Identity:
        """Who is described.

        Raises:
            NicknameError: the nickname cannot be used.
        """
        sign = self._sign()
        return Identity(self.name.text(), sign.shape, sign.hue)

    def refuse(self, title: str, text: str) -> None:
        """Say beside the nickname why it was not taken; it stays, and has the keyboard."""
        self.name.set_error(title, text)
        self.name.edit.setFocus()
        self.name.edit.selectAll()

    def _sign(self) -> Sign:
        shape = self._shape if self._shapes is None else self._shapes.chosen
        return Sign(shape, self._hues.chosen)

    def _redraw(self) -> None:
        sign = self._sign()
        self._emblem.set_sign(sign)
        self._hues.show_signs({hue: Sign(sign.shape, hue) for hue in self._free})
        if self._shapes is not None:
            self._shapes.show_signs({shape: Sign(shape, sign.hue) for shape in Shape})

    def _make_room(self) -> None:
        self._emblem.setVisible(not self._theme.big)

"""A line to type in, with its label above and what is wrong with it below."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.field_frame import paint_frame, redraw_frame
from ui.widgets.icon_line import IconLine
from ui.widgets.text import Text
from ui.widgets.text_layout import RunStyle


class LineEdit(QLineEdit):
    """The bare line inside a field's frame."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setFrame(False)
        theme.changed.connect(self._retheme)
        self._retheme()

    def focus_frame(self) -> QWidget | None:
        """The widget that the focus ring is drawn around."""
        return self.parentWidget()

    def letters(self) -> QFont:
        """The font of what is typed."""
        return self.theme.font("body")

    def _retheme(self) -> None:
        self.setFont(self.letters())
        # Qt aligns by the words, not by the layout
        side = Qt.AlignmentFlag.AlignRight if self.theme.rtl else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        palette = self.theme.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard, and have the frame drawn darker."""
        super().focusInEvent(event)
        redraw_frame(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard away."""
        super().focusOutEvent(event)
        redraw_frame(self)


class FieldFrame(QWidget):
    """The drawn frame around a line."""

    def __init__(self, theme: Theme, edit: QLineEdit) -> None:
        super().__init__()
        self._theme, self._edit, self._wrong = theme, edit, False
        self._box = QHBoxLayout(self)
        self._box.addWidget(edit, 1)
        self.setFocusProxy(edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        theme.changed.connect(self._retheme)
        self._retheme()

    def add(self, widget: QWidget) -> None:
        """Put a widget inside the frame, at its end."""
        widget.setCursor(Qt.CursorShape.PointingHandCursor)
        self._box.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._retheme()

    def set_wrong(self, wrong: bool) -> None:
        """Draw it as holding a mistake, or not."""
        self._wrong = wrong
        self.update()

    def focus_radius(self) -> float:
        """Corner radius of the focus ring around it."""
        return self._theme.radius("field")

    def _retheme(self) -> None:
        text = self._theme.text
        inner, outer = text(14), text(6 if self._box.count() > 1 else 14)
        left, right = (outer, inner) if self._theme.rtl else (inner, outer)
        self._box.setContentsMargins(left, 0, right, 0)
        self._box.setSpacing(text(8))
        self.setFixedHeight(text(self._theme.size("controlLarge")))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and border."""
        paint_frame(
            self,
            self._theme,
            has_focus=self._edit.hasFocus(),
            is_live=self._edit.isEnabled(),
            is_wrong=self._wrong,
        )


class Field(QWidget):
    """A labelled line to type in.

    Args:
        theme: the live theme.
        label: what belongs in it; seen above it, and its name for screen readers.
        placeholder: a light word inside the empty line.
        hint: a quiet line below it.
        limit: longest text, characters; None for no limit.
        show_label: False where the words stand elsewhere; screen readers keep them.
    """

    edited = Signal(str)
    """The text, after each change by hand."""
    entered = Signal()
    """Enter was pressed."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        *,
        placeholder: str = "",
        hint: str = "",
        limit: int | None = None,
        show_label: bool = True,
    ) -> None:
        super().__init__()
        self.theme = theme
        self.edit = self._make_edit()
        self.frame = FieldFrame(theme, self.edit)
        self._label = Text(theme, label, "label", "ink2")
        if not show_label:  # showing what has no parent yet would open a window of its own
            self._label.hide()
        self._wrong = IconLine(theme, "warning", "", "small", icon_color="danger", size=18, gap=8)
        self._wrong.hide()
        self._hint = IconLine(theme, "info", hint, "small", color="ink3", icon_color="ink3", size=17, gap=8)
        self._hint_text = hint
        self._error = ""
        self.edit.setPlaceholderText(placeholder)
        if limit is not None:
            self.edit.setMaxLength(limit)
        self.setFocusProxy(self.edit)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        for widget in (self._label, self.frame, self._wrong, self._hint):
            self._box.addWidget(widget)
        self.set_label(label)
        self.set_hint(hint)
        self.edit.textEdited.connect(self._take_edit)
        self.edit.returnPressed.connect(self.entered)
        theme.changed.connect(self._retheme)
        self._retheme()

    def _make_edit(self) -> LineEdit:
        return LineEdit(self.theme)

    def text(self) -> str:
        """What stands in it."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put a text into it, without `edited`."""
        self.edit.setText(text)

    def clear(self) -> None:
        """Empty it."""
        self.set_text("")

    def set_label(self, label: str) -> None:
        """Call it something else."""
        self._label.set_text(label)
        self.edit.setAccessibleName(label)

    def set_hint(self, hint: str, icon: str = "info", color: str = "ink3") -> None:
        """Show a quiet line below it, or none; `color` is a token for its icon."""
        self._hint_text = hint
        if isinstance(self._hint.label, Text):
            self._hint.label.set_text(hint)
        self._hint.icon.set_icon(icon, color)
        self._show_below()

    def error(self) -> str:
        """What is said to be wrong; empty if nothing."""
        return self._error

    def set_error(self, sentence: str, detail: str = "") -> None:
        """Say what is wrong, and then what is not and what to do; the text stays as it is.

        Args:
            sentence: said in bold.
            detail: said quietly behind it.
        """
        self._error = f"{sentence} {detail}".strip()
        strong: RunStyle = {"weight": 600, "color": "danger"}
        quiet: RunStyle = {"color": "ink2"}
        if isinstance(self._wrong.label, Text):
            self._wrong.label.set_text([(sentence, strong), (" " + detail if detail else "", quiet)])
        self._show_below()
        announce(self, self._error, urgent=True)

    def clear_error(self) -> None:
        """Take the mistake back."""
        self._error = ""
        self._show_below()

    def _show_below(self) -> None:
        self.frame.set_wrong(bool(self._error))
        self._wrong.setVisible(bool(self._error))
        self._hint.setVisible(bool(self._hint_text) and not self._error)
        self.edit.setAccessibleDescription(self._error or self._hint_text)

    def _take_edit(self, text: str) -> None:
        if self._error:
            self.clear_error()
        self.edited.emit(text)

    def _retheme(self) -> None:
        self._box.setSpacing(self.theme.gap(8))

    def changeEvent(self, event: QEvent) -> None:
        """Follow being switched off."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._label.set_color("ink2" if self.isEnabled() else "ink3")

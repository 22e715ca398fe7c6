"""One live object that every widget asks for its colours, fonts, lengths and durations."""

from typing import Literal

from PySide6.QtCore import QEasingCurve, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from ui.theme import lettering, system
from ui.theme.colors import Colors, blend
from ui.theme.tokens import tokens

Mode = Literal["system", "light", "dark"]

STYLE = "Fusion"
STYLED = "innermostStyled"
"""A property of the application: it has the style already."""
_BIG = 1.5
"""From this text size on, layouts stack and the wide chrome steps back."""


class Theme(QObject):
    """Colours, fonts, lengths and durations of the whole program; `changed` after every change.

    Args:
        mode: "light", "dark", or "system" for the system's own choice, followed live.
        scale: text size, 1.0 = 100 %; held within 0.8 and 2.0.
        rtl: mirrored layout.
        less_movement: no movement; durations are 0 or those of a short fade. False: as the system tells.
        more_contrast: high contrast. False: as the system tells, followed live.

    `narrow`, which the window tells with `configure`, makes the greatest headings smaller.
    """

    changed = Signal()

    def __init__(
        self,
        mode: Mode = "system",
        scale: float = 1.0,
        *,
        rtl: bool = False,
        less_movement: bool = False,
        more_contrast: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tokens = tokens()
        self.mode: Mode = mode
        self.scale = self._held(scale)
        self.rtl, self.narrow = rtl, False
        self._less_movement, self._more_contrast = less_movement, more_contrast
        self.dark = self.contrast = False
        self._read_appearance()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    # what may change

    @property
    def less_movement(self) -> bool:
        """Whether nothing glides: chosen here, or told by the system."""
        return self._less_movement or system.prefers_less_movement()

    def configure(
        self,
        *,
        mode: Mode | None = None,
        scale: float | None = None,
        rtl: bool | None = None,
        less_movement: bool | None = None,
        more_contrast: bool | None = None,
        narrow: bool | None = None,
    ) -> None:
        """Change some of it; `changed` is emitted once, and only if anything did."""
        before = self._state()
        self.mode = self.mode if mode is None else mode
        self.scale = self.scale if scale is None else self._held(scale)
        self.rtl = self.rtl if rtl is None else rtl
        self.narrow = self.narrow if narrow is None else narrow
        self._less_movement = self._less_movement if less_movement is None else less_movement
        self._more_contrast = self._more_contrast if more_contrast is None else more_contrast
        if self._state() != before:
            self._read_appearance()
            self.changed.emit()

    def _state(self) -> tuple[object, ...]:
        return self.mode, self.scale, self.rtl, self._less_movement, self._more_contrast, self.narrow

    def _held(self, scale: float) -> float:
        limits = self._tokens["scale"]
        return float(min(max(scale, limits["least"]), limits["most"]))

    def _read_appearance(self) -> None:
        self.dark = system.prefers_dark() if self.mode == "system" else self.mode == "dark"
        self.contrast = self._more_contrast or system.prefers_contrast()
        self._colors = Colors(self.dark, self.contrast)

    def _follow_system(self) -> None:
        was = self.dark, self.contrast
        self._read_appearance()
        if (self.dark, self.contrast) != was:
            self.changed.emit()

    # lengths

    @property
    def big(self) -> bool:
        """Whether text is so large (150 % and more) that layouts stack."""
        return self.scale >= _BIG

    def text(self, px: float) -> int:
        """Pixels of a length that follows the text: letters, icons, control heights."""
        return round(px * self.scale)

    def gap(self, px: float) -> int:
        """Pixels of a gap or padding, which grows at about a third of the pace."""
        return round(px * (1 + (self.scale - 1) * float(self._tokens["scale"]["gap"])))

    def measure(self, px: float) -> int:
        """Greatest width in pixels of a column that is `px` wide at 100 %."""
        return round(px * max(1.0, 1 + (self.scale - 1) * float(self._tokens["scale"]["measure"])))

    def size(self, name: str) -> float:
        """A named size at 100 %, before `text()` or `gap()`: "control", "topBar", "focusGap" …"""
        if name == "focusWidth" and self.contrast:
            name = "focusWidthHigh"
        return float(self._tokens["size"][name])

    def radius(self, name: str) -> float:
        """A corner radius in pixels; radii do not follow the text."""
        return float(self._tokens["radius"][name])

    def elevation(self, level: int) -> tuple[float, float, float]:
        """Offset downwards, spread (pixels) and strength (0 to 1) of the shadow at level 1 or 2."""
        values = self._tokens["elevation"][str(level)]
        strength = values["alphaDark" if self.dark else "alphaLight"]
        return values["y"], values["spread"], 0.0 if self.contrast else strength

    # colours

    def color(self, token: str, alpha: float | None = None) -> QColor:
        """The colour of a token of `tokens.json`, with `alpha` from 0 to 1.

        Raises:
            KeyError: there is no such token.
        """
        return self._colors.color(token, alpha)

    def hue(self, hue: str, part: str = "mark", alpha: float | None = None) -> QColor:
        """A colour of a seat's hue: its "mark", the "soft" tint, or what lies "on" the mark."""
        return self._colors.hue(hue, part, alpha)

    def mix(self, a: str, b: str, k: float) -> QColor:
        """The colour a share `k` (0 to 1) of the way from token `a` to token `b`."""
        return self.blend(self.color(a), self.color(b), k)

    def blend(self, a: QColor, b: QColor, k: float) -> QColor:
        """The colour a share `k` (0 to 1) of the way from `a` to `b`."""
        return blend(a, b, k)

    # fonts

    def font(
        self, role: str, weight: int | None = None, italic: bool = False, size: float | None = None
    ) -> QFont:
        """The font of a text role ("body", "title" …).

        Args:
            role: a name under `type.roles` in `tokens.json`.
            weight: 400, 500 or 600 instead of the role's own.
            italic: slanted, where the script has italics.
            size: pixels at 100 % instead of the role's own.
        """
        return lettering.make_font(role, self.scale, self.rtl, weight, italic, size, self.narrow)

    def line(self, role: str, line: float | None = None, size: float | None = None) -> int:
        """Pixels from one baseline of a role to the next."""
        return lettering.line_height(role, self.scale, self.rtl, line, size, self.narrow)

    def baseline(self, role: str) -> float:
        """Where a role's baseline lies below the middle of its line, in em."""
        return lettering.baseline(role, self.rtl)

    # movement

    def duration(self, name: str) -> int:
        """Milliseconds of a movement ("quick", "settle", "turn", "seal"); 0 means: at once."""
        motion = self._tokens["motion"]
        return int(motion["reduced"][name] if self.less_movement else motion[name]["ms"])

    def easing(self, name: str) -> QEasingCurve:
        """The curve of a movement."""
        return QEasingCurve(QEasingCurve.Type[self._tokens["motion"][name]["ease"]])

    # Qt

    def palette(self) -> QPalette:
        """The palette of the present appearance."""
        return self._colors.palette()

    def style_sheet(self) -> str:
        """What a palette cannot say of a scroll bar; set on scroll bars only, since sheets cost time."""
        bar = min(self.text(10), 14)
        handle = self.color("lineStrong").name()
        return (
            f"QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 2px; }}"
            f"QScrollBar::handle:vertical {{ background: {handle}; border-radius: {(bar - 4) // 2}px;"
            " min-height: 48px; }"
            "QScrollBar::add-line, QScrollBar::sub-line { height: 0; }"
            "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }"
        )

    def dress(self, app: QApplication) -> None:
        """Give the program its style, palette, font and direction, now and after every change."""
        # The one style that takes every colour from the palette on every system. Setting it here sets up what
        # shiboken knows of styles, 4 ms; so the program gives it to QApplication on its command line.
        if app.property(STYLED) is None:
            app.setStyle(STYLE)
        self._app = app
        self.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        palette = self.palette()
        self._app.setPalette(palette)
        QToolTip.setPalette(palette)
        self._app.setFont(self.font("body"))
        QToolTip.setFont(self.font("small"))
        right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
        self._app.setLayoutDirection(right if self.rtl else left)

"""One live object that every widget asks for its colours, fonts, lengths and durations."""

from typing import Any, Literal, cast

from PySide6.QtCore import QEasingCurve, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from ui.theme.fonts import interface_families, reading_families
from ui.theme.tokens import tokens

Mode = Literal["system", "light", "dark"]

_PALETTE = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "onAccent",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accentText",
    QPalette.ColorRole.LinkVisited: "accentText",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "canvas",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "sunken",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "lineStrong",
    QPalette.ColorRole.Shadow: "lineStrong",
}
STYLE = "Fusion"
STYLED = "innermostStyled"
"""A property of the application: it has the style already."""
_BIG = 1.5
"""From this text size on, layouts stack and the wide chrome steps back."""

# Arabic letters look small beside Charter, hang lower and carry marks above.
_RTL_READING = 1.06
_RTL_LINE = {"reading": 1.58, "interface": 1.45}
# Where the baseline lies below the middle of a line, in em: lines stand on a grid of our own, since
# percentages of a font's own ascent give each font another page.
_BASELINE = {
    ("reading", False): 0.345,
    ("reading", True): 0.27,
    ("interface", False): 0.345,
    ("interface", True): 0.30,
}


class Theme(QObject):
    """Colours, fonts, lengths and durations of the whole program; `changed` after every change.

    Args:
        mode: "light", "dark", or "system" for the system's own choice, followed live.
        scale: text size, 1.0 = 100 %; held within 0.8 and 2.0.
        rtl: mirrored layout.
        less_movement: no movement; durations are 0 or those of a short fade.
    """

    changed = Signal()

    def __init__(
        self,
        mode: Mode = "system",
        scale: float = 1.0,
        *,
        rtl: bool = False,
        less_movement: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tokens = tokens()
        self.mode: Mode = mode
        self.scale = self._held(scale)
        self.rtl = rtl
        self.less_movement = less_movement
        self.dark = False
        self._read_mode()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    # what may change

    def configure(
        self,
        *,
        mode: Mode | None = None,
        scale: float | None = None,
        rtl: bool | None = None,
        less_movement: bool | None = None,
    ) -> None:
        """Change some of it; `changed` is emitted once, and only if anything did."""
        before = (self.mode, self.scale, self.rtl, self.less_movement)
        self.mode = self.mode if mode is None else mode
        self.scale = self.scale if scale is None else self._held(scale)
        self.rtl = self.rtl if rtl is None else rtl
        self.less_movement = self.less_movement if less_movement is None else less_movement
        if (self.mode, self.scale, self.rtl, self.less_movement) != before:
            self._read_mode()
            self.changed.emit()

    def _held(self, scale: float) -> float:
        limits = self._tokens["scale"]
        return float(min(max(scale, limits["least"]), limits["most"]))

    def _read_mode(self) -> None:
        if self.mode == "system":
            self.dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        else:
            self.dark = self.mode == "dark"
        name = "dark" if self.dark else "light"
        self._colors = {key: QColor(value) for key, value in self._tokens["color"][name].items()}
        self._hues = {
            (hue, part): QColor(value)
            for hue, parts in self._tokens["hue"][name].items()
            for part, value in parts.items()
        }

    def _follow_system(self) -> None:
        was = self.dark
        self._read_mode()
        if self.dark != was:
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
        return float(self._tokens["size"][name])

    def radius(self, name: str) -> float:
        """A corner radius in pixels; radii do not follow the text."""
        return float(self._tokens["radius"][name])

    def elevation(self, level: int) -> tuple[float, float, float]:
        """Offset downwards, spread (pixels) and strength (0 to 1) of the shadow at level 1 or 2."""
        values = self._tokens["elevation"][str(level)]
        return values["y"], values["spread"], values["alphaDark" if self.dark else "alphaLight"]

    # colours

    def color(self, token: str, alpha: float | None = None) -> QColor:
        """The colour of a token of `tokens.json`, with `alpha` from 0 to 1.

        Raises:
            KeyError: there is no such token.
        """
        return _with_alpha(self._colors[token], alpha)

    def hue(self, hue: str, part: str = "mark", alpha: float | None = None) -> QColor:
        """A colour of a seat's hue: its "mark", the "soft" tint, or what lies "on" the mark."""
        return _with_alpha(self._hues[str(hue), part], alpha)

    def mix(self, a: str, b: str, k: float) -> QColor:
        """The colour a share `k` (0 to 1) of the way from token `a` to token `b`."""
        return self.blend(self._colors[a], self._colors[b], k)

    def blend(self, a: QColor, b: QColor, k: float) -> QColor:
        """The colour a share `k` (0 to 1) of the way from `a` to `b`."""
        return QColor(*(round(x + (y - x) * k) for x, y in zip(_parts(a), _parts(b), strict=True)))

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
        values = self._role(role)
        reading = values["family"] == "reading"
        font = QFont()
        font.setFamilies(list(reading_families() if reading else interface_families()))
        pixels = (size or values["size"]) * self.scale * (_RTL_READING if self.rtl and reading else 1.0)
        font.setPixelSize(max(1, round(pixels)))
        font.setWeight(QFont.Weight(weight or values["weight"]))
        font.setItalic((italic or values.get("italic", False)) and not self.rtl)
        if values["tracking"] and not self.rtl:  # tracking tears Arabic letters apart
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, values["tracking"] * self.scale)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        return font

    def line(self, role: str, line: float | None = None, size: float | None = None) -> int:
        """Pixels from one baseline of a role to the next."""
        values = self._role(role)
        height = (line or values["line"]) * self.scale
        if self.rtl:
            least = (size or values["size"]) * self.scale * _RTL_LINE[values["family"]]
            height = max(height * _RTL_READING, least)
        return round(height)

    def baseline(self, role: str) -> float:
        """Where a role's baseline lies below the middle of its line, in em."""
        return _BASELINE[self._role(role)["family"], self.rtl]

    def _role(self, role: str) -> dict[str, Any]:
        return cast("dict[str, Any]", self._tokens["type"]["roles"][role])

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
        """The palette of the present mode."""
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self._colors[token])
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self._colors["ink3"])
        return palette

    def style_sheet(self) -> str:
        """What a palette cannot say of a scroll bar; set on scroll bars only, since sheets cost time."""
        bar = min(self.text(10), 14)
        handle = self._colors["lineStrong"].name()
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


def _with_alpha(color: QColor, alpha: float | None) -> QColor:
    copy = QColor(color)
    if alpha is not None:
        copy.setAlphaF(alpha)
    return copy


def _parts(color: QColor) -> tuple[int, int, int, int]:
    return color.red(), color.green(), color.blue(), color.alpha()

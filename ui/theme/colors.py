"""The colours of one appearance: light or dark, at the usual or at high contrast."""

from PySide6.QtGui import QColor, QPalette

from ui.theme.tokens import tokens

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


class Colors:
    """What every token looks like in one appearance.

    Args:
        dark: light letters on dark ground.
        contrast: everything that is read or pressed stands out strongly.
    """

    def __init__(self, dark: bool, contrast: bool) -> None:
        name = ("dark" if dark else "light") + ("High" if contrast else "")
        self._colors = {key: QColor(value) for key, value in tokens()["color"][name].items()}
        self._hues = {
            (hue, part): QColor(value)
            for hue, parts in tokens()["hue"][name].items()
            for part, value in parts.items()
        }

    def color(self, token: str, alpha: float | None = None) -> QColor:
        """The colour of a token, with `alpha` from 0 to 1.

        Raises:
            KeyError: there is no such token.
        """
        return _with_alpha(self._colors[token], alpha)

    def hue(self, hue: str, part: str, alpha: float | None = None) -> QColor:
        """The "mark", "soft" or "on" colour of a seat's hue.

        Raises:
            KeyError: there is no such hue or part.
        """
        return _with_alpha(self._hues[str(hue), part], alpha)

    def palette(self) -> QPalette:
        """The palette that says the same to Qt's own widgets."""
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self._colors[token])
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self._colors["ink3"])
        return palette


def blend(a: QColor, b: QColor, k: float) -> QColor:
    """The colour a share `k` (0 to 1) of the way from `a` to `b`."""
    return QColor(*(round(x + (y - x) * k) for x, y in zip(_parts(a), _parts(b), strict=True)))


def _with_alpha(color: QColor, alpha: float | None) -> QColor:
    copy = QColor(color)
    if alpha is not None:
        copy.setAlphaF(alpha)
    return copy


def _parts(color: QColor) -> tuple[int, int, int, int]:
    return color.red(), color.green(), color.blue(), color.alpha()

"""How the program looks: text size and appearance, at once and live."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intimacy_desktop.settings import LARGEST_TEXT, SMALLEST_TEXT, Appearance, Settings
from ui.theme import Theme
from ui.widgets.boxes import flow, row
from ui.widgets.segmented import Segmented
from ui.widgets.slider import Slider
from ui.widgets.text import Text

TEXT_SIZES = (SMALLEST_TEXT, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, LARGEST_TEXT)
"""The steps of the slider; 1.0 is 100 %."""
APPEARANCES: tuple[Appearance, ...] = ("system", "light", "dark")


def percent(size: float) -> str:
    """A text size in words, such as “115 %”."""
    words = QCoreApplication.translate("TextSizeSlider", "{number} %")
    return words.format(number=QLocale().toString(round(size * 100)))


class TextSizeSlider(QWidget):
    """A small and a large letter, and the steps between them.

    Args:
        theme: the live theme.
        size: the present text size, 1.0 = 100 %.

    Signals:
        changed(float): the size that a person chose.
    """

    changed = Signal(float)

    def __init__(self, theme: Theme, size: float) -> None:
        super().__init__()
        at = min(range(len(TEXT_SIZES)), key=lambda index: abs(TEXT_SIZES[index] - size))
        self.slider = Slider(
            theme, self.tr("Text size"), len(TEXT_SIZES), at, say=lambda index: percent(TEXT_SIZES[index])
        )
        self.slider.valueChanged.connect(lambda index: self.changed.emit(TEXT_SIZES[index]))
        self.setAccessibleName(self.tr("Text size"))
        self.setFocusProxy(self.slider)
        # one letter of the script, small and large, is understood without a word
        small, large = (
            Text(theme, self.tr("A"), role, "ink2", heading=False) for role in ("small", "heading")
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(row(theme, small, self.slider, large, gap=10))
        self.setSizePolicy(self.slider.sizePolicy())


class AppearanceChoice(Segmented):
    """As the system, light or dark.

    Args:
        theme: the live theme.
        appearance: the present one.

    Signals:
        chosen(str): one of `APPEARANCES`.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, appearance: Appearance) -> None:
        # self.tr would need a finished object
        name = QCoreApplication.translate("AppearanceChoice", "Appearance")
        words = (
            QCoreApplication.translate("AppearanceChoice", "As the system"),
            QCoreApplication.translate("AppearanceChoice", "Light"),
            QCoreApplication.translate("AppearanceChoice", "Dark"),
        )
        super().__init__(theme, name, words, APPEARANCES.index(appearance))
        self.changed.connect(lambda index: self.chosen.emit(APPEARANCES[index]))


class LookControls(QWidget):
    """A compact row of both, for a page that is not about settings.

    Args:
        theme: the live theme.
        settings: the present ones.

    Signals:
        changed(Settings): the present ones with what was chosen.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.text_size = TextSizeSlider(theme, settings.text_size)
        self.appearance = AppearanceChoice(theme, settings.appearance)
        self.text_size.changed.connect(lambda size: self._change(replace(self._settings, text_size=size)))
        self.appearance.chosen.connect(self._take_appearance)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(flow(theme, self.text_size, self.appearance, gap=24))

    def _take_appearance(self, appearance: Appearance) -> None:
        self._change(replace(self._settings, appearance=appearance))

    def _change(self, settings: Settings) -> None:
        self._settings = settings
        self.changed.emit(settings)

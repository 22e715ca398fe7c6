"""The page that holds the book, and its pictures."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from tests.gallery import controls, people, words
from ui.theme import Theme
from ui.widgets.boxes import Box, column
from ui.widgets.button import Button
from ui.widgets.scaffold import Page

Section = Callable[[Theme], Box]
SECTIONS: tuple[Section, ...] = (
    controls.buttons,
    people.identity,
    controls.fields,
    words.type_scale,
    controls.choices,
    controls.notices,
    words.depth,
    words.guide,
    people.seats,
    people.cards,
    people.seals,
    words.figures,
)
WIDE = frozenset({people.seats, people.cards, people.seals, words.figures})
"""Sections that take both columns."""
LOOKS = (
    ("light", "light", 1.0, False, False),
    ("dark", "dark", 1.0, False, False),
    ("high_contrast_light", "light", 1.0, False, True),
    ("high_contrast_dark", "dark", 1.0, False, True),
    ("200", "light", 2.0, False, False),
    ("rtl", "light", 1.0, True, False),
    ("rtl_200_dark", "dark", 2.0, True, False),
)
"""Name, mode, text size, mirrored, high contrast."""
_TALLEST = 9000
_TWO_COLUMNS = 1300


class Gallery(Page):
    """A page with every section, and controls that change the theme live."""

    def __init__(self, theme: Theme, sections: tuple[Section, ...] = SECTIONS) -> None:
        super().__init__(theme, "Gallery", measure=1240)
        grid = QWidget()
        self._grid = QGridLayout(grid)
        self._sections: list[tuple[Box, bool]] = [(section(theme), section in WIDE) for section in sections]
        self.set_body(column(theme, grid))
        self.set_trailing(
            self.quiet_button("Theme", "theme", self._turn_theme),
            self.quiet_button("Contrast", "eye", self._turn_contrast),
            self.quiet_button("Text", "text", self._turn_scale),
            self.quiet_button("Mirror", "globe", self._turn_side),
        )
        self.set_actions(
            (Button(theme, "Previous", "quiet", icon="back"),), (Button(theme, "Next", "primary"),)
        )
        theme.changed.connect(self._arrange)
        self._arrange()

    def _arrange(self) -> None:
        """Two columns, or one from 150 % text."""
        self._grid.setHorizontalSpacing(self.theme.gap(56))
        self._grid.setVerticalSpacing(self.theme.gap(48))
        at, one_column = 0, self.theme.big or self.width() < _TWO_COLUMNS
        for section, is_wide in self._sections:
            span = 2 if is_wide or one_column else 1
            at += at % 2 if span == 2 else 0
            self._grid.addWidget(section, at // 2, at % 2, 1, span, Qt.AlignmentFlag.AlignTop)
            at += span
        for place in range(2):
            self._grid.setColumnStretch(place, 1)
            self._grid.setColumnMinimumWidth(place, 0 if one_column else 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below each other where there is no room."""
        super().resizeEvent(event)
        self._arrange()

    def _turn_theme(self) -> None:
        self.theme.configure(mode="light" if self.theme.dark else "dark")

    def _turn_contrast(self) -> None:
        self.theme.configure(more_contrast=not self.theme.contrast)

    def _turn_scale(self) -> None:
        self.theme.configure(scale={1.0: 1.5, 1.5: 2.0, 2.0: 0.8}.get(self.theme.scale, 1.0))

    def _turn_side(self) -> None:
        self.theme.configure(rtl=not self.theme.rtl)


def shoot(app: QApplication, theme: Theme, page: Gallery, folder: Path) -> list[Path]:
    """Write the page's pictures into a folder, one for each look."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = []
    for name, mode, scale, rtl, contrast in LOOKS:
        theme.configure(mode=mode, scale=scale, rtl=rtl, more_contrast=contrast)
        width = 1700 if theme.big else 1320
        for _ in range(4):
            app.processEvents()
            chrome = page.height() - page.scroll_area.viewport().height()
            page.resize(width, min(page.column.heightForWidth(width) + chrome, _TALLEST))
        app.processEvents()
        pictures.append(folder / f"gallery_{name}.png")
        page.grab().save(str(pictures[-1]))
    return pictures

"""Choosing a folder for a copy, or a copy that lies somewhere."""

from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.button import Button
from ui.widgets.place_list import PlaceList
from ui.widgets.scaffold import Page
from ui.widgets.text import Text


class Wanted(Enum):
    """What shall be chosen."""

    FOLDER = auto()
    COPY = auto()


class ChoosePlacePage(Page):
    """Leads through the disks to a folder or to a copy.

    Args:
        theme: the live theme.
        wanted: which of the two.

    Signals:
        chosen(Path).
        back_asked.
    """

    chosen = Signal(object)
    back_asked = Signal()

    def __init__(self, theme: Theme, wanted: Wanted) -> None:
        is_folder = wanted is Wanted.FOLDER
        super().__init__(theme, "", measure=680)
        title = self.tr("Where shall the copy go?") if is_folder else self.tr("Where is the copy?")
        self.title = title
        self.setAccessibleName(title)
        lead = (
            self.tr("Choose a folder on another disk. Nothing in it is changed, and no place is remembered.")
            if is_folder
            else self.tr("Its name begins with “innermost” and ends with “.zip”. No place is remembered.")
        )
        self.places = PlaceList(theme, title, "" if is_folder else ".zip")
        self.places.file_chosen.connect(self.chosen)
        self.set_leading(self.back_button(self.tr("Not now"), self.back_asked.emit))
        self.set_body(
            column(
                theme,
                Text(theme, title, "title"),
                6,
                Text(theme, lead, "body", "ink2"),
                16,
                self.places,
                margins=(0, 8, 0, 16),
            )
        )
        if is_folder:
            self._here = Button(theme, self.tr("Save it in this folder"), "primary", size="large")
            self._here.clicked.connect(lambda: self.chosen.emit(self.places.folder))
            self.set_actions(end=(self._here,))

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.places.view

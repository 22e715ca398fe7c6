"""Choosing a folder for a copy or a file, or one that lies somewhere."""

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
    FILE_FOLDER = auto()
    COPY = auto()
    EXPORT = auto()


_SUFFIXES = {Wanted.COPY: (".zip",), Wanted.EXPORT: (".json", ".age")}


class ChoosePlacePage(Page):
    """Leads through the disks to a folder, to a copy, or to an export.

    Args:
        theme: the live theme.
        wanted: which of them.

    Signals:
        chosen(Path).
        back_asked.
    """

    chosen = Signal(object)
    back_asked = Signal()

    def __init__(self, theme: Theme, wanted: Wanted) -> None:
        super().__init__(theme, "", measure=680)
        title, lead = self._words(wanted)
        self.title = title
        self.setAccessibleName(title)
        self.places = PlaceList(theme, title, _SUFFIXES.get(wanted, ()))
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
        if wanted not in _SUFFIXES:
            words = self.tr("Save it in this folder") if wanted is Wanted.FOLDER else self.tr("This folder")
            self._here = Button(theme, words, "primary", size="large")
            self._here.clicked.connect(lambda: self.chosen.emit(self.places.folder))
            self.set_actions(end=(self._here,))

    def _words(self, wanted: Wanted) -> tuple[str, str]:
        match wanted:
            case Wanted.FOLDER:
                return (
                    self.tr("Where shall the copy go?"),
                    self.tr(
                        "Choose a folder on another disk. Nothing in it is changed, and no place is "
                        "remembered."
                    ),
                )
            case Wanted.FILE_FOLDER:
                return (
                    self.tr("Where shall the file go?"),
                    self.tr("Nothing is written yet, and no place is remembered."),
                )
            case Wanted.COPY:
                return (
                    self.tr("Where is the copy?"),
                    self.tr("Its name begins with “innermost” and ends with “.zip”. No place is remembered."),
                )
        return (
            self.tr("Where is the file?"),
            self.tr("Its name ends with “.json” or “.age”. No place is remembered."),
        )

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.places.view

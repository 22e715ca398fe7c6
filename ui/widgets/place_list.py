"""The folders and copies of this computer's disks, without a trace of where somebody looked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QModelIndex, QStorageInfo, Signal
from PySide6.QtWidgets import QFileIconProvider, QFileSystemModel, QFrame, QListView, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.boxes import column, flow
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.text import Text

_ROWS = 11
_SYSTEM = ("/boot", "/snap", "/run/user", "/dev", "/proc", "/sys")


class PlaceList(QWidget):
    """Leads through folders, part of a page and no window of its own: what hides the page hides it too.

    Qt's file dialog would write the last folders to a settings file in plain words, and lie above the page.

    Args:
        theme: the live theme.
        name: what is chosen, for screen readers.
        suffixes: of the files that are shown among the folders, with their dots; none for folders alone.

    Signals:
        file_chosen(Path).
    """

    file_chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, suffixes: Sequence[str] = ()) -> None:
        super().__init__()
        self._theme = theme
        self._model = QFileSystemModel(self)
        self._model.setOption(QFileSystemModel.Option.DontUseCustomDirectoryIcons)
        self._model.setOption(QFileSystemModel.Option.DontWatchForChanges)
        self._model.iconProvider().setOptions(QFileIconProvider.Option.DontUseCustomDirectoryIcons)
        shown = QDir.Filter.AllDirs | QDir.Filter.NoDotAndDotDot
        self._model.setFilter(shown | QDir.Filter.Files if suffixes else shown)
        if suffixes:
            self._model.setNameFilters([f"*{suffix}" for suffix in suffixes])
            self._model.setNameFilterDisables(False)
        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setAccessibleName(name)
        self._view.setUniformItemSizes(True)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.activated.connect(self._go)
        self._folder = Path.home()
        self._at = Text(theme, "", "label", "ink2")
        self._up = Button(theme, self.tr("One folder up"), "quiet", icon="back")
        self._up.clicked.connect(lambda: self.show_folder(self._folder.parent))
        self._disks = [Path.home(), *_disks()]
        words = (self.tr("My home folder"), *(str(disk) for disk in self._disks[1:]))
        self._disk = Choice(theme, self.tr("Disk"), words)
        self._disk.activated.connect(lambda index: self.show_folder(self._disks[index]))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(theme, flow(theme, self._disk, self._up, gap=12), 10, self._at, 6))
        box.addWidget(Card(theme, self._view, padding=(8, 8, 8, 8), radius="control", elevation=0))
        theme.changed.connect(self._retheme)
        self._retheme()
        self.show_folder(self._folder)

    @property
    def view(self) -> QListView:
        """The list itself, which takes the keyboard."""
        return self._view

    @property
    def folder(self) -> Path:
        """Where it stands."""
        return self._folder

    def show_folder(self, folder: Path) -> None:
        """Show what lies in `folder`."""
        self._folder = folder
        self._view.setRootIndex(self._model.setRootPath(str(folder)))
        self._at.set_text(str(folder))
        self._up.setEnabled(folder.parent != folder)

    def _go(self, index: QModelIndex) -> None:
        path = Path(self._model.filePath(index))
        if self._model.isDir(index):
            self.show_folder(path)
        else:
            self.file_chosen.emit(path)

    def _retheme(self) -> None:
        self._view.setFont(self._theme.font("body"))
        self._view.setFixedHeight(self._theme.line("body") * _ROWS)
        self._view.verticalScrollBar().setStyleSheet(self._theme.style_sheet())


def _disks() -> list[Path]:
    """Give where the disks of this computer are, without what the system keeps for itself."""
    volumes = (QStorageInfo(volume) for volume in QStorageInfo.mountedVolumes())
    found = {
        Path(volume.rootPath())
        for volume in volumes
        if volume.isReady() and bytes(volume.device().data()).startswith((b"/dev/", b"\\\\?\\"))
    }
    return sorted(path for path in found if path.is_dir() and not str(path).startswith(_SYSTEM))

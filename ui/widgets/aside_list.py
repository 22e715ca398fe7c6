"""The vaults that were set aside, each with a button that leads to bringing it back."""

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intimacy_desktop.aside import AsideRecord
from ui.theme import Theme
from ui.widgets.boxes import PUSH, column, flow
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.marks import Name
from ui.widgets.text import Text


class AsideList(QWidget):
    """Lists what was set aside; its owner's passphrase or recovery code brings it back.

    Args:
        theme: the live theme.
        records: at least one.

    Signals:
        chosen(AsideRecord): to be brought back.
        destroy_asked(AsideRecord).
    """

    chosen = Signal(object)
    destroy_asked = Signal(object)

    def __init__(self, theme: Theme, records: Sequence[AsideRecord]) -> None:
        super().__init__()
        lines = [self._line(theme, record) for record in records]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(
            column(
                theme,
                Text(theme, self.tr("Set aside here"), "heading"),
                6,
                Text(
                    theme,
                    self.tr("Nothing in it was erased. Its owner can bring it back, or destroy it."),
                    "body",
                    "ink2",
                ),
                12,
                column(theme, *lines, gap=10),
            )
        )

    def _line(self, theme: Theme, record: AsideRecord) -> Card:
        identity = record.identity
        changed = QDateTime.fromSecsSinceEpoch(round(record.changed.timestamp())).date()
        day = QLocale().toString(changed, QLocale.FormatType.LongFormat)
        bring = Button(
            theme,
            self.tr("Bring it back …"),
            name=self.tr("Bring back {name}’s part, last changed on {day}").format(
                name=identity.nickname, day=day
            ),
        )
        bring.clicked.connect(lambda: self.chosen.emit(record))
        destroy = Button(
            theme,
            self.tr("Destroy it …"),
            "quiet",
            name=self.tr("Destroy {name}’s part, last changed on {day}").format(
                name=identity.nickname, day=day
            ),
        )
        destroy.clicked.connect(lambda: self.destroy_asked.emit(record))
        words = column(
            theme,
            Name(theme, identity.shape, identity.hue, identity.nickname),
            2,
            Text(theme, self.tr("Last changed on {day}").format(day=day), "small", "ink3"),
        )
        return Card(
            theme, flow(theme, words, PUSH, destroy, bring, gap=16), padding=(22, 14, 18, 14), elevation=0
        )

"""What the rules suggest for a set of answers, found on the storage thread."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from intimacy_desktop.aloud import suggestions
from intimacy_desktop.answers import Draft
from intimacy_desktop.exercise import Exercise
from intimacy_desktop.own import PartnerWords
from intimacy_desktop.second_person import Suggestion
from intimacy_desktop.vault import Vault
from ui.background import Background


class Suggesting(QObject):
    """Looks for what can be said to the partner.

    Args:
        background: whose storage lane holds the vault.
        vault: the writer's own.
        exercise: the stems.
        draft: the answers as written.
        parent: the page that owns it.

    Signals:
        found(PartnerWords, tuple): how the author writes of the partner; for each answer one or None.
        failed(Exception): nothing was found, and nothing is kept that was not kept before.
    """

    found = Signal(object, object)
    failed = Signal(object)

    def __init__(
        self, background: Background, vault: Vault, exercise: Exercise, draft: Draft, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._background, self._vault = background, vault
        self._exercise, self._draft = exercise, draft

    def look(self, words: PartnerWords | None = None) -> None:
        """Look with the words that are kept for the partner, or with others, which are kept from now on."""
        vault, exercise, draft = self._vault, self._exercise, self._draft

        def look() -> tuple[PartnerWords, tuple[Suggestion | None, ...]]:
            own = vault.own()
            if words is not None and words != own.partner:
                own = replace(own, partner=words)
                vault.save_own(own)
            return own.partner, suggestions(exercise, draft, own.partner)

        self._background.storage(self, look, lambda found: self.found.emit(*found), self.failed.emit)

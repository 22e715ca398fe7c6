"""A part that was set aside, and its owner: to bring it back, or to destroy it for good."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.aside import AsideRecord
from intimacy_desktop.attempts import Attempts
from intimacy_desktop.device_secret import DeviceSecretStore
from intimacy_desktop.home import Home
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.recovery import unlock_with_code
from intimacy_desktop.seating import SeatRecord
from ui.background import Background
from ui.messages import say
from ui.theme import Theme
from ui.widgets.boxes import centre, column
from ui.widgets.emblem import Emblem
from ui.widgets.rings import Sign
from ui.widgets.scaffold import Page
from ui.widgets.text import Text
from ui.widgets.way_in import WayIn, WayInWords


class _OwnerPage(Page):
    """Takes the passphrase or the recovery code of a part that was set aside, and does something with it.

    Args:
        theme: the live theme.
        background: derives the key.
        record: of the part.
        store: where device secrets are kept.
        name: of the page.
        words: title, lead and label of the button.
        kind: of the button.
        act: is given the keys, on the worker.
    """

    back_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        background: Background,
        record: AsideRecord,
        store: DeviceSecretStore,
        name: str,
        words: tuple[str, str, str],
        kind: str,
        act: Callable[[VaultKeys], None],
    ) -> None:
        super().__init__(theme, name, measure=460, centred=True)
        self._background, self._record, self._store, self._act = background, record, store, act
        title, lead, go = words
        owner = record.identity.nickname
        self._way = WayIn(
            theme,
            self.scroll_area,
            WayInWords(
                self.tr("{name}’s passphrase").format(name=owner),
                self.tr("{name}’s recovery code").format(name=owner),
                go,
                self.tr("Use its recovery code"),
                self.tr("Use its passphrase"),
            ),
            kind,
        )
        self._way.entered.connect(self._try)
        self.set_leading(self.back_button(self.tr("Not now"), self._leave))
        emblem = Emblem(theme, Sign.of(record.identity), radius=34)
        self.set_body(
            column(
                theme,
                *(() if theme.big else (centre(emblem), 14)),
                Text(theme, title, "title", align="center", balance=True),
                6,
                Text(theme, lead, "body", "ink2", align="center", balance=True),
                20,
                self._way,
            )
        )

    def first_focus(self) -> QWidget | None:
        """The field that is shown."""
        return self._way.field.edit

    def _leave(self) -> None:
        if not self._way.is_busy:
            self._way.empty()
            self.back_asked.emit()

    def _try(self, typed: str, by_code: bool) -> None:
        folder, store, act = self._record.folder, self._store, self._act

        def work() -> VaultKeys:
            if by_code:
                keys = unlock_with_code(folder, typed)
            else:
                keys = Attempts(folder).count(lambda: unlock(folder, typed, store))
            act(keys)
            return keys

        self._background.worker(self, work, self._after, self._failed)

    def _after(self, keys: VaultKeys) -> None:
        self._way.empty()
        self._done(keys)

    def _done(self, keys: VaultKeys) -> None:
        raise NotImplementedError

    def _failed(self, error: Exception) -> None:
        self._way.refuse(error, say(error, self._record.identity.nickname))


class BringBackPage(_OwnerPage):
    """Gives a part that was set aside its seat again.

    Args:
        theme: the live theme.
        background: derives the key, and moves the vault.
        home: where the seats are.
        record: what shall come back.
        in_place_of: the seat that makes room for it; None for an empty one.
        store: where device secrets are kept.

    Signals:
        brought_back(VaultKeys): it has a seat.
        back_asked.
    """

    brought_back = Signal(object)

    def __init__(
        self,
        theme: Theme,
        background: Background,
        home: Home,
        record: AsideRecord,
        in_place_of: SeatRecord | None,
        store: DeviceSecretStore,
    ) -> None:
        lead = (
            self.tr("The part that sits here now is set aside in its turn. Nothing is erased.")
            if in_place_of is not None
            else self.tr("Everything is as it was when it was set aside.")
        )
        title = self.tr("Bring back {name}’s part").format(name=record.identity.nickname)
        go = self.tr("Bring it back")
        replaced = None if in_place_of is None else in_place_of.vault_id
        super().__init__(
            theme,
            background,
            record,
            store,
            go,
            (title, lead, go),
            "primary",
            lambda keys: home.bring_back(keys, replaced),
        )

    def _done(self, keys: VaultKeys) -> None:
        self.brought_back.emit(keys)


class DestroyPage(_OwnerPage):
    """Destroys a part that was set aside, for its owner only.

    Args:
        theme: the live theme.
        background: derives the key, and removes the files.
        home: where the part is.
        record: what shall go.
        store: where device secrets are kept.

    Signals:
        destroyed: nothing of it is left in the home.
        back_asked.
    """

    destroyed = Signal()

    def __init__(
        self, theme: Theme, background: Background, home: Home, record: AsideRecord, store: DeviceSecretStore
    ) -> None:
        title = self.tr("Destroy {name}’s part").format(name=record.identity.nickname)
        lead = self.tr(
            "All that was written in it goes, with its copies in this folder, and nothing brings it back. "
            "Copies elsewhere, and what a disk remembers, are out of the program’s reach."
        )
        words = (title, lead, self.tr("Destroy it for good"))
        super().__init__(
            theme, background, record, store, self.tr("Destroy it"), words, "danger", home.destroy_aside
        )

    def _done(self, _keys: VaultKeys) -> None:
        self.destroyed.emit()

"""How this process ends: covered at once, saved, closed, and gone.

Python and Qt cannot wipe what they copied, so the process that held an answer ends, and a fresh one
shows the lock screen (docs/threat-model.md).
"""

from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from intimacy_desktop.channel import Channel
from intimacy_desktop.launch import Leaves, Placement
from ui.background import Background
from ui.widgets.copied import forget_copied
from ui.widgets.scaffold import Page
from ui.window.frame import Frame

PATIENCE_MS = 3_000
"""The process ends after this, whatever has not answered."""


class Leaving(QObject):
    """Covers the window, lets what is unsaved be saved, and ends the process.

    Args:
        frame: the window.
        background: whose storage lane holds the open vaults.
        channel: the way to the supervisor.
        cover: makes the page that hides everything; the same that the fresh process will show.
        close_vaults: closes whatever is open; runs on the storage lane, after the last save.
        hand_on: gives what of these pages could not be saved to the supervisor; tells whether there was any.
        end: ends the process.
    """

    def __init__(
        self,
        frame: Frame,
        background: Background,
        channel: Channel,
        cover: Callable[[Leaves], Page],
        close_vaults: Callable[[], None],
        hand_on: Callable[[Sequence[Page]], bool],
        end: Callable[[], None],
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._background = background
        self._channel = channel
        self._cover = cover
        self._close_vaults = close_vaults
        self._hand_on = hand_on
        self._end = end
        self._pages: Sequence[Page] = ()
        self._comes_back: Placement | None = None
        self._begun = False
        self._saved = False
        self._replaced = False
        self._handed_over = False

    @property
    def begun(self) -> bool:
        """Whether the end has begun; nothing may be opened any more."""
        return self._begun

    def lock(self, leaves: Leaves) -> None:
        """Cover, save, close, and hand over to a fresh process.

        Args:
            leaves: what the fresh process shows.
        """
        if self._begun:
            return
        self._begin()
        placement = self._frame.placement()
        self._hide_everything(leaves)
        self._channel.send_lock(placement, leaves)
        self._save_and_close()

    def close(self) -> None:
        """Cover, save, close, and end without a successor, unless something cannot be saved.

        Then the window comes back and says so: what the supervisor keeps would be gone with it.
        """
        if self._begun:
            return
        self._begin()
        self._replaced = True
        self._comes_back = self._frame.placement()
        self._hide_everything(Leaves.HOME)
        self._frame.hide()
        self._save_and_close()

    def successor_stands(self) -> None:
        """The fresh window is painted, or the supervisor is gone: end as soon as all is saved."""
        self._replaced = True
        if not self._begun:
            self.close()
        self._end_if_ready()

    def _begin(self) -> None:
        self._begun = True
        QTimer.singleShot(PATIENCE_MS, self._finish)

    def _hide_everything(self, leaves: Leaves) -> None:
        # Whatever goes wrong in a page, the words are out of sight and the others are saved.
        self._pages = pages = self._frame.pages
        try:
            self._frame.cover(self._cover(leaves))
        except Exception:  # noqa: BLE001 - there may be no cover, but never a view of what it should cover
            self._frame.hide()
        if leaves is Leaves.MINIMISED:
            self._frame.showMinimized()
        for page in pages:
            with suppress(Exception):
                page.flush()
        forget_copied()

    def _save_and_close(self) -> None:
        self._background.tell_only(self)
        self._background.storage(self, self._close_vaults, self._after_saving, self._after_saving)

    def _after_saving(self, _outcome: object) -> None:
        self._saved = True
        self._hand_over()
        self._end_if_ready()

    def _hand_over(self) -> None:
        """Hand on what is not saved, once; a window that was closed says whether it is done with."""
        if self._handed_over:
            return
        self._handed_over = True
        handed_on = False
        with suppress(Exception):  # whatever goes wrong here, the process ends
            handed_on = self._hand_on(self._pages)
        if self._comes_back is not None and handed_on:
            self._channel.send_lock(self._comes_back, Leaves.HOME)
        elif self._comes_back is not None:
            self._channel.send_closed()

    def _end_if_ready(self) -> None:
        if self._saved and self._replaced:
            self._finish()

    def _finish(self) -> None:
        """End now, with or without the last save."""
        self._hand_over()
        self._end()

"""The seal panel at work: it closes a set, opens it again, and says what came of it."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from intimacy_desktop.answers import Draft
from intimacy_desktop.errors import HomeNotWritable, NotItsTurn, SaveFailed
from intimacy_desktop.rounds import RoundState
from ui.messages import say
from ui.sealing import Sealing
from ui.theme import Theme
from ui.widgets.rings import Sign
from ui.widgets.seal_panel import SealPanel


class SealDesk(SealPanel):
    """A seal panel that does what is asked of it.

    Args:
        theme: the live theme.
        sign: of the writer.
        sealing: closes and opens the round.
        approve: gives the answers to be sealed; from then on they are not changed.

    Signals:
        opened: the set can be changed.
        closed: it cannot.
        newly_sealed: it was closed just now, and is on the disk.
        not_sealed: it could not be closed, and can be changed again.
    """

    opened = Signal()
    closed = Signal()
    newly_sealed = Signal()
    not_sealed = Signal()

    def __init__(self, theme: Theme, sign: Sign, sealing: Sealing, approve: Callable[[], Draft]) -> None:
        super().__init__(theme, sign)
        self._sealing, self._approve = sealing, approve
        self._begun = False
        self.seal_asked.connect(self._close)
        self.unseal_asked.connect(self._open)
        self.ready_changed.connect(self._take_ready)
        sealing.sealed.connect(self._after_sealing)
        sealing.not_sealed.connect(self._after_not_sealing)
        sealing.unsealed.connect(self._after_unsealing)
        sealing.not_unsealed.connect(self._after_not_unsealing)
        sealing.ready_read.connect(self.set_ready)
        sealing.ready_failed.connect(self._after_no_ready)

    def begin(self, state: RoundState) -> None:
        """Show a round in this state."""
        self._begun = state in {RoundState.BEGUN, RoundState.CLOSED}
        if state is RoundState.WRITING:
            self._sealing.allow_writing()
            self._be_open()
        else:
            self._be_closed(animate=False)
            self._sealing.read_ready()

    def after_saving(self) -> None:
        """What kept it from being sealed is true no more."""
        if not self.is_sealed:
            self.show_trouble("")

    def stop_waiting(self, error: Exception) -> None:
        """Say what went wrong while it waited; the set can be sealed as it is seen."""
        self.set_waiting(False)
        self.show_trouble(say(error).line)

    def _be_open(self) -> None:
        self.show_open()
        self.set_ready(False)
        self.opened.emit()

    def _be_closed(self, *, animate: bool) -> None:
        self.show_sealed(animate=animate, begun=self._begun)
        self.closed.emit()

    # closing

    def _close(self) -> None:
        self.set_busy(True)
        self.show_trouble("")
        self._sealing.seal(self._approve(), wants_mark=self.ready)

    def _after_sealing(self, no_mark: HomeNotWritable | None) -> None:
        self._be_closed(animate=True)
        self.primary().setFocus()
        if no_mark is not None:
            self._after_no_ready(no_mark)
        self.newly_sealed.emit()

    def _after_not_sealing(self, error: Exception) -> None:
        self.set_busy(False)
        self.opened.emit()
        self.show_trouble(self.tr("Not sealed yet. {reason}").format(reason=say(error).line))
        self.not_sealed.emit()
        self.primary().setFocus()

    # opening again

    def _open(self) -> None:
        self.set_busy(True)
        self._sealing.unseal(has_mark=self.ready)

    def _after_unsealing(self, still_marked: HomeNotWritable | None) -> None:
        self._be_open()
        if still_marked is not None:
            self._after_no_ready(still_marked)
        self.primary().setFocus()

    def _after_not_unsealing(self, error: Exception) -> None:
        if isinstance(error, NotItsTurn):
            self._begun = True
            self._be_closed(animate=False)
            return
        self.set_busy(False)
        if isinstance(error, SaveFailed):
            still = self.tr("Still sealed. The disk may be full. Nothing has changed, so you can try again.")
            self.show_trouble(still)
        else:
            self.show_trouble(say(error).line)

    # ready

    def _take_ready(self, ready: bool) -> None:
        if self.is_sealed:
            self._sealing.store_ready(ready)

    def _after_no_ready(self, error: Exception) -> None:
        self.show_trouble(say(error).line)
        self._sealing.read_ready()

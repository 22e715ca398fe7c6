"""Linux: logind tells of sleep and of the session, screen savers tell that they have come, all over D-Bus.

Interfaces: org.freedesktop.login1(5); https://systemd.io/INHIBITOR_LOCKS; the screen savers' ActiveChanged is
the same in all of them.
"""

import os
from collections.abc import Callable
from contextlib import suppress

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, new_method_call

from ui.desktop_events.bus import Bus, Talk, session_address
from ui.desktop_events.happening import Happening

LOGIND = "org.freedesktop.login1"
MANAGER = f"{LOGIND}.Manager"
SESSION = f"{LOGIND}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
)
WHO, WHY = "Innermost", "Saves and locks before sleep"
"""What everybody on the computer may see in a list of those who are waited for: the same at every moment."""

_MANAGER = DBusAddress("/org/freedesktop/login1", LOGIND, MANAGER)
Heard = Callable[[Happening], None]


class Logind:
    """On the system bus: holds off each sleep until this process is done, and hears of the session.

    Args:
        heard: called with each happening.
        process: whose session counts.
    """

    def __init__(self, heard: Heard, process: int) -> None:
        self._heard = heard
        self._process = process
        self._inhibitor: int | None = None
        self._session: str | None = None
        self._holds = True

    def greet(self, talk: Talk) -> None:
        """Ask for the signals, for time before a sleep, and for the session."""
        talk.subscribe(_signals(LOGIND, MANAGER, "PrepareForSleep"))
        owner = _signals("org.freedesktop.DBus", "org.freedesktop.DBus", "NameOwnerChanged")
        owner.add_arg_condition(0, LOGIND)
        talk.subscribe(owner)
        talk.subscribe(_signals(LOGIND, SESSION, "Lock"))
        talk.subscribe(_signals(LOGIND, PROPERTIES, "PropertiesChanged"))
        self._begin(talk)

    def hear(self, talk: Talk, signal: Message) -> None:
        """Take a signal of logind or of the bus."""
        fields = signal.header.fields
        ours = fields.get(HeaderFields.path) == self._session
        match fields.get(HeaderFields.member), signal.body:
            case "PrepareForSleep", (True,):
                self._heard(Happening.SLEEP)
            case "PrepareForSleep", (False,):
                self._hold_off(talk)  # logind refuses while a sleep is under way
                self._heard(Happening.WAKE)
            case "NameOwnerChanged", (_, _, new) if new:
                self._begin(talk)
            case "Lock", _ if ours:
                self._heard(Happening.LOCK)
            case "PropertiesChanged", (interface, {**changed}, _) if ours and interface == SESSION:
                if changed.get("Active") == ("b", False):
                    self._heard(Happening.AWAY)
                if changed.get("LockedHint") == ("b", True):
                    self._heard(Happening.LOCK)

    def let_sleep(self) -> None:
        """Hold off no sleep any more, not even if logind answers late."""
        self._holds = False
        self._release()

    def _release(self) -> None:
        inhibitor, self._inhibitor = self._inhibitor, None
        if inhibitor is not None:
            with suppress(OSError):
                os.close(inhibitor)

    def _begin(self, talk: Talk) -> None:
        self._hold_off(talk)
        named = os.environ.get("XDG_SESSION_ID")
        if named:
            self._ask_session(talk, "GetSession", "s", named)
        else:  # a program of systemd's user manager is in no session itself; "auto" is the user's then
            self._ask_session(talk, "GetSession", "s", "auto")
            self._ask_session(talk, "GetSessionByPID", "u", self._process)

    def _hold_off(self, talk: Talk) -> None:
        words = ("sleep", WHO, WHY, "delay")
        talk.call(new_method_call(_MANAGER, "Inhibit", "ssss", words), self._held)

    def _held(self, reply: Message) -> None:
        self._release()
        inhibitor = reply.body[0].to_raw_fd()
        os.set_inheritable(inhibitor, False)  # a child that lives on must not hold off a sleep
        self._inhibitor = inhibitor
        if not self._holds:
            self._release()

    def _ask_session(self, talk: Talk, question: str, signature: str, key: object) -> None:
        talk.call(new_method_call(_MANAGER, question, signature, (key,)), self._found)

    def _found(self, reply: Message) -> None:
        self._session = str(reply.body[0])


class ScreenSavers:
    """On the session's bus: hears that a screen saver, which locks the session, has come.

    Args:
        heard: called with each happening.
    """

    def __init__(self, heard: Heard) -> None:
        self._heard = heard

    def greet(self, talk: Talk) -> None:
        """Ask for the signals."""
        for name in SCREEN_SAVERS:
            talk.subscribe(_signals(name, name, "ActiveChanged"))

    def hear(self, _talk: Talk, signal: Message) -> None:
        """Take a signal of a screen saver."""
        if signal.header.fields.get(HeaderFields.member) == "ActiveChanged" and signal.body == (True,):
            self._heard(Happening.LOCK)


class LinuxEvents:
    """Listens on the system bus and on the session's bus.

    Args:
        system: address of the system bus; by default the usual one.
        session: address of the session's bus; by default the one of this session.
    """

    def __init__(self, system: str = "SYSTEM", session: str = "") -> None:
        self._system, self._session = system, session or session_address()
        self._buses: tuple[Bus, ...] = ()
        self._logind: Logind | None = None

    def start(self, heard: Heard) -> None:
        """Listen from now on; buses that are absent or do not answer are tried again."""
        self._logind = Logind(heard, os.getpid())
        self._buses = (
            Bus(self._system, self._logind, descriptors=True),
            Bus(self._session, ScreenSavers(heard)),
        )
        for bus in self._buses:
            bus.join()

    def stop(self) -> None:
        """Listen no more, and hold off no sleep."""
        for bus in self._buses:
            bus.leave()
        if self._logind is not None:
            self._logind.let_sleep()


def _signals(sender: str, interface: str, member: str) -> MatchRule:
    return MatchRule(type="signal", sender=sender, interface=interface, member=member)

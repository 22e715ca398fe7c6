"""Everything that is said on a bus, as a monitor of the bus hears it."""

import threading
from collections.abc import Iterator
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection

_MONITORING = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus.Monitoring")
_TEXT_EVENT = ("org.a11y.atspi.Event.Object", "TextChanged")
_KEY_CALLS = {"NotifyListenersSync", "NotifyListenersAsync"}
_A_LOOK = 0.1


class Recording:
    """Records a bus from now on until it is ended.

    Args:
        bus: a connection of its own, which can do nothing else any more (see BecomeMonitor in D-Bus).
        rules: which messages (match rules); all of them without any.
    """

    def __init__(self, bus: DBusConnection, *rules: str) -> None:
        bus.send_and_get_reply(new_method_call(_MONITORING, "BecomeMonitor", "asu", (list(rules), 0)))
        self._bus = bus
        self._heard: list[Message] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop, and leave the bus."""
        self._over.set()
        self._thread.join()
        self._bus.close()

    def texts(self) -> str:
        """Every text in every message, one below the other: names, arguments, variants however deep."""
        return "\n".join(text for message in self._heard for text in _texts([_fields(message), message.body]))

    def text_events(self) -> str:
        """What the events of changed text told, letter after letter, in one piece (AT-SPI 2)."""
        events = (message for message in self._heard if _is_text_event(message))
        told = (event.body[3][1] for event in events)  # a variant: its signature and its value
        return "".join(text for text in told if isinstance(text, str))

    def pressed(self) -> str:
        """The keys that were told to screen readers as keys, one after the other (AT-SPI 2, DeviceEvent)."""
        calls = (m for m in self._heard if m.header.fields.get(HeaderFields.member) in _KEY_CALLS)
        return "".join(text for call in calls for text in _texts(call.body) if len(text) == 1)

    def notifications(self) -> list[str]:
        """The messages that ask a desktop to show a notification, by their interfaces."""
        asked = (str(message.header.fields.get(HeaderFields.interface, "")) for message in self._heard)
        return [interface for interface in asked if "Notification" in interface]

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                self._heard.append(self._bus.receive(timeout=_A_LOOK))
            except TimeoutError:
                continue
            except (OSError, EOFError):
                return


def _is_text_event(message: Message) -> bool:
    fields = message.header.fields
    kind = fields.get(HeaderFields.interface), fields.get(HeaderFields.member)
    return message.header.message_type is MessageType.signal and kind == _TEXT_EVENT


def _fields(message: Message) -> list[Any]:
    return list(message.header.fields.values())


def _texts(value: Any) -> Iterator[str]:
    """Every text in the body of a message; of bytes, the text they are."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        yield value.decode("latin-1")
    elif isinstance(value, dict):
        yield from _texts([*value.keys(), *value.values()])
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts(one)

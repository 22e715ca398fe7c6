"""What a screen reader sees and does, over the accessibility bus (AT-SPI 2, spoken directly as D-Bus).

No library of the desktop stands between: nothing is cached, every look asks the program anew.
Interfaces: https://gitlab.gnome.org/GNOME/at-spi2-core/-/tree/main/xml
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from .waiting import PATIENCE, NeverCame, Seen, wait_until

ANSWER_WITHIN = 10.0
"""Seconds a program may take to answer one question before it counts as hung."""
DAEMON = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
ROOT = "/org/a11y/atspi/accessible/root"
ROLES = {40: "password text", 43: "button"}
"""By number (AtspiRole) where Qt's names do not tell: it calls a password field "text"."""
PRESSED = ("button", "check box", "radio button", "toggle button", "link", "combo box")
FIELDS = ("text", "password text")
STATE_BITS = """
    invalid active armed busy checked collapsed defunct editable enabled expandable expanded focusable
    focused has-tooltip horizontal iconified modal multi-line multiselectable opaque pressed resizable
    selectable selected sensitive showing single-line stale transient vertical visible
    manages-descendants indeterminate required truncated animated invalid-entry supports-autocompletion
    selectable-text is-default visited checkable has-popup read-only
"""
STATES = tuple(STATE_BITS.split())
"""By bit, as AtspiStateType counts them."""

Reference = tuple[str, str]
"""Bus name and object path of one accessible object."""
Name = str | re.Pattern[str]
"""A name as a whole, or a pattern that is searched for in it."""


class NotThere(AssertionError):
    """The accessible object, or the program it belongs to, is no longer there, or refused."""


@dataclass(frozen=True, slots=True)
class Node:
    """One accessible object as it was when looked at; `place` is the way to it, by index in each parent."""

    reference: Reference
    place: tuple[int, ...]
    role: str
    name: str
    description: str
    states: frozenset[str]
    text: str | None

    @property
    def visible(self) -> bool:
        """Whether it is on the page that is shown (it may be scrolled away)."""
        return "visible" in self.states

    def __str__(self) -> str:
        marks = " ".join(sorted(self.states - {"enabled", "sensitive", "visible", "showing"}))
        hidden = "" if self.visible else " HIDDEN"
        disabled = "" if "enabled" in self.states else " DISABLED"
        text = "" if self.text is None else f" text={self.text!r}"
        more = f" ({self.description})" if self.description else ""
        return f"{'  ' * len(self.place)}[{self.role}] {self.name!r}{more} {marks}{hidden}{disabled}{text}"


class AccessibilityBus:
    """The accessibility bus of a session; `session` is the address of the session bus, which starts it."""

    def __init__(self, session: str) -> None:
        with open_dbus_connection(session) as bus:
            launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            reply = bus.send_and_get_reply(new_method_call(launcher, "GetAddress"), timeout=ANSWER_WITHIN)
            asked = new_method_call(DAEMON, "GetConnectionUnixProcessID", "s", (launcher.bus_name,))
            self.service_pid: int = bus.send_and_get_reply(asked, timeout=ANSWER_WITHIN).body[0]
        self.address: str = reply.body[0]
        """Of the accessibility bus itself."""
        self._bus: DBusConnection = open_dbus_connection(self.address)

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def ask(self, messages: Sequence[Message]) -> list[tuple[Any, ...] | None]:
        """The bodies of the replies in order, None for each that was an error; all asked at once."""
        serials = [next(self._bus.outgoing_serial) for _ in messages]
        for message, serial in zip(messages, serials, strict=True):
            self._bus.send(message, serial=serial)
        replies: dict[int, tuple[Any, ...] | None] = {}
        waiting = set(serials)
        while waiting:
            reply = self._bus.receive(timeout=ANSWER_WITHIN)
            serial = reply.header.fields.get(HeaderFields.reply_serial)
            if serial in waiting:
                waiting.remove(serial)
                good = reply.header.message_type is MessageType.method_return
                replies[serial] = reply.body if good else None
        return [replies[serial] for serial in serials]

    def listen(self, *kinds: str) -> None:
        """Say, as a screen reader does, that we want to hear of some kinds of event."""
        registry = DBusAddress(
            "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry"
        )
        self.ask([new_method_call(registry, "RegisterEvent", "sass", (kind, [], "")) for kind in kinds])

    def application(self, pid: int) -> Reference | None:
        """The root object of the program with this process id, None while it is not on the bus."""
        registry = DBusAddress(ROOT, "org.a11y.atspi.Registry", "org.a11y.atspi.Accessible")
        [listed] = self.ask([new_method_call(registry, "GetChildren")])
        programs: list[Reference] = listed[0] if listed else []
        pids = self.ask(
            [new_method_call(DAEMON, "GetConnectionUnixProcessID", "s", (name,)) for name, _ in programs]
        )
        return next(
            (program for program, held in zip(programs, pids, strict=True) if held and held[0] == pid), None
        )


def _call(reference: Reference, interface: str, method: str, signature: str = "", *args: Any) -> Message:
    address = DBusAddress(reference[1], reference[0], f"org.a11y.atspi.{interface}")
    return new_method_call(address, method, signature or None, args)


def _property(reference: Reference, interface: str, name: str) -> Message:
    return Properties(DBusAddress(reference[1], reference[0], f"org.a11y.atspi.{interface}")).get(name)


def _answers_to(node: Node, name: Name, roles: tuple[str, ...]) -> bool:
    if not node.visible or (roles and node.role not in roles):
        return False
    return bool(name.search(node.name)) if isinstance(name, re.Pattern) else node.name == name


def _states(words: Sequence[int]) -> frozenset[str]:
    bits = words[0] | words[1] << 32
    return frozenset(state for bit, state in enumerate(STATES) if bits >> bit & 1)


class Reader:
    """The accessibility tree of one process, and the actions a screen reader offers on it.

    What is hidden is never found; `said` has it all.

    Args:
        bus: the accessibility bus.
        pid: of the process.
        texts: whether it asks what stands in fields; what it asked for went over the bus.
    """

    def __init__(self, bus: AccessibilityBus, pid: int, *, texts: bool = True) -> None:
        self._bus = bus
        self._pid = pid
        self._texts = texts

    def nodes(self) -> list[Node]:
        """Every object of the tree, parents before children; one that vanishes meanwhile is left out."""
        program = self._bus.application(self._pid)
        found: list[Node] = []
        level: dict[tuple[int, ...], Reference] = {(): program} if program else {}
        while level:
            found += self._look(level)
            lists = self._bus.ask([_call(one, "Accessible", "GetChildren") for one in level.values()])
            level = {
                (*place, index): child
                for place, replied in zip(level, lists, strict=True)
                for index, child in enumerate(replied[0] if replied else ())
            }
        return sorted(found, key=lambda node: node.place)

    def _look(self, level: dict[tuple[int, ...], Reference]) -> Iterator[Node]:
        ask, references = self._bus.ask, list(level.values())
        kinds = ask([_call(one, "Accessible", "GetRole") for one in references])
        roles = ask([_call(one, "Accessible", "GetRoleName") for one in references])
        names = ask([_property(one, "Accessible", "Name") for one in references])
        more = ask([_property(one, "Accessible", "Description") for one in references])
        states = ask([_call(one, "Accessible", "GetState") for one in references])
        faces = ask([_call(one, "Accessible", "GetInterfaces") for one in references])
        talking = [
            one
            for one, f in zip(references, faces, strict=True)
            if self._texts and f and "org.a11y.atspi.Text" in f[0]
        ]
        said = ask([_call(one, "Text", "GetText", "ii", 0, -1) for one in talking])
        texts = dict(zip(talking, said, strict=True))
        rows = zip(level.items(), kinds, roles, names, more, states, strict=True)
        for (place, reference), kind, role, name, description, state in rows:
            if kind and role and name and description and state:
                text = texts.get(reference)
                yield Node(
                    reference,
                    place,
                    ROLES.get(kind[0], role[0]),
                    name[0][1],
                    description[0][1],
                    _states(state[0]),
                    text[0] if text else None,
                )

    def find(self, name: Name, *roles: str, seconds: float = PATIENCE) -> Node:
        """The first visible object with this name, waited for.

        Args:
            name: of the object.
            roles: one of these; none stands for any.
            seconds: how long to wait.

        Raises:
            NeverCame: with everything that was there instead.
        """
        return self._await(lambda: self.look_for(name, *roles), f"{name!r} {roles}", seconds)

    def look_for(self, name: Name, *roles: str) -> Node | None:
        """The first visible object with this name now, None if there is none."""
        return next((node for node in self.nodes() if _answers_to(node, name, roles)), None)

    def read(self, words: Name, seconds: float = PATIENCE) -> str:
        """The name or text of the first visible object that holds these words, waited for."""
        pattern = words if isinstance(words, re.Pattern) else re.compile(re.escape(words))

        def held() -> str | None:
            shown = (text for node in self.nodes() if node.visible for text in (node.name, node.text or ""))
            return next((text for text in shown if pattern.search(text)), None)

        return self._await(held, f"the words {pattern.pattern!r}", seconds)

    def press(self, name: Name) -> None:
        """Press a button, switch or link once it is there and enabled."""

        def ready() -> Node | None:
            node = self.look_for(name, *PRESSED)
            return node if node and "enabled" in node.states else None

        node = self._await(ready, f"{name!r} to press", PATIENCE)
        [offered] = self._bus.ask([_call(node.reference, "Action", "GetActions")])
        actions = [action[0] for action in offered[0]] if offered else []
        index = next((actions.index(a) for a in ("Press", "Toggle") if a in actions), None)
        if index is None:
            raise NotThere(f"{node} cannot be pressed; it offers {actions}")
        self._do(_call(node.reference, "Action", "DoAction", "i", index), f"press {node}")

    def place_of(self, name: Name) -> tuple[int, int, int, int]:
        """Where a button stands on the screen: left, top, width and height in pixels."""
        node = self.find(name, *PRESSED)
        [extents] = self._bus.ask([_call(node.reference, "Component", "GetExtents", "u", 0)])
        if extents is None:
            raise NotThere(f"{node} has no place")
        left, top, width, height = extents[0]
        return left, top, width, height

    def focus(self, name: Name) -> None:
        """Put the keyboard focus into a field, and wait until it has it."""
        node = self.find(name, *FIELDS)
        self._do(_call(node.reference, "Component", "GrabFocus"), f"focus {node}")
        wait_until(lambda: "focused" in self._state(node), f"focus on {node}")

    def set_text(self, name: Name, text: str) -> None:
        """Replace what an editable field holds, as dictation software does."""
        node = self.find(name, *FIELDS)
        self._do(_call(node.reference, "EditableText", "SetTextContents", "s", text), f"write into {node}")

    def text_of(self, name: Name) -> str:
        """What stands in a field."""
        return self.find(name, *FIELDS).text or ""

    def focused(self) -> Node | None:
        """The object that has the keyboard focus (the view inside a text field says that it has it too)."""
        return next((node for node in self.nodes() if {"focused", "focusable"} <= node.states), None)

    def said(self) -> str:
        """Every name, description and text in the tree, hidden pages too: all that a reader could speak."""
        return "\n".join(f"{node.name}\n{node.description}\n{node.text or ''}" for node in self.nodes())

    def dump(self) -> str:
        """The tree for a person to read."""
        return "\n".join(str(node) for node in self.nodes()) or "nothing on the accessibility bus"

    def _await(self, condition: Callable[[], Seen | None], what: str, seconds: float) -> Seen:
        try:
            return wait_until(condition, what, seconds)
        except NeverCame as never:
            raise NeverCame(f"{never}\nThe window showed:\n{self.dump()}") from None

    def _state(self, node: Node) -> frozenset[str]:
        [state] = self._bus.ask([_call(node.reference, "Accessible", "GetState")])
        return _states(state[0]) if state else frozenset()

    def _do(self, message: Message, what: str) -> None:
        [done] = self._bus.ask([message])
        if not done or done[0] is False:
            raise NotThere(f"could not {what}")

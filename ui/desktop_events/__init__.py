"""What the desktop says to all programs: the computer goes to sleep, the session is locked or left."""

from ui.desktop_events.happening import DesktopEvents, Happening, NoEvents
from ui.desktop_events.systems import events_of_this_system

__all__ = ["DesktopEvents", "Happening", "NoEvents", "events_of_this_system"]

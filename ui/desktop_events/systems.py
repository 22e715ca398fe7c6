"""Which system this is, and what tells of its desktop."""

import sys

from ui.desktop_events.happening import DesktopEvents, NoEvents


def events_of_this_system(window: int, system: str = sys.platform) -> DesktopEvents:
    """Give what tells of the desktop of this system.

    Args:
        window: the native handle of the program's window, to which Windows sends its messages.
        system: as `sys.platform` names it.
    """
    if system == "linux":
        from ui.desktop_events.linux import LinuxEvents

        return LinuxEvents()
    if system == "win32":
        from ui.desktop_events.windows import WindowsEvents

        return WindowsEvents(window)
    if system == "darwin":
        from ui.desktop_events.macos import MacEvents

        return MacEvents()
    return NoEvents()

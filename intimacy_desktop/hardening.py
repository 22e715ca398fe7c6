"""What keeps the memory of the window process from other programs of the same account."""

import sys

_PR_SET_DUMPABLE = 4  # linux/prctl.h
_PT_DENY_ATTACH = 31  # sys/ptrace.h of macOS
_BUSES = ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS")
_DEBUG_OUTPUT = ("QT_LOGGING_RULES", "QT_LOGGING_CONF", "QDBUS_DEBUG", "WAYLAND_DEBUG", "G_MESSAGES_DEBUG")


def harden() -> None:
    """Deny core dumps and, where the system can, debuggers; the first act of a process for secrets.

    On Linux it also makes most of /proc/self unreadable to the process itself, unless root runs it. Windows
    offers nothing a program of the same account could not undo, and nothing is done there.
    """
    import ctypes  # the supervisor, which shares this module, does without

    forbid_core_files()
    if sys.platform == "linux":
        # RLIMIT_CORE does not stop a core handler behind a pipe (core(5)); this does, and ptrace with it.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    elif sys.platform == "darwin":
        ctypes.CDLL(None).ptrace(_PT_DENY_ATTACH, 0, None, 0)


def forbid_debug_output() -> None:
    """Forget what would make libraries print each key and each message to a desktop’s log of errors."""
    import os

    for name in _DEBUG_OUTPUT:
        os.environ.pop(name, None)


def forbid_network_screen() -> None:
    """Forget a wish for Qt’s VNC screen: it would serve every page to the network, without a password."""
    import os

    os.environ.pop("QT_QPA_GENERIC_PLUGINS", None)  # one of them takes touches from the network
    wished = os.environ.get("QT_QPA_PLATFORM", "").split(";")
    local = [platform for platform in wished if not platform.strip().lower().startswith("vnc")]
    if local != wished:
        os.environ["QT_QPA_PLATFORM"] = ";".join(local)  # empty is the same as none


def forbid_network_buses() -> None:
    """Forget an address of a message bus (D-Bus) that is not a local socket: Qt would connect to it."""
    import os

    for name in _BUSES:
        if not os.environ.get(name):
            continue
        given = os.environ[name].split(";")
        local = [address for address in given if address.startswith("unix:")]
        if local != given:
            # Not removed: libraries would look for a bus elsewhere, and may start one.
            os.environ[name] = ";".join(local) or "unix:path=/nonexistent"


def forbid_core_files() -> None:
    """Set the size limit of core files to none, for this process and its children."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def take_neutral_name() -> None:
    """Be called `innermost` in lists of processes, not after the interpreter (Linux)."""
    if sys.platform == "linux":
        # PR_SET_NAME without loading ctypes, for the supervisor's sake.
        try:
            with open("/proc/self/comm", "wb") as name:  # noqa: PTH123  pathlib costs more than the supervisor does
                name.write(b"innermost")
        except OSError:  # a container without /proc
            return

"""A desktop for one test: display, window manager, buses, and a person's empty home."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

from .accessibility import AccessibilityBus
from .account import Account
from .display import Screen, x_server
from .keyboard import Keyboard
from .processes import DIES_WITH_US, end, end_family, family, start
from .waiting import wait_until


class Desktop:
    """What a program on this desktop sees (`env`), and what a person there sees and does."""

    def __init__(
        self,
        folder: Path,
        env: dict[str, str],
        screen: Screen,
        bus: AccessibilityBus,
        account: Account | None = None,
    ) -> None:
        self.folder = folder
        self.account = account
        self.env = env
        self.screen = screen
        self.bus = bus
        self.keyboard = Keyboard(env, screen)

    @property
    def private_places(self) -> tuple[Path, ...]:
        """Where a program may leave files: its homes and temporary folders, and shared memory."""
        return self.folder, Path("/dev/shm")  # noqa: S108  read, never written


def _environment(folder: Path, display: str) -> dict[str, str]:
    places = {
        "HOME": "home",
        "XDG_CONFIG_HOME": "home/.config",
        "XDG_CACHE_HOME": "home/.cache",
        "XDG_DATA_HOME": "home/.local/share",
        "XDG_STATE_HOME": "home/.local/state",
        "XDG_RUNTIME_DIR": "run",
        "TMPDIR": "tmp",
    }
    for place in places.values():
        (folder / place).mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        **{name: str(folder / place) for name, place in places.items()},
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "DISPLAY": display,
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder / 'run/bus'}",
        "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder / 'run/system'}",
        "GSETTINGS_BACKEND": "memory",
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }


@contextmanager
def _service(
    command: Sequence[str], env: dict[str, str], log: Path, prefix: Sequence[str]
) -> Iterator[subprocess.Popen[bytes]]:
    process = start(command, env, log, prefix)
    try:
        yield process
    finally:
        end_family(process)


@contextmanager
def desktop(
    size: str = "1280x900x24", *, keyring: bool = False, account: Account | None = None
) -> Iterator[Desktop]:
    """A desktop of its own: nothing it starts or keeps is shared with another, all of it ends with it.

    Args:
        size: of the screen, as Xvfb takes it.
        keyring: whether a real Secret Service runs, unlocked and empty.
        account: in which everything runs; by default that of the tests.
    """
    with ExitStack() as stack:
        # Not below the test's own folder: the path of a Unix socket has 107 bytes at most.
        short = tempfile.TemporaryDirectory(prefix="desk-", dir="/tmp")
        folder = Path(stack.enter_context(short))
        log = folder / "services.log"
        prefix = account.prefix if account else DIES_WITH_US
        env = _environment(folder, stack.enter_context(x_server(size, prefix)))
        if account:
            account.take(folder)
        address = env["DBUS_SESSION_BUS_ADDRESS"]
        bus = ["dbus-daemon", "--session", "--nofork", "--nosyslog", f"--address={address}"]
        stack.enter_context(_service(bus, env, log, prefix))
        screen = Screen(env["DISPLAY"])
        stack.callback(screen.close)
        stack.enter_context(_service(["openbox", "--sm-disable"], env, log, prefix))
        wait_until((folder / "run/bus").exists, "the session bus")
        wait_until(screen.managed, "the window manager")
        with account.acting() if account else nullcontext():
            accessibility = AccessibilityBus(address)
        stack.callback(lambda: end(family(accessibility.service_pid)))
        stack.callback(accessibility.close)
        if keyring:
            stack.enter_context(_unlocked_keyring(env, log, prefix))
        yield Desktop(folder, env, screen, accessibility, account)


@contextmanager
def _unlocked_keyring(env: dict[str, str], log: Path, prefix: Sequence[str]) -> Iterator[None]:
    command = [*prefix, "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    with log.open("ab") as out:
        daemon = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=out, stderr=out)
    assert daemon.stdin is not None
    daemon.stdin.write(b"a keyring of a test")
    daemon.stdin.close()
    try:
        yield
    finally:
        end_family(daemon)

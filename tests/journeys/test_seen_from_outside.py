"""What stands on the screen and in the desktop's lists while somebody hides, and while a computer sleeps."""

from collections.abc import Callable
from pathlib import Path

from jeepney.io.blocking import open_dbus_connection

from . import steps
from .harness.desktop import Desktop
from .harness.eye import Eye
from .harness.logind import Logind, Speaker, bus
from .harness.program import Program
from .harness.recording import Recording
from .harness.waiting import wait_until
from .steps import MARA, STEMS

Start = Callable[..., Program]
SAVER = "org.gnome.ScreenSaver"


def test_through_hide_sleep_and_lock_nothing_flickers_and_no_list_tells_anything(
    watched: Start, desktop: Desktop, tmp_path: Path
) -> None:
    session = Recording(open_dbus_connection(desktop.env["DBUS_SESSION_BUS_ADDRESS"]))
    with bus(desktop.folder / "run", "system") as address:
        logind = Logind(address)
        saver = Speaker(desktop.env["DBUS_SESSION_BUS_ADDRESS"], SAVER)
        _evening(watched(tmp_path / "home"), desktop, logind, saver)
        logind.close()
        saver.close()
    session.end()
    assert session.notifications() == []


def _evening(program: Program, desktop: Desktop, logind: Logind, saver: Speaker) -> None:
    program.reader().press("Set up the exercise")
    steps.take_seat(program, MARA)
    steps.write(program, 0, "the rain is lou")

    # Hide: the page, then one sheet, whoever paints it; the desktop is never seen through it
    old = program.window()
    with Eye(desktop, old) as eye:
        wait_until(lambda: len(eye.looks) > 5, "the page")
        steps.hide(program)
        wait_until(lambda: old.pid not in program.family(), "the end of the old process")
        seen = len(eye.looks)
        wait_until(lambda: len(eye.looks) > seen + 5, "what is left")
    _assert_no_flicker(eye)
    program.press_keys("space")
    steps.unlock(program, MARA)
    program.reader().find(STEMS[0], "text")
    assert program.reader().text_of(STEMS[0]) == "the rain is lou"

    # Sleep: it waits until the process that was open has ended
    wait_until(lambda: len(logind.held) == 1, "the sleep held off")
    old = program.window()
    logind.prepare_for_sleep(True)
    steps.home(program, old.pid)
    wait_until(lambda: not logind.held, "the sleep let go")
    logind.prepare_for_sleep(False)

    # The session’s screen saver, over a minimised window: the fresh one is minimised, and takes no keyboard
    steps.unlock(program, MARA)
    program.reader().find(STEMS[0], "text")
    wait_until(lambda: len(logind.held) == 1, "the next sleep held off")
    old = program.window()
    with Eye(desktop, old) as eye:
        desktop.screen.minimise(old)
        wait_until(lambda: bool(eye.looks) and eye.looks[-1].has_hole, "the desktop, where the window was")
    wait_until(lambda: program.window().minimised, "the minimised window")
    saver.tell("/org/gnome/ScreenSaver", SAVER, "ActiveChanged", "b", True)
    fresh = program.window(besides=old.pid)
    wait_until(lambda: old.pid not in program.family(), "the end of the old process")
    assert program.window().minimised
    assert desktop.screen.active() != fresh.xid


def _assert_no_flicker(eye: Eye) -> None:
    shown = eye.shown()
    last = shown[-1].look.pixels
    first_sheet = next(at for at, one in enumerate(shown) if one.look.pixels == last)
    assert all(one.look.pixels == last for one in shown[first_sheet:]), "something came and went"
    assert not any(one.look.has_hole for one in shown)

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest

from .harness.desktop import Desktop, desktop
from .harness.program import Program
from .harness.waiting import NeverCame
from .harness.witness import neutral

Start = Callable[..., Program]


@pytest.fixture(name="desktop")
def fixture_desktop() -> Iterator[Desktop]:
    with desktop() as place:
        yield place


@pytest.fixture
def start(desktop: Desktop, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Start]:
    """Starts programs on the test's desktop; each must stay silent, and ends with the test."""
    started: list[Program] = []

    installed = request.config.getoption("--program")

    def begin(home: Path | None = None, **options: Any) -> Program:
        if installed:
            options.setdefault("command", (installed,))
        started.append(Program(desktop, home, **options))
        return started[-1]

    yield begin
    failed = request.node.stash.get(FAILED, False)
    if failed:
        _leave_evidence(desktop, started, request.node, tmp_path)
    for program in started:
        program.end()
    if not failed and not request.node.get_closest_marker("complains"):
        assert [program.complaints() for program in started] == [""] * len(started)


@pytest.fixture
def watched(start: Start) -> Iterator[Start]:
    """Starts programs of which no list of windows or processes may ever tell more than that they run."""
    with ExitStack() as watching:

        def begin(home: Path | None = None, **options: Any) -> Program:
            program = start(home, **options)
            watching.enter_context(neutral(program))
            return program

        yield begin


FAILED = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "complains: the program writes to standard error on purpose")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def _leave_evidence(place: Desktop, started: list[Program], item: pytest.Item, folder: Path) -> None:
    """What a person would have seen at the failure: a picture, the accessibility tree, and the complaints."""
    picture = folder / "screen.png"
    place.screen.picture().save(picture)
    item.add_report_section("teardown", "screen", str(picture))
    for program in started:
        item.add_report_section("teardown", "complaints", program.complaints())
        with suppress(NeverCame, OSError, subprocess.SubprocessError):
            item.add_report_section("teardown", "accessibility", program.reader(program.window(0, 1)).dump())

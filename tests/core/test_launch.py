"""The command line, and what a window process is told when it starts."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from intimacy_desktop.__main__ import main
from intimacy_desktop.launch import Leaves, Placement, WindowOptions
from intimacy_desktop.window_process import window_command

PLACE = Placement(-10, 20, 900, 640, "maximised", active=False)
ROOT = Path(__file__).parents[2]


def test_options_without_a_lock_before_show_home_in_the_usual_place() -> None:
    assert WindowOptions.parse(["--home=/somewhere"]) == WindowOptions(
        Path("/somewhere"), None, Leaves.HOME, after_crash=False
    )


def test_a_placement_comes_through_the_command_line_as_it_was() -> None:
    options = WindowOptions.parse(
        ["--home=/a=b c", f"--placement={PLACE}", "--leaves=sheet", "--after-crash"]
    )
    assert options == WindowOptions(Path("/a=b c"), PLACE, Leaves.SHEET, after_crash=True)


@given(
    st.builds(
        Placement,
        st.integers(-100_000, 100_000),
        st.integers(-100_000, 100_000),
        st.integers(1, 100_000),
        st.integers(1, 100_000),
        st.sampled_from(["normal", "maximised", "minimised"]),
        st.booleans(),
    )
)
def test_every_placement_can_be_read_back(placement: Placement) -> None:
    assert Placement.parse(str(placement)) == placement
    assert not set(str(placement)) & set(" \t\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,2,3",
        "1,2,3,4,normal",
        "1,2,3,4,normal,1,1",
        "1,2,3,x,normal,1",
        "1,2,0,4,normal,1",
        "1,2,-3,4,normal,1",
        "1,2,3,4,hidden,1",
        "1,2,3,4,normal,yes",
        "1,2,3,999999999999,normal,1",
    ],
)
def test_a_damaged_placement_is_none(text: str) -> None:
    assert Placement.parse(text) is None


def test_an_unknown_option_does_not_keep_the_window_from_opening() -> None:
    options = WindowOptions.parse(["--home=/x", "--leaves=nonsense", "--placement=1,2", "--newer=1"])
    assert options == WindowOptions(Path("/x"))


@pytest.mark.parametrize("arguments", [[], ["--home="], ["--placement=1,2,3,4,normal,1"]])
def test_a_window_process_without_a_home_is_refused(arguments: list[str]) -> None:
    with pytest.raises(ValueError, match="home"):
        WindowOptions.parse(arguments)


def test_help_and_version_are_said_and_nothing_is_started(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "--home DIR" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == "Innermost 0.1.0\n"


@pytest.mark.parametrize(
    "arguments", [["--home"], ["--home", ""], ["--home="], ["open"], ["--help", "--home"]]
)
def test_a_command_line_that_is_not_understood_is_said_in_a_sentence(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Innermost does not understand this command line.")


def test_the_window_process_loads_nothing_that_lies_about(tmp_path: Path) -> None:
    # Given modules of well-known names in the current folder and in PYTHONPATH
    for name in ("dataclasses", "threading", "ui", "intimacy_desktop", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('planted')")
    # When a window process starts, without the home it needs
    done = subprocess.run(
        window_command([]),
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    # Then it comes as far as to miss it
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "the window process needs --home=FOLDER\n")


def test_a_bundle_starts_itself_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert window_command(["--home=/x"]) == [sys.executable, "--window", "--home=/x"]


def test_before_the_first_window_is_asked_for_hardly_anything_is_imported() -> None:
    # Given the modules an idle interpreter has
    script = (
        "import sys; before = set(sys.modules); sys.path.insert(0, sys.argv[1]); "
        "import intimacy_desktop.__main__, intimacy_desktop.places, intimacy_desktop.supervisor; "
        "print(*(name for name in set(sys.modules) - before if not name.startswith('intimacy_desktop')))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, str(ROOT)], check=True, capture_output=True, text=True
    )
    # Then the supervisor adds only what is built in, and file locks
    assert done.stdout.split() == ["fcntl"]


def test_the_supervisor_goes_to_the_home_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from intimacy_desktop import supervisor

    asked: list[str] = []
    monkeypatch.setattr(supervisor, "supervise", lambda home: asked.append(home) or 0)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INNERMOST_HOME", "/named/by/variable")
    main(["--home", "here"])
    main(["--home=~/there"])
    main([])
    assert asked == [str(tmp_path / "here"), str(Path.home() / "there"), "/named/by/variable"]

"""run.py, the two commands: real processes and real environments, with locks that name nothing."""

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from setup import machine, needs, system_packages
from setup.errors import SetupError

import run
from tests.core.run_checkout import ROOT, Checkout

BOOKWORM = {"ID": "debian", "VERSION_CODENAME": "bookworm"}
TRIXIE = {"ID": "debian", "VERSION_CODENAME": "trixie"}
UNKNOWN_PART = f"nobody-has-this==1.0 --hash=sha256:{'0' * 64}\n"
MINT_22 = {"ID": "linuxmint", "VERSION_CODENAME": "wilma", "UBUNTU_CODENAME": "noble"}


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout that was never started."""
    return Checkout(tmp_path / "checkout")


@pytest.fixture(scope="module")
def kept_checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout that several tests share, since an environment takes seconds; whole once it is started."""
    return Checkout(tmp_path_factory.mktemp("kept") / "checkout")


@pytest.fixture
def started(kept_checkout: Checkout) -> Checkout:
    """A checkout that was started before and has a whole environment."""
    kept_checkout.write_program(kept_checkout.PROGRAM)
    assert kept_checkout.run().returncode == 0
    return kept_checkout


# The Python


def test_run_py_can_be_read_by_python_3_6() -> None:
    ast.parse((ROOT / "run.py").read_text("utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 99), (3, 15, 0), (4, 0, 0)])
def test_a_python_too_old_or_too_new_gets_one_sentence_that_names_it(version: tuple[int, int, int]) -> None:
    sentence = run.wrong_python(version)

    assert f"this is Python {version[0]}.{version[1]}." in sentence
    assert "Python 3.11 to 3.14" in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (3, 14, 9)])
def test_a_python_that_fits_is_not_spoken_of(version: tuple[int, int, int]) -> None:
    assert not run.wrong_python(version)


def test_run_py_asks_for_the_pythons_that_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    first_not_fitting = (run.NEWEST[0], run.NEWEST[1] + 1)
    assert (
        project["requires-python"]
        == f">={run.OLDEST[0]}.{run.OLDEST[1]},<{first_not_fitting[0]}.{first_not_fitting[1]}"
    )


def test_run_py_ends_with_code_2_under_a_wrong_python(tmp_path: Path) -> None:
    # Given run.py as an older Python would see itself
    looks_old = f"import sys; sys.version_info = (3, 9, 1); sys.path.insert(0, {str(ROOT)!r})"
    code = f"{looks_old}; import run; sys.exit(run.main())"

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert done.stderr.startswith("Innermost needs Python 3.11 to 3.14, and this is Python 3.9.")
    assert "Traceback" not in done.stderr


# The machine


@pytest.mark.parametrize(
    ("processor", "version"),
    [("x86_64", "glibc 2.34"), ("x86_64", "glibc 2.36"), ("aarch64", "glibc 2.39"), ("x86_64", "glibc 3.0")],
)
def test_a_c_library_that_qt_was_built_for_is_taken(processor: str, version: str) -> None:
    machine.check_c_library(processor, version)


@pytest.mark.parametrize(
    ("processor", "version", "needed"),
    [
        ("x86_64", "glibc 2.31", "glibc 2.34"),
        ("aarch64", "glibc 2.36", "glibc 2.39"),
        ("x86_64", "glibc 2.9", "glibc 2.34"),
        ("x86_64", "", "musl"),
    ],
)
def test_a_c_library_too_old_or_another_one_is_named(processor: str, version: str, needed: str) -> None:
    with pytest.raises(SetupError, match=re.escape(needed)) as caught:
        machine.check_c_library(processor, version)

    assert version in str(caught.value)


@pytest.mark.parametrize(("processor", "wide"), [("riscv64", True), ("i686", False), ("x86_64", False)])
def test_a_processor_without_ready_made_parts_is_refused(processor: str, *, wide: bool) -> None:
    with pytest.raises(SetupError, match="64-bit"):
        machine.check_processor(processor, wide=wide)


@pytest.mark.parametrize(("kind", "free_threaded"), [("pypy", False), ("cpython", True)])
def test_a_python_of_another_kind_is_refused(kind: str, *, free_threaded: bool) -> None:
    with pytest.raises(SetupError, match="CPython"):
        machine.check_interpreter(kind, free_threaded=free_threaded)


def test_this_machine_is_taken() -> None:
    machine.check()


@pytest.mark.parametrize("variables", [{"CI": "true"}, {"CI": "1"}, {"container": "podman"}])
def test_a_build_machine_or_container_is_known_by_its_variables(
    variables: dict[str, str], tmp_path: Path
) -> None:
    assert machine.in_container(variables, tmp_path)


@pytest.mark.parametrize("mark", [".dockerenv", "run/.containerenv"])
def test_a_container_is_known_by_its_mark(mark: str, tmp_path: Path) -> None:
    (tmp_path / mark).parent.mkdir(exist_ok=True)
    (tmp_path / mark).touch()

    assert machine.in_container({}, tmp_path)


def test_a_chroot_is_known_by_a_root_that_nothing_is_mounted_on(tmp_path: Path) -> None:
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/mountinfo").write_text("29 1 0:25 / /proc rw - proc proc rw\n", "utf-8")

    assert machine.in_container({"CI": "false"}, tmp_path)


def test_an_ordinary_system_is_not_taken_for_a_container(tmp_path: Path) -> None:
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/mountinfo").write_text("22 1 8:1 / / rw - ext4 /dev/sda1 rw\n", "utf-8")
    (tmp_path / "proc/1").mkdir()
    (tmp_path / "proc/1/root").symlink_to(tmp_path)

    assert not machine.in_container({"CI": ""}, tmp_path)


# The display


@pytest.mark.parametrize(
    ("variables", "problem"),
    [
        ({}, "There is no display here"),
        ({"DISPLAY": ":9321"}, "The display :9321 does not answer"),
        (
            {"WAYLAND_DISPLAY": "wayland-77", "XDG_RUNTIME_DIR": "/nowhere"},
            "The display wayland-77 does not answer",
        ),
    ],
)
def test_no_display_names_the_tour_and_ends_with_code_2(
    variables: dict[str, str], problem: str, checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")

    done = checkout.run(**variables)

    assert done.returncode == 2
    assert done.stderr.startswith(problem)
    assert "run.py tour DIR" in done.stderr
    assert not checkout.venv.exists()


def test_a_display_over_a_network_is_left_to_qt() -> None:
    machine.check_display({"DISPLAY": "elsewhere:0"})


# What the system lacks


def missing(name: str) -> needs.Need:
    return next(need for need in (*needs.QT, *needs.JOURNEYS) if need.what == name)


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        (
            "apt",
            "sudo apt-get install --no-install-recommends libxcb-icccm4 xvfb dbus",
        ),
        ("dnf", "sudo dnf install xcb-util-wm xorg-x11-server-Xvfb dbus-daemon"),
        ("pacman", "sudo pacman -S --needed xcb-util-wm xorg-server-xvfb dbus"),
        (
            "zypper",
            ("sudo zypper install --no-recommends libxcb-icccm4 xorg-x11-server-Xvfb dbus-1"),
        ),
    ],
)
def test_what_is_missing_is_named_with_the_one_command_of_each_package_manager(
    manager: str, command: str
) -> None:
    lacking = [missing("libxcb-icccm.so.4"), missing("Xvfb"), missing("dbus-run-session")]

    sentence = system_packages.sentence(lacking, "the tests", manager, BOOKWORM, as_root=False)

    assert "libxcb-icccm.so.4, Xvfb" in sentence
    assert sentence.splitlines()[-1].strip() == command


def test_root_needs_no_sudo() -> None:
    sentence = system_packages.sentence([missing("Xvfb")], "the tests", "apt", BOOKWORM, as_root=True)

    assert "sudo" not in sentence


def test_an_unknown_package_manager_still_learns_the_names() -> None:
    sentence = system_packages.sentence([missing("libEGL.so.1")], "windows", "", {}, as_root=False)

    assert "libEGL.so.1" in sentence


@pytest.mark.parametrize(
    ("release", "package"),
    [
        (BOOKWORM, "libglib2.0-0"),
        (TRIXIE, "libglib2.0-0t64"),
        (MINT_22, "libglib2.0-0t64"),
        ({}, "libglib2.0-0t64"),
    ],
)
def test_a_library_has_the_name_its_release_gives_it(release: dict[str, str], package: str) -> None:
    assert system_packages.package_names([missing("libglib-2.0.so.0")], "apt", release) == [package]


def test_each_package_is_named_once() -> None:
    twice = [missing("libGL.so.1"), missing("libEGL.so.1"), missing("libGL.so.1")]

    assert system_packages.package_names(twice, "pacman", {}) == ["libglvnd"]


def test_a_library_is_found_by_its_soname() -> None:
    assert needs.library("libc.so.6", "libc6", "glibc", "glibc", "glibc").present()
    assert not needs.library("libnobodyhasthis.so.9", "x", "x", "x", "x").present()


def test_a_person_s_system_is_told_and_never_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # Given an apt that would leave a trace, on a person's own system
    trace = fake_apt(tmp_path, monkeypatch)
    monkeypatch.setattr(machine, "in_container", lambda _: False)
    absent = needs.command("nobody-has-this", "nothing", "nothing", "nothing", "nothing")

    with pytest.raises(SetupError, match="apt-get install"):
        system_packages.ensure([absent], "the tests")

    assert not trace.exists()


def test_a_container_of_root_s_gets_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    # Given a container whose apt brings the command
    trace = fake_apt(tmp_path, monkeypatch)
    monkeypatch.setattr(machine, "in_container", lambda _: True)
    monkeypatch.setattr(machine, "is_root", lambda: True)
    absent = needs.command("brought-by-apt", "some-package", "x", "x", "x")

    system_packages.ensure([absent], "the tests")

    assert trace.read_text("utf-8").splitlines() == [
        "update -qq",
        "install -y -qq --no-install-recommends some-package",
    ]
    assert "Installing for the tests: some-package" in capfd.readouterr().err


def fake_apt(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put an apt-get in front of the PATH that notes its arguments and brings one command."""
    apt, trace = folder / "apt-get", folder / "trace"
    apt.write_text(
        f'#!/bin/sh\necho "$@" >>"{trace}"\n'
        f'printf "#!/bin/sh\\n" >"{folder}/brought-by-apt"; chmod +x "{folder}/brought-by-apt"\n',
        "utf-8",
    )
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return trace


# The environment


def test_the_first_start_makes_the_environment_and_opens_the_program(checkout: Checkout) -> None:
    done = checkout.run("--home", "with space")

    assert done.stdout == "the program --home with space\n"
    assert done.returncode == 0
    assert "into .venv" in done.stderr


def test_the_second_start_makes_nothing(started: Checkout) -> None:
    before = started.stamp.stat().st_mtime_ns

    done = started.run()

    assert not done.stderr
    assert started.stamp.stat().st_mtime_ns == before


def test_the_program_s_exit_code_is_the_command_s(started: Checkout) -> None:
    started.write_program("sys.exit(7)")

    assert started.run().returncode == 7


def test_only_the_checkout_s_modules_are_found_whatever_folder_it_is_started_from(started: Checkout) -> None:
    # Given a folder with a module that would be in the way
    (started.folder.parent / "json.py").write_text("raise SystemExit('the wrong one')", "utf-8")
    started.write_program("import json; print('right')")

    # When it is started from there
    assert started.run().stdout == "right\n"


def leave_it_half_made(checkout: Checkout) -> None:
    checkout.stamp.unlink()


def garble_the_stamp(checkout: Checkout) -> None:
    checkout.stamp.write_text("[", "utf-8")


def remove_its_python(checkout: Checkout) -> None:
    for link in (checkout.venv / "bin").glob("python*"):
        link.unlink()
        link.symlink_to("/nowhere/python3")


def remove_a_part(checkout: Checkout) -> None:
    (package,) = checkout.venv.glob("lib/python*/site-packages/pip")
    shutil.rmtree(package)


def change_the_lock(checkout: Checkout) -> None:
    lock = checkout.folder / "requirements.lock"
    lock.write_text(lock.read_text("utf-8") + "# newer\n", "utf-8")


def move_it(checkout: Checkout) -> None:
    checkout.move(checkout.folder.with_name(checkout.folder.name + "-moved"))


@pytest.mark.parametrize(
    "spoil",
    [leave_it_half_made, garble_the_stamp, remove_its_python, remove_a_part, change_the_lock, move_it],
    ids=lambda spoil: spoil.__name__,
)
def test_an_environment_half_made_broken_outdated_or_moved_is_made_anew(
    spoil: Callable[[Checkout], None], started: Checkout
) -> None:
    (started.venv / "left-over").touch()
    spoil(started)

    done = started.run()

    assert done.stdout == "the program\n"
    assert not (started.venv / "left-over").exists()
    assert not started.run().stderr


def test_a_file_in_the_environment_s_place_gives_way(checkout: Checkout) -> None:
    checkout.venv.write_text("not a folder", "utf-8")

    assert checkout.run().stdout == "the program\n"


def test_a_link_in_the_environment_s_place_gives_way_and_what_it_leads_to_stays(
    checkout: Checkout, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / checkout.stamp.name).write_text("{}", "utf-8")
    checkout.venv.symlink_to(elsewhere)

    assert checkout.run().stdout == "the program\n"
    assert [path.name for path in elsewhere.iterdir()] == [checkout.stamp.name]


def test_an_environment_that_could_not_be_filled_has_no_stamp_and_one_sentence(checkout: Checkout) -> None:
    # Given a lock with a part that nobody has
    checkout.write_lock("requirements.lock", UNKNOWN_PART)

    done = checkout.run()

    assert done.returncode == 2
    assert "pip could not install" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert not checkout.stamp.exists()


def test_without_a_network_the_sentence_says_so(checkout: Checkout) -> None:
    # Given an index on a port where nobody listens
    checkout.write_lock("requirements.lock", UNKNOWN_PART)
    index = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "1"}

    done = checkout.run(**index, PIP_CONFIG_FILE=os.devnull)

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("The network does not answer")


def test_a_part_without_a_hash_or_with_another_content_is_not_installed(
    checkout: Checkout, tmp_path: Path
) -> None:
    # Given a wheel that is there to be had
    wheel = tmp_path / "there_to_be_had-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as content:
        content.writestr("there_to_be_had.py", "")
        content.writestr(
            "there_to_be_had-1.0.dist-info/METADATA",
            "Metadata-Version: 2.1\nName: there-to-be-had\nVersion: 1.0\n",
        )
        content.writestr(
            "there_to_be_had-1.0.dist-info/WHEEL",
            "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        content.writestr("there_to_be_had-1.0.dist-info/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()

    def outcome(entry: str) -> subprocess.CompletedProcess[str]:
        checkout.write_lock("requirements.lock", entry)
        return checkout.run(PIP_FIND_LINKS=str(tmp_path))

    assert "hash" in outcome("there-to-be-had==1.0\n").stderr.lower()
    assert "not the one that is locked" in outcome(f"there-to-be-had==1.0 --hash=sha256:{'0' * 64}\n").stderr
    assert not checkout.stamp.exists()
    assert outcome(f"there-to-be-had==1.0 --hash=sha256:{digest}\n").returncode == 0
    assert list(checkout.venv.glob("lib/python*/site-packages/there_to_be_had.py"))


def test_two_starts_at_once_make_one_whole_environment(checkout: Checkout) -> None:
    both = [checkout.start(), checkout.start()]

    outputs = [process.communicate() for process in both]

    assert [output for output, _ in outputs] == ["the program\n"] * 2
    assert sum("into .venv" in errors for _, errors in outputs) == 1
    assert not checkout.run().stderr


def test_the_development_lock_is_for_tests_and_checks_only(checkout: Checkout) -> None:
    checkout.write_lock("requirements-dev.lock", UNKNOWN_PART)

    assert checkout.run().returncode == 0
    assert checkout.run("check").returncode == 2


def test_a_checkout_that_cannot_be_written_gets_one_sentence(checkout: Checkout) -> None:
    # Given a folder in the place of the lock file: not even root can write that
    (checkout.folder / ".venv.lock").mkdir()

    done = checkout.run()

    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


# The words


def test_a_word_whose_part_is_not_there_goes_to_the_program(started: Checkout) -> None:
    assert started.run("bench", "fast").stdout == "the program bench fast\n"


def test_the_tour_is_played_with_its_own_arguments(started: Checkout) -> None:
    started.write_module("tests.tour", "import sys; print('tour', *sys.argv[1:])")

    assert started.run("tour", "out", "--rtl").stdout == "tour out --rtl\n"


def test_the_tests_run_in_two_workers_unless_the_arguments_say_otherwise(started: Checkout) -> None:
    started.write_module("pytest", "import sys; print(*sys.argv[1:])")

    assert started.run("test", "-k", "seal").stdout == "-n 2 --dist loadgroup -k seal\n"
    assert started.run("test", "--color=no").stdout == "-n 2 --dist loadgroup --color=no\n"
    assert started.run("test", "-n0").stdout == "-n0\n"
    assert started.run("test", "--pdb", "tests/ui").stdout == "--pdb tests/ui\n"


def test_help_shows_the_commands_and_makes_nothing(checkout: Checkout) -> None:
    done = checkout.run("help")

    commands = {"test", "tour", "gallery", "bench", "check", "help"}
    assert set(re.findall(r"run\.py (\w+)", done.stdout)) == commands
    assert not checkout.venv.exists()


# The locks


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_every_part_with_a_hash_and_holds_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")

    entries = re.sub(r"\\\n", " ", text).splitlines()
    assert all(
        re.match(r"[a-z0-9.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry)
        for entry in entries
        if entry[0] != "#"
    )
    assert "://" not in text
    assert "--index" not in text


def test_the_development_lock_holds_all_of_the_runtime_one() -> None:
    runtime, development = (
        set(re.findall(r"^([a-z0-9.-]+==\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )

    assert runtime < development


def test_the_locks_pin_what_the_project_asks_for() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[=<>!~]", part)[0].lower() for part in asked}

    locked = set(
        re.findall(r"^([a-z0-9.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    )

    assert names <= locked

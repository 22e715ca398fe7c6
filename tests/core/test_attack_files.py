"""What somebody with the same account lays into the folders does not stop, mislead or fool the program."""

import os
import shutil
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest

from intimacy_desktop.errors import NotItsTurn, VaultDamaged, VaultMissing, VaultUnreadable, WrongPassphrase
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.settings import Settings, SettingsFile
from intimacy_desktop.vault import Vault
from tests.core.vaultkit import PASSPHRASE, copy_of, database, full_draft, make_vault, opened

MARA = Identity("Mara", Shape.CIRCLE, Hue.BLUE)
JONAS = Identity("Jonas", Shape.DIAMOND, Hue.RUST)
JONASS_WORDS = "eleven boats in the harbour"

T = TypeVar("T")


def returns(work: Callable[[], T]) -> T:
    """Give what `work` gives; a call that never ends fails instead of hanging the run."""
    outcome: list[T | BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:  # noqa: BLE001 (handed on)
            outcome.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(10)
    assert outcome, "it never comes back"
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home.open(tmp_path / "home")
    made.take_seat(MARA, PASSPHRASE, CHEAPEST)
    return made


if sys.platform != "win32":  # named pipes

    @pytest.mark.parametrize("name", ["home.json", "settings.json"])
    def test_a_pipe_in_the_place_of_a_hint_or_the_settings_is_not_waited_for(home: Home, name: str) -> None:
        place = home.path / name
        place.unlink(missing_ok=True)
        os.mkfifo(place)

        (seat,) = returns(home.seats)
        settings = returns(SettingsFile(home.path).load)

        assert seat.identity == MARA
        assert settings == Settings()

    @pytest.mark.parametrize("name", ["keys.json", "keys.bak.json"])
    def test_a_pipe_in_the_place_of_one_header_leaves_the_other_to_open_with(home: Home, name: str) -> None:
        folder = home.seats()[0].folder
        (folder / name).unlink()
        os.mkfifo(folder / name)

        (seat,) = returns(home.seats)

        assert seat.trouble is None
        with opened(folder, returns(lambda: unlock(folder, PASSPHRASE))):
            assert (folder / name).is_file()

    def test_pipes_in_the_place_of_both_headers_are_damage(home: Home) -> None:
        folder = home.seats()[0].folder
        for name in ("keys.json", "keys.bak.json"):
            (folder / name).unlink()
            os.mkfifo(folder / name)

        (seat,) = returns(home.seats)

        assert isinstance(seat.trouble, VaultDamaged)

    def test_devices_in_the_place_of_hints_and_settings_give_the_usual(home: Home) -> None:
        for name in ("home.json", "settings.json"):
            (home.path / name).unlink(missing_ok=True)
            (home.path / name).symlink_to("/dev/zero")

        assert returns(home.seats)[0].identity == MARA
        assert returns(SettingsFile(home.path).load) == Settings()

    def test_a_header_that_is_a_link_to_itself_is_no_traceback(home: Home) -> None:
        folder = home.seats()[0].folder
        for name in ("keys.json", "keys.bak.json"):
            (folder / name).unlink()
            (folder / name).symlink_to(folder / name)

        assert isinstance(returns(home.seats)[0].trouble, VaultUnreadable)

    def test_a_vault_folder_that_is_a_link_elsewhere_opens_as_any_other(home: Home, tmp_path: Path) -> None:
        folder = home.seats()[0].folder
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")

        with opened(folder, unlock(folder, PASSPHRASE)) as vault:
            assert vault.identity == MARA

    def test_a_copy_of_the_header_of_a_terabyte_is_replaced_without_being_read(home: Home) -> None:
        import resource

        folder = home.seats()[0].folder
        whole = (folder / "keys.json").read_bytes()
        with (folder / "keys.bak.json").open("wb") as file:
            file.truncate(1 << 40)
        keys = unlock(folder, PASSPHRASE)
        limits = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (64 << 30, limits[1]))
        try:
            Vault.open(folder, keys).close()
        finally:
            resource.setrlimit(resource.RLIMIT_AS, limits)

        assert (folder / "keys.bak.json").read_bytes() == whole


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_what_lies_about_as_an_unfinished_vault_does_not_keep_a_seat_from_being_taken(
    home: Home, tmp_path: Path, kind: str
) -> None:
    left = home.path / "vaults" / ".new-left"
    strangers = tmp_path / "strangers"
    strangers.mkdir()
    (strangers / "letter").write_text("theirs")
    match kind:
        case "file":
            left.write_text("x")
        case "link":
            left.symlink_to(strangers)
        case "folder":
            left.mkdir()

    home.take_seat(JONAS, JONASS_WORDS, CHEAPEST)

    assert len(home.seats()) == 2
    assert (strangers / "letter").read_text() == "theirs"


# Headers and databases that change places


@pytest.fixture
def two(home: Home) -> tuple[Path, Path]:
    home.take_seat(JONAS, JONASS_WORDS, CHEAPEST)
    first, second = (seat.folder for seat in home.seats())
    return first, second


def test_headers_that_change_places_are_damage_and_open_nothing(home: Home, two: tuple[Path, Path]) -> None:
    mara, jonas = two
    for name in ("keys.json", "keys.bak.json"):
        shutil.copy(jonas / name, mara / name)

    assert isinstance(home.seats()[0].trouble, VaultDamaged)
    with pytest.raises((VaultMissing, WrongPassphrase)):
        unlock(mara, PASSPHRASE)


def test_a_partners_header_over_my_database_opens_nothing(two: tuple[Path, Path]) -> None:
    # Jonas lays his header over Mara's folder, and names her database like his: his passphrase is right.
    mara, jonas = two
    before = database(mara).read_bytes()
    for name in ("keys.json", "keys.bak.json"):
        shutil.copy(jonas / name, mara / name)
    database(mara).rename(mara / database(jonas).name)

    keys = unlock(mara, JONASS_WORDS)
    with pytest.raises(VaultDamaged):
        Vault.open(mara, keys)

    assert (mara / database(jonas).name).read_bytes() == before


def test_a_partners_database_under_my_header_is_damage(two: tuple[Path, Path]) -> None:
    mara, jonas = two
    shutil.copy(database(jonas), database(mara))

    with pytest.raises(VaultDamaged):
        Vault.open(mara, unlock(mara, PASSPHRASE))


# Pages of an older copy among newer ones


def test_pages_of_an_older_copy_never_show_an_answer_that_was_not_sealed(tmp_path: Path) -> None:
    # Given what Mara sealed at first, and what she sealed after thinking it over: all is kept back now
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        round_id = vault.start_round().id
        vault.save_draft(round_id, full_draft())
        vault.seal(round_id)
    older = database(copy_of(folder, "older")).read_bytes()
    with opened(folder, keys) as vault:
        vault.unseal(round_id)
        draft = vault.read_draft(round_id)
        for item, answer in enumerate(draft.answers):
            draft = draft.with_answer(item, type(answer)(answer.text, answer.spoken, kept=True))
        vault.save_draft(round_id, draft)
        vault.seal(round_id)
        vault.join(round_id, "a joint id")
    newer = database(folder).read_bytes()
    size, shown = 4096, []

    # When the one file goes over into the other at any page
    for at in range(size, len(newer), size):
        for mixed in (newer[:at] + older[at:], older[:at] + newer[at:]):
            if mixed in {newer, older}:
                continue
            database(folder).write_bytes(mixed)
            with suppress(VaultDamaged, NotItsTurn), opened(folder, keys) as vault:
                vault.begin(round_id)
                shown += [vault.uncover(round_id, item).text for item in range(10)]

    # Then no card of the first set comes up
    assert not any(shown)

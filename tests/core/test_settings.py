"""What anyone may see and change."""

import json
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from intimacy_desktop.errors import HomeNotWritable
from intimacy_desktop.settings import HIDE_KEYS, Settings, SettingsFile

OTHER = Settings(1.5, "dark", True, "F12", "minimised", "alternate", more_contrast=True)

SIMPLE = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "dark", "F9", "1.5"])
JSON = SIMPLE | st.lists(SIMPLE, max_size=2)


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    SettingsFile(tmp_path).save(OTHER)
    assert SettingsFile(tmp_path).load() == OTHER


def test_without_a_file_there_are_the_usual_values_and_no_file_is_made(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path).load() == Settings()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000])
def test_a_broken_file_gives_the_usual_values_and_is_kept_aside_when_something_is_saved(
    tmp_path: Path, content: bytes
) -> None:
    # Given a file that makes no sense
    (tmp_path / "settings.json").write_bytes(content)
    settings = SettingsFile(tmp_path)
    # When it is read, then the program has its usual values and the file is as it was
    usual = settings.load()
    assert usual == Settings()
    assert (tmp_path / "settings.json").read_bytes() == content
    # When something is saved, then the old file is still there under another name
    settings.save(OTHER)
    assert settings.load() == OTHER
    assert (tmp_path / "settings.json.broken").read_bytes() == content


def test_one_senseless_value_costs_only_itself(tmp_path: Path) -> None:
    members = {"text_size": 40, "appearance": "dark", "hide_key": "", "less_movement": 1}
    (tmp_path / "settings.json").write_text(json.dumps(members))
    assert SettingsFile(tmp_path).load() == Settings(appearance="dark")


@pytest.mark.parametrize("key", ["", None, "None", "A", "Return", "Ctrl+F9", "f9", []])
def test_hide_cannot_be_switched_off_or_laid_on_a_key_that_is_needed(key: object) -> None:
    assert Settings.of({"hide_key": key}).hide_key == HIDE_KEYS[0]


def test_what_a_newer_version_saved_beside_survives_this_one(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"language": "ar", "text_size": 1.25}')
    settings = SettingsFile(tmp_path)
    settings.save(settings.load())
    members = json.loads((tmp_path / "settings.json").read_text())
    assert (members["language"], members["text_size"]) == ("ar", 1.25)


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    SettingsFile(tmp_path).save(Settings())
    assert (tmp_path / "settings.json").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(HomeNotWritable) as caught:
        SettingsFile(tmp_path / "gone").save(Settings())
    assert caught.value.detail


@given(st.dictionaries(st.sampled_from(list(Settings.__dataclass_fields__)), JSON))
def test_whatever_stands_in_the_file_gives_settings_that_can_be_used(members: dict[str, object]) -> None:
    settings = Settings.of(members)
    assert settings.hide_key in HIDE_KEYS
    assert 0.8 <= settings.text_size <= 2.0
    assert settings.appearance in {"system", "light", "dark"}
    assert settings.hide_leaves in {"sheet", "minimised"}
    assert settings.first_reader in {"second", "first", "alternate"}
    assert isinstance(settings.less_movement, bool)

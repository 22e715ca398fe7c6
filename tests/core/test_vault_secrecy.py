"""What the files of a vault tell someone who has them, and copies of them from before, but no key."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from intimacy_desktop.answers import Answer, Draft, Evening
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.vault import Vault
from intimacy_desktop.vault.access import connect
from intimacy_desktop.vault.schema import APPLICATION_ID, SCHEMA
from tests.core.vaultkit import (
    PASSPHRASE,
    changed_pages,
    copy_of,
    database,
    full_draft,
    make_vault,
    opened,
    pages,
)

CANARY = "Zaunkönigsgesang"

Step = Callable[[Vault], object]


@pytest.fixture(name="writing")
def _writing(tmp_path: Path) -> tuple[Path, VaultKeys]:
    """A vault with a round in writing."""
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        vault.start_round()
        vault.save_draft(1, Draft())
    return folder, keys


def trace(folder: Path, keys: VaultKeys, name: str, *steps: Step) -> list[tuple[int, set[int]]]:
    """File size and changed pages after each step, in a copy of the vault."""
    copy = copy_of(folder, name)
    seen: list[tuple[int, set[int]]] = []
    with opened(copy, keys) as vault:
        for step in steps:
            before = pages(copy)
            step(vault)
            after = pages(copy)
            seen.append((database(copy).stat().st_size, changed_pages(before, after)))
    return seen


def save(draft: Draft) -> Step:
    return lambda vault: vault.save_draft(1, draft)


def test_saves_of_different_items_change_the_same_pages(writing: tuple[Path, VaultKeys]) -> None:
    folder, keys = writing
    texts = ["x", "a much longer ending " * 80, "😀" * 2000, ""]
    saves = [save(Draft().with_answer(item, Answer(text))) for item in (0, 4, 9) for text in texts]
    sizes_and_pages = trace(folder, keys, "copy", *saves, save(full_draft().at(9)))
    size, changed = sizes_and_pages[0]
    assert len(changed) > 40
    assert all(seen == (size, changed) for seen in sizes_and_pages)


def test_a_save_of_the_same_text_changes_every_page_of_its_record_again(
    writing: tuple[Path, VaultKeys],
) -> None:
    folder, keys = writing
    # The draft has 160,052 bytes: 39 pages of its own at the least.
    ((_, changed), (_, again)) = trace(folder, keys, "copy", save(Draft()), save(Draft()))
    assert changed == again
    assert len(changed) >= 39


def in_the_evening(answer: Answer) -> list[Step]:
    return [
        lambda vault: vault.save_draft(1, full_draft().with_answer(6, answer)),
        lambda vault: vault.seal(1),
        lambda vault: vault.unseal(1),
        lambda vault: vault.seal(1),
        lambda vault: vault.join(1, "joint"),
        lambda vault: vault.begin(1),
        lambda vault: vault.uncover(1, 6),
        lambda vault: vault.save_evening(1, Evening(answer.text)),
        lambda vault: vault.close_round(1),
    ]


def test_kept_back_blank_and_written_cannot_be_told_apart_from_the_files(
    writing: tuple[Path, VaultKeys],
) -> None:
    folder, keys = writing
    answers = {
        "kept": Answer("what I keep " * 100, kept=True),
        "blank": Answer(),
        "written": Answer("what I say", "what you say"),
    }
    traces = [trace(folder, keys, name, *in_the_evening(answer)) for name, answer in answers.items()]
    assert traces[0] == traces[1] == traces[2]


def test_sealing_does_not_change_the_size_of_the_file(writing: tuple[Path, VaultKeys]) -> None:
    folder, keys = writing
    size = database(folder).stat().st_size
    seen = trace(folder, keys, "copy", *in_the_evening(Answer("x")))
    assert {after for after, _ in seen} == {size}


def test_sealing_again_changes_every_page_of_what_is_shown(writing: tuple[Path, VaultKeys]) -> None:
    folder, keys = writing
    first, second, third = trace(
        folder, keys, "copy", lambda v: v.seal(1), lambda v: v.unseal(1), lambda v: v.seal(1)
    )
    assert first[1] == second[1] | first[1] == third[1]
    assert len(first[1]) >= 39


def scan(folder: Path, needle: str) -> list[str]:
    """The files that hold `needle` or a good part of it, in one of the encodings of text."""
    parts = [needle, needle[:8], needle[-8:]]
    forms = {part.encode(encoding) for part in parts for encoding in ("utf-8", "utf-16-le", "utf-32-le")}
    return [
        path.name
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def test_no_word_of_an_answer_stands_in_any_file_at_any_step(tmp_path: Path, private_home: Path) -> None:
    # Given a scan that finds a word where there is one
    (tmp_path / "control").write_bytes(b"..." + CANARY.encode("utf-16-le"))
    assert scan(tmp_path, CANARY) == ["control"]
    (tmp_path / "control").unlink()
    # When a round goes all its way, with the word in all its places
    folder, keys = make_vault(tmp_path)
    answer = Answer(CANARY, CANARY)
    steps = [lambda vault: vault.start_round(), *in_the_evening(answer)]
    with opened(folder, keys) as vault:
        for step in steps:
            step(vault)
            # Then no file holds it, open
            assert scan(tmp_path, CANARY) == []
            assert scan(private_home, CANARY) == []
    # And closed, nor the passphrase
    assert scan(tmp_path, CANARY) == []
    assert scan(tmp_path, PASSPHRASE) == []
    assert [path.name for path in tmp_path.rglob("*-journal")] == []


def test_the_journal_of_an_unfinished_save_holds_no_word_either(writing: tuple[Path, VaultKeys]) -> None:
    folder, keys = writing
    with opened(folder, keys) as vault:
        vault.save_draft(1, Draft().with_answer(0, Answer(CANARY)))
    connection = connect(database(folder), keys)
    connection.prepare_writing()
    connection.rows("PRAGMA cache_size=2")  # so that pages reach the files before the commit
    journal = database(folder).with_name(database(folder).name + "-journal")
    unfinished = connection.transaction()
    unfinished.__enter__()
    connection.change("UPDATE records SET sealed = zeroblob(length(sealed)) WHERE kind = 'draft'")
    connection.change("UPDATE vault SET last_saved = ?", (CANARY,))
    assert journal.stat().st_size > 100_000
    assert scan(folder, CANARY) == []
    # And a program that ends here has changed nothing
    connection.close()
    with opened(folder, keys) as vault:
        assert vault.read_draft(1).answers[0].text == CANARY


def test_every_setting_of_the_database_is_made(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    connection = connect(database(folder), keys)
    connection.prepare_writing()
    expected = {
        "journal_mode": "delete",
        "synchronous": 3,
        "secure_delete": 1,
        "temp_store": 2,
        "mmap_size": 0,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "foreign_keys": 1,
        "cipher_log_level": "NONE",
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA,
    }
    found = {name: (connection.row(f"PRAGMA {name}") or [None])[0] for name in expected}
    # Two settings that SQLCipher and SQLite have by themselves are asked for all the same.
    assert found == expected
    connection.close()


def test_an_open_vault_has_its_settings_and_loads_no_extensions(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        connection = vault._connection
        assert connection.row("PRAGMA synchronous") == (3,)
        assert connection.row("PRAGMA journal_mode") == ("delete",)
        with pytest.raises(Exception, match="not authorized"):
            connection.rows("SELECT load_extension('x')")


WRITER = """
import sys
from pathlib import Path
from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.vault import Vault

folder = Path(sys.argv[1])
vault = Vault.open(folder, unlock(folder, sys.argv[2]))
count = int(sys.argv[3])
while True:
    count += 1
    vault.save_draft(1, Draft().with_answer(count % 10, Answer(str(count))))
    print(count, flush=True)
"""


def test_what_was_said_to_be_saved_is_there_after_the_process_was_killed(
    writing: tuple[Path, VaultKeys],
) -> None:
    folder, _ = writing
    chance = random.Random(7)
    last = 0
    for _ in range(6):
        # Given a process that saves and says so
        command = [sys.executable, "-c", WRITER, str(folder), PASSPHRASE, str(last)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ, text=True) as writer:
            assert writer.stdout
            for _ in range(chance.randrange(1, 40)):
                writer.stdout.readline()
            # When it is killed at some moment
            writer.send_signal(signal.SIGKILL)
            said = [line for line in writer.stdout.read().splitlines() if line]
        # Then what it said last is there, or what it was about to say
        with opened(folder, unlock(folder, PASSPHRASE)) as vault:
            (found,) = {int(answer.text) for answer in vault.read_draft(1).answers if answer.text}
        if said:
            assert found in {int(said[-1]), int(said[-1]) + 1}
        assert found > last
        last = found

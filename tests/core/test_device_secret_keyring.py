"""The device secret in a real gnome-keyring on a session bus of its own, and all that can fail."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from intimacy_desktop import device_secret
from intimacy_desktop.device_secret import SystemKeyring, forget_secret, new_secret, read_secret
from intimacy_desktop.errors import (
    DeviceSecretDifferent,
    DeviceSecretMissing,
    KeyringAbsent,
    KeyringFails,
    KeyringHangs,
    KeyringLocked,
)
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.recovery import new_code, unlock_with_code
from intimacy_desktop.vault.binding import bind
from tests.core.keyringkit import Service, children, is_running, secret_service, session_bus
from tests.core.vaultkit import PASSPHRASE, make_vault

VAULT = str(uuid4())


def no_backups(_folder: Path, _keys: VaultKeys) -> None:
    return


@pytest.fixture(name="folder")
def _folder() -> Iterator[Path]:
    # A socket's path may have 108 characters; pytest's own folders are longer.
    with tempfile.TemporaryDirectory(prefix="bus-", dir="/tmp") as folder:
        yield Path(folder)


@pytest.fixture(name="service")
def _service(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with session_bus(folder) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with secret_service(folder) as service:
            yield service


def test_a_secret_is_kept_and_given_back_and_forgotten(service: Service) -> None:
    store = SystemKeyring()
    store.check()
    made = new_secret(store, VAULT)
    assert len(made.secret) == 32
    assert read_secret(store, VAULT, made.secret_id) == made.secret
    assert service.count() == 1
    assert forget_secret(store, VAULT, made.secret_id)
    assert service.count() == 0
    assert forget_secret(store, VAULT, made.secret_id)  # again is no fault


def test_each_secret_has_an_item_of_its_own(service: Service) -> None:
    store = SystemKeyring()
    made = [new_secret(store, vault) for vault in (VAULT, VAULT, str(uuid4()))]
    assert service.count() == 3
    assert len({each.secret for each in made}) == 3
    assert read_secret(store, VAULT, made[0].secret_id) == made[0].secret
    assert read_secret(store, VAULT, made[1].secret_id) == made[1].secret


def test_an_item_tells_the_vaults_id_and_no_nickname(service: Service) -> None:
    made = new_secret(SystemKeyring(), VAULT)
    with service.item() as item:
        label, attributes = item.get_label(), item.get_attributes()
    attributes.pop("xdg:schema", None)
    assert attributes == {
        "application": "innermost",
        "service": f"innermost {VAULT}",
        "username": made.secret_id,
    }
    assert label == f"Password for '{made.secret_id}' on 'innermost {VAULT}'"


def test_a_deleted_item_is_missing(service: Service) -> None:
    store = SystemKeyring()
    made = new_secret(store, VAULT)
    with service.item() as item:
        item.delete()
    with pytest.raises(DeviceSecretMissing):
        read_secret(store, VAULT, made.secret_id)
    assert service.count() == 0  # and nothing was made in its place


@pytest.mark.parametrize("other", [b"x", b"", "é".encode(), b"QUJD", b"A" * 43 + b"=", b"\xff\xfe"])
def test_a_replaced_item_is_different(service: Service, other: bytes) -> None:
    store = SystemKeyring()
    made = new_secret(store, VAULT)
    with service.item() as item:
        item.set_secret(other)
    with pytest.raises(DeviceSecretDifferent):
        read_secret(store, VAULT, made.secret_id)


def test_a_locked_keyring_that_cannot_ask_is_locked(service: Service) -> None:
    store = SystemKeyring()
    made = new_secret(store, VAULT)
    service.lock()
    store.check()  # is there, and nobody is asked
    with pytest.raises(KeyringLocked):
        read_secret(store, VAULT, made.secret_id)
    with pytest.raises(KeyringLocked):
        new_secret(store, VAULT)
    assert not forget_secret(store, VAULT, made.secret_id)


def test_a_locked_keyring_whose_question_nobody_answers_is_locked_and_not_hanging(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with session_bus(folder, prompter=True) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with secret_service(folder) as service:
            made = new_secret(SystemKeyring(), VAULT)
            service.lock()
            with pytest.raises(KeyringLocked):
                read_secret(SystemKeyring(answer_s=6, person_s=0.5), VAULT, made.secret_id)


def test_a_stopped_keyring_hangs_and_its_child_is_ended(service: Service) -> None:
    store = SystemKeyring(answer_s=1.5)
    made = new_secret(SystemKeyring(), VAULT)
    before = set(children())
    service.daemon.send_signal(signal.SIGSTOP)
    with pytest.raises(KeyringHangs):
        read_secret(store, VAULT, made.secret_id)
    assert set(children()) == before
    # And once it goes on, so does everything
    service.daemon.send_signal(signal.SIGCONT)
    assert read_secret(SystemKeyring(), VAULT, made.secret_id) == made.secret


def test_a_keyring_that_ended_is_absent(service: Service) -> None:
    made = new_secret(SystemKeyring(), VAULT)
    service.daemon.kill()
    service.daemon.wait()
    for ask in (SystemKeyring().check, lambda: read_secret(SystemKeyring(), VAULT, made.secret_id)):
        with pytest.raises(KeyringAbsent):
            ask()


def test_a_bus_without_a_keyring_is_a_keyring_that_is_absent(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with session_bus(folder) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with pytest.raises(KeyringAbsent):
            SystemKeyring().check()


@pytest.mark.parametrize("address", [None, "", "unix:path=/nonexistent/bus", "nonsense"])
def test_without_a_bus_the_keyring_is_absent(address: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if address is not None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    for ask in (SystemKeyring().check, lambda: new_secret(SystemKeyring(), VAULT)):
        with pytest.raises(KeyringAbsent):
            ask()


def test_neither_environment_nor_configuration_chooses_another_keyring(
    private_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given everything that would make the library take the backend that keeps nothing
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    for folder in (private_home / ".config", private_home / ".local/share"):
        (folder / "python_keyring").mkdir()
        (folder / "python_keyring/keyringrc.cfg").write_text(
            "[backend]\ndefault-keyring=keyring.backends.null.Keyring\n"
        )
    # Then there is no keyring at all
    with pytest.raises(KeyringAbsent):
        new_secret(SystemKeyring(), VAULT)


def test_a_bound_vault_lives_with_its_keyring_and_survives_its_loss(service: Service, tmp_path: Path) -> None:
    # Given a vault bound to the keyring that the program finds by itself
    folder, keys = make_vault(tmp_path)
    code, other_code = new_code(), new_code()
    store = SystemKeyring()
    keys = bind(folder, keys, store, renew_backups=no_backups, new_recovery_code=code)
    assert unlock(folder, PASSPHRASE).dek == keys.dek
    # When somebody deletes the item
    with service.item() as item:
        item.delete()
    with pytest.raises(DeviceSecretMissing):
        unlock(folder, PASSPHRASE)
    # Then the code opens it, and it is bound anew
    recovered = unlock_with_code(folder, code)
    bind(
        folder,
        recovered,
        store,
        renew_backups=no_backups,
        new_passphrase="nine green doors by the sea",
        new_recovery_code=other_code,
    )
    found = unlock(folder, "nine green doors by the sea")
    assert found.dek == unlock_with_code(folder, other_code).dek != recovered.dek
    assert service.count() == 1


def test_a_child_that_dies_is_a_keyring_that_failed(service: Service) -> None:
    # Given a child that waits for a stopped keyring
    service.daemon.send_signal(signal.SIGSTOP)
    before = set(children())
    failures: list[BaseException] = []

    def ask() -> None:
        try:
            SystemKeyring().read(VAULT, "any")
        except KeyringFails as failure:
            failures.append(failure)

    thread = threading.Thread(target=ask)
    thread.start()
    while not (started := set(children()) - before):
        time.sleep(0.01)
    # When somebody kills it
    for pid in started:
        os.kill(pid, signal.SIGKILL)
    thread.join()
    # Then that is said at once
    assert [type(failure) for failure in failures] == [KeyringFails]


def test_a_child_that_waits_ends_when_the_program_is_gone(service: Service) -> None:
    # Given a program that waits for a stopped keyring
    service.daemon.send_signal(signal.SIGSTOP)
    root = str(Path(device_secret.__file__).parents[1])
    code = (
        f"import sys; sys.path.insert(0, {root!r})\n"
        "from intimacy_desktop.device_secret import SystemKeyring\n"
        "SystemKeyring(answer_s=60).read('any', 'any')\n"
    )
    with subprocess.Popen([sys.executable, "-I", "-c", code]) as program:
        while not (waiting := children(program.pid)):
            time.sleep(0.01)
        # When it is gone, without a word
        program.kill()
    # Then nobody is left who waits
    while any(is_running(pid) for pid in waiting):
        time.sleep(0.01)


@pytest.mark.parametrize("code", ["", "raise SystemExit(1)", "print('[]')", "print('{}')", "print('\\n\\n')"])
def test_a_child_that_answers_nonsense_is_a_keyring_that_failed(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = device_secret.child_command()[0]
    monkeypatch.setattr(device_secret, "child_command", lambda: [python, "-I", "-c", code])
    with pytest.raises(KeyringFails):
        SystemKeyring().read(VAULT, "any")


def test_a_child_that_cannot_be_started_is_a_keyring_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device_secret, "child_command", lambda: ["/nonexistent/program"])
    with pytest.raises(KeyringFails):
        SystemKeyring().check()


def test_the_secret_is_never_among_the_arguments_or_in_the_environment(service: Service) -> None:
    # Given a child that holds a secret and waits for a stopped keyring
    service.daemon.send_signal(signal.SIGSTOP)
    before = set(children())
    secret = os.urandom(32)

    def ask() -> None:
        with pytest.raises(KeyringHangs):
            SystemKeyring(answer_s=1.5).write(VAULT, "any", secret)

    thread = threading.Thread(target=ask)
    thread.start()
    seen = b""
    while thread.is_alive():
        for pid in set(children()) - before:
            for name in ("cmdline", "environ"):
                try:
                    seen += Path(f"/proc/{pid}/{name}").read_bytes()
                except OSError:  # it has ended, or denies it
                    continue
        time.sleep(0.01)
    thread.join()
    assert b"--keyring" in seen
    assert device_secret.b64encode(secret) not in seen

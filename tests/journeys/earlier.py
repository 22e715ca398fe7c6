"""What somebody did on an earlier day, by the program's own means and without a window.

    python -m tests.journeys.earlier       a wish on standard input, the keys of the vault on standard output

Both as JSON. A wish says what to `do` (`seat` or `seal`), in which `home`, as whom, and with what answers.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.backup import make_backup
from intimacy_desktop.device_secret import SystemKeyring
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST, subkey
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.recovery import add_recovery_slot, new_code
from intimacy_desktop.vault import Vault
from intimacy_desktop.vault.binding import bind

from .harness.desktop import Desktop
from .harness.program import CHECKOUT
from .steps import Person

_MODULE = "tests.journeys.earlier"
ITEMS = 10
Answers = dict[int, tuple[str, bool]]
"""By item: the words, and whether they are kept back."""


def take_seat(
    desktop: Desktop, home: Path, person: Person, answers: Answers, *, bound: bool = False
) -> dict[str, bytes]:
    """Have somebody take a seat, and write and seal if there are answers; the vault’s keys, by name."""
    return _ask(desktop, "seat", home, person, answers, bound)


def seal(desktop: Desktop, home: Path, person: Person) -> dict[str, bytes]:
    """Have somebody seal what they wrote; the keys of their vault, by name."""
    return _ask(desktop, "seal", home, person, {}, bound=False)


def _ask(
    desktop: Desktop, what: str, home: Path, person: Person, answers: Answers, bound: bool
) -> dict[str, bytes]:
    wish = {
        "do": what,
        "home": str(home),
        "name": person.nickname,
        "passphrase": person.passphrase,
        "answers": [answers.get(item, ("", False)) for item in range(ITEMS)],
        "bound": bound,
    }
    done = subprocess.run(
        [*(desktop.account.prefix if desktop.account else ()), sys.executable, "-m", _MODULE],
        env={**desktop.env, "PYTHONPATH": str(CHECKOUT)},
        cwd=desktop.env["HOME"],
        input=json.dumps(wish),
        capture_output=True,
        text=True,
        check=True,
    )
    return {name: bytes.fromhex(key) for name, key in json.loads(done.stdout).items()}


def main() -> None:
    """Do what standard input wishes."""
    wish = json.load(sys.stdin)
    home = Home.open(Path(wish["home"]))
    keys = _take(home, wish) if wish["do"] == "seat" else _seal(home, wish)
    named = {
        "DEK": keys.dek,
        "database key": subkey(keys.dek, b"innermost/1/db"),
        "record key": subkey(keys.dek, b"innermost/1/record"),
        "KEK": keys.kek,
        "stretched": keys.stretched,
        "device secret": keys.device_secret,
    }
    json.dump({f"{wish['name']}’s {name}": key.hex() for name, key in named.items() if key}, sys.stdout)


def _take(home: Home, wish: dict[str, Any]) -> VaultKeys:
    identity = Identity(wish["name"], Shape.DIAMOND, Hue.RUST)
    keys = home.take_seat(identity, wish["passphrase"], CHEAPEST)
    folder = home.folder(keys.vault_id)
    answers = tuple(Answer(words, kept=kept) for words, kept in wish["answers"])
    if any(answer.text for answer in answers):
        vault = Vault.open(folder, keys)
        present = vault.start_round()
        vault.save_draft(present.id, Draft(answers))
        vault.seal(present.id)
        vault.close()
    if wish["bound"]:
        add_recovery_slot(folder, keys, new_code())
        keys = bind(folder, keys, SystemKeyring(), renew_backups=make_backup)
    return keys


def _seal(home: Home, wish: dict[str, Any]) -> VaultKeys:
    seat = next(seat for seat in home.seats() if seat.identity.nickname == wish["name"])
    keys = unlock(seat.folder, wish["passphrase"])
    vault = Vault.open(seat.folder, keys)
    vault.seal(vault.rounds()[-1].id)
    vault.close()
    return keys


if __name__ == "__main__":
    os.umask(0o077)
    main()

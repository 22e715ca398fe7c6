"""Makes the golden home of today's form of the tables, once for each form; kept to show how.

python3 -m tests.core.make_golden FOLDER

Mara's vault has a recovery code, one round that was closed in the middle and one that has begun. Jonas's had
its key changed once; it is bound to a device secret. His round is sealed and joined to Mara's second one: the
evening was interrupted between the two vaults.
"""

import json
import os
import shutil
import sys
from base64 import b64encode
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from intimacy_desktop.backup import make_backup
from intimacy_desktop.device_secret import DeviceSecret, secret_id_of
from intimacy_desktop.home import Home
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.recovery import add_recovery_slot, new_code, unlock_with_code
from intimacy_desktop.settings import SettingsFile
from intimacy_desktop.vault import OwnerSettings, Vault
from intimacy_desktop.vault.rotation import rotate
from tests.core import golden_texts as texts


def make(folder: Path) -> None:
    """Make the home in `folder`, which must not exist, and beside its vaults what else opens them."""
    folder.mkdir(parents=True)
    home = Home.open(folder / "home")
    mara = home.take_seat(texts.MARA, texts.MARAS_PASSPHRASE, CHEAPEST)
    jonas = home.take_seat(texts.JONAS, texts.JONASS_PASSPHRASE, CHEAPEST)
    SettingsFile(home.path).save(texts.SETTINGS)
    home.set_ready(jonas.vault_id, ready=True)
    jonass_token = _write_jonass(home.folder(jonas.vault_id), jonas)
    maras_token = _write_maras(home.folder(mara.vault_id), mara, jonass_token)
    with closing(Vault.open(home.folder(jonas.vault_id), jonas)) as vault:
        vault.join(1, texts.JOINT_IDS[2], maras_token)
    codes = {"mara": new_code(), "jonas": new_code()}
    add_recovery_slot(home.folder(mara.vault_id), mara, codes["mara"])
    secret = _changed_key(home.folder(jonas.vault_id), jonas, codes["jonas"])
    opens = {"codes": codes, "device_secret": b64encode(secret).decode()}
    (folder / "opens.json").write_text(json.dumps(opens, indent=2, sort_keys=True) + "\n", "ascii")


def _write_maras(folder: Path, keys: VaultKeys, jonass_token: str | None) -> str | None:
    with closing(Vault.open(folder, keys)) as vault:
        for number, draft in ((1, texts.MARAS_FIRST), (2, texts.MARAS_SECOND)):
            vault.start_round()
            vault.save_draft(number, draft)
            vault.seal(number)
            vault.join(number, texts.JOINT_IDS[number], jonass_token if number == 2 else None)
            vault.begin(number)
            for item in sorted(texts.TURNED[number]):
                vault.uncover(number, item)
            if number == 1:
                vault.save_evening(1, texts.MARAS_EVENING)
                vault.close_round(1)
        vault.save_owner_settings(OwnerSettings(*texts.MARAS_MINUTES))
        vault.save_own(texts.MARAS_OWN)
        return vault.rounds()[-1].token


def _write_jonass(folder: Path, keys: VaultKeys) -> str | None:
    with closing(Vault.open(folder, keys)) as vault:
        token = vault.start_round().token
        vault.save_draft(1, texts.JONASS_FIRST)
        vault.seal(1)
        return token


def _changed_key(folder: Path, keys: VaultKeys, code: str) -> bytes:
    secret = os.urandom(32)
    device = DeviceSecret(secret_id_of(secret, keys.vault_id), secret)
    rotate(folder, keys, renew_backups=lambda *_: None, new_recovery_code=code, device=device)
    return secret


def make_backup_of_jonas(folder: Path) -> None:
    """Put a backup of Jonas's vault beside the home; the home stays as it is."""
    with TemporaryDirectory() as copy:
        home = Home.open(Path(shutil.copytree(folder / "home", Path(copy) / "home")))
        opens = json.loads((folder / "opens.json").read_text("ascii"))
        jonas = home.seats()[1].folder
        made = make_backup(jonas, unlock_with_code(jonas, opens["codes"]["jonas"]))
        shutil.copyfile(made.path, folder / "backup.zip")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
    make_backup_of_jonas(Path(sys.argv[1]))

"""What can go wrong along the way, in a home of its own: slips, interruptions, too early, damaged."""

import json
from pathlib import Path

from PySide6.QtCore import Qt

from .alone import take_seat
from .couple import JONAS, MARA
from .player import Player, Script
from .steps import editor, unlock

CONTROL = Qt.KeyboardModifier.ControlModifier
TOO_LONG = "word " * 20_000


def slips_at_the_seat(player: Player) -> Script:
    """Mara sits down with every slip there is, writes, and is called away in mid-word."""
    yield player.showing("Welcome")
    player.click("Set up the exercise")
    yield player.there("Only read the guide")
    player.click("Go on")
    yield player.showing("Take a seat")
    player.click("Go on")
    yield from player.picture("mishap_no_name")
    yield from player.write("Nickname", MARA.nickname)
    player.click("Go on")
    yield player.there("I have written them down")
    player.click("I have written them down")
    yield player.there("Show the words again")
    yield from player.write("The six words, from your paper", "six words that are not the ones")
    player.click("Go on")
    yield from player.picture("mishap_not_the_six_words")
    player.click("Show the words again")
    yield player.there("Use my own words instead")
    player.click("Use my own words instead")
    yield from player.write("Your own words", "mara mara mara mara")
    yield from player.picture("mishap_a_weak_passphrase")
    player.clear("Your own words")
    yield from player.write("Your own words", "too short")
    player.click("Go on")
    yield from player.picture("mishap_a_short_passphrase")
    player.clear("Your own words")
    yield from player.write("Your own words", MARA.passphrase)
    yield from player.write("The same once more", MARA.passphrase.upper())
    player.click("Go on")
    yield from player.picture("mishap_not_the_same")
    player.clear("The same once more")
    yield from player.write("The same once more", MARA.passphrase)
    player.click("Go on")
    yield player.there("No way back, not even for me")
    player.click("No way back, not even for me")
    player.click("Take this seat")
    yield player.showing("The exercise")
    player.click_on(editor(player))
    player.paste(TOO_LONG)
    yield from player.picture("mishap_too_long_a_paste")
    yield from player.type("somebody asks bef")
    player.press(Qt.Key.Key_F9)


def where_she_was(player: Player) -> Script:
    """She mistypes her passphrase, wonders, comes back, and is where she was; then she reads it aloud."""
    yield lambda: player.page().title.startswith("Blank sheet")
    player.press(Qt.Key.Key_Space)
    yield player.showing("Who is here?")
    player.click("Open as Mara")
    yield player.there("Forgotten?")
    yield from player.write("Mara’s passphrase", MARA.passphrase.upper())
    player.press(Qt.Key.Key_Return)
    yield player.page_changed_by_error()
    player.click("Forgotten?")
    yield player.there("Start my part again …")
    yield from player.picture("mishap_forgotten")
    player.click("Back")
    yield player.there("Forgotten?")
    yield from player.write("Mara’s passphrase", MARA.passphrase)
    player.press(Qt.Key.Key_Return)
    yield player.showing("The exercise")
    yield from player.picture("mishap_where_she_was")
    yield from player.type("ore they fix it.")
    for item in range(10):
        if item == 5:
            yield from player.type(MARA.writes(item))
        player.press(Qt.Key.Key_Return, CONTROL)
        yield lambda: True
    yield player.showing("Review")
    yield player.there("Change the words")
    player.click("Change the words")
    yield lambda: True
    player.press(Qt.Key.Key_A, CONTROL)
    yield from player.type("hum over the dishes and do not know it.")
    yield from player.picture("mishap_none_say_it_to_them")
    player.click("Done")
    yield player.there("Saved, only here")
    player.click("Lock")


def the_same_name(player: Player) -> Script:
    """Jonas tries her name first; then he takes his seat and leaves it after one sentence."""
    yield player.showing("Who is here?")
    player.click("Take this seat")
    yield player.there("Only read the guide")
    player.click("Go on")
    yield player.showing("Take a seat")
    yield from player.write("Nickname", "mara")
    player.click("Go on")
    yield from player.picture("mishap_name_taken")
    player.click("Not now")
    yield player.showing("Who is here?")
    player.click("Take this seat")
    yield player.there("Only read the guide")
    yield from take_seat(player, JONAS)
    yield from player.type(JONAS.writes(0))
    yield player.there("Saved, only here")
    player.click("Lock")


def too_early(player: Player) -> Script:
    """Both enter their passphrases before both have sealed."""
    yield player.showing("Who is here?")
    player.click("Open together")
    yield player.there("Go on")
    player.click("Go on")
    yield player.there("Mara’s passphrase")
    yield from player.write("Mara’s passphrase", MARA.passphrase)
    yield from player.write("Jonas’s passphrase", JONAS.passphrase)
    player.press(Qt.Key.Key_Return)
    yield player.there("Not yet")
    yield from player.picture("mishap_not_yet")
    player.click("Lock")


def something_is_damaged(player: Player) -> Script:
    """After a crash, and with Jonas's file damaged meanwhile; Mara's still opens."""
    yield player.showing("Who is here?")
    yield from player.picture("mishap_home_after_a_crash")
    player.click("See what happened")
    yield player.there("Show details")
    yield from player.picture("mishap_damaged")
    player.click("Show details")
    yield from player.picture("mishap_damaged_details")
    player.click("Go back")
    yield player.showing("Who is here?")
    yield from unlock(player, MARA)
    yield player.showing("The exercise")
    player.close_window()


def damage_second_seat(home: Path) -> None:
    """Change one byte in both copies of Jonas's header, as a failing disk would."""
    for folder in sorted((home / "vaults").iterdir()):
        header = (folder / "keys.json").read_bytes()
        if json.loads(header)["nickname"] == JONAS.nickname:
            for path in folder.glob("keys*.json"):
                content = bytearray(path.read_bytes())
                content[len(content) // 2] ^= 1
                path.write_bytes(content)

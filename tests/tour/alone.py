"""Each of the two alone: reading, taking a seat, writing, sealing."""

from PySide6.QtCore import Qt

from .couple import JONAS, MARA, Partner
from .files import files_and_paper
from .player import Player, Script
from .steps import unlock, write_ten


def look_round(player: Player) -> Script:
    """Somebody starts the program, reads, looks for help, and closes it again."""
    yield player.showing("Welcome")
    yield from player.picture("welcome")
    player.click("Read the guide")
    yield player.showing("Guide")
    yield from player.picture("guide_first_chapter")
    player.scroll_to_end()
    yield from player.picture("guide_end_of_a_chapter")
    for number in range(2, 7):
        player.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        yield lambda: True
        yield from player.picture(f"guide_chapter_{number}")
    player.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    yield from player.picture("guide_sources")
    player.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    yield lambda: True
    yield from player.type("touch")
    player.press(Qt.Key.Key_Return)
    yield from player.picture("guide_search")
    player.click("Help")
    yield player.showing("Help and support")
    yield from player.picture("help_and_support")
    player.click("What this program leaves on this computer")
    yield player.showing("What this program leaves on this computer")
    yield from player.picture("what_it_leaves")
    player.scroll_to_end()
    yield from player.picture("how_to_remove_it")
    player.click("Back")
    yield player.showing("Help and support")
    player.click("Back")
    yield player.showing("Guide")
    player.close_window()


def take_seat(player: Player, partner: Partner, name: str = "") -> Script:
    """From the page before a seat to the first sentence; with pictures called `name`, or none."""

    def picture(what: str) -> Script:
        if name:
            yield from player.picture(f"{name}_{what}")

    player.click("Go on")
    yield player.showing("Take a seat")
    yield from picture("who_sits_here")
    yield from player.write("Nickname", partner.nickname)
    player.click("Go on")
    yield player.there("Use my own words instead")
    yield from picture("six_words")
    player.click("Use my own words instead")
    yield from player.write("Your own words", partner.passphrase)
    yield from player.write("The same once more", partner.passphrase)
    yield from picture("own_words")
    player.click("Go on")
    yield player.there("Take this seat")
    yield from picture("no_way_back")
    player.click("No way back, not even for me")
    player.click("Take this seat")
    yield player.showing("The exercise")


def mara_writes(player: Player) -> Script:
    """Mara takes the first seat, writes, seals, and locks."""
    yield player.showing("Welcome")
    player.click("Set up the exercise")
    yield lambda: not player.showing("Welcome")()
    yield from player.picture("before_a_seat")
    yield from take_seat(player, MARA, "mara")
    yield from player.picture("mara_first_sentence")
    yield from write_ten(player, MARA, {2: "mara_a_note_of_care", 3: "mara_writes"})
    yield player.there("Read it as written")
    yield from player.picture("mara_review")
    player.click("Seal all ten")
    yield player.there("Open and edit again")
    yield from player.picture("mara_sealed")
    player.click("Lock")


def jonas_writes(player: Player) -> Script:
    """Jonas takes the second seat, keeps one to himself, seals, shows that he is ready, and hides."""
    yield player.showing("Who is here?")
    player.click("Take this seat")
    yield lambda: not player.showing("Who is here?")()
    yield from take_seat(player, JONAS, "jonas")
    yield from write_ten(player, JONAS, {2: "jonas_keeps_one", 3: "jonas_writes"})
    yield player.there("Read it as written")
    yield from player.picture("jonas_review")
    player.click("Read it as written")
    yield player.there("Say it to Mara")
    yield from player.picture("jonas_review_as_written")
    player.click("Say it to Mara")
    player.click("Say which")
    yield player.there("The name you use for them")
    yield from player.picture("jonas_words_for_his_partner")
    player.click("Done")
    yield player.there("Say which")
    player.click("Show on the home page that I am ready")
    player.click("Seal all ten")
    yield player.there("Open and edit again")
    yield from player.picture("jonas_sealed")
    player.press(Qt.Key.Key_F9)


def look_again(player: Player) -> Script:
    """After Hide: the sheet, the home page, the settings, a slip of the fingers, and Mara's own part."""
    yield player.showing("Blank sheet. Press any key to go on.")
    yield from player.picture("what_hide_leaves")
    player.press(Qt.Key.Key_Space)
    yield player.showing("Who is here?")
    yield from player.picture("home_two_seats")
    player.click("Settings")
    yield player.showing("Settings")
    yield from player.picture("settings")
    player.click("Back")
    yield player.showing("Who is here?")
    player.click("Open as Mara")
    yield player.showing("Open a seat")
    yield from player.picture("unlock")
    yield from player.write("Mara’s passphrase", "seven lanterns by the river")
    player.click("Open")
    yield player.there("Open")
    yield player.page_changed_by_error()
    yield from player.picture("wrong_passphrase")
    player.click("Not now")
    yield player.showing("Who is here?")
    yield from unlock(player, MARA)
    yield player.showing("Review")
    player.click("Settings")
    yield player.showing("Settings")
    yield from player.picture("settings_of_a_seat")
    yield from files_and_paper(player, MARA)
    player.click("Back")
    yield player.showing("Review")
    player.click("Lock")


def come_back(player: Player) -> Script:
    """Later: everything is as it was, and each can read their own part."""
    yield player.showing("Who is here?")
    yield from player.picture("home_later")
    yield from unlock(player, JONAS)
    yield player.showing("How is it with you now?")
    player.click("Stirred up")
    yield from player.picture("what_may_help_jonas")
    player.click("Go on to my part")
    yield player.showing("My rounds")
    yield from player.picture("jonas_s_rounds")
    player.click("Read: Round 1")
    yield player.showing("My part")
    yield from player.picture("jonas_reads_his_part")
    player.click("Lock")

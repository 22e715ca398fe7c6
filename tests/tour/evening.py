"""Both of them, side by side."""

from .couple import JONAS, MARA, Partner
from .player import Player, Script
from .steps import unlock

STEMS = 10


def not_yet(player: Player) -> Script:
    """Only one seat is taken: home shows the empty one, and Mara reads her part."""
    yield player.showing("Who is here?")
    yield from player.picture("home_one_seat")
    yield from unlock(player, MARA)
    yield player.showing("How is it with you now?")
    yield from player.picture("how_mara_is_after_sealing")
    player.click("Go on to my part")
    yield player.showing("Review")
    player.click("Read my part")
    yield player.showing("My part")
    yield from player.picture("mara_reads_her_part")
    player.click("Lock")


def _prepare(player: Player) -> Script:
    yield player.showing("Who is here?")
    player.click("Open together")
    yield player.showing("Open together")
    yield from player.picture("before_you_begin")
    player.click("Go on")
    yield player.there("Mara’s passphrase")


def _passphrase(player: Player, partner: Partner, words: str = "") -> Script:
    yield from player.write(f"{partner.nickname}’s passphrase", words or partner.passphrase)


def _turn(player: Player, partner: Partner) -> Script:
    player.click(f"Turn {partner.nickname}’s card")
    yield player.gone(f"Turn {partner.nickname}’s card")


def first_half(player: Player) -> Script:
    """They open together, one after a slip, take turns, pause, go back, and stop without a reason."""
    yield from _prepare(player)
    yield from _passphrase(player, MARA)
    yield from _passphrase(player, JONAS, "a copper kettle on a slow evening")
    yield from player.picture("open_together")
    player.click("Open together")
    yield player.page_changed_by_error()
    yield from player.picture("open_together_one_wrong")
    player.clear("Jonas’s passphrase")
    yield from _passphrase(player, JONAS)
    player.click("Open together")
    yield player.showing("Turns")
    yield player.there("Turn Jonas’s card")
    yield from player.picture("turns_both_closed")
    for item in range(5):
        yield from _turn(player, JONAS)
        if item == 3:
            yield from player.picture("turns_one_open")
        if item == 4:
            player.click("Not this time")
        else:
            yield from _turn(player, MARA)
        yield player.there_beginning("Next")
        if item in {2, 3, 4}:
            yield from player.picture(f"turns_sentence_{item + 1}")
        if item == 3:
            player.click("As written")
            yield from player.picture("turns_as_written")
            player.click("Leave it for later")
            yield player.there("Left for later")
            yield from player.picture("turns_left_for_later")
        if item < 4:
            player.click_beginning("Next")
            yield player.there("Turn Jonas’s card")
    player.click("Back")
    yield from player.picture("turns_looking_back")
    player.click("Pause")
    yield player.showing("Pause")
    yield from player.picture("pause")
    player.click("Go on")
    yield player.showing("Turns")
    player.click("Stop")


def close_of_the_evening(player: Player) -> Script:
    """Both passphrases again; they go on behind the last turned card, and close the evening."""
    yield from _prepare(player)
    yield from _passphrase(player, MARA)
    yield from _passphrase(player, JONAS)
    player.click("Open together")
    yield player.showing("Turns")
    yield from player.picture("turns_resumed")
    while player.look_for("Close the evening") is None:
        if player.look_for("Turn Jonas’s card") is not None:
            yield from _turn(player, JONAS)
        elif player.look_for("Turn Mara’s card") is not None:
            yield from _turn(player, MARA)
        elif player.look_for_beginning("Next") is not None:
            player.click_beginning("Next")
        yield player.resting()
    yield from player.picture("turns_last_sentence")
    player.click("Close the evening")
    yield player.showing("Close")
    yield from player.picture("close")
    for name, words in (
        ("Mara: One thing I want to remember", "He was nervous too."),
        ("Jonas: One thing I want to remember", "Quiet is not a no."),
    ):
        yield from player.write(name, words)
    yield player.there("Saved, only here")
    yield from player.picture("close_written")
    player.click("Close for tonight")

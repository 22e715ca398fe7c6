"""What people do in the program, in their own words; each step waits for the page it needs."""

import re
from dataclasses import dataclass

from .harness.display import TopWindow
from .harness.program import Program
from .harness.waiting import wait_until

STEMS = (
    "I feel safest when",
    "Trust is",
    "Sex is",
    "When my partner touches me, I",
    "My greatest fear is",
    "I like when my partner",
    "It helps me feel safe when my partner",
    "I like talking to my partner about",
    "Sharing my emotions",
    "What I enjoy doing most with my partner is",
)


@dataclass(frozen=True, slots=True)
class Person:
    """One of the two at the keyboard."""

    nickname: str
    passphrase: str


MARA = Person("Mara", "seven lanterns by the quiet river")
JONAS = Person("Jonas", "a copper kettle on a slow morning")


def take_seat(program: Program, person: Person) -> None:
    """From the page before a seat to the first sentence."""
    reader = program.reader()
    reader.press("Go on")
    program.type_into("Nickname", person.nickname)
    reader.press("Go on")
    reader.press("Use my own words instead")
    program.type_into("Your own words", person.passphrase)
    program.type_into("The same once more", person.passphrase)
    reader.press("Go on")
    reader.press("No way back, not even for me")
    reader.press("Take this seat")
    reader.find(STEMS[0], "text")


def write(program: Program, item: int, ending: str) -> None:
    """Finish the sentence that is on the screen."""
    program.type_into(STEMS[item], ending)


def saved(program: Program) -> None:
    """Until the program says that what was written is saved."""
    program.reader().read("Saved, only here")


def go_on(program: Program, item: int) -> None:
    """From one sentence to the next, or from the last to the review."""
    program.press_keys("ctrl+Return")
    if item + 1 < len(STEMS):
        program.reader().find(STEMS[item + 1], "text")
    else:
        program.reader().find("Seal all ten", "button")


def write_all(program: Program, endings: dict[int, str]) -> None:
    """Go through the ten, writing some and skipping the others, to the review."""
    for item in range(len(STEMS)):
        if item in endings:
            write(program, item, endings[item])
        go_on(program, item)


def seal(program: Program, *, ready: bool) -> None:
    """Approve and close the set."""
    reader = program.reader()
    if ready:
        reader.press("Show on the home page that I am ready")
    reader.press("Seal all ten")
    reader.find("Open and edit again", "button")


def lock(program: Program) -> TopWindow:
    """Press Lock; the fresh window that then stands, on the home page."""
    old = program.window().pid
    program.reader().press("Lock")
    return home(program, old)


def hide(program: Program) -> TopWindow:
    """Press F9; the fresh window, with the blank sheet."""
    old = program.window().pid
    program.press_keys("F9")
    fresh = program.window(besides=old)
    program.reader(fresh).read("Press any key to go on")
    return fresh


def home(program: Program, old: int) -> TopWindow:
    """The fresh window after process `old`, on the home page."""
    fresh = program.window(besides=old)
    program.reader(fresh).read("Who is here?")
    wait_until(lambda: old not in program.family(), "the end of the process that was open")
    return fresh


def unlock(program: Program, person: Person, passphrase: str | None = None) -> None:
    """From the home page: open a seat."""
    reader = program.reader()
    reader.press(f"Open as {person.nickname}")
    program.type_into(f"{person.nickname}’s passphrase", passphrase or person.passphrase)
    program.press_keys("Return")


def turn(program: Program, person: Person) -> str:
    """Turn this person's card; the words on it."""
    reader = program.reader()
    reader.press(f"Turn {person.nickname}’s card")
    return reader.find(re.compile(f"^{person.nickname} says to [^:]+: ")).name


def prepare(program: Program) -> None:
    """From the home page to the two passphrase fields."""
    reader = program.reader()
    reader.press("Open together")
    reader.press("Go on")
    reader.find(f"{MARA.nickname}’s passphrase", "password text")


def open_together(program: Program) -> None:
    """From the home page to the cards, or to what stands in their place."""
    prepare(program)
    for person in (MARA, JONAS):
        program.type_into(f"{person.nickname}’s passphrase", person.passphrase)
    program.press_keys("Return")


def next_sentence(program: Program, item: int) -> None:
    """Go on to an item; both its cards are closed then."""
    reader = program.reader()
    reader.press(re.compile("^Next"))
    reader.read(f"{STEMS[item]} …")

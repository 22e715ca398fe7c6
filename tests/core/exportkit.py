"""What the tests of exports share."""

import base64
import os
from datetime import UTC, date, datetime
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from hypothesis import strategies as st

from intimacy_desktop.answers import ANSWER_LIMIT, ITEMS, Answer, Evening
from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.export import OwnPart, OwnRound
from intimacy_desktop.export.markdown import Words
from intimacy_desktop.rounds import RoundState

MADE = date(2026, 11, 24)
STEMS = tuple(item.stem for item in load_exercise().items)
EVENING = Evening("that they laughed", "a walk on Sunday", "2026-12-01", frozenset({2, 7}))
WORDS = Words(
    title="{name}’s part",
    made="Saved on {date}.",
    round="Round {number} · {date}",
    in_writing="not sealed",
    blank="left blank",
    kept="Kept to myself.",
    aloud="Read aloud as: {sentence}",
    notes="Notes",
    remember="To remember",
    small_try="To try",
    next_date="Next",
    later="Left for later",
)


def a_round(*texts: str, evening: Evening = EVENING) -> OwnRound:
    answers = [Answer(text) for text in texts] + [Answer()] * (ITEMS - len(texts))
    answers[3] = Answer("kept to myself", kept=True)
    answers[5] = Answer("laughs late", spoken="laugh late")
    return OwnRound(
        RoundState.CLOSED,
        tuple(answers),
        frozenset({0, 5}),
        evening,
        *(datetime(2026, 11, 20 + day, 21, 30, 5, tzinfo=UTC) for day in range(3)),
    )


def a_part(count: int = 2) -> OwnPart:
    return OwnPart("Mara", tuple(a_round(f"words {number}", "שלום 👩‍👩‍👧") for number in range(count)))


def cheap_age(data: bytes, words: str, work: int = 2) -> bytes:
    """An age file as age-encryption.org/v1 specifies it, whose passphrase costs next to nothing."""
    key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapping = Scrypt(b"age-encryption.org/v1/scrypt" + salt, 32, 2**work, 8, 1).derive(words.encode())
    body = ChaCha20Poly1305(wrapping).encrypt(bytes(12), key, None)
    head = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_bare64(salt), work, _bare64(body))
    mac = HMAC(HKDF(SHA256(), 32, b"", b"header").derive(key), SHA256())
    mac.update(head)
    stream = ChaCha20Poly1305(HKDF(SHA256(), 32, nonce, b"payload").derive(key))
    sealed = stream.encrypt(bytes(11) + b"\x01", data, None)
    return b"%s %s\n%s%s" % (head, _bare64(mac.finalize()), nonce, sealed)


def _bare64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


# surrogates as well: somebody's keyboard may leave half of a character
any_text = st.text(st.characters(codec=None), max_size=60) | st.just("x" * ANSWER_LIMIT)  # type: ignore[arg-type]
moments = st.none() | st.datetimes(
    datetime(1970, 1, 1),  # noqa: DTZ001 - the zone is given with it
    datetime(2100, 1, 1),  # noqa: DTZ001 - the zone is given with it
).map(lambda found: found.replace(microsecond=0, tzinfo=UTC))
answers = st.builds(Answer, any_text, st.none() | any_text, kept=st.booleans())
evenings = st.builds(
    Evening,
    any_text,
    any_text,
    st.just("") | st.dates().map(date.isoformat),
    st.frozensets(st.integers(0, ITEMS - 1)),
)
own_rounds = st.builds(
    OwnRound,
    st.sampled_from(RoundState),
    st.lists(answers, min_size=ITEMS, max_size=ITEMS).map(tuple),
    st.frozensets(st.integers(0, ITEMS - 1)),
    evenings,
    moments,
    moments,
    moments,
)
parts = st.builds(
    OwnPart,
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=24),
    st.lists(own_rounds, max_size=3).map(tuple),
)


def members(found: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where each value of a JSON document stands."""
    below = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    return [path, *(each for key, value in below for each in members(value, (*path, key)))]

"""The words the English rules know, from `resources/second_person/en.toml`."""

from dataclasses import dataclass
from functools import cache

from intimacy_desktop.contentfile import Table, TomlFile, read_resource

FILE = "second_person/en.toml"

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of words in lower case with straight apostrophes; the file says what each is for."""

    verbs: Words
    things: Words
    take_a_clause: Words
    take_either: Words
    of_somebody: Words
    irregular_past: Words
    participles: Words
    modals: Words
    subordinators: Words
    either: Words
    prepositions: Words
    conjunctions: Words
    determiners: Words
    pronouns: Words
    adverbs: Words
    focus: Words
    phrases: frozenset[tuple[str, ...]]
    not_verbs: Words
    female: Words
    male: Words
    anyone: Words
    many: Words
    time: Words
    endearing: Words
    business: frozenset[tuple[str, ...]]
    adjectives: Words
    places: Words
    takes_both: Words


@cache
def lexicon() -> Lexicon:
    """The English words.

    Raises:
        ContentError: the file is missing or breaks its form.
    """
    content = TomlFile(FILE, read_resource(FILE))
    tables = {name: content.table(name) for name in ("verbs", "clause", "somebody", "words")}
    content.finish(*tables)
    verbs, clause, somebody, words = tables.values()
    found = Lexicon(
        verbs=_words(verbs, "plain"),
        things=_words(verbs, "things"),
        take_a_clause=_words(verbs, "take_a_clause"),
        take_either=_words(verbs, "take_either"),
        of_somebody=_words(verbs, "of_somebody"),
        irregular_past=_words(verbs, "irregular_past"),
        participles=_words(verbs, "participles"),
        modals=_words(clause, "modals"),
        subordinators=_words(clause, "subordinators"),
        either=_words(clause, "either"),
        prepositions=_words(clause, "prepositions"),
        conjunctions=_words(clause, "conjunctions"),
        determiners=_words(clause, "determiners"),
        pronouns=_words(clause, "pronouns"),
        adverbs=_words(clause, "adverbs"),
        focus=_words(clause, "focus"),
        phrases=_phrases(clause, "phrases"),
        not_verbs=_words(clause, "not_verbs"),
        female=_words(somebody, "female"),
        male=_words(somebody, "male"),
        anyone=_words(somebody, "anyone"),
        many=_words(somebody, "many"),
        time=_words(somebody, "time"),
        endearing=_words(somebody, "endearing"),
        business=_phrases(somebody, "business"),
        adjectives=_words(words, "adjectives"),
        places=_words(words, "places"),
        takes_both=_words(words, "takes_both"),
    )
    for table in tables.values():
        table.finish()
    return found


def _words(table: Table, key: str) -> Words:
    return frozenset(table.text(key).split())


def _phrases(table: Table, key: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in table.text(key).split("|"))

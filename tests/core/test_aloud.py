import pytest
from hypothesis import given, strategies as st

from intimacy_desktop.aloud import Aloud, Form, approved, suggestions
from intimacy_desktop.answers import ANSWER_LIMIT, Answer, Draft, ShownAnswer, shown
from intimacy_desktop.exercise import load_exercise, reading
from intimacy_desktop.own import PartnerWords, Pronouns

EXERCISE = load_exercise()
LIKES = 5


def aloud(answer: Answer, index: int = LIKES) -> Aloud:
    draft = Draft().with_answer(index, answer)
    return Aloud(EXERCISE.items[index], answer, suggestions(EXERCISE, draft, PartnerWords())[index])


@pytest.mark.parametrize(
    ("index", "answer", "form", "said"),
    [
        (LIKES, Answer(""), Form.PLAIN, ""),
        (0, Answer("it is quiet"), Form.PLAIN, "it is quiet"),
        (LIKES, Answer("laughs"), Form.SUGGESTED, "laugh"),
        (LIKES, Answer("laughs", spoken="laugh"), Form.SUGGESTED, "laugh"),
        (LIKES, Answer("laughs", spoken="laugh, late"), Form.OWN, "laugh, late"),
        (LIKES, Answer("laughs", spoken="  "), Form.SUGGESTED, "laugh"),
        (LIKES, Answer("laughs", as_written=True), Form.WRITTEN, "laughs"),
        (LIKES, Answer("laughs", spoken="laugh, late", as_written=True), Form.WRITTEN, "laughs"),
        (LIKES, Answer("laughs", spoken="smile", outdated=True), Form.SUGGESTED, "laugh"),
        (LIKES, Answer("we laugh"), Form.WRITTEN, "we laugh"),
        (0, Answer("my partner in crime calls"), Form.WRITTEN, "my partner in crime calls"),
    ],
)
def test_an_answer_is_read_as_its_author_chose_and_else_as_suggested_if_nothing_is_doubtful(
    index: int, answer: Answer, form: Form, said: str
) -> None:
    found = aloud(answer, index)

    assert (found.form, found.said) == (form, said)


def test_going_back_to_as_written_and_to_ones_own_words_again_loses_nothing() -> None:
    mine = Answer("laughs", spoken="laugh, late")

    written = aloud(mine).written()

    assert aloud(written).said == "laughs"
    assert aloud(written).said_to_them() == mine


def test_without_words_an_answer_is_read_as_written() -> None:
    assert aloud(Answer("laughs")).in_words(" ") == Answer("laughs", as_written=True)


def test_a_changed_text_is_not_read_in_words_that_were_chosen_before() -> None:
    before = Answer("laughs at my mother", spoken="laugh at my mother")

    changed = before.rewritten("laughs", before)

    assert changed.outdated
    assert shown(changed) == ShownAnswer("laughs")
    assert aloud(changed).earlier == "laugh at my mother"
    assert aloud(changed).approved() == Answer("laughs", spoken="laugh")


def test_typing_and_taking_it_back_leaves_the_words_as_they_fit() -> None:
    before = Answer("laughs", spoken="laugh")

    typed = before.rewritten("laughs!", before)

    assert typed.outdated
    assert typed.rewritten("laughs", before) == before


def test_an_answer_without_words_for_reading_aloud_is_never_out_of_date() -> None:
    assert not Answer("laughs").rewritten("smiles", Answer("laughs")).outdated


def test_a_suggestion_too_long_to_keep_is_none() -> None:
    text = "she's near. " * (ANSWER_LIMIT // 12)
    draft = Draft().with_answer(0, Answer(text + "x" * (ANSWER_LIMIT - len(text))))

    assert suggestions(EXERCISE, draft, PartnerWords(pronouns=Pronouns.SHE))[0] is None


ANSWERS = st.builds(
    Answer,
    text=st.sampled_from(["", "laughs", "my partner is here", "we sing", "they hum", "my partner in crime"]),
    spoken=st.sampled_from([None, "", " ", "laugh", "you are here", "hum"]),
    kept=st.booleans(),
    as_written=st.booleans(),
    outdated=st.booleans(),
)


@given(st.lists(ANSWERS, min_size=10, max_size=10), st.sampled_from(list(Pronouns)))
def test_what_is_sealed_is_read_to_the_partner_as_its_author_saw_it(
    answers: list[Answer], pronouns: Pronouns
) -> None:
    draft = Draft(tuple(answers))
    found = suggestions(EXERCISE, draft, PartnerWords(pronouns=pronouns))

    sealed = Draft.unpack(approved(EXERCISE, draft, found).pack())

    for item, before, after, one in zip(EXERCISE.items, draft.answers, sealed.answers, found, strict=True):
        seen = Aloud(item, before, one)
        told = shown(after)
        if not told.blank:
            read = reading(item, told.text, told.spoken)
            stem = item.you_text if seen.as_you else item.stem
            assert read.text == f"{stem} {seen.said}"
        assert (after.text, after.kept) == (before.text, before.kept)
        assert Aloud(item, after, one).said == seen.said

"""What stands in the golden home of each form, and what opens it; never changed any more."""

from intimacy_desktop.answers import Answer, Draft, Evening
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.own import GuidePlace, Own, OwnLine, PartnerWords, Pronouns
from intimacy_desktop.settings import Settings

MARA = Identity("Mara 🌙", Shape.CIRCLE, Hue.PLUM)
JONAS = Identity("יונס", Shape.DIAMOND, Hue.OLIVE)
MARAS_PASSPHRASE = "Crème brûlée, zwölf Löffel 🥄"  # composed and decomposed letters open alike
JONASS_PASSPHRASE = " eleven boats in the harbour "
JOINT_IDS = {1: "0c6a1d1e-93a4-4e0e-8a57-5c1d3c2f7b90", 2: "5f0a4c52-7f1e-4b7c-9a55-0d2f3b1c8e64"}
SETTINGS = Settings(text_size=1.25, appearance="dark", hide_key="Pause", first_reader="alternate")

_SAMPLES = (
    "the door is left ajar",
    "I laugh first 😀, and then a family of four comes in 👩‍👩‍👧‍👦",
    "לפעמים אני צריכה שקט (a little) לפני שאני מדברת",
    "أحتاج إلى بعض الوقت ٣ دقائق",
    "line one\n\n\tline two\u2028and a tail of blanks   ",
    "e\u0301 and \u00e9 stay what they are; \u202eturned\u202c; \x00 and \x7f too",
    "half of an emoji \ud83d",
    "𝒳" * 2000,
    "“quotes” – and \\ \" ' <b>marks</b> &amp; %n {0}",
)


def draft(name: str, place: int) -> Draft:
    """Ten answers: of every kind of text, one blank, one of white space, one kept back, some spoken."""
    answers = [Answer(f"{name}: {text}"[:2000]) for text in _SAMPLES]
    answers.insert(4, Answer(" \n ", "nothing is written, so this is not read"))
    answers[1] = Answer(answers[1].text, "you laugh first 😀")
    answers[2] = Answer(answers[2].text, kept=True)
    answers[6] = Answer(answers[6].text, "")
    answers[8] = Answer(answers[8].text, "𝒴" * 2000)
    answers[9] = Answer("", kept=True)
    return Draft(tuple(answers), place)


MARAS_FIRST = draft("Mara, first", 9)
MARAS_SECOND = draft("Mara, second", 0)
JONASS_FIRST = draft("Jonas", 5)
MARAS_EVENING = Evening("the tea went cold 🍵", "ללכת יחד בערב", "2027-02-28", frozenset({0, 9}))
MARAS_MINUTES = (5, 45)
TURNED = {1: frozenset({0, 1, 2, 5, 9}), 2: frozenset({0, 3})}
"""The cards that were turned in Mara's two rounds."""

MARAS_OWN = Own(
    GuidePlace("signs", 17),
    frozenset({"kind:emotional", "sign:3", "sign:11"}),
    (OwnLine("Noor, my sister 🌿", "+49 30 000000", "לא אחרי עשר"), OwnLine("Half \ud83d", "")),
    PartnerWords("יונס", Pronouns.HE),
    (("7accc3d7-a66b-46c2-9692-4667141bd3d4", 2),),
)
"""What Mara keeps besides, from form 2 on."""

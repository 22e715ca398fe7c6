"""The page of what the program leaves on a computer tells of every kind of file, and of no other."""

import re
from pathlib import Path

import pytest

from intimacy_desktop.errors import ContentError
from intimacy_desktop.traces import Traces, load_traces, parse_traces
from tests.allowed_files import ALLOWED, kind_of

FILE = "traces/xx.toml"
UUID = "0b6ef8f0-3c1e-4c55-9d7a-4f1f3c5a7e21"
STATE = "0123456789abcdef"
TIME = "20261124T193000Z"
EXAMPLES = {
    "home.json": "seats",
    "settings.json": "settings",
    "settings.json.broken": "broken",
    "home.json.broken": "broken",
    "lock": "running",
    "raise": "running",
    f"vaults/{UUID}/keys.json": "header",
    f"vaults/{UUID}/keys.bak.json": "header",
    f"vaults/{UUID}/answers-3-{STATE}.db": "database",
    f"vaults/{UUID}/answers-3-{STATE}.db-journal": "database",
    f"vaults/{UUID}/tries.json": "tries",
    f"vaults/{UUID}/unsaved.sealed": "unsaved",
    f"vaults/{UUID}/backups/innermost-0b6ef8f0-3-{TIME}.zip": "backup",
    f"vaults/{UUID}/replaced-3-{STATE}-{TIME}/keys.json": "replaced",
    f"vaults-aside/{UUID}/answers-3-{STATE}.db": "aside",
    f"vaults/.leaving-{UUID}/answers-3-{STATE}.db": "leaving",
    f"vaults-aside/.doomed-{UUID}/keys.json": "leaving",
    "home.json.new": "unfinished",
    f"vaults/{UUID}/keys.json.new": "unfinished",
    f"vaults/{UUID}/answers-4-{STATE}.db.unfinished": "unfinished",
    f"vaults/{UUID}/backups/x.zip.making": "unfinished",
    f"vaults/.new-{UUID}/keys.json": "unfinished",
    f"vaults/.opened-{UUID}/keys.json": "unfinished",
}


@pytest.fixture(scope="module")
def traces() -> Traces:
    return load_traces()


def test_every_kind_of_file_is_told_of_and_no_other(traces: Traces) -> None:
    assert {file.kind for file in traces.files} == set(ALLOWED)


def test_the_names_told_are_those_of_the_files(traces: Traces) -> None:
    # A name on the page has `…` for what differs, and may be only the end of a whole one
    for file in traces.files:
        shapes = [re.compile(".*".join(map(re.escape, name.split("…")))) for name in file.names]
        examples = [path for path, kind in EXAMPLES.items() if kind == file.kind]
        assert [path for path in examples if not any(shape.search(path) for shape in shapes)] == []
        assert [shape for shape in shapes if not any(map(shape.search, examples))] == []


def test_every_file_that_the_formats_describe_is_known() -> None:
    # Given the files of the home folder, as the page on file formats names them
    page = (Path(__file__).parents[2] / "docs" / "file-formats.md").read_text("utf-8")
    block = page.split("## The home folder")[1].split("Folders are")[0]
    told = [name for line in block.splitlines() for name in re.split(r"\s{2,}", line.strip())[:1] if name]
    told += ["raise", "settings.json"]
    assert len(told) > 10
    # When what differs is filled in, then each is of a kind
    for name in told:
        path = re.sub(r"<first 8 of uuid>", UUID[:8], name.split("  ")[0])
        path = re.sub(r"<uuid>", UUID, path)
        path = re.sub(r"<16 hexadecimal digits>", STATE, path)
        path = re.sub(r"<YYYYMMDD>T<HHMMSS>Z|<time>", TIME, path)
        path = re.sub(r"<generation>", "3", path)
        assert "<" not in path, name
        assert kind_of(path + "keys.json" if path.endswith("/") else path), name


@pytest.mark.parametrize(("path", "kind"), EXAMPLES.items())
def test_a_file_is_known_by_its_path(path: str, kind: str) -> None:
    assert kind_of(path) == kind


@pytest.mark.parametrize(
    "path",
    [
        "journal.log",
        "vaults/keys.json",
        f"vaults/{UUID}/core",
        f"vaults/{UUID}/draft.txt",
        "home.json/x",
        "a.db",
    ],
)
def test_any_other_file_is_a_stranger(path: str) -> None:
    assert kind_of(path) is None


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("seen", "nickname"),
        ("seen", "Ready"),
        ("seen", "last changed"),
        ("seen", "did not fit"),
        ("limits", "swap and hibernation"),
        ("limits", "snapshots"),
        ("limits", "copied words"),
        ("limits", "printer"),
        ("limits", "records keys"),
        ("removal", "Delete the folder"),
        ("removal", "keyring"),
        ("removal", "Uninstall"),
    ],
)
def test_what_matters_is_said(traces: Traces, subject: str, said: str) -> None:
    assert said in " ".join(getattr(traces, subject))


def test_a_mistake_in_the_file_is_told_with_its_line() -> None:
    whole = "\n".join(
        [
            "[page]",
            *(
                f'{name} = "x"'
                for name in ("title", "opening", "folder_title", "folder", "outside_title", "unseen")
            ),
            *(f'{name} = "x"' for name in ("seen_title", "seen_note", "limits_title", "removal_title")),
            'removal_note = "x"',
            "[[files]]",
            'kind = "seats"',
            'names = ["x"]',
            'title = "x"',
            'text = "x"',
            "[[outside]]",
            'title = "x"',
            'text = "x"',
            "[lists]",
            'seen = ["x"]',
            'limits = ["x"]',
            'removal = ["x"]',
        ]
    )
    assert parse_traces(FILE, whole).files[0].kind == "seats"
    with pytest.raises(ContentError, match="names"):
        parse_traces(FILE, whole.replace('names = ["x"]', 'name = ["x"]'))
    twice = whole.replace(
        "[[outside]]", '[[files]]\nkind = "seats"\nnames = ["y"]\ntitle = "y"\ntext = "y"\n[[outside]]'
    )
    with pytest.raises(ContentError, match="twice") as told:
        parse_traces(FILE, twice)
    assert told.value.line == 19

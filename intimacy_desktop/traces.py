"""What the program leaves on a computer, in words: the content of the page that tells it."""

from dataclasses import dataclass, fields

from intimacy_desktop.contentfile import TomlFile, read_resource


@dataclass(frozen=True, slots=True)
class TracesWords:
    """The page's title, headings and the sentences between them."""

    title: str
    opening: str
    folder_title: str
    folder: str
    outside_title: str
    seen_title: str
    seen_note: str
    unseen: str
    limits_title: str
    removal_title: str
    removal_note: str


@dataclass(frozen=True, slots=True)
class FileTrace:
    """One kind of file in the home folder.

    Attributes:
        kind: ties it to the list of files that the tests allow.
        names: as they are seen in the folder; `…` stands for what differs.
        title, text: what it is and why it is there.
    """

    kind: str
    names: tuple[str, ...]
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class OutsideTrace:
    """Something that is left outside the home folder."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Traces:
    """All of it in one language.

    Attributes:
        words: headings and the sentences between them.
        files: every kind of file in the home folder.
        outside: what is left elsewhere.
        seen: what others can see, a sentence each.
        limits: what cannot be prevented, a sentence each.
        removal: the steps that remove everything.
    """

    words: TracesWords
    files: tuple[FileTrace, ...]
    outside: tuple[OutsideTrace, ...]
    seen: tuple[str, ...]
    limits: tuple[str, ...]
    removal: tuple[str, ...]


def load_traces(language: str = "en") -> Traces:
    """What the program leaves, in the words of a language.

    Raises:
        ContentError: the file is missing or breaks its form.
    """
    file = f"traces/{language}.toml"
    return parse_traces(file, read_resource(file))


def parse_traces(file: str, text: str) -> Traces:
    """What a file says of the traces; `file` is the name that errors give.

    Raises:
        ContentError: the file breaks its form.
    """
    content = TomlFile(file, text)
    content.top().finish()
    content.finish("page", "files", "outside", "lists")
    page, lists = content.table("page"), content.table("lists")
    traces = Traces(
        words=TracesWords(**{field.name: page.text(field.name) for field in fields(TracesWords)}),
        files=_files(content),
        outside=_outside(content),
        seen=lists.texts("seen"),
        limits=lists.texts("limits"),
        removal=lists.texts("removal"),
    )
    page.finish()
    lists.finish()
    return traces


def _files(content: TomlFile) -> tuple[FileTrace, ...]:
    found: list[FileTrace] = []
    for table in content.tables("files"):
        kind = table.text("kind")
        if any(kind == other.kind for other in found):
            raise table.error("kind", "stands there twice")
        found.append(FileTrace(kind, table.texts("names"), table.text("title"), table.text("text")))
        table.finish()
    return tuple(found)


def _outside(content: TomlFile) -> tuple[OutsideTrace, ...]:
    found: list[OutsideTrace] = []
    for table in content.tables("outside"):
        found.append(OutsideTrace(table.text("title"), table.text("text")))
        table.finish()
    return tuple(found)

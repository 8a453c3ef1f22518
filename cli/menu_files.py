"""A menu file with its translations: `menu.yaml`, and beside it `menu.ko.yaml` for each language."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from cli import documents
from cli.api_errors import Refused
from cli.documents import JSON, YAML_MEDIA, Media
from cli.errors import CliError, Exit
from cli.texts import gettext

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ENDINGS = (".yaml", ".yml")
_AT_END = re.compile(r"\(line (\d+), column (\d+)\)$")
_AT_START = re.compile(r"^line (\d+), ")

translations_option = click.option(
    "--translations",
    "translations",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of translations; else those beside the menu, such as menu.ko.yaml. Several times for several.",
)


@dataclass(frozen=True, slots=True)
class MenuFiles:
    """What is sent: one text of all files, and the line of it at which each file begins; `menu` is the menu's own text."""

    content: bytes
    media: Media
    menu: tuple[bytes, Media]
    begins: tuple[tuple[int, str], ...]

    def named(self, line: int) -> tuple[str, int]:
        """The file in which a line of the text stands, and its number there."""
        first, name = next((b for b in reversed(self.begins) if b[0] <= line), self.begins[0])
        return name, line - first + 1

    def in_files(self, message: str) -> str:
        """A mistake with the file and the line there, where the text is made of several."""
        if len(self.begins) == 1:
            return message
        if at := _AT_END.search(message):
            name, line = self.named(int(at[1]))
            return gettext("{message}({name}, line {line}, column {column})").format(
                message=message[: at.start()], name=name, line=line, column=at[2]
            )
        if at := _AT_START.search(message):
            name, line = self.named(int(at[1]))
            return gettext("{name}, line {line}, {message}").format(
                name=name, line=line, message=message[at.end() :]
            )
        return message

    @contextmanager
    def naming(self) -> Iterator[None]:
        """Name the files in what the server refuses."""
        try:
            yield
        except Refused as failure:
            failure.details = tuple(map(self.in_files, failure.details))
            raise


def read(path: str, translations: Sequence[Path] = ()) -> MenuFiles:
    """The menu at `path` (`-` is stdin) with these translations, else with those that stand beside it."""
    content, media = documents.read(path)
    others = list(translations) or ([] if path == "-" else beside(Path(path)))
    if not others:
        return MenuFiles(content, media, (content, media), ((1, path),))
    text = documents.one_line(content).encode() if media == JSON else content
    begins = [(1, path)]
    for other in others:
        added, _ = documents.read(str(other))
        _require_translations(other, added)
        text = text.rstrip(b"\n") + b"\n---\n"
        begins.append((text.count(b"\n") + 1, str(other)))
        text += added.removeprefix(b"\xef\xbb\xbf")
    documents.require_size(" and ".join(name for _, name in begins), text)
    return MenuFiles(text, YAML_MEDIA, (content, media), tuple(begins))


def beside(path: Path) -> list[Path]:
    """The translations beside a menu file: `menu.ko.yaml` beside `menu.yaml`, by language."""
    found = (p for p in path.parent.glob(f"{_quoted(path.stem)}.*.*") if p.suffix.lower() in _ENDINGS)
    return sorted(p for p in found if LANGUAGE.fullmatch(p.stem.removeprefix(f"{path.stem}.")))


def file_of(path: Path, language: str) -> Path:
    """Where the translations into `language` stand beside a menu file."""
    ending = path.suffix if path.suffix.lower() in _ENDINGS else _ENDINGS[0]
    return path.with_name(f"{path.stem}.{language}{ending}")


def _quoted(stem: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", stem)


def _require_translations(path: Path, content: bytes) -> None:
    """Refuse a whole menu that happens to be called as translations are."""
    document = documents.parsed(content, YAML_MEDIA)
    if "currency" in document or isinstance(document.get("categories"), list):
        raise CliError(
            gettext("{path} is a menu, and stands where translations of one are looked for.").format(
                path=path
            ),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Call it otherwise, or name the translations with --translations."),
            code=Exit.INVALID,
        )
    language = path.stem.rpartition(".")[2]
    said = document.get("language")
    if isinstance(said, str) and LANGUAGE.fullmatch(language) and said != language:
        raise CliError(
            gettext("{path} says that its language is {said}.").format(path=path, said=said),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Write `language: {language}` in it, or call it {name}.{said}{suffix}.").format(
                language=language, name=path.stem.rpartition(".")[0], said=said, suffix=path.suffix
            ),
            code=Exit.INVALID,
        )

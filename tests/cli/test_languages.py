"""The languages of the command line: which one is spoken, that every text is said, and what never changes."""

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from io import StringIO

import click
import pytest
from babel.messages import Catalog
from click.testing import CliRunner
from rich.console import Console

from cli import output, texts
from cli.main import main
from cli.terminal import cells, padded
from cli.texts import LANGUAGES, gettext, known, ngettext, speak
from scripts.translations import COMMANDS
from tests.cli.conftest import ROOT, Shell

OTHERS = sorted(set(LANGUAGES) - {"en"})


@cache
def wanted() -> Catalog:
    """Every text of the command line, looked for once."""
    return COMMANDS.wanted()


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    """No test leaves a language behind."""
    yield
    speak("en")


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_said_in_every_language(language: str) -> None:
    """Each catalog says every text, with the same places and all forms, nothing doubtful and nothing that is gone."""
    assert COMMANDS.faults(language, wanted()) == []


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de_AT.UTF-8", "de"),
        ("pt-BR", "pt"),
        ("zh_TW.UTF-8", "zh"),
        ("zh-Hant", "zh"),
        ("ar", "ar"),
        ("en_US.UTF-8", "en"),
        ("C.UTF-8", ""),
        ("POSIX", ""),
        ("sv_SE@euro", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_locale(locale: str, language: str) -> None:
    """Traditional Chinese has no catalog of its own; a language that is not spoken is none."""
    assert known(locale) == language


def test_what_stands_in_no_catalog_is_said_in_english() -> None:
    """A text, and a number of things."""
    speak("pl")
    assert gettext("nobody says this") == "nobody says this"
    assert [ngettext("{count} elf", "{count} elves", n) for n in (1, 5)] == ["{count} elf", "{count} elves"]
    assert [ngettext("{count} table", "{count} tables", n).format(count=n) for n in (1, 2, 5, 22)] == [
        "1 stolik",
        "2 stoliki",
        "5 stolików",
        "22 stoliki",
    ]


LISTS = [
    ("de", "Nr.\tbestellt\tTisch\tStatus\tGerichte\tSumme (EUR)"),
    ("ja", "番号\t注文\tテーブル\t状態\t料理\t合計（EUR）"),
    ("ar", "رقم\tالتقديم\tالطاولة\tالحالة\tالأطباق\tالمجموع (EUR)"),
]


@pytest.mark.parametrize(("language", "headings"), LISTS)
def test_a_list_of_orders(owner: Shell, language: str, headings: str) -> None:
    """Headings are translated; a pipe stays plain, and statuses, names of the menu and JSON stay as they are."""
    owner.order("one coke")
    english, other = owner.out("orders", "list"), owner.out("orders", "list", "--language", language)
    assert other.splitlines()[0] == headings
    assert other.splitlines()[1:] == english.splitlines()[1:]
    assert "\x1b" not in other
    assert owner.json("orders", "list", "--language", language) == owner.json("orders", "list")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("n'a pas de commande 99.", "Rien n'a été changé.", "`aiqr orders list` les montre")),
        ("ko", ("주문 99이(가) 없습니다.", "아무것도 바뀌지 않았습니다.", "`aiqr orders list`에")),
        ("tr", ("99 siparişi yok.", "Hiçbir şey değişmedi.", "`aiqr orders list` onları")),
    ],
)
def test_an_error(owner: Shell, language: str, said: tuple[str, ...]) -> None:
    """What happened, what did not change and what to do; the exit code is that of English."""
    text = owner.fails(4, "orders", "show", "99", "--language", language)
    assert [part for part in said if part not in text] == []


@pytest.mark.parametrize(
    ("language", "question", "refused"),
    [
        ("es", "¿Quitar la mesa 1 de Luigi's?", "Dijo que no."),
        ("zh", "移除 Luigi's 的桌台 1？", "您选择了否。"),
        ("pl", "Usunąć stolik 1 z Luigi's?", "Odpowiedź: nie."),
    ],
)
@pytest.mark.usefixtures("person")
def test_a_confirmation(owner: Shell, language: str, question: str, refused: str) -> None:
    """It is asked in the language, and what is answered counts as ever."""
    owner.run("table", "add", "1")
    text = owner.fails(130, "table", "remove", "1", "--language", language, input="n\n")
    assert question in text
    assert refused in text
    owner.run("table", "remove", "1", "--language", language, input="y\n")


def test_an_unknown_language_is_refused(owner: Shell) -> None:
    """With those that there are; before or after the command's name, and in the variable, but for one that is asked for."""
    for words in (("--language", "xx", "whoami"), ("whoami", "--language", "xx")):
        assert "Choose one of en, de, fr" in owner.fails(2, *words)
    owner.env["AIQR_LANGUAGE"] = "tlh"
    assert "does not speak 'tlh'" in owner.fails(2, "whoami")


def test_which_language_goes_first(owner: Shell) -> None:
    """`--language`, then the variable, the profile's setting, the picked restaurant's locale, the terminal's."""

    def spoken(*words: str) -> str:
        return owner.out("profile", "list", *words).split("\t")[1]

    assert spoken() == "profile"
    owner.env["LANG"] = "nl_NL.UTF-8"
    assert spoken() == "profiel"
    owner.env["LC_ALL"] = "tr_TR.UTF-8"
    assert (spoken(), owner.out("profile", "list").split("\t")[2]) == ("profil", "sunucu")
    owner.run("restaurant", "edit", "--locale", "it-IT")
    owner.run("use", owner.slug)
    assert spoken() == "profilo"
    assert spoken("-r", "another") == "profil"
    owner.run("profile", "language", "es")
    assert spoken() == "perfil"
    owner.env["AIQR_LANGUAGE"] = "ja"
    assert spoken() == "プロファイル"
    assert spoken("--language", "ar") == "الملف"
    del owner.env["AIQR_LANGUAGE"]
    owner.run("profile", "language", "off")
    assert spoken() == "profilo"


def test_the_locale_of_the_picked_restaurant_is_kept_up_to_date(owner: Shell) -> None:
    """A change of it is one of the next command's language."""
    owner.run("use", owner.slug)
    assert "Geändert" not in owner.run("restaurant", "edit", "--locale", "de").stderr
    assert "Geändert: about." in owner.run("restaurant", "edit", "--about", "Pizza").stderr
    stored = json.loads((owner.config / "profiles.json").read_text())
    assert stored["profiles"]["default"]["locale"] == "de"


def test_a_broken_file_of_logins_is_told_of_in_the_terminals_language(owner: Shell) -> None:
    """Looking for the language fails nothing by itself."""
    (owner.config / "profiles.json").write_text("{")
    owner.env["LANG"] = "de_DE.UTF-8"
    assert "keine Datei mit Anmeldungen" in owner.fails(3, "whoami")


@pytest.mark.parametrize("language", ["ar", "ja", "ko", "zh", "de"])
def test_columns_keep_their_width(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wide characters take two cells: every row of a table, and every value of a list of fields, begins where the others do."""
    speak(language)
    headings = [gettext("category"), gettext("dishes"), gettext("served")]
    table = output.new_table(headings, right=headings[1:2])
    table.add_row("삼겹살", "3", "x")
    table.add_row("Pizza", "12", "x")
    drawn = StringIO()
    Console(width=80, file=drawn).print(table)
    rows = drawn.getvalue().rstrip("\n").splitlines()
    assert len({cells(row.rstrip()[: row.rstrip().rindex("x")]) for row in rows[2:]}) == 1
    assert len({cells(padded(gettext(name), 30)) for name in ("closing", "turnover", "receipts")}) == 1
    said: list[str] = []
    monkeypatch.setattr(click, "echo", lambda text: said.append(click.unstyle(text)))
    output.print_fields([(gettext("closing"), "|"), (gettext("service charge"), "|")])
    assert len({cells(line.split("|")[0]) for line in said}) == 1


def test_english_reads_no_catalog() -> None:
    """Neither babel nor a catalog is imported for it, whatever the terminal says."""
    code = (
        "import sys\nfrom cli.main import main\n"
        "try: main(['profile', 'list'])\nexcept SystemExit: pass\n"
        "print('HEAVY', [n for n in ('babel', 'server.catalogs') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
        env={"LANG": "en_GB.UTF-8", "HOME": "/nonexistent"},
    )  # fmt: skip
    assert done.stdout.endswith("HEAVY []\n")


def test_a_command_after_another_asks_for_its_language_anew() -> None:
    """One process may run several, as the tests do."""
    german = CliRunner().invoke(main, ["--language", "de", "profile", "use", "nobody"])
    english = CliRunner().invoke(main, ["profile", "use", "nobody"])
    assert "Es gibt kein Profil 'nobody'." in german.stderr
    assert "There is no profile 'nobody'." in english.stderr
    assert texts.spoken() == "en"


def test_sentences_in_json_are_english(owner: Shell) -> None:
    """What a program reads of a check and of an import is the same in every language; a person reads their own."""
    menu = owner.file(
        "menu.yaml",
        "name: X\ncurrency: EUR\ncategories: [{name: A, items: [{name: B, price: 1, photo: b.jpg}]}]\n",
    )
    assert owner.json("menu", "lint", menu, "--language", "de", code=1) == owner.json(
        "menu", "lint", menu, code=1
    )
    table = owner.file("menu.csv", "category,item,price,colour\nA,B,2.00,red\n")
    words = ("menu", "import", table, "--dry-run")
    english = owner.json(*words)
    assert english["not_carried_over"] != []
    assert owner.json(*words, "--language", "ja") == english
    assert "引き継がれなかったもの：\n  - 列「colour」" in owner.run(*words, "--language", "ja").stderr

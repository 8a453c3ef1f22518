"""The display's file: keys, times, sounds."""

import asyncio
import sys
import tomllib
from pathlib import Path

import pytest

from kds_tui.config import Config, ConfigError, SoundPart, load
from kds_tui.core.ages import Thresholds
from kds_tui.core.alerts import Alert
from kds_tui.core.key_presets import PRESETS, key_label, keys_of
from kds_tui.core.texts import speak
from kds_tui.ui.bindings import UNASSIGNED, WALL_BINDINGS, binding_label, keymap_of
from kds_tui.ui.sound import Sounder

FILE = """
[times]
counter = [4, 6]

[stations.grill]
table = [8, 12]

[sound]
new = ["aplay", "-q", "bell.wav"]
late = "off"
repeat = 2

[keys]
preset = "numpad"
map.bump = ["f5"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "kds.toml"
    path.write_text(text)
    return path


def test_without_a_file_everything_is_as_usual(tmp_path: Path) -> None:
    """A display needs no file."""
    assert load(tmp_path / "kds.toml", named=False) == Config()


def test_a_file_changes_times_by_station_sounds_and_keys(tmp_path: Path) -> None:
    """What is written counts, what is left out stays as usual."""
    config = load(written(tmp_path, FILE))
    assert config.times_of(None).counter == Thresholds(4, 6)
    assert config.times_of("grill").table == Thresholds(8, 12)
    assert config.times_of("grill").counter == Thresholds(4, 6)
    assert config.sound.of(Alert.NEW) == ["aplay", "-q", "bell.wav"]
    keys = config.keys_by_action()
    assert (keys["bump"], keys["recall"]) == (("f5",), ("-", "r"))
    assert not any("enter" in names for names in keys.values())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[keys", "not TOML"),
        ("\n[colour]\nred = 1", "line 2: colour: there is no such setting; there are times, stations"),
        (
            "[screen]\nglyfs = 'auto'",
            r"line 2: screen.glyfs: there is no such setting \(did you mean glyphs\?\)",
        ),
        (
            "[screen]\n\ntheme = 'nrod'",
            r"line 3: screen.theme: there is no theme 'nrod' \(did you mean nord\?\)",
        ),
        (
            "[stations.Grill]\ncounter = [1, 2]",
            r"line 1: stations: stations are written in small .*stations.grill",
        ),
        ("[stations.grill]\ncountre = [1, 2]", r"line 2: stations.grill.countre: .*did you mean counter"),
        ("[times]\ncounter = [8, 5]", "line 1: times: the first number .* must not be above"),
        ("[times]\ncounter = ['x', 5]", "line 2: times.counter: must be a number"),
        ('[keys]\npreset = "dvorak"', "line 2: keys.preset: there is no preset 'dvorak'"),
        ("[keys]\nmap.dance = ['d']", "line 2: keys.map.dance: there is nothing called dance"),
        (
            "[keys.map]\nrsh = ['d']",
            r"line 2: keys.map.rsh: there is nothing called rsh \(did you mean rush\?\)",
        ),
        (
            "[keys]\nmap.rush = ['entr']",
            r"line 2: keys.map.rush: there is no key 'entr' \(did you mean enter\?\)",
        ),
        ("[keys]\nmap.bump = ['z']\nmap.undo = ['z']", "line 3: keys.map.undo: 'z' is both bump and undo"),
        ("[keys]\nmap.bump = []", "line 2: keys.map.bump: no key bumps"),
        ("[times]\ncounter = [5]", r"line 2: times.counter: must be two numbers, such as \[5, 8\]"),
        ("[times]\ncounter = [0, 5]", "line 2: times.counter: must be more than 0"),
        ("[keys]\nbounce_ms = -1", "line 2: keys.bounce_ms: must be at least 0"),
        ("[keys]\nbounce_ms = 2001", "line 2: keys.bounce_ms: must be at most 2000"),
        ("[screen]\nsize = 'big'", "line 2: screen.size: must be one of 'normal', 'wall'"),
        ("[screen]\nbump_together = 'x'", "line 2: screen.bump_together: must be true or false"),
        ("times = 3", "line 1: times: must be a table of settings"),
        ("[keys.map]\nrush = 'f2'", "line 2: keys.map.rush: must be a list of keys"),
        ("[screen]\ntheme = 1", "line 2: screen.theme: must be text in quotes"),
        ('[sound]\nnew = "loud"', 'line 2: sound.new: must be "bell", "off" or a command'),
        ('[sound]\nrepeat = "often"', "line 2: sound.repeat: must be a whole number"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    """The message says where the mistake is and what it is, in words."""
    with pytest.raises(ConfigError, match=words) as mistake:
        load(written(tmp_path, text))
    assert str(tmp_path) in str(mistake.value)


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    """Nobody has to start the display five times to find five mistakes."""
    text = (
        "[screen]\ntheme = 'x'\nfont = 3\n[keys]\nmap.dance = ['d']\nmap.rush = ['f99']\n[sound]\nlate = 7\n"
    )
    with pytest.raises(ConfigError) as mistake:
        load(written(tmp_path, text))
    lines = str(mistake.value).splitlines()
    assert sorted(line.split("line ")[1].split(":")[0] for line in lines) == ["2", "3", "5", "6", "8"]


def test_mistakes_are_named_in_the_language_of_the_display(tmp_path: Path) -> None:
    """Where they are, what they are, and what to do; the names of settings stay as the file has them."""
    speak("de")
    text = "[screen]\nglyfs = 'auto'\nticket_width = 3\n[times]\nwait = 1\n[keys]\nmap.bump = []\n"
    with pytest.raises(ConfigError) as mistake:
        load(written(tmp_path, text))
    assert [line.partition(", ")[2] for line in str(mistake.value).splitlines()] == [
        "Zeile 5: times.wait: diese Einstellung gibt es nicht; es gibt counter, table, promise.",
        "Zeile 3: screen.ticket_width: muss mindestens 20 sein.",
        "Zeile 2: screen.glyfs: diese Einstellung gibt es nicht (meinten Sie glyphs?).",
        "Zeile 7: keys.map.bump: mit keiner Taste wird ein Bon fertig.",
    ]
    assert (mistake.value.unchanged, mistake.value.todo) == (
        "Die Anzeige wurde nicht geöffnet.",
        "Bitte die Datei berichtigen.",
    )


def test_a_file_that_was_named_must_exist(tmp_path: Path) -> None:
    """A mistyped path is not taken for no file."""
    with pytest.raises(ConfigError, match="no such file"):
        load(tmp_path / "other.toml")


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_whole(preset: str) -> None:
    """No preset has a key twice, each names the actions that the wall has, and can bump, undo, recall and close."""
    keys = keys_of(preset, {})
    assert set(keys) == {binding.id for binding in WALL_BINDINGS}
    needed = {"bump", "bump_line", "undo", "recall", "next", "previous", "page_next", "help", "quit"}
    assert all(keys[action] for action in needed)


def test_a_key_given_to_another_action_is_taken_from_its_old_one() -> None:
    """One entry in the file is enough to move a key."""
    keys = keys_of("default", {"rush": ["R"]})
    assert (keys["rush"], keys["recall"]) == (("r",), ())


def test_the_keymap_has_capitals_and_no_empty_entry() -> None:
    """A bump bar with its lock on still works, and an action without a key does not fall back on its usual one."""
    keymap = keymap_of({"undo": ("u", "ctrl+z"), "find": ("/",), "mute": (",",), "back": ()})
    assert keymap == {"undo": "u,U,ctrl+z", "find": "/", "mute": "comma", "back": UNASSIGNED}


def test_keys_are_named_as_people_call_them() -> None:
    """Footer, help and `aiqr kds keys` say Enter and Ctrl+Z; the digits stand in one row."""
    assert [key_label(key) for key in ("enter", "ctrl+z", "u", "pageup", "?")] == [
        "Enter",
        "Ctrl+Z",
        "U",
        "PgUp",
        "?",
    ]
    digits = [binding for binding in WALL_BINDINGS if binding.id == "select_1"]
    assert [binding_label(binding) for binding in digits] == ["1–9 0"]


def test_the_file_in_the_documentation_is_a_good_one(tmp_path: Path) -> None:
    """What a user copies out of docs/kitchen-display.md is read without a complaint."""
    text = Path("docs/kitchen-display.md").read_text("utf-8")
    files = [part.split("```")[0] for part in text.split("```toml\n")[1:]]
    assert files
    for file in files:
        assert tomllib.loads(file)
        load(written(tmp_path, file))


def sounder(part: SoundPart) -> tuple[Sounder, list[str]]:
    heard: list[str] = []
    return Sounder(part, lambda: heard.append("bell"), heard.append), heard


def test_a_sound_repeats_a_few_times_and_ends_at_a_key() -> None:
    """It never goes on for ever, and one key is enough."""
    box, heard = sounder(SoundPart(repeat=3))
    box.hear({Alert.NEW})
    for _ in range(5):
        box.ring()
    assert heard == ["bell"] * 3
    box.hear({Alert.LATE})
    box.hush()
    box.ring()
    assert len(heard) == 4


def test_mute_is_silent_and_says_so() -> None:
    """Muted, nothing is heard; the answer tells which of the two it is now."""
    box, heard = sounder(SoundPart())
    assert box.toggle() == "Sound is off."
    box.hear({Alert.CANCELLED})
    assert not heard
    assert box.toggle() == "Sound is on."


async def test_a_command_is_run_for_a_sound_and_one_that_is_missing_is_told(tmp_path: Path) -> None:
    """The configured command runs; where it cannot, the bell rings and the cook is told."""
    made = tmp_path / "heard"
    box, heard = sounder(SoundPart(new=[sys.executable, "-c", f"open({str(made)!r}, 'w')"]))
    box.hear({Alert.NEW})
    assert box._playing is not None
    await box._playing
    assert made.exists()
    box, heard = sounder(SoundPart(new=["/no/such/player"]))
    box.hear({Alert.NEW})
    assert box._playing is not None
    await asyncio.wait([box._playing])
    assert heard[-1] == "bell"
    assert "No sound: /no/such/player" in heard[0]

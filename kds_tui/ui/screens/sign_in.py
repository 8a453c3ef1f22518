"""Getting in: e-mail and password, or a code that an owner or manager approves."""

import io
from datetime import datetime

import segno
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus
from textual.screen import Screen
from textual.widgets import Input, Static

from kds_tui.core.ages import age_words
from kds_tui.core.terminal_text import plain
from kds_tui.core.texts import gettext
from kds_tui.ui.messages import LoginAsked, PairingAsked
from server.wire.pairing import PairingOffer

EDGES, WORDS = 2, 42
"""Rows and columns that a QR code leaves to what stands around it."""
LONGEST_CODE = 3600


class SignInScreen(Screen[None]):
    """What both ways in share. What is said before the screen is drawn is shown when it is."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self._why = why

    def say(self, words: str) -> None:
        """Show why the display is not open, or what to do."""
        self._why = words
        for why in self.query("#why").results(Static):
            why.update(words)
            why.display = bool(words)

    def on_mount(self) -> None:
        """Show what was said by now."""
        self.say(self._why)


class LoginScreen(SignInScreen):
    """E-mail and password."""

    BINDINGS = [Binding("f2", "pair", "pair"), Binding("escape", "app.quit", "close")]  # noqa: RUF012  # Textual reads it off the class

    def __init__(self, server: str, email: str, why: str) -> None:
        super().__init__(why)
        self._server, self._email = server, email

    def compose(self) -> ComposeResult:
        """Two fields."""
        box = Vertical(classes="box")
        box.border_title = gettext("Kitchen display · log in")
        box.border_subtitle = gettext("Enter go on · F2 pair with a code · Esc close")
        with box:
            yield Static(plain(self._server), classes="say", markup=False)
            yield Static(self._why, classes="why", id="why", markup=False)
            yield Input(self._email, placeholder=gettext("e-mail"), id="email")
            yield Input(placeholder=gettext("password"), password=True, id="password")
            yield Static("", classes="say", id="what", markup=False)

    def on_mount(self) -> None:
        """Go to the first empty field."""
        super().on_mount()
        self.query_one("#password" if self._email else "#email").focus()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Say what is wanted where the cursor is."""
        is_email = event.widget.id == "email"
        said = (
            gettext("Type your e-mail, then Enter.")
            if is_email
            else gettext("Type your password, then Enter.")
        )
        self.query_one("#what", Static).update(said)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On to the password, then to the server."""
        email = self.query_one("#email", Input).value.strip()
        password = self.query_one("#password", Input).value
        if event.input.id == "email" or not password:
            self.query_one("#password").focus()
        elif email:
            self.say(gettext("Logging in …"))
            self.post_message(LoginAsked(email, password))

    def action_pair(self) -> None:
        """Ask for a code instead."""
        self.post_message(PairingAsked())


class PairScreen(SignInScreen):
    """A code and its QR code."""

    BINDINGS = [Binding("f2", "app.log_in", "log in"), Binding("escape", "app.quit", "close")]  # noqa: RUF012  # Textual reads it off the class

    def __init__(self) -> None:
        super().__init__(gettext("Asking for a code …"))
        self._pairing: PairingOffer | None = None

    def compose(self) -> ComposeResult:
        """The code, how to approve it, and until when."""
        box = Vertical(classes="box")
        box.border_title = gettext("Kitchen display · pair")
        box.border_subtitle = gettext("F2 log in with a password · Esc close")
        with box:
            yield Static("", classes="why", id="why", markup=False)
            with Horizontal(classes="offer"):
                yield Static("", classes="qr", id="qr", markup=False)
                with Vertical(classes="words"):
                    yield Static("", classes="code", id="code", markup=False)
                    yield Static("", classes="say", id="say", markup=False)

    def on_mount(self) -> None:
        """Show the code that has come by now."""
        super().on_mount()
        self._draw()

    def show(self, pairing: PairingOffer) -> None:
        """Show a code."""
        self._pairing = pairing
        self.say("")
        self._draw()

    def _draw(self) -> None:
        pairing = self._pairing
        if pairing is None or not self.query("#code"):
            return
        self.query_one("#code", Static).update(_spaced(pairing.code))
        self._show_qr(qr_text(pairing.url) if pairing.url else "")
        where = "\n\n" + gettext("or on the page") + f"\n{plain(pairing.url)}" if pairing.url else ""
        self.query_one("#say", Static).update(
            gettext("An owner or manager approves it:")
            + f"\n\naiqr kds approve {_grouped(pairing.code)}{where}"
        )

    def _show_qr(self, code: str) -> None:
        rows = code.split("\n")
        self.query_one("#qr", Static).update(code)
        self.query_one("#qr").display = (
            len(rows) + EDGES <= self.size.height and len(rows[0]) + WORDS <= self.size.width
        )

    def count_down(self, pairing: PairingOffer, now: datetime) -> None:
        """Show how long the code is good, where this terminal's clock can be believed."""
        left = int((pairing.expires_at - now).total_seconds())
        good = "\n" + gettext("good for %s") % age_words(left) if 0 < left < LONGEST_CODE else ""
        for code in self.query("#code").results(Static):
            code.update(f"{_spaced(pairing.code)}{good}")


def _grouped(code: str) -> str:
    """`KDWH-PTMA`: four and four, as it is read out and typed."""
    return f"{code[:4]}-{code[4:]}"


def _spaced(code: str) -> str:
    return " ".join(_grouped(code))


def qr_text(url: str) -> str:
    """A QR code drawn with half blocks, light on dark as terminals are."""
    out = io.StringIO()
    segno.make(url, error="l", micro=False).terminal(out, compact=True, border=2)
    return out.getvalue().rstrip("\n")

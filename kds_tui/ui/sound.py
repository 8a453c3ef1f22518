"""What is heard: the terminal's bell or a command, a few times, and never after a key."""

import asyncio
from asyncio.subprocess import DEVNULL
from collections.abc import Callable

from kds_tui.config import SoundPart
from kds_tui.core.alerts import Alert
from kds_tui.core.texts import gettext

LONGEST_SOUND = 10.0


class Sounder:
    """Rings for the most urgent of what came; `complain` is told once where a command cannot be run."""

    def __init__(self, part: SoundPart, bell: Callable[[], None], complain: Callable[[str], None]) -> None:
        self.muted = part.muted
        self._part, self._bell, self._complain = part, bell, complain
        self._alert: Alert | None = None
        self._left = 0
        self._playing: asyncio.Task[None] | None = None

    def hear(self, alerts: set[Alert]) -> None:
        """Ring for what has just come."""
        urgent = next((alert for alert in Alert if alert in alerts), None)
        if urgent is None or self.muted:
            return
        self._alert, self._left = urgent, self._part.repeat
        self.ring()

    def ring(self) -> None:
        """Ring once more, where something still wants to be heard."""
        if self._alert is None or self._left <= 0 or self.muted:
            return
        self._left -= 1
        sound = self._part.of(self._alert)
        if sound == "bell":
            self._bell()
        elif sound != "off" and sound and not self._busy():
            self._playing = asyncio.ensure_future(self._play(list(sound)))

    def hush(self) -> None:
        """A key was pressed: somebody is there."""
        self._left = 0
        if self._playing is not None:
            self._playing.cancel()

    def toggle(self) -> str:
        """Mute, or sound again; says which."""
        self.hush()
        self.muted = not self.muted
        return gettext("Sound is off.") if self.muted else gettext("Sound is on.")

    def _busy(self) -> bool:
        return self._playing is not None and not self._playing.done()

    async def _play(self, command: list[str]) -> None:
        try:
            process = await asyncio.create_subprocess_exec(
                *command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL
            )
        except OSError as failure:
            self._complain(
                gettext("No sound: %s. The bell rings instead.") % f"{command[0]}: {failure.strerror}"
            )
            self._bell()
            return
        try:
            await asyncio.wait_for(process.wait(), LONGEST_SOUND)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

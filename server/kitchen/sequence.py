"""Which changes of a restaurant a process has heard of. Changes are numbered without gaps."""


class Changes:
    """Counts changes heard in any order; `complete` is the last one before the first gap."""

    def __init__(self, complete: int = 0) -> None:
        self.complete = complete
        self._ahead: set[int] = set()

    def hear(self, number: int) -> None:
        """Note change `number`; one heard before counts once."""
        if number > self.complete:
            self._ahead.add(number)
        while self.complete + 1 in self._ahead:
            self.complete += 1
            self._ahead.remove(self.complete)

    def catch_up(self, number: int) -> None:
        """Take everything up to `number` as known, from a snapshot."""
        self.complete = max(self.complete, number)
        self._ahead = {ahead for ahead in self._ahead if ahead > self.complete}
        self.hear(self.complete)


class Gap:
    """Tells a change that is late from one that was lost: it is missing for two looks in a row."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self._seen_at: int | None = None

    def lasts(self, latest: int) -> bool:
        """Whether the change after the last complete one is missing now and was at the look before."""
        missing = self.changes.complete if latest > self.changes.complete else None
        lasted = missing is not None and missing == self._seen_at
        self._seen_at = missing
        return lasted

"""A line as one station's screen or paper has it: with what is done there, without the parts that others make. Pure."""

from server.wire.orders import OrderLine, OrderModifier
from server.wire.vocabulary import share_of


def line_at(line: OrderLine, station: str | None) -> OrderLine | None:
    """The line at a station (None: all of them); None where the station makes nothing of it.

    A dish's own choices stay with it everywhere; of the dishes that are its parts only those of other stations go.
    """
    if station is None:
        return line
    share = share_of(station, line.stations)
    if share is None:
        return None
    parts = [part for part in line.modifiers if _concerns(part, share)]
    return line.model_copy(update={"done": line.is_done_at(share), "modifiers": parts})


def bumped_at(line: OrderLine, station: str | None, *, done: bool) -> OrderLine:
    """The line with a station's share of it done or not; all of it for None."""
    share = None if station is None else share_of(station, line.stations)
    if share is None or len(line.stations) == 1:
        return line.model_copy(update={"done": done, "done_stations": []})
    before = {own for own in line.stations if line.is_done_at(own)}
    after = before | {share} if done else before - {share}
    is_done = after == {*line.stations}
    return line.model_copy(update={"done": is_done, "done_stations": [] if is_done else sorted(after)})


def _concerns(part: OrderModifier, share: str) -> bool:
    return not part.is_made or part.station in {share, ""}

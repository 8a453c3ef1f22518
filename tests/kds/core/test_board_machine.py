"""The board beside a small model of its own, with a server that changes orders and a line that loses and repeats.

The model knows nothing of tickets: for each order it keeps where it is and which of its versions is the newest heard.
"""

from dataclasses import dataclass, field
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kds_tui.core.actions import Move, bump
from kds_tui.core.board import Board, apply
from kds_tui.core.events import Acknowledged, BoardEvent, Gone, Queued, Seen, Settled, Unacknowledged
from kds_tui.core.stock_actions import Stock, stock
from kds_tui.core.ticket import Mark
from server.wire.availability import Unavailable
from server.wire.kitchen_messages import AvailabilityMessage
from server.wire.orders import KitchenOrder
from tests.kds.sample_orders import NOON, line, order, snapshot, told

NUMBERS = st.integers(1, 3)
ITEMS = st.sampled_from([7, 8])
WALL, CLOSED, MISSING = "wall", "closed", "missing"


@dataclass
class Known:
    """What a display knows of one order."""

    place: str
    version: KitchenOrder
    mark: Mark = Mark.NONE


@dataclass
class Model:
    """Orders by number; `out` are the items that the server says are 86'd."""

    known: dict[int, Known] = field(default_factory=dict)
    out: set[int] = field(default_factory=set)
    moves: list[Move] = field(default_factory=list)
    stocks: list[Stock] = field(default_factory=list)
    had_snapshot: bool = False

    def hear(self, version: KitchenOrder, *, quiet: bool = False) -> None:
        """Take a version that the server has told."""
        old = self.known.get(version.number)
        if old is not None and version.revision <= old.version.revision:
            if quiet and version.status in {"held", "confirmed", "preparing", "ready"} and old.place != WALL:
                self.known[version.number] = Known(WALL, version, Mark.RECALLED)
            return
        if version.status == "completed":
            place = CLOSED
        elif version.status == "cancelled":
            place = WALL if old is not None and old.place in {WALL, MISSING} else CLOSED
        else:
            place = WALL
        mark = self._mark(old, version) if place == WALL and version.status != "cancelled" else Mark.NONE
        self.known[version.number] = Known(place, version, mark)

    def _mark(self, old: Known | None, new: KitchenOrder) -> Mark:
        if old is None or (old.place == WALL and old.version.status == "held" and new.status != "held"):
            return Mark.NEW
        if old.place != WALL:
            return Mark.RECALLED
        before = old.version
        if new.rushed and not before.rushed:
            return Mark.RUSH
        steps = {"confirmed": 1, "preparing": 2, "ready": 3}
        went_back = before.status in steps and steps.get(new.status, 9) < steps[before.status]
        if went_back or (before.items[0].done and not new.items[0].done):
            return Mark.RECALLED
        if new.items[0].quantity != before.items[0].quantity:
            return Mark.CHANGED
        return old.mark


class BoardMachine(RuleBasedStateMachine):
    """Everything that can happen to a board, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.board, self.model = Board(), Model()
        self.server: dict[int, list[KitchenOrder]] = {}

    def _apply(self, event: BoardEvent) -> None:
        self.board = apply(self.board, event, NOON)

    def _newest(self, number: int) -> KitchenOrder:
        if number not in self.server:
            self.server[number] = [order(number, line(1, quantity=1))]
        return self.server[number][-1]

    @rule(
        number=NUMBERS,
        status=st.sampled_from(["held", "confirmed", "preparing", "ready", "completed", "cancelled"]),
        rushed=st.booleans(),
        done=st.booleans(),
        quantity=st.integers(1, 2),
        is_told=st.sampled_from([True, True, False]),
    )
    def server_changes(
        self,
        number: int,
        status: str,
        rushed: bool,  # noqa: FBT001
        done: bool,  # noqa: FBT001
        quantity: int,
        is_told: bool,  # noqa: FBT001
    ) -> None:
        """An order changes on the server, and that is told at once or not. Cancelled is for good."""
        old = self._newest(number)
        if old.status != "cancelled":
            values = {"status": status, "rushed": rushed, "items": [line(1, quantity=quantity, done=done)]}
            new = old.model_copy(update={**values, "revision": old.revision + 1})
            self.server[number].append(new)
        if is_told:
            self._tell(self.server[number][-1])

    def _tell(self, version: KitchenOrder) -> None:
        self._apply(told(version))
        self.model.hear(version)

    @rule(number=NUMBERS, back=st.integers(0, 3))
    def message_arrives(self, number: int, back: int) -> None:
        """The newest version is told, or an older one once more."""
        self._newest(number)
        self._tell(self.server[number][max(0, len(self.server[number]) - 1 - back)])

    @rule()
    def snapshot_arrives(self) -> None:
        """All open orders as they are; what is missing from it is asked about."""
        newest = [versions[-1] for versions in self.server.values()]
        listed = [one for one in newest if one.status in {"held", "confirmed", "preparing", "ready"}]
        self._apply(snapshot(*listed, unavailable=[out_item(item) for item in sorted(self.model.out)]))
        for one in listed:
            was_there = one.number in self.model.known and self.model.known[one.number].place == WALL
            if self.model.had_snapshot or was_there:
                self.model.hear(one, quiet=True)
            else:
                self.model.known[one.number] = Known(WALL, one)
            if not self.model.had_snapshot:
                self.model.known[one.number].mark = Mark.NONE
        numbers = {one.number for one in listed}
        for number, known in self.model.known.items():
            if known.place == WALL and known.version.status != "cancelled" and number not in numbers:
                known.place, known.mark = MISSING, Mark.NONE
        self.model.had_snapshot = True

    @rule(number=NUMBERS)
    def nobody_knows(self, number: int) -> None:
        """An order is no longer this display's business; a cancelled ticket stays all the same."""
        self._apply(Gone(order(number).id))
        known = self.model.known.get(number)
        if (
            known
            and known.place != CLOSED
            and (known.place == MISSING or known.version.status != "cancelled")
        ):
            del self.model.known[number]

    @rule(number=NUMBERS, deed=st.sampled_from(["see", "acknowledge", "take back"]))
    def cook_looks(self, number: int, deed: str) -> None:
        """Selecting takes the mark; a cancelled ticket leaves by the cook's hand and comes back by undo, no other."""
        order_id, known = order(number).id, self.model.known.get(number)
        cancelled = known is not None and known.version.status == "cancelled"
        if deed == "see":
            self._apply(Seen(order_id))
            if known and known.place == WALL:
                known.mark = Mark.NONE
        elif deed == "acknowledge":
            self._apply(Acknowledged(order_id))
            if known and known.place == WALL and cancelled:
                known.place = CLOSED
        else:
            self._apply(Unacknowledged(order_id))
            if known and known.place == CLOSED and cancelled:
                known.place = WALL

    @rule(number=NUMBERS)
    def cook_bumps(self, number: int) -> None:
        """A bump is drawn at once."""
        known = self.model.known.get(number)
        move = bump(known.version) if known and known.place == WALL else None
        if move is not None:
            self._apply(Queued(move))
            self.model.moves.append(move)

    @rule(answered=st.booleans())
    def bump_is_settled(self, answered: bool) -> None:  # noqa: FBT001
        """The server answers the oldest bump with the order as it is, or refuses it."""
        if not self.model.moves:
            return
        move = self.model.moves.pop(0)
        newest = self.server[move.number][-1]
        self._apply(Settled(move, newest) if answered else Settled(move, None, "refused"))
        if answered:
            self.model.hear(newest)

    @rule(
        item=ITEMS, available=st.booleans(), how=st.sampled_from(["here", "settled", "refused", "elsewhere"])
    )
    def stock_changes(self, item: int, available: bool, how: str) -> None:  # noqa: FBT001
        """An item is 86'd here, which is drawn at once; that is answered, or refused; or it is 86'd elsewhere."""
        name = f"Item {item}"
        if how == "here":
            action = stock(item, name, available=available)
            self._apply(Queued(action))
            self.model.stocks.append(action)
        elif how == "elsewhere":
            self._apply(AvailabilityMessage(menu_item_id=item, name=name, available=available, until=None))
            self._heard_of_stock(item, available=available)
        elif self.model.stocks:
            action = self.model.stocks.pop(0)
            self._apply(Settled(action, None, "refused" if how == "refused" else ""))
            if how == "settled":
                self._heard_of_stock(action.menu_item_id, available=action.available)

    def _heard_of_stock(self, item: int, *, available: bool) -> None:
        if available:
            self.model.out.discard(item)
        else:
            self.model.out.add(item)

    @invariant()
    def every_order_is_where_the_model_has_it(self) -> None:
        """In its newest version that was heard, with its mark, and nowhere else."""
        places = {key: (t.order.revision, t.mark) for key, t in self.board.tickets.items()}
        assert places == {UUID(int=n): (k.version.revision, k.mark) for n, k in self._at(WALL)}
        assert {key: o.revision for key, o in self.board.closed.items()} == {
            UUID(int=n): k.version.revision for n, k in self._at(CLOSED)
        }
        assert set(self.board.missing) == {UUID(int=n) for n, _ in self._at(MISSING)}

    def _at(self, place: str) -> list[tuple[int, Known]]:
        return [(number, known) for number, known in self.model.known.items() if known.place == place]

    @invariant()
    def what_is_pending_lies_on_top(self) -> None:
        """The newest answer to each question, with what the cook did and the server has not answered."""
        assert self.board.pending_orders() == {UUID(int=move.number) for move in self.model.moves}
        for number, known in self._at(WALL):
            status = known.version.status
            for move in self.model.moves:
                if move.number == number and move.before == status:
                    status = move.after
            assert self.board.with_pending(known.version).status == status

    @invariant()
    def what_is_sold_out_follows_the_last_word(self) -> None:
        """The server's words, and the cook's on top."""
        out = set(self.model.out)
        for action in self.model.stocks:
            out = out - {action.menu_item_id} if action.available else out | {action.menu_item_id}
        assert set(self.board.stock_now().out) == out


def out_item(item: int) -> Unavailable:
    """An item that is 86'd."""
    return Unavailable(menu_item_id=item, name=f"Item {item}", until=None)


BoardMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestBoard = BoardMachine.TestCase

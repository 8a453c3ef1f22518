"""How fast a kitchen is at the moment and what it has to make, read from its orders: of many kitchens in one statement."""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import asyncpg
from cachetools import TTLCache

from server.db.pool import BasePool
from server.wire.vocabulary import COOKING

CAPACITY = 20_000
"""Kitchens of which something is held: as many as menus, or each order of the others would read two weeks of orders."""
LATELY = timedelta(minutes=45)
"""How far back throughput is measured: long enough to count dishes, short enough to follow an evening."""
USUAL_DAYS = 14
USUAL_SECONDS = 15 * 60.0
"""How long a reading of the usual throughput is used."""
QUIET_SECONDS = 8 * 60.0
"""How long a dish takes where nothing is known yet."""
FEWEST_DISHES = 6
"""A station that made fewer dishes has no throughput that could be trusted."""

ByStation = Mapping[str, float]


@dataclass(slots=True)
class Pace:
    """A kitchen at a moment: dishes to make by station, dishes made per second, seconds of a quick order."""

    to_make: dict[str, int]
    per_second: ByStation
    quick_seconds: float
    read_at: float = field(default_factory=time.monotonic)

    def seconds_for(self, dishes: Mapping[str, int], otherwise: float) -> float:
        """Seconds until `dishes` (by station) are ready behind all that is to make.

        `otherwise` is the throughput, in dishes per second, of a station that was not measured.
        """
        waits = [
            (self.to_make.get(station, 0) + count) / self.per_second.get(station, otherwise)
            for station, count in dishes.items()
        ]
        return max([self.quick_seconds, *waits])


class PaceReader:
    """Reads paces of kitchens; what a kitchen usually makes is asked only where it made too little lately."""

    def __init__(self, pool: BasePool) -> None:
        self._pool = pool
        self._usual: TTLCache[UUID, ByStation] = TTLCache(CAPACITY, USUAL_SECONDS, time.monotonic)

    async def read(self, kitchens: Sequence[UUID], _patience: str = "") -> list[Pace]:
        """Read the paces of these kitchens, in their order, as they are at one moment. It waits for nobody's lock."""
        rows = _by_kitchen(await self._pool.fetch(_PACES, kitchens, LATELY, list(COOKING)))
        lately = {
            kitchen: _throughput({row["station"]: row["made"] for row in rows[kitchen]}, LATELY)
            for kitchen in kitchens
        }
        unknown = [
            kitchen
            for kitchen in kitchens
            if not {row["station"] for row in rows[kitchen]} <= lately[kitchen].keys()
        ]
        usual = await self._usual_throughput(unknown)
        return [_pace(rows[kitchen], {**usual.get(kitchen, {}), **lately[kitchen]}) for kitchen in kitchens]

    async def _usual_throughput(self, kitchens: Sequence[UUID]) -> Mapping[UUID, ByStation]:
        """Dishes per second by station in the best of this hour's last two weeks, where there were enough."""
        known = {kitchen: self._usual.get(kitchen) for kitchen in kitchens}
        if missing := [kitchen for kitchen, usual in known.items() if usual is None]:
            rows = _by_kitchen(await self._pool.fetch(_USUAL, missing, USUAL_DAYS))
            for kitchen in missing:
                made = {row["station"]: row["made"] for row in rows[kitchen]}
                known[kitchen] = self._usual[kitchen] = _throughput(made, timedelta(hours=1))
        return {kitchen: usual for kitchen, usual in known.items() if usual is not None}


def _by_kitchen(rows: Sequence[asyncpg.Record]) -> Mapping[UUID, list[asyncpg.Record]]:
    of_kitchen: defaultdict[UUID, list[asyncpg.Record]] = defaultdict(list)
    for row in rows:
        of_kitchen[row["restaurant_id"]].append(row)
    return of_kitchen


def _throughput(made: Mapping[str, int], span: timedelta) -> ByStation:
    return {
        station: count / span.total_seconds() for station, count in made.items() if count >= FEWEST_DISHES
    }


def _pace(rows: Sequence[asyncpg.Record], per_second: ByStation) -> Pace:
    quick = next((row["quick_seconds"] for row in rows if row["quick_seconds"]), None)
    return Pace(
        to_make={row["station"]: row["to_make"] for row in rows},
        per_second=per_second,
        quick_seconds=float(quick or QUIET_SECONDS),
    )


# Open orders and those made lately are looked for apart, each by an index of its own: with both in one condition all
# orders of the month would be read. Each kitchen is asked by itself, so that the plan is the same however many there are.
_PACES = """
    SELECT kitchen.id AS restaurant_id, pace.*
    FROM unnest($1::uuid[]) AS kitchen (id), LATERAL (
        WITH lately AS MATERIALIZED (
            SELECT status = ANY ($3) AS is_cooking, coalesce(released_at, created_at) AS came_at, ready_at, lines, courses
            FROM orders
            WHERE restaurant_id = kitchen.id AND ended_at IS NULL
            UNION ALL
            SELECT status = ANY ($3), coalesce(released_at, created_at), ready_at, lines, courses
            FROM orders
            WHERE restaurant_id = kitchen.id AND ended_at IS NOT NULL
              AND id >= first_order_id(now() - 2 * $2::interval) AND ready_at > now() - $2::interval
        ), quick AS (
            SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY extract(epoch FROM ready_at - came_at)) AS seconds
            FROM lately WHERE ready_at > came_at HAVING count(*) >= 3
        )
        SELECT line.station,
               coalesce(sum(line.quantity) FILTER (
                   WHERE is_cooking AND NOT line.done AND NOT coalesce(line.done_stations ? line.station, false)
                     AND NOT EXISTS (
                         SELECT FROM jsonb_to_recordset(courses) AS held (course text, fires_at timestamptz)
                         WHERE held.course = line.course AND coalesce(held.fires_at > now(), true)
                     )
               ), 0)::int AS to_make,
               coalesce(sum(line.quantity) FILTER (WHERE ready_at > now() - $2::interval), 0)::int AS made,
               (SELECT seconds FROM quick) AS quick_seconds
        FROM lately,
             jsonb_to_recordset(lines) AS line (
                 station text, quantity integer, done boolean, done_stations jsonb, course text, state text
             )
        WHERE coalesce(line.state, '') = ''
        GROUP BY line.station
    ) AS pace
"""
_USUAL = """
    SELECT kitchen.id AS restaurant_id, made.station, max(made.dishes)::int AS made
    FROM unnest($1::uuid[]) AS kitchen (id), generate_series(1, $2::integer) AS ago (days),
         LATERAL (
             SELECT line.station, sum(line.quantity) AS dishes
             FROM orders AS o, jsonb_to_recordset(o.lines) AS line (station text, quantity integer, state text)
             WHERE o.restaurant_id = kitchen.id AND coalesce(line.state, '') = '' AND o.ready_at IS NOT NULL
               AND o.id >= first_order_id(now() - make_interval(days => ago.days, mins => 30))
               AND o.id < first_order_id(now() - make_interval(days => ago.days, mins => -30))
             GROUP BY line.station
         ) AS made
    GROUP BY kitchen.id, made.station
"""

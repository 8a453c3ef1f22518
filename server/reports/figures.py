"""Parts of the statements over orders; `$1` to `$4` are `Span.orders()`."""

TIMES = """
    (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM o.ready_at - coalesce(o.released_at, o.created_at)))
        FILTER (WHERE o.ready_at IS NOT NULL))::integer AS median_seconds_to_ready,
    (percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM o.ready_at - coalesce(o.released_at, o.created_at)))
        FILTER (WHERE o.ready_at IS NOT NULL))::integer AS p90_seconds_to_ready,
    (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM o.ready_at - o.estimated_ready_at))
        FILTER (WHERE o.ready_at IS NOT NULL))::integer AS median_seconds_late,
    (100 * count(*) FILTER (WHERE o.ready_at <= o.estimated_ready_at)
        / nullif(count(o.ready_at - o.estimated_ready_at), 0))::integer AS percent_in_time
"""
"""How long orders took from the moment at which the kitchen got them to ready, and how that compares with what was promised."""
NO_TIMES = """
    NULL::integer AS median_seconds_to_ready, NULL::integer AS p90_seconds_to_ready,
    NULL::integer AS median_seconds_late, NULL::integer AS percent_in_time
"""
MADE = "coalesce(line ->> 'state', '') = ''"
"""Of a line that was not taken off."""
_OF_SPAN = "o.restaurant_id = $1 AND o.id >= $2 AND o.id < $3 AND o.currency = $4"
LINES = f"FROM orders AS o CROSS JOIN jsonb_array_elements(o.lines) AS line WHERE {_OF_SPAN}"
"""Every line that was ordered, also of cancelled orders."""
TAKEN = f"FROM orders AS o WHERE {_OF_SPAN} AND o.status NOT IN ('cancelled', 'unpaid')"
TAKEN_LINES = f"{LINES} AND o.status NOT IN ('cancelled', 'unpaid') AND {MADE}"

_LOCAL = "o.created_at AT TIME ZONE (SELECT timezone FROM restaurants WHERE id = $1)"
TAPS = "taps"
"""The label of orders that were tapped; those in words have the language of the words."""
ORDER_LABELS = {
    "day": "o.day::text",
    "hour": f"to_char({_LOCAL}, 'HH24')",
    "weekday": f"to_char({_LOCAL}, 'ID HH24')",
    "table": "o.table_identifier",
    "source": f"CASE WHEN o.raw_input = '' THEN '{TAPS}' ELSE o.language END",
}
"""What names the row of an order, for each kind of report whose rows are sums of whole orders."""

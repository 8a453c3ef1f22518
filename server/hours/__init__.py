"""When a restaurant takes orders, and how many."""

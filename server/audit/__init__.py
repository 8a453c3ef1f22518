"""Who changed what in a restaurant: entries that are written with the change and never altered."""

"""A restaurant as its displays know it: its clock, its language, and whether it takes orders."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.restaurant import RestaurantSettings
from server.wire.base import rfc3339

NameAllergens = Callable[[str], Mapping[str, str]]
"""The known allergens by their codes, in the language of a locale."""


@dataclass(frozen=True, slots=True)
class Place:
    """What `wire.kitchen_place.KitchenPlace` says, as it is at a moment: a pause that is over is none."""

    settings: RestaurantSettings
    paused_until: datetime | None
    allergen_names: Mapping[str, str]

    @classmethod
    def of(cls, settings: RestaurantSettings, now: datetime, name_allergens: NameAllergens) -> "Place":
        """As it is at `now`."""
        until = settings.times.paused_until
        return cls(settings, until if until and until > now else None, name_allergens(settings.locale))

    def document(self) -> dict[str, Any]:
        """Write it in the fields of the wire."""
        times, throttle = self.settings.times, self.settings.times.throttle
        return {
            "timezone": self.settings.timezone,
            "language": self.settings.locale,
            "is_open": self.settings.is_open,
            "paused_until": self.paused_until and rfc3339(self.paused_until),
            "pause_reason": times.pause_reason if self.paused_until else "",
            "throttle": throttle and {"orders": throttle.orders, "minutes": throttle.minutes},
            "allergen_names": dict(self.allergen_names),
        }

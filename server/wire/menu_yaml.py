"""A menu document as YAML: what `GET …/menu/` answers, and what the command line writes."""

import re
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.representer import SafeRepresenter

_TAG = "tag:yaml.org,2002:"
_PRICES = ("price", "price_adjustment", "percent", "take_away")
_AMOUNT = re.compile(r"-?[0-9]+(\.[0-9]+)?")
"""What of these fields is money or a percentage; a group's `price` is a word."""


class _Price(str):
    """An amount that YAML shows as a number."""

    __slots__ = ()


class _Representer(SafeRepresenter):
    """Writes prices as numbers, and no anchors for values that stand twice."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  (the base class's signature)
        return True


def _represent_price(representer: SafeRepresenter, price: _Price) -> Any:
    return representer.represent_scalar(_TAG + ("float" if "." in price else "int"), str(price))


_Representer.add_representer(_Price, _represent_price)


def to_yaml(document: dict[str, Any]) -> str:
    """`document` as YAML, prices as numbers with the decimals that they have."""
    yaml = YAML(typ="safe")
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 4096
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # declared as None only
    yaml.Representer = _Representer
    text = StringIO()
    yaml.dump(_with_prices(document), text)
    return text.getvalue()


def _with_prices(value: Any, field: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _with_prices(member, key) for key, member in value.items()}
    if isinstance(value, list):
        return [_with_prices(member) for member in value]
    is_amount = field in _PRICES and isinstance(value, str) and _AMOUNT.fullmatch(value)
    return _Price(value) if is_amount else value

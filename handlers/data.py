"""Small frozen types as JSON-able data, and back: what is kept of conversations, visits and requests."""

from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from cattrs import Converter

T = TypeVar("T")


class DataError(ValueError):
    """Stored data isn't a value of the type that it is read as."""


@cache
def _converter() -> Converter:
    converter = Converter(omit_if_default=True)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
    return converter


def to_data(value: object) -> dict[str, Any]:
    """A dataclass as JSON-able data; what is at its default is left out."""
    data: dict[str, Any] = _converter().unstructure(value)
    return data


def from_data(kind: type[T], data: object) -> T:
    """The value of `to_data`. Fields that came later take their defaults. Raises `DataError`."""
    try:
        return _converter().structure(data, kind)
    except Exception as error:
        # cattrs raises groups of whatever the types' own constructors raise.
        raise DataError(kind.__name__) from error

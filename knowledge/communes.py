"""Old communes of Nghệ An → the communes of today ("xã X cũ nay thuộc xã nào"), and back.

The 412 communes of 30/6/2025 and the 130 of 1/7/2025 stand in `content/communes.csv`, names that had ended before in
`content/communes-older.csv` (less certain). `Communes.find` reads a question, `show` says the answer.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from rapidfuzz.distance import OSA

from knowledge.telex import undo
from knowledge.text import clean, fold, tone_placed, words

FOLDER = Path(__file__).parent / "content"
_COLUMNS = ("new_name", "new_type", "old_commune", "old_district")
_OLDER_COLUMNS = ("older_name", "old_district", "ended", "became", "now")
_COMMUNE_TYPES = ("Thị trấn", "Phường", "Xã")
_DISTRICT_TYPES = ("Thành phố", "Thị xã", "Huyện")


class CommunesError(ValueError):
    """A list of communes can't be used; the message names file, line and fault."""


class CommuneKind(StrEnum):
    """What was found: an old unit, several that may be meant, a whole old district, or a unit of today."""

    ONE = "one"
    AMBIGUOUS = "ambiguous"
    DISTRICT = "district"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class OldUnit:
    """A commune that is no more: `Xã`, `Phường` or `Thị trấn`, its old district, and the unit of today (`xã Nghi Lộc`).

    `became` is empty for the units of 30/6/2025; for older names it says what they first became.
    """

    type: str
    name: str
    district: str
    now: str
    became: str = ""

    @property
    def full(self) -> str:
        """`xã Nghi Trung`."""
        return f"{_lower_first(self.type)} {self.name}"

    @property
    def older(self) -> bool:
        """Whether the name had ended before 30/6/2025; what is known of it is less certain."""
        return bool(self.became)


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A commune of today with the units of 30/6/2025 that it consists of, all of one old district."""

    type: str
    name: str
    district: str
    parts: tuple[OldUnit, ...]

    @property
    def full(self) -> str:
        """`xã Nghi Lộc`."""
        return f"{self.type} {self.name}"

    @property
    def kept(self) -> bool:
        """Whether it is one old commune left as it was."""
        return len(self.parts) == 1 and self.parts[0].full == self.full


@dataclass(frozen=True, slots=True)
class CommuneAnswer:
    """What a question about communes comes to.

    `one`: `old` with `new`, pair by pair; `ambiguous`: the options, `old` units, `new` units that aren't their
    successors, `district`; `district`: its `new` units; `new`: one `new` unit. `namesakes`: old units of the same name
    as a new unit which went elsewhere, worth a warning.
    """

    kind: CommuneKind
    old: tuple[OldUnit, ...] = ()
    new: tuple[NewUnit, ...] = ()
    district: str = ""
    namesakes: tuple[OldUnit, ...] = ()


# Reading the lists


def load_communes(folder: Path = FOLDER) -> "Communes":
    """The communes from the two lists in `folder`; raises `CommunesError` naming file, line and fault."""
    new, named = {}, "communes.csv"
    parts: dict[str, list[OldUnit]] = {}
    seen: set[tuple[str, str]] = set()
    for line, row in _rows(folder / named, _COLUMNS):
        if row["new_type"] not in ("xã", "phường"):
            raise CommunesError(f"{named}, dòng {line}: new_type phải là xã hoặc phường, không phải “{row['new_type']}”")
        kind, name = _split(row["old_commune"], _COMMUNE_TYPES, named, line)
        _split(row["old_district"], _DISTRICT_TYPES, named, line)
        full = f"{row['new_type']} {row['new_name']}"
        if (row["old_commune"], row["old_district"]) in seen:
            raise CommunesError(f"{named}, dòng {line}: {row['old_commune']}, {row['old_district']} có hai lần")
        seen.add((row["old_commune"], row["old_district"]))
        parts.setdefault(full, []).append(OldUnit(kind, name, row["old_district"], full))
        new[full] = (row["new_type"], row["new_name"], row["old_district"])
        if {part.district for part in parts[full]} != {row["old_district"]}:
            raise CommunesError(f"{named}, dòng {line}: {full} nằm ở hai huyện cũ")
    units = [NewUnit(*head, tuple(parts[full])) for full, head in new.items()]
    older = []
    named = "communes-older.csv"
    for line, row in _rows(folder / named, _OLDER_COLUMNS):
        kind, name = _split(row["older_name"], _COMMUNE_TYPES, named, line)
        _split(row["old_district"], _DISTRICT_TYPES, named, line)
        if row["now"] not in new:
            raise CommunesError(f"{named}, dòng {line}: “{row['now']}” không có trong communes.csv")
        older.append(OldUnit(kind, name, row["old_district"], row["now"], row["became"]))
    return Communes(units, older)


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != tuple(columns):
                raise CommunesError(f"{path.name}, dòng 1: cần các cột {', '.join(columns)}")
            for row in reader:
                if None in row or any(not row[column] for column in columns):
                    raise CommunesError(f"{path.name}, dòng {reader.line_num}: thiếu ô hoặc thừa ô")
                yield reader.line_num, {column: tone_fixed(row[column]) for column in columns}
    except OSError as error:
        raise CommunesError(f"{path.name}: không đọc được ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise CommunesError(f"{path.name}: không phải UTF-8") from error


def _split(text: str, types: Sequence[str], named: str, line: int) -> tuple[str, str]:
    for kind in types:
        if text.startswith(kind + " "):
            return kind, text[len(kind) + 1 :]
    raise CommunesError(f"{named}, dòng {line}: “{text}” phải bắt đầu bằng {', '.join(types)}")


def tone_fixed(text: str) -> str:
    """The text in NFC without spaces around it, as names are compared."""
    return " ".join(clean_keep_case(text).split())


def clean_keep_case(text: str) -> str:
    """NFC with letters' case kept."""
    import unicodedata

    return unicodedata.normalize("NFC", text)

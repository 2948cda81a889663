"""The communes of Nghệ An, old and new, as values, and reading them from their lists."""

import csv
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from knowledge.communes.names import DISTRICT_TYPES, lower_first

COLUMNS = ("new_name", "new_type", "old_commune", "old_district")
OLDER_COLUMNS = ("older_name", "old_district", "ended", "became", "now")
COMMUNE_TYPES = ("Thị trấn", "Phường", "Xã")


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
        return f"{lower_first(self.type)} {self.name}"

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


def read_units(folder: Path) -> tuple[list[NewUnit], list[OldUnit]]:
    """The units of today and the older names; raises `CommunesError` naming file, line and fault."""
    new, named = {}, "communes.csv"
    parts: dict[str, list[OldUnit]] = {}
    seen: set[tuple[str, str]] = set()
    for line, row in _rows(folder / named, COLUMNS):
        if row["new_type"] not in ("xã", "phường"):
            raise CommunesError(
                f"{named}, dòng {line}: new_type phải là xã hoặc phường, không phải “{row['new_type']}”"
            )
        kind, name = _split(row["old_commune"], COMMUNE_TYPES, named, line)
        _split(row["old_district"], DISTRICT_TYPES, named, line)
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
    for line, row in _rows(folder / named, OLDER_COLUMNS):
        kind, name = _split(row["older_name"], COMMUNE_TYPES, named, line)
        _split(row["old_district"], DISTRICT_TYPES, named, line)
        if row["now"] not in new:
            raise CommunesError(f"{named}, dòng {line}: “{row['now']}” không có trong communes.csv")
        older.append(OldUnit(kind, name, row["old_district"], row["now"], row["became"]))
    return units, older


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != tuple(columns):
                raise CommunesError(f"{path.name}, dòng 1: cần các cột {', '.join(columns)}")
            for row in reader:
                if None in row or any(not row[column] for column in columns):
                    raise CommunesError(f"{path.name}, dòng {reader.line_num}: thiếu ô hoặc thừa ô")
                yield reader.line_num, {column: unicodedata.normalize("NFC", row[column].strip()) for column in columns}
    except OSError as error:
        raise CommunesError(f"{path.name}: không đọc được ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise CommunesError(f"{path.name}: không phải UTF-8") from error


def _split(text: str, types: Sequence[str], named: str, line: int) -> tuple[str, str]:
    for kind in types:
        if text.startswith(kind + " "):
            return kind, text[len(kind) + 1 :]
    raise CommunesError(f"{named}, dòng {line}: “{text}” phải bắt đầu bằng {', '.join(types)}")

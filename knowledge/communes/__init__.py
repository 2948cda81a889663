"""Old communes of Nghệ An → the communes of today ("xã X cũ nay thuộc xã nào"), and back.

The 412 communes of 30/6/2025 and the 130 of 1/7/2025 stand in `content/communes.csv`, names that had ended before in
`content/communes-older.csv` (less certain). `Communes.find` reads a question, `show` says the answer.
"""

from pathlib import Path

from knowledge.communes.find import Communes
from knowledge.communes.say import LONGEST, PAPERS, SOURCE, UNSURE, show
from knowledge.communes.units import CommuneAnswer, CommuneKind, CommunesError, NewUnit, OldUnit, read_units

FOLDER = Path(__file__).parents[1] / "content"


def load_communes(folder: Path = FOLDER) -> Communes:
    """The communes from the two lists in `folder`; raises `CommunesError` naming file, line and fault."""
    return Communes(*read_units(folder))


__all__ = [
    "FOLDER",
    "LONGEST",
    "PAPERS",
    "SOURCE",
    "UNSURE",
    "CommuneAnswer",
    "CommuneKind",
    "Communes",
    "CommunesError",
    "NewUnit",
    "OldUnit",
    "load_communes",
    "show",
]

"""The few fitted numbers: how signals are weighed and where the decisions lie.

Refitted by `troly fit`, versioned beside the code.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SHIPPED_WEIGHTS = Path(__file__).parent / "weights.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the signals, in the order of the tuples' comments, and the thresholds of the decision."""

    # linear model, nearest line, many near lines, letters of the nearest lines (RapidFuzz), nearest text
    topic: tuple[float, float, float, float, float]
    # added to every label outside the topics
    outside_bias: float
    # constant, log-odds of lying inside, log-odds of the best topic among the topics, lead over the second, likeness
    # of the nearest line
    confidence: tuple[float, float, float, float, float]
    # nearest phrase or question of the statement, its text, facet model, first of its facet, overview, the topic's own
    # statement machine, cues of its facet
    statement: tuple[float, float, float, float, float, float, float]
    # confidence from which a topic is answered while at most this probability lies outside; confidence from which
    # topics are offered
    answer_from: float
    answer_outside: float
    choose_from: float
    # probability outside the topics from which a subject is refused by name or taken as small talk
    refuse_from: float
    # likeness under which no statement is said to fit the case
    fits_from: float


def load_weights(path: Path = SHIPPED_WEIGHTS) -> Weights:
    """The weights in `path`."""
    data = json.loads(path.read_text(encoding="utf-8"))
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    return Weights(**values)


def store_weights(weights: Weights, path: Path = SHIPPED_WEIGHTS) -> None:
    """Write `weights` to `path`, readable in a diff."""
    rounded = {
        name: [round(item, 4) for item in value] if isinstance(value, tuple) else round(value, 4)
        for name, value in asdict(weights).items()
    }
    path.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")

"""`troly check`: what is wrong with the content, what comes due, and what it says on a day."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from knowledge.check import check_topic
from knowledge.communes import load_communes
from knowledge.content import SHIPPED, load_content
from knowledge.override_check import check_overrides, check_units
from knowledge.topic_file import read_topic
from knowledge.understand import Understander
from knowledge.whole_check import check_whole
from knowledge.yaml_lines import ContentError, Problem, load_document


def check_files(files: Sequence[Path], today: date) -> list[Problem]:
    """The problems of single topic files."""
    problems: list[Problem] = []
    for file in files:
        try:
            document = load_document(file, str(file))
            topic, found = read_topic(document)
            problems += found
            problems += check_topic(topic, document, today)
        except ContentError as error:
            problems += error.problems
    return problems


def check_content(today: date, folder: Path = SHIPPED) -> list[Problem]:
    """The problems of all content on `today`."""
    try:
        content = load_content(folder)
    except ContentError as error:
        return error.problems
    problems: list[Problem] = []
    for topic in content.topics.values():
        problems += check_topic(topic, content.documents[f"topics/{topic.id}.yaml"], today)
    if content.place_matters:
        communes = load_communes(folder) if (folder / "communes.csv").exists() else load_communes()
        problems += [*check_units(content, communes), *check_overrides(content, communes, today)]
    return problems + check_whole(content, today)


def lost_phrases(understander: Understander, progress: Callable[[int, int], None]) -> Iterator[str]:
    """Phrases that their own topic does not win: written for one topic, closer to another. Worth a look, no fault."""
    topics = understander.index.content.topics.values()
    phrases = [(topic, phrase) for topic in topics for phrase in topic.phrases]
    for number, (topic, phrase) in enumerate(phrases, 1):
        found = understander.understand(phrase.text)
        first = found.candidates[0].topic if found.candidates else "-"
        if first != topic.id:
            yield f"topics/{topic.id}.yaml: lưu ý: {phrase.id} nghiêng về {first}: {phrase.text}"
        progress(number, len(phrases))

"""The `troly` command."""

from datetime import date
from pathlib import Path

import click

from knowledge.check import check_topic
from knowledge.topic_file import read_topic
from knowledge.yaml_lines import ContentError, load_document


@click.group()
def main() -> None:
    """Trợ lý số cộng đồng."""


@main.command()
@click.argument("files", nargs=-1, type=Path)
def check(files: tuple[Path, ...]) -> None:
    """Kiểm tra nội dung."""
    bad = 0
    for file in files:
        try:
            document = load_document(file)
            topic, problems = read_topic(document)
            problems += check_topic(topic, document, date(2026, 11, 21))
        except ContentError as error:
            problems = error.problems
        for problem in problems:
            print(problem)
            bad += not problem.warning
    raise SystemExit(1 if bad else 0)

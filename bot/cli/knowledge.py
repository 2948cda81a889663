"""Commands about the published content as files: `knowledge export`, `knowledge import`."""

import asyncio
import sys
from pathlib import Path

import click

from bot.cli import base
from bot.cli.base import main
from bot.editing import texts_sheets as texts


@main.group(help=texts.KNOWLEDGE_HELP)
def knowledge() -> None:
    """All of these work while the program serves."""


@knowledge.command("export", help=texts.EXPORT_HELP)
@click.argument("target", type=click.Path(path_type=Path), metavar="THƯ_MỤC|TỆP.xlsx")
def knowledge_export(target: Path) -> None:
    """Writes over nothing."""
    from bot.commands.content_files import export_content

    click.echo("\n".join(export_content(base.settings().data, target)))


@knowledge.command("import", help=texts.IMPORT_HELP)
@click.argument("source", type=click.Path(exists=True, path_type=Path), metavar="THƯ_MỤC|TỆP.xlsx")
@click.option("--dry-run", "dry", is_flag=True, help=texts.DRY_RUN_HELP)
@click.option("--publish", is_flag=True, help=texts.PUBLISH_HELP)
@click.option("--person", type=click.IntRange(1), metavar="SỐ", help=texts.PERSON_HELP)
def knowledge_import(source: Path, dry: bool, publish: bool, person: int | None) -> None:
    """Exit code 1 when anything is wrong with the files; then nothing was stored."""
    from bot.commands.content_files import Wish, import_content

    wish = Wish(dry=dry, publish=publish, person=person)
    done = asyncio.run(import_content(base.settings().data, source, wish, base.now()))
    for fault in done.faults:
        click.echo(fault)
    click.echo("\n".join(done.lines), err=bool(done.faults))
    sys.exit(1 if done.faults else 0)

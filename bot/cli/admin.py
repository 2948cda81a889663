"""Commands about administrators: `admin link`."""

import asyncio

import click

from bot import texts_admin as texts
from bot.cli import base
from bot.cli.base import main


@main.group(help=texts.ADMIN_HELP)
def admin() -> None:
    """Works while the program serves."""


@admin.command("link", help=texts.LINK_HELP)
@click.option("--person", "number", type=int, metavar="SỐ", help=texts.PERSON_HELP)
@click.option("--name", metavar="HỌ TÊN", help=texts.NAME_HELP)
def admin_link(number: int | None, name: str | None) -> None:
    """On standard output and nowhere else."""
    from bot.commands.administering import make_link

    click.echo("\n".join(asyncio.run(make_link(base.settings(), number, name, base.now()))))

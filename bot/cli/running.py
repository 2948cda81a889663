"""Commands for whoever runs the program: `queue`, `backup`, `restore`, `zalo login`."""

import asyncio
import sys
from pathlib import Path

import click

from bot import texts_ops, texts_zalo_oa
from bot.cli import base
from bot.cli.base import main


@main.group(help=texts_ops.QUEUE_HELP, invoke_without_command=True)
@click.pass_context
def queue(context: click.Context) -> None:
    """What is stuck; works while the program serves."""
    if context.invoked_subcommand is None:
        from bot.commands.queueing import queue_lines

        click.echo("\n".join(asyncio.run(queue_lines(base.settings().data, base.now()))))


@queue.command("retry", help=texts_ops.QUEUE_RETRY_HELP)
@click.argument("ids", nargs=-1, metavar="[MÃ]...")
@click.option("--all", "everything", is_flag=True, help=texts_ops.QUEUE_RETRY_ALL_HELP)
def queue_retry(ids: tuple[str, ...], everything: bool) -> None:
    """Exit code 1 when something that was named isn't stuck."""
    from bot.commands.queueing import is_id, retry

    if bool(ids) == everything or not all(map(is_id, ids)):
        raise click.UsageError(texts_ops.QUEUE_RETRY_ONE)
    count, unknown = asyncio.run(retry(base.settings().data, ids, base.now()))
    if count or not unknown:
        click.echo(texts_ops.QUEUE_RETRIED.format(count=count) if count else texts_ops.QUEUE_NOTHING)
    if unknown:
        click.echo(texts_ops.QUEUE_UNKNOWN.format(ids=", ".join(unknown)), err=True)
        sys.exit(1)


@main.command(help=texts_ops.BACKUP_HELP)
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Works while the program serves; writes over nothing."""
    from bot.commands.backing import back_up

    click.echo("\n".join(asyncio.run(back_up(base.settings(), file, base.now()))))


@main.command(help=texts_ops.RESTORE_HELP)
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Refused while the program serves."""
    from bot.commands.backing import restore as run

    click.echo("\n".join(run(base.settings(), file, base.now())))


@main.group(help=texts_zalo_oa.ZALO_HELP)
def zalo() -> None:
    """What concerns the Zalo Official Account."""


@zalo.command("login", help=texts_zalo_oa.LOGIN_HELP)
@click.option("--redirect", metavar="ĐỊA_CHỈ", help=texts_zalo_oa.LOGIN_REDIRECT_HELP)
@click.option("--fixed", is_flag=True, help=texts_zalo_oa.LOGIN_FIXED_HELP)
def zalo_login(redirect: str | None, fixed: bool) -> None:
    """An administrator agrees in a browser; works while the program serves."""
    from bot.commands.zalo_login import begin_login, finish_login, login_settings, read_code

    settings = login_settings(base.settings())
    login = begin_login(settings, redirect, fixed=fixed)
    click.echo(texts_zalo_oa.login_steps(login.link, login.redirect))
    if fixed:
        click.echo(texts_zalo_oa.login_fixed(login.challenge))
    code = read_code(click.prompt(texts_zalo_oa.LOGIN_PROMPT), login)
    asyncio.run(finish_login(settings, login, code, base.now))
    click.echo(texts_zalo_oa.LOGIN_DONE)

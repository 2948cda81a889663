"""The `troly` command: thin commands over functions that are tested without it."""

from bot.cli import communes, community, content, running, talking, teams
from bot.cli.base import main

__all__ = ["communes", "community", "content", "main", "running", "talking", "teams"]

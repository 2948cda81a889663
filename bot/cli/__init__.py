"""The `troly` command: thin commands over functions that are tested without it."""

from bot.cli import admin, audit, communes, community, content, knowledge, running, talking, teams
from bot.cli.base import main

__all__ = ["admin", "audit", "communes", "community", "content", "knowledge", "main", "running", "talking", "teams"]

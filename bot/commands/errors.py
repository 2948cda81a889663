"""What a command can't do."""


class CommandError(Exception):
    """A command can't be carried out; `str()` is a Vietnamese sentence with the way out."""

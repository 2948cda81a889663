"""How to use the assistant, for anybody."""

from handlers.ask import buttons, texts
from handlers.reply import Paragraph, Reply, say


def help_reply() -> Reply:
    """What can be asked and typed."""
    return say(*texts.HELP, buttons=(buttons.MENU, buttons.person()))


def shows_help(reply: Reply) -> bool:
    """Whether a reply is that."""
    return Paragraph(texts.HELP[0]) in reply.blocks

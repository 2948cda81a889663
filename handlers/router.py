"""Who handles what: the whole assistant as one function."""

from handlers.ask.flow import Asking
from handlers.turn import Handler
from knowledge.communes import load_communes
from knowledge.understand import Understander


def make_handler(understander: Understander) -> Handler:
    """The assistant over one understander."""
    return Asking(understander, load_communes()).turn

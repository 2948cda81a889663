"""Deleting what is held about somebody: asked first, then done as a whole."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.ask.buttons import MENU
from handlers.ask.turns import in_place
from handlers.conversation import Conversation
from handlers.privacy import texts
from handlers.privacy.showing import channels_of, press, roles_of
from handlers.reply import Reply, say
from handlers.requests import cards
from handlers.requests.asking_back import to_holders
from handlers.requests.own import cancelling
from handlers.requests.request import PutRequest, Request
from handlers.scene import Scene
from handlers.teams.changes import ForgetAccount, NoteAct
from handlers.teams.people import Account
from handlers.teams.texts_linking import CHANNELS
from handlers.turn import Notice, Turn

# After so long a "yes" is asked for again: buttons stay in chats for years.
_YES_HOLDS_MINUTES = 60


def confirm_reply(scene: Scene, *before: str) -> Reply:
    """What goes and what stays, and whether that is what they want."""
    stamp = str(_minutes(scene.now))
    several = len(scene.records.linked(scene.account)) > 1
    if several:
        yes = [press(texts.ALL_BUTTON, "yes", "all", stamp), press(texts.HERE_BUTTON, "yes", "here", stamp)]
    else:
        yes = [press(texts.YES_BUTTON, "yes", "here", stamp)]
    waiting = sum(request.state.open for request in scene.records.requests_of(scene.account))
    held = scene.records.held(scene.account)
    stays = [texts.STAYS]
    if held.visits:
        stays.append(texts.STAYS_WORK.format(visits=held.visits))
    return replace(
        say(
            *before,
            texts.GOES,
            texts.CANCELS.format(count=waiting) if waiting else "",
            " ".join(stays),
            texts.ROLE_STAYS.format(role=roles_of(scene)) if scene.person else "",
            texts.WHERE.format(channels=channels_of(scene)) if several else texts.NO_WAY_BACK,
            buttons=(*yes, press(texts.KEEP_BUTTON, "keep")),
        ),
        title=texts.ASK_TITLE,
    )


def _minutes(now: datetime) -> int:
    """An instant in eight digits: ten, as seconds have, are masked as a card's number even in a button."""
    return int(now.timestamp()) // 60


def deleted_turn(scene: Scene, where: str, stamp: str) -> Turn | None:
    """The turn for a "yes"; None for a button that says nothing known."""
    if where not in ("all", "here") or not stamp.isdecimal():
        return None
    if abs(_minutes(scene.now) - int(stamp)) > _YES_HOLDS_MINUTES:
        return Turn(scene.conversation, (confirm_reply(scene, texts.ASKED_LONG_AGO),))
    # Where it is asked comes first: what is linked to it stays behind nobody then.
    everywhere = [account for account in scene.records.linked(scene.account) if account != scene.account]
    accounts = [*everywhere, scene.account] if where == "all" else [scene.account]
    cancelled = [
        _cancelled(scene, request)
        for request in scene.records.requests_of(scene.account)
        if request.account in accounts and request.state.open
    ]
    notices = [notice for _, told in cancelled for notice in told]
    person = scene.person.id if scene.person else None
    noted = (NoteAct(person, "data-deleted", account.channel) for account in accounts)
    there = texts.GONE_THERE.format(channel=CHANNELS[scene.account.channel])
    notices += [Notice(account, cards.told(account, say(there)).reply, quiet=True) for account in accounts[:-1]]
    return Turn(
        Conversation(),
        (_gone(scene, accounts, len(cancelled)),),
        (*(change for change, _ in cancelled), *(ForgetAccount(account) for account in accounts), *noted),
        tuple(notices),
    )


def kept_turn(scene: Scene) -> Turn:
    """Nothing is deleted."""
    return in_place(Turn(scene.conversation, (say(texts.KEPT, buttons=(MENU,)),)))


def _gone(scene: Scene, accounts: Sequence[Account], cancelled: int) -> Reply:
    gone = texts.GONE_EVERYWHERE.format(channels=channels_of(scene)) if len(accounts) > 1 else texts.GONE
    return say(
        gone,
        texts.GONE_CANCELLED.format(count=cancelled) if cancelled else "",
        texts.GONE_APP,
        texts.ROLE_STAYS.format(role=roles_of(scene)) if scene.person else "",
        texts.GONE_BYE,
        buttons=(MENU,),
    )


def _cancelled(scene: Scene, request: Request) -> tuple[PutRequest, tuple[Notice, ...]]:
    """What is written and told; none of the resident's words are said once more."""
    change, _ = cancelling(scene, request, scene.now)
    line = texts.TOLD_CANCELLED.format(place=cards.place_of(request), at=cards.at_time(request.opened))
    mine = scene.records.linked(scene.account)
    return change, tuple(notice for notice in to_holders(scene, request, line) if notice.to not in mine)

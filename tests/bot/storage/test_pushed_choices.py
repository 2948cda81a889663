"""Every store keeps the contract of notices: what they offer can be chosen where they were said."""

from dataclasses import replace
from datetime import timedelta

from bot.storage.contract import Key, Storage
from handlers.action import Action, Verb, encode
from handlers.conversation import Conversation
from handlers.message import Channel
from handlers.reply import Press, say
from handlers.teams.people import Account
from handlers.turn import Batch, Notice, Turn
from tests.bot.storage.working import KEY, take
from tests.bot.talk import NOW, typed

HERE = Account(KEY.channel, KEY.conversation)
ACCEPT = Press("Nhận", Action(Verb.REQUEST, ("accept", "abc")))
OFFERED = ("Nhận", encode(ACCEPT.action))
BEFORE = ("Khai sinh", "1:t:khai-sinh")


async def state_of(store: Storage) -> Conversation:
    """The state with which the next message is handled."""
    await store.accept(typed("?"))
    work = await store.next_work(KEY)
    assert work is not None
    return work.conversation


async def said(store: Storage, **parts: object) -> None:
    """Something came by itself."""
    notice = Notice(HERE, say("Bà con nhờ giúp.", buttons=(ACCEPT,)))
    await store.commit_batch(Batch(notices=(replace(notice, **parts),)), NOW)  # type: ignore[arg-type]


async def test_the_notice_s_choices_come_first(store: Storage) -> None:
    """What was offered before stays to be chosen by its words."""
    work = await take(store)
    await store.commit(work, Turn(Conversation(question="x", choices=(BEFORE,))), NOW)
    await said(store)

    state = await state_of(store)
    assert (state.choices, state.earlier, state.noticed, state.question) == ((OFFERED,), (BEFORE,), True, "x")


async def test_a_quiet_notice_changes_nothing(store: Storage) -> None:
    """Neither does one without buttons."""
    work = await take(store)
    before = Conversation(choices=(BEFORE,))
    await store.commit(work, Turn(before), NOW)
    await said(store, quiet=True)
    await said(store, reply=say("Đã có người nhận."))

    assert await state_of(store) == before


async def test_who_never_wrote(store: Storage) -> None:
    """A new conversation in which something was offered."""
    await said(store)

    assert await state_of(store) == Conversation(choices=(OFFERED,), noticed=True)


async def test_the_next_turn_ends_it(store: Storage) -> None:
    """Its own choices hold from then on."""
    await said(store)
    work = await take(store)
    await store.commit(work, Turn(Conversation(choices=(BEFORE,))), NOW)

    assert await state_of(store) == Conversation(choices=(BEFORE,))


async def test_notices_keep_no_words_alive(store: Storage) -> None:
    """The state goes when the person was silent for so long; what a younger notice offers stays on offer."""
    work = await take(store)
    await store.commit(work, Turn(Conversation(question="chuyện riêng")), NOW - timedelta(days=31))
    await said(store)

    await store.forget(NOW - timedelta(days=30), NOW - timedelta(days=90))

    assert await state_of(store) == Conversation(choices=(OFFERED,), noticed=True)
    await store.forget(NOW + timedelta(days=1), NOW)
    assert (await state_of(store)).choices == ()


async def test_another_conversation_is_left_alone(store: Storage) -> None:
    """Even with the same id on another channel."""
    await said(store, to=Account(Channel.CONSOLE, KEY.conversation))

    assert await state_of(store) == Conversation()
    assert len(await store.replies_after(Key(Channel.CONSOLE, KEY.conversation), 0, 9)) == 1

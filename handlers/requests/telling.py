"""What people are told about a request by itself: whoever is asked now, whoever was, its holder and the resident."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.ask.people import people_reply
from handlers.records import Records
from handlers.reply import Paragraph, Reply, say
from handlers.requests import cards, desks, hours
from handlers.requests import texts_time as texts
from handlers.requests.desks import Takers
from handlers.requests.request import Desk, Request
from handlers.teams.people import Person
from handlers.turn import Notice
from knowledge.content import Content
from knowledge.days import day_of


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells about requests at `now`; `takers`: who answers, read once."""

    records: Records
    takers: Takers
    content: Content
    now: datetime

    def asked(self, request: Request, *why: str) -> tuple[Notice, ...]:
        """Everybody who is asked gets the card, below the reason why it comes now."""
        people = desks.asked(self.takers, request)
        return tuple(self.card(request, person, *why) for person in people)

    def card(self, request: Request, person: Person, *why: str) -> Notice:
        """The card for one person, below the reason why it comes now."""
        card = cards.team_card(request, person, self.content)
        blocks = (*(Paragraph(line) for line in why if line), *card.blocks)
        return cards.told(person.accounts[0], replace(card, blocks=blocks))

    def line(self, request: Request, person: Person, line: str, after: Request) -> Notice:
        """A quiet line for somebody who has nothing to do with it any more."""
        told = line.format(
            about=cards.about(request),
            resident=cards.resident_of(request),
            who=cards.desk_name(self.records, after),
            since=self.held_since(request),
        )
        return cards.told(person.accounts[0], say(told), quiet=True)

    def moved_away(self, before: Request, after: Request) -> tuple[Notice, ...]:
        """Those who were asked before and aren't now."""
        now_asked = {person.id for person in desks.asked(self.takers, after)}
        gone = [person for person in desks.asked(self.takers, before) if person.id not in now_asked]
        return tuple(self.line(before, person, texts.MOVED_ON, after) for person in gone)

    def leaders(self, request: Request, why: str) -> tuple[Notice, ...]:
        """The team's leader, else the commune, about somebody's request that isn't done."""
        for desk in (Desk.LEADER, Desk.COMMUNE):
            found = [p for p in desks.everyone_at(self.takers, request, desk) if p.id != request.holder]
            if found:
                return tuple(self.card(request, person, why) for person in found)
        return ()

    def resident(self, request: Request, line: str) -> Notice:
        """Who holds it now and since when."""
        said = line.format(who=cards.holder_of(self.records, request), about=cards.about(request))
        reply = say(said, cards.held_line(self.records, request), buttons=(cards.see_button(request),))
        return cards.told(request.account, reply)

    def alone(self, request: Request, line: str) -> Notice:
        """Nobody at all can be asked: where help is to be had meanwhile."""
        people = people_reply(self.content, request.topic, request.commune)
        # The first block invites to meet the Tổ, of whom there is nobody.
        blocks = (Paragraph(line.format(about=cards.about(request))), *people.blocks[1:])
        return cards.told(request.account, Reply(blocks, buttons=(cards.see_button(request), *people.buttons)))

    def waited(self, request: Request) -> str:
        """How long nobody has taken it: in hours within a day, else since when."""
        waited = hours.open_between(request.opened, self.now)
        if day_of(request.opened) == day_of(self.now) and waited:
            return texts.WAITED.format(span=span(waited.total_seconds()))
        return texts.WAITED_SINCE.format(at=cards.at_time(request.opened))

    def held_since(self, request: Request) -> str:
        """When its holder accepted it."""
        return cards.at_time(request.accepted or request.since)


def span(seconds: float) -> str:
    """A time as people say it: 2 giờ, 1 giờ 30 phút, 20 phút."""
    minutes = max(round(seconds / 60), 1)
    parts = (f"{minutes // 60} giờ" if minutes >= 60 else "", f"{minutes % 60} phút" if minutes % 60 else "")
    return " ".join(part for part in parts if part)

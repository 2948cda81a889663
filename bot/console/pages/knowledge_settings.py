"""Cách duyệt: whether a second person must approve what a commune, or the province, edits."""

from dataclasses import dataclass

from aiohttp import web

from bot.console import texts_knowledge as texts
from bot.console.console import Call, gone
from bot.console.knowledge import Knowledge, edits_everything
from handlers.editing.permission import SECOND_PERSON, needs_second, second_persons
from handlers.records import Records
from handlers.teams.changes import NoteAct, SetCommune
from handlers.teams.people import Person
from handlers.teams.rights import communes_of
from handlers.turn import Batch


@dataclass(frozen=True, slots=True)
class Place:
    """A commune (None: the province), how it is now, and who else could approve."""

    commune: str | None
    second: bool
    others: tuple[str, ...]

    @property
    def words(self) -> str:
        """What it is called."""
        return self.commune or texts.PROVINCE_PLACE


def routes(knowledge: Knowledge) -> list[web.RouteDef]:
    """Its address."""
    console = knowledge.console

    async def show(call: Call) -> web.StreamResponse:
        places = await console.read(lambda records: _places(records, call.person))
        return knowledge.show(call, "knowledge_settings.html", "Cách duyệt bản sửa", places=places)

    async def choose(call: Call) -> web.StreamResponse:
        places = await console.read(lambda records: _places(records, call.person))
        place = next((one for one in places if (one.commune or "") == call.form.get("noi", "")), None)
        if place is None:
            raise gone()
        second = call.form.get("hai-nguoi") == "1"
        if second and not place.others:
            said = texts.NOBODY_ELSE.format(place=place.words)
            return console.back(call, "/kien-thuc/cach-duyet", said, good=False)
        value = "1" if second else None
        note = NoteAct(call.person.id, SECOND_PERSON, value or "0", place.commune)
        await console.commit(Batch((SetCommune(place.commune, SECOND_PERSON, value), note)))
        said = (texts.SECOND_ON if second else texts.SECOND_OFF).format(place=place.words)
        return console.back(call, "/kien-thuc/cach-duyet", said)

    return [console.get("/kien-thuc/cach-duyet", show), console.post("/kien-thuc/cach-duyet", choose)]


def _places(records: Records, person: Person) -> list[Place]:
    communes: list[str | None] = [*sorted(communes_of(person))]
    if edits_everything(person):
        communes.append(None)
    return [
        Place(
            commune,
            needs_second(records, commune),
            tuple(one.name or "không tên" for one in second_persons(records, person, commune)),
        )
        for commune in communes
    ]

"""A commune's office in tests: a village with a fortnight of work on record, its program serving."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.editing.live import Live
from handlers.records import Records
from handlers.router import make_assistant
from knowledge.understand import Understander
from tests.bot.console.world import Console, serving
from tests.handlers.requests.calls import phones
from tests.village import DONG_LOC, Talker

T = TypeVar("T")
NOTES = (
    ("Xóm 1", "sáng nay xóm 1 giúp 7 người cài VNeID, 2 ca khai sinh online"),
    ("Xóm 1", "hôm qua xóm 1 hướng dẫn 3 người thanh toán tiền điện qua điện thoại"),
    ("Xóm 4", "sáng nay xóm 4 giúp 12 người cài VNeID, 3 ca khai sinh online, 1 bà cụ chưa xong"),
    ("Xóm 4", "hôm qua xóm 4 tuyên truyền phòng lừa đảo cho 40 người"),
    ("Bản Nà", "hôm kia bản nà giúp 2 hộ gia hạn thẻ bhyt"),
)
UNANSWERED = ("lịch phun thuốc muỗi xóm mình bữa mô", "khi mô phun thuốc muỗi", "xin số của thợ khoan giếng")


class Office:
    """`hoa` administers the commune, `tuan` another one, `vinh` the province; `lan` is a member of a team.

    What is done with the village is done in another thread: playwright keeps an event loop in that of the test.
    """

    def __init__(self, folder: Path, understander: Understander) -> None:
        def assemble(records: Records) -> Live:
            return Live(understander, lambda it: make_assistant(it, records))

        self._serving = serving(folder, understander, public_url="", assemble=assemble)
        self.console: Console = elsewhere(self._serving.__enter__)
        self.lan, self.hoa, self.tuan, self.vinh = elsewhere(self._fill)

    def link(self, admin: Talker) -> str:
        """A fresh link of an administrator, without its host."""
        return elsewhere(lambda: self.console.link_for(admin))

    def hears(self, talker: Talker, line: str) -> str:
        """What the assistant says to somebody who types a line."""
        return elsewhere(lambda: talker.says(line).text)

    def close(self) -> None:
        """Stop serving."""
        elsewhere(lambda: self._serving.__exit__(None, None, None))

    def _fill(self) -> tuple[Talker, Talker, Talker, Talker]:
        village = self.console.village
        names = {"Xóm 1": "Nguyễn Văn Nam", "Xóm 4": "Hồ Thị Lan", "Bản Nà": "Lô Văn Páo"}
        members = {hamlet: village.member(name, hamlet) for hamlet, name in names.items()}
        village.leader("Trần Đức Thắng", "Xóm 4")
        village.leader("Phan Thị Tuyết", "Xóm Đông", commune=DONG_LOC)
        for hamlet, note in NOTES:
            members[hamlet].says(note).presses("Lưu")
        phones(village.resident())
        for question in UNANSWERED:
            village.resident().says(question)
        village.later(hours=1)
        hoa, vinh = village.admin("Lê Thị Hoa"), village.admin("Võ Quang Vinh", commune=None)
        return members["Xóm 4"], hoa, village.admin("Cao Xuân Tuấn", DONG_LOC), vinh


def elsewhere(function: Callable[[], T]) -> T:
    """Run something on a thread of its own, and wait for it."""
    found: list[T] = []
    thread = threading.Thread(target=lambda: found.append(function()))
    thread.start()
    thread.join()
    return found[0]

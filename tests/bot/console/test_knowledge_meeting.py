"""Two administrators at one place of the content: nobody's words are written over or approved unseen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest

from bot.console import texts_knowledge
from handlers.editing.edit import PutEdit, Status, StoredEdit
from handlers.teams.model import Role
from knowledge.edits import Edit, look, read_data
from knowledge.index import Index
from tests.bot.console.program import Program, program
from tests.bot.console.world import ROOT
from tests.bot.editing.conftest import tiny as tiny
from tests.bot.talk import NOW

FILE, PATH = "topics/muon-sach.yaml", ("statements", "documents", "giay-to")
PAPERS = f"{ROOT}/kien-thuc/sua?tep={FILE}&cho=statements&cho=documents&cho=giay-to"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, tiny: tuple[Path, Path, Index]) -> Iterator[Program]:
    """One program; nothing is built."""
    with program(tmp_path_factory.mktemp("served"), tiny) as running:
        yield running


def waiting(author: int, before: object, made: datetime = NOW) -> StoredEdit:
    """An edit that was sent to be approved."""
    edit = Edit(FILE, PATH, before, {**before, "text": "Chỉ cần thẻ."} if isinstance(before, dict) else None)
    return StoredEdit(edit, author, "hoa", made, status=Status.WAITING, by=author)


def test_what_was_sent_anew_is_not_approved_by_an_old_page(served: Program, tiny: tuple[Path, Path, Index]) -> None:
    """The author changes the text after the approver has read it: the button says so, and shows the new one."""
    hoa, nam = served.person("hoa", Role.PROVINCE_ADMIN), served.person("nam", Role.PROVINCE_ADMIN)
    sent = waiting(hoa, look(read_data(tiny[0]), FILE, PATH))
    served.write(PutEdit(sent))
    approver = served.signed_in(nam).opens(f"{ROOT}/kien-thuc/ban-sua").follows("1")
    assert "Chỉ cần thẻ." in approver.text

    other = replace(sent.edit, after={**sent.edit.after, "text": "Không cần gì cả."})
    served.write(PutEdit(replace(sent, edit=other, id=1, version=1)))
    approver.submits("Duyệt")
    assert "Vừa có người khác thay đổi" in approver.text and "Không cần gì cả." in approver.text
    assert texts_knowledge.STATES[Status.WAITING] in approver.text

    approver.submits("Từ chối bản sửa", None, ly_do="chưa đúng")
    assert "chưa đúng" in approver.opens(f"{ROOT}/kien-thuc/ban-sua/1").text


def test_two_at_one_draft(served: Program) -> None:
    """The second to save reads what the first wrote, keeps what they typed, and decides."""
    vinh, lan = [served.signed_in(served.person(name, Role.PROVINCE_ADMIN)) for name in ("vinh", "lan")]
    vinh.opens(PAPERS).submits("Lưu bản nháp", None, tra_loi="Lời đầu của Vinh.")
    number = vinh.path.rpartition("/")[2]
    vinh.follows("Sửa tiếp")
    lan.opens(f"{PAPERS}&ban={number}").submits("Lưu bản nháp", None, tra_loi="Lời của Lan.")
    assert lan.path.endswith(f"/ban-sua/{number}"), lan.text

    vinh.submits("Lưu bản nháp", None, tra_loi="Lời sau của Vinh.")
    assert vinh.status == 422 and "người khác đã đổi chỗ này" in vinh.text
    assert "Lời của Lan." in vinh.text and "Lời sau của Vinh." in vinh.html
    vinh.submits("Lưu bản nháp")
    assert vinh.path.endswith(f"/ban-sua/{number}") and "Lời sau của Vinh." in vinh.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("[" * 30_000, "lồng vào nhau quá"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "Dòng 2: không dùng “*a”"),
        ("plain:\n  p001: [giay-to, 2026-11-31]", "Dòng 2: không có ngày hay số “2026-11-31”"),
        ("- " + "mượn sách ở thư viện xã thế nào ạ\n" * 900 + ": [", "không đúng YAML"),
    ],
    ids=["deep", "aliases", "no such day", "as long as may be"],
)
def test_a_box_of_yaml_is_a_fault_at_its_worst(served: Program, typed: str, said: str) -> None:
    """What was typed is kept, and the program goes on."""
    vinh = served.signed_in(served.person(f"v{len(typed)}", Role.PROVINCE_ADMIN))
    vinh.opens(f"{ROOT}/kien-thuc/sua?tep={FILE}&cho=phrases").submits("Lưu bản nháp", None, gia_tri=typed)
    assert vinh.status == 422 and said in vinh.text, vinh.text[:500]
    assert typed[:200] in unescape(vinh.html)
    assert vinh.opens(f"{ROOT}/kien-thuc").status == 200

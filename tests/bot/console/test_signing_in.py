"""Into the console by a link: one button, once, in time, and only for administrators; and out again."""

import logging
import re
import sqlite3
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from handlers.teams.changes import EndMembership
from tests.bot.console.world import ROOT, Console

ENTER = "Vào trang quản trị"


def secret_in(link: str) -> str:
    return parse_qs(urlsplit(link).query)["ma"][0]


def stored(folder: Path) -> str:
    """Everything that lies in the store, in one text."""
    db = sqlite3.connect(folder / "data" / "troly.db")
    found = "\n".join(db.iterdump())
    db.close()
    return found


def test_in_by_a_link_from_the_chat(console: Console) -> None:
    """The link shows one button; the button signs in, with a cookie that no script reads."""
    hoa = console.village.admin("Hoa")
    link = console.link_for(hoa)
    assert "một lần" in hoa.text and "10 phút" in hoa.text

    visitor = console.visitor().opens(link)
    assert visitor.status == 200 and visitor.html.count("<button") == 1
    assert visitor.headers["Referrer-Policy"] == "no-referrer" and visitor.headers["Cache-Control"] == "no-store"
    visitor.submits(ENTER)

    assert visitor.path == f"{ROOT}/" and "Tổng quan" in visitor.text and "quản trị xã Minh Hợp" in visitor.text
    assert visitor.cookies["quantri"] and secret_in(link) not in visitor.html


def test_previews_burn_nothing_and_a_link_works_once(console: Console) -> None:
    """A scanner may open it as often as it likes; the second who presses is told why not."""
    link = console.link_for(console.village.admin("Hoa"))
    for _ in range(3):
        assert console.visitor("TelegramBot").opens(link).status == 200
    first, second = console.visitor().opens(link), console.visitor().opens(link)

    first.submits(ENTER)
    second.submits(ENTER)

    assert first.status == 200 and second.status == 410
    assert "đã dùng rồi" in second.text and "/quantri" in second.text
    assert "đã dùng rồi" in console.visitor().opens(link).text


def test_a_link_is_good_for_ten_minutes(console: Console) -> None:
    """Late, it says so and how to get a new one."""
    link = console.link_for(console.village.admin("Hoa"))
    visitor = console.visitor().opens(link)
    console.village.later(minutes=10)

    visitor.submits(ENTER)

    assert visitor.status == 410 and "đã hết hạn" in visitor.text and "/quantri" in visitor.text


def test_a_newer_link_ends_the_older(console: Console) -> None:
    """Who asks twice has one that works."""
    hoa = console.village.admin("Hoa")
    older, newer = console.link_for(hoa), console.link_for(hoa)

    assert console.visitor().opens(older).status == 410
    assert console.visitor().opens(newer).status == 200


@pytest.mark.parametrize("secret", ["", "A" * 43, "x", "%00%ff", "A" * 5000])
def test_a_foreign_or_garbled_link(console: Console, secret: str) -> None:
    """It is refused in the same words, whatever it is."""
    visitor = console.visitor().opens(f"{ROOT}/vao?ma={secret}")

    assert visitor.status == 404 and "không dùng được" in visitor.text and "/quantri" in visitor.text


def test_only_administrators_get_one(console: Console) -> None:
    """A member, a leader and a resident are told what is theirs."""
    village = console.village
    for talker in (village.member("Lan", "Xóm 4"), village.leader("Nam", "Xóm 4"), village.resident()):
        talker.says("/quantri")
        assert "quan-tri" not in talker.text and "dành cho" in talker.text
    asking = village.resident().says("vào trang quản trị")
    assert "quan-tri" not in asking.text


def test_the_secret_lies_nowhere(console: Console, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Neither in the store, before or after, nor in a log; the sent message is wiped when the link is over."""
    caplog.set_level(logging.DEBUG)
    hoa = console.village.admin("Hoa")
    link = console.link_for(hoa)
    secret = secret_in(link)
    assert len(secret) == 43 and secret not in stored(tmp_path)
    visitor = console.visitor().opens(link).submits(ENTER)

    assert secret not in stored(tmp_path) and visitor.cookies["quantri"] not in stored(tmp_path)
    assert secret not in caplog.text and visitor.cookies["quantri"] not in caplog.text

    assert console.village.tidy() > 0
    again = console.village.written_to(hoa)
    assert again[-1].startswith("Liên kết vào trang quản trị đã dùng hoặc hết hạn") and "quan-tri/vao" not in again[-1]


def test_an_unused_link_is_wiped_when_it_is_over(console: Console) -> None:
    """Not before."""
    hoa = console.village.admin("Hoa")
    console.link_for(hoa)
    console.village.later(minutes=9).tidy()
    assert "quan-tri/vao" in console.village.written_to(hoa)[-1]

    console.village.later(minutes=1).tidy()

    assert "quan-tri/vao" not in console.village.written_to(hoa)[-1]


def test_the_cookie(console: Console) -> None:
    """For no script, for the console alone, over a safe line, and not sent along from elsewhere."""
    visitor = console.signed_in(console.village.admin("Hoa"))

    line = next(line for line in visitor.cookie_lines if line.startswith("quantri="))

    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/quan-tri"} <= set(line.split("; "))


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "same-site"}]
)
def test_a_form_from_elsewhere_does_nothing(console: Console, headers: dict[str, str]) -> None:
    """Neither signing in nor anything behind it."""
    hoa = console.village.admin("Hoa")
    link = console.link_for(hoa)
    visitor = console.visitor().opens(link).submits(ENTER, headers)
    assert visitor.status == 403 and "Chưa có gì thay đổi" in visitor.text

    inside = console.visitor().opens(link).submits(ENTER)
    assert inside.opens(f"{ROOT}/phien").submits("Đăng xuất", headers).status == 403
    assert inside.opens(f"{ROOT}/").status == 200


def test_a_form_without_its_token_does_nothing(console: Console) -> None:
    """Also one with the token of somebody else's session."""
    hoa, binh = console.village.admin("Hoa"), console.village.admin("Bình")
    mine, other = console.signed_in(hoa), console.signed_in(binh)
    token = re.search(r'name="csrf" value="([^"]*)"', other.html)
    assert token

    for given in ("", "0" * 64, token.group(1), "đ"):
        assert mine.sends(f"{ROOT}/ra", {"csrf": given}).status == 403
    assert mine.opens(f"{ROOT}/").status == 200


def test_signing_out(console: Console) -> None:
    """The cookie means nothing any more, also for whoever copied it."""
    visitor = console.signed_in(console.village.admin("Hoa"))
    copied = dict(visitor.cookies)

    visitor.submits("Đăng xuất")
    assert "Đã đăng xuất" in visitor.text

    visitor.cookies = copied
    assert visitor.opens(f"{ROOT}/").status == 401 and "/quantri" in visitor.text


def test_sessions_can_be_seen_and_ended(console: Console) -> None:
    """One's own, never somebody else's."""
    hoa = console.village.admin("Hoa")
    phone = console.signed_in(hoa)
    desk = console.signed_in(hoa, "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/130.0")
    other = console.signed_in(console.village.admin("Bình"))
    desk.opens(f"{ROOT}/phien")
    assert len(desk.rows) == 2 and any("Chrome trên Android" in row for row in desk.rows)
    number = next(
        n for n, row in zip(re.findall(r"/phien/(\d+)", desk.html), desk.rows, strict=False) if "Android" in row
    )
    token = re.search(r'name="csrf" value="([^"]*)"', other.html)
    assert token
    assert "từ trước" in other.sends(f"{ROOT}/phien/{number}", {"csrf": token.group(1)}).text
    assert phone.opens(f"{ROOT}/").status == 200

    desk.submits("Kết thúc phiên trên Chrome")

    assert "Đã kết thúc phiên trên Chrome trên Android" in desk.text and len(desk.rows) == 1
    assert phone.opens(f"{ROOT}/").status == 401


def test_sessions_end_by_themselves(console: Console) -> None:
    """After twelve hours without use, after seven days in any case."""
    hoa = console.village.admin("Hoa")
    idle = console.signed_in(hoa)
    console.village.later(hours=12)
    assert idle.opens(f"{ROOT}/").status == 401

    busy = console.signed_in(hoa)
    for _ in range(15):
        console.village.later(hours=11)
        assert busy.opens(f"{ROOT}/").status == 200
    console.village.later(hours=4)
    assert busy.opens(f"{ROOT}/").status == 401


def test_a_role_that_ends_ends_the_session(console: Console) -> None:
    """At once; a role that is given anew later needs a new link."""
    village = console.village
    hoa = village.admin("Hoa")
    visitor = console.signed_in(hoa)
    held = village.person(hoa).memberships[0]

    village.write(EndMembership(held.id, None))
    assert visitor.opens(f"{ROOT}/").status == 401

    village.give(hoa, held.role, held.commune)
    assert visitor.opens(f"{ROOT}/").status == 401
    assert console.signed_in(hoa).status == 200


def test_a_link_of_somebody_whose_role_ended(console: Console) -> None:
    """It was good when it was made."""
    village = console.village
    hoa = village.admin("Hoa")
    visitor = console.visitor().opens(console.link_for(hoa))
    village.write(EndMembership(village.person(hoa).memberships[0].id, None))

    visitor.submits(ENTER)

    assert visitor.status == 404 and "không dùng được" in visitor.text


def test_without_a_session_nothing_is_seen(console: Console) -> None:
    """Every address says how to come in, and names nothing of what is behind it."""
    for path in ("/", "/con-nguoi", "/luot", "/yeu-cau/x", "/hang-doi", "/nhat-ky", "/cai-dat", "/suc-khoe", "/phien"):
        visitor = console.visitor().opens(ROOT + path)
        assert visitor.status == 401 and "/quantri" in visitor.text and "Hoa" not in visitor.text
    assert console.visitor().opens(f"{ROOT}/khong-co").status == 404
    assert console.visitor().opens(ROOT).path == f"{ROOT}/"


def test_headers(console: Console) -> None:
    """The same strict ones as everywhere; the console's own files may be kept for ever, compressed."""
    visitor = console.visitor().opens(f"{ROOT}/")
    assert "default-src 'none'" in visitor.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*src=)|style=|onclick", visitor.html)
    address = re.search(r'href="([^"]*console.css)"', visitor.html)
    assert address

    visitor._go("GET", address.group(1), "", {"Accept-Encoding": "gzip"})

    assert "immutable" in visitor.headers["Cache-Control"] and visitor.headers["Content-Encoding"] == "gzip"
    assert len(visitor.body) < 6000

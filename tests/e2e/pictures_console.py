"""The pictures of the console for the documentation: `python -m tests.e2e.pictures_console [FOLDER]`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from knowledge.content import SHIPPED
from knowledge.index import cache_folder, open_index
from knowledge.understand import Understander
from knowledge.weights import load_weights
from tests.bot.console.program import program
from tests.bot.console.world import ROOT
from tests.browser import find_chromium
from tests.e2e.conftest import ARGUMENTS
from tests.e2e.office import Office
from tests.e2e.pictures import FOLDER

OF_COMMUNE = {"tong-quan": "/", "so-lieu": "/so-lieu#hinh", "con-nguoi": "/con-nguoi", "don-vi": "/don-vi", "ma-moi": "/ma-moi", "luot": "/luot",
              "yeu-cau": "/yeu-cau", "nhat-ky": "/nhat-ky", "phien": "/phien"}  # fmt: skip
OF_PROVINCE = {"hang-doi": "/hang-doi", "suc-khoe": "/suc-khoe", "tinh": "/"}
ONE = {"luot-mot": ("/luot", "21/11/2026"), "yeu-cau-mot": ("/yeu-cau", "21/11/2026")}
OF_KNOWLEDGE = {
    "kien-thuc": "",
    "chu-de": "/chu-de/khai-sinh",
    "danh-sach": "/chu-de/khai-sinh/danh-sach",
    "chu-de-moi": "/chu-de-moi",
    "tu-dien": "/tu-dien",
    "tep": "/tep",
    "sua": "/sua?tep=topics/khai-sinh.yaml&cho=statements&cho=fee&cho=dung-han",
}
_SHORTER = "Đăng ký khai sinh đúng hạn thì không mất tiền."
ON_PHONE = {"tong-quan": "/", "so-lieu": "/so-lieu#hinh", "luot": "/luot"}


def main(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        office = Office(Path(data), Understander(open_index(), load_weights()))
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        shape = ViewportSize(width=1200, height=850)
        desk = browser.new_context(viewport=shape, locale="vi-VN", base_url=office.console.url).new_page()
        desk.goto(office.link(office.hoa))
        _shoot(desk, folder, "vao")
        desk.get_by_role("button").click()
        for name, path in OF_COMMUNE.items():
            desk.goto(ROOT + path)
            _shoot(desk, folder, name)
        for name, (path, link) in ONE.items():
            desk.goto(ROOT + path)
            desk.get_by_role("link", name=link).first.click()
            _shoot(desk, folder, name)
        phone = browser.new_context(
            viewport=ViewportSize(width=360, height=740),
            device_scale_factor=2,
            is_mobile=True,
            base_url=office.console.url,
        ).new_page()
        phone.goto(office.link(office.hoa))
        phone.get_by_role("button").click()
        for name, path in ON_PHONE.items():
            phone.goto(ROOT + path)
            _shoot(phone, folder, f"{name}-dien-thoai")
        province = browser.new_context(viewport=shape, locale="vi-VN", base_url=office.console.url).new_page()
        province.goto(office.link(office.vinh))
        province.get_by_role("button").click()
        for name, path in OF_PROVINCE.items():
            province.goto(ROOT + path)
            _shoot(province, folder, name)
        office.close()
        _knowledge(folder, Path(data) / "knowledge", browser)
        browser.close()


def _knowledge(folder: Path, data: Path, browser: Browser) -> None:
    """Over the shipped content, with a build of its own."""
    with program(data, (SHIPPED, cache_folder(), open_index())) as served:
        shape = ViewportSize(width=1200, height=850)
        page = browser.new_context(viewport=shape, locale="vi-VN", base_url=served.url).new_page()
        page.goto(served.first_link())
        page.get_by_role("button").click()
        for name, path in OF_KNOWLEDGE.items():
            page.goto(f"{ROOT}/kien-thuc{path}")
            _shoot(page, folder, name)
        page.get_by_label("Câu trả lời (cần điền)").fill(_SHORTER)
        page.get_by_role("button", name="Lưu bản nháp").click()
        page.get_by_role("button", name="Xem trước ảnh hưởng").click()
        page.get_by_text("Không có lỗi nào.").wait_for(timeout=180_000)
        page.screenshot(path=folder / "quan-tri-ban-sua.png", full_page=True)
        page.set_viewport_size({"width": 360, "height": 740})
        _shoot(page, folder, "ban-sua-dien-thoai")


def _shoot(page: Page, folder: Path, name: str) -> None:
    # Pictures are fetched once they come into view.
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / f"quan-tri-{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)

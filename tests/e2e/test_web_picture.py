"""A picture in an answer, in a real browser: shown under the page's own security policy, or its table in its place."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.bot.assistant import DOT
from tests.e2e.test_web_page import ask

pytestmark = pytest.mark.browser


def test_a_picture_is_shown(page: Page) -> None:
    """With what it shows in words, for those who don't see it."""
    ask(page, "hình")

    picture = page.get_by_role("img", name=DOT.alt)
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1


def test_a_picture_whose_hour_is_over(page: Page) -> None:
    """Its table takes its place."""

    def gone(route: Route) -> None:
        route.fulfill(status=404, body="")

    page.route("**/p/*", gone)
    ask(page, "hình")

    expect(page.get_by_text(DOT.table)).to_be_visible()
    expect(page.get_by_role("img", name=DOT.alt)).to_have_count(0)

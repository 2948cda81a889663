"""What fits on a screen and under a finger, and where the focus is."""

from playwright.sync_api import Locator, Page, expect

# A finger needs so many pixels.
FINGER = 40
# Links in the middle of a sentence are as high as the sentence (WCAG 2.2, 2.5.8).
_SMALL = """least => [...document.querySelectorAll("a, button, input, select, textarea, summary")].filter(item => {
    const box = item.getBoundingClientRect(), labels = [...(item.labels ?? [])];
    const ticked = item.matches("[type=checkbox], [type=radio]") ? labels.map(one => one.getBoundingClientRect().height) : [];
    const high = Math.max(box.height, ...ticked);
    const shown = box.width > 1 && box.height > 1 && item.checkVisibility() && !item.matches(".skip");
    const words = [...item.parentElement.childNodes].some(one => one !== item && one.textContent.trim()
        && !(one.nodeType === 1 && one.matches("a, button, .heard, .badge")));
    return shown && high < least - 0.5 && !(item.matches("a") && words);
}).map(item => `${item.tagName} ${item.textContent.trim() || item.name}: ${item.getBoundingClientRect().height}`)"""
_WIDE = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
    [...document.querySelectorAll("body *")].filter(item => item.getBoundingClientRect().right > innerWidth + 1)
    .map(item => `${item.tagName}.${item.className} to ${item.getBoundingClientRect().right}`)"""
# Why somebody without a mouse wouldn't see where they are; "" when they do.
_UNSEEN = """() => {
    const item = document.activeElement;
    if (!item || item === document.body) return "nothing has the focus";
    const look = getComputedStyle(item), box = item.getBoundingClientRect(), name = item.outerHTML.slice(0, 160);
    const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
    const there = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0
        && box.left < innerWidth;
    return ring && there ? "" : `${ring ? "out of sight" : "no ring"}: ${name}`;
}"""


def too_small(page: Page) -> list[str]:
    """What can be pressed and is lower than a finger."""
    found: list[str] = page.evaluate(_SMALL, FINGER)
    return found


def too_wide(page: Page) -> list[str]:
    """What makes a page wider than its screen."""
    found: list[str] = page.evaluate(_WIDE)
    return found


def arrived(page: Page, heading: str) -> None:
    """Wait for a page with everything that belongs to it: its styles, and its script that moves the focus."""
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    page.wait_for_load_state("load")


def tab_to(page: Page, target: Locator, most: int = 120, key: str = "Tab") -> None:
    """Press Tab until it has the focus, which is seen at every step."""
    expect(target).to_be_visible()
    for _ in range(most):
        page.keyboard.press(key)
        unseen = page.evaluate(_UNSEEN)
        assert unseen == "", unseen
        if target.evaluate("item => item === document.activeElement"):
            return
    raise AssertionError(f"not reached by {most} × {key}: {target}")

"""What the Zalo Bot channel adds to replies, and what it tells whoever looks after it."""

CHOICES = "Trả lời bằng số:"
HTTP_FOREIGN = "Mã bí mật của webhook không đúng."


def or_type(labels: list[str]) -> str:
    """Labels to type as words, where a number would mean something else."""
    return "Hoặc gõ: " + " · ".join(f"“{label}”" for label in labels)


def private(label: str, link: str) -> str:
    """From a group to a conversation of one's own."""
    return f"{label}: {link}"


def usage(month: str, count: int, limit: int) -> str:
    """How much of the month's quota is used; `month` is `2026-11`."""
    year, number = month.split("-")
    return f"Zalo Bot, tháng {int(number)}/{year}: đã gửi {_dots(count)} tin, gói miễn phí {_dots(limit)} tin mỗi tháng ({count * 100 // limit} %)."


def _dots(number: int) -> str:
    return f"{number:,}".replace(",", ".")

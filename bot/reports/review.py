"""What an official should look up, gathered from the content: docs/knowledge-review.md."""

from knowledge.content import Content
from knowledge.days import show_day

_HEAD = """# Việc cần cán bộ tra lại

Trang này được lập từ nội dung bằng lệnh `troly check --to-confirm`. Mỗi dòng là một điều mà nguồn chưa đủ chắc: trợ lý nói chung chung, không
nêu con số hay thời hạn, cho đến khi cán bộ tra văn bản và sửa câu trả lời.
"""


def review_page(content: Content) -> str:
    """The page as Markdown: contacts first, then topic by topic in the menu's order."""
    lines = [_HEAD, "## Số điện thoại và địa chỉ\n"]
    for contact in content.contacts:
        if contact.confirm:
            lines.append(f"- {contact.name}: {contact.value} – chờ xác nhận.")
        elif not contact.value:
            lines.append(f"- {contact.name}: chưa có số; quản trị viên nhập.")
    for group in content.groups:
        lines.append(f"\n## {group.title}")
        for topic_id in group.topics:
            topic = content.topics[topic_id]
            lines.append(f"\n### {topic.title} (`{topic.id}`), đọc lại trước {show_day(topic.review_by)}\n")
            lines += [f"- {item.text}" for item in topic.to_confirm] or ["- Không có."]
    return "\n".join(lines) + "\n"

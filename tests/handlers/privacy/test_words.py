"""What asks for one's data, and what is a question about something else."""

import pytest

from handlers.privacy.words import Wish, wish


@pytest.mark.parametrize(
    "text",
    [
        "/dulieu",
        "/dulieu nhé",
        "dữ liệu của tôi",
        "Cho tôi xem dữ liệu của tôi",
        "xem du lieu cua tui",
        "trợ lý lưu gì về tôi?",
        "tro ly dang giu nhung thong tin gi cua toi vay",
        "bot luu chi ve tui rua",
        "lưu những gì về tôi",
        "trợ lý biết gì về tôi",
        "tải về dữ liệu của tôi",
    ],
)
def test_seeing(text: str) -> None:
    """With marks and without, in dialect, as a command."""
    assert wish(text) is Wish.SEE


@pytest.mark.parametrize(
    "text",
    [
        "/xoa",
        "/xoa het di",
        "xóa dữ liệu của tôi",
        "xoa het du lieu cua tui di",
        "tôi muốn xóa dữ liệu cá nhân của tôi",
        "xóa lịch sử trò chuyện",
        "xóa cuộc trò chuyện này giúp tôi với",
        "hay xoa toan bo du lieu ve toi",
    ],
)
def test_deleting(text: str) -> None:
    """However it is put."""
    assert wish(text) is Wish.DELETE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xoa",
        "xóa dữ liệu trên VNeID",
        "xóa tài khoản VNeID của tôi",
        "xóa đăng ký thường trú",
        "dữ liệu dân cư của tôi bị sai",
        "thông tin của tôi trên căn cước bị sai thì sửa ở mô",
        "làm sao xóa dữ liệu của tôi ở ngân hàng",
        "xóa lượt hỗ trợ hôm qua",
        "xem dữ liệu của tôi trong sổ sức khỏe điện tử",
        "xóa 3 người",
    ],
)
def test_questions_are_left_alone(text: str) -> None:
    """What residents ask about the registers goes on to be answered."""
    assert wish(text) is None

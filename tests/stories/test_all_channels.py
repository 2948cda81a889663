"""The world itself: everybody is answered where they are."""

from tests.stories.world import World


async def test_everybody_is_answered_where_they_are(world: World) -> None:
    """Four people on four channels ask the same."""
    people = [world.on_web("Bà Sáu"), world.on_telegram("Lan"), world.on_zalo("nam"), world.on_zalo_bot("hoa")]
    for person in people:
        await person.says("mất căn cước làm lại hết bao nhiêu tiền")
        assert "35.000 đồng" in person.heard
        assert not any(other.heard for other in people if other is not person)
        await person.presses("Cần giấy tờ gì")
        assert "Nguồn:" in person.heard


async def test_the_program_may_stop_in_the_middle(world: World) -> None:
    """What was said before holds afterwards."""
    hoa = await world.on_zalo_bot("hoa").says("mất căn cước làm lại hết bao nhiêu tiền")
    await world.stop()
    await world.start()
    await hoa.says("thế bao lâu thì xong")
    assert "ngày" in hoa.heard

"""The first message of an answer: what was asked, the next step, a correction, the source; and what holds on a day."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.answer import FIRST_LIMIT, LIST_LIMIT, compose, compose_facet, source_line
from knowledge.content import Content
from knowledge.ranker import Answer
from knowledge.topic import Correction, Facet, Link, Source, Statement, Topic
from tests.conftest import TODAY

READ = Source("luat", "Luật Thư viện", checked_on=date(2026, 11, 21))
UNREAD = Source("loi-ke", "Hướng dẫn thực tế")
FEE = Statement("phi", Facet.FEE, "bao nhiêu tiền", "Thẻ 10.000 đồng.", READ, article="Điều 3")
WAIVER = Statement(
    "mien", Facet.FEE, "có miễn không", "Đang được miễn.", READ, start=date(2026, 8, 15), until=date(2027, 2, 28)
)
PLACE = Statement("noi", Facet.WHERE, "ở đâu", "Ở thư viện xã.", UNREAD, next="Đến thư viện buổi sáng.")
PAPERS = Statement("giay", Facet.DOCUMENTS, "cần gì", "Mang căn cước.", READ)
TICKETS = Correction("phieu", "Phải mua phiếu", "Trước mua phiếu; nay chỉ cần thẻ.", ("phiếu giấy",), source=READ)


def topic(*statements: Statement, corrections: tuple[Correction, ...] = ()) -> Topic:
    """A topic of these statements."""
    return Topic(
        id="thu-vien",
        title="Mượn sách",
        group="nhom",
        authority="Thư viện xã",
        summary="Mượn sách ở thư viện xã.",
        next="Đến thư viện xã.",
        link=Link("Thư viện", "https://thuvien.example.vn"),
        review_by=date(2027, 6, 1),
        statements=statements,
        phrases=(),
        corrections=corrections,
    )


def ranked(*statements: Statement, gap: float = 0.1) -> list[Answer]:
    """Answers in this order, each `gap` behind the one before."""
    return [Answer(item.id, item.facet, -gap * n, 0.5) for n, item in enumerate(statements)]


def test_what_holds_on_a_day() -> None:
    """The first and the last day count; the day before and the day after don't."""
    days = [date(2026, 8, 14), date(2026, 8, 15), date(2027, 2, 28), date(2027, 3, 1)]

    assert [WAIVER.holds(day) for day in days] == [False, True, True, False]


def test_an_end_passes_by_itself() -> None:
    """On the day after its last a waiver isn't said, though it answers best; the fee stands by itself."""
    library = topic(FEE, WAIVER)
    answers = ranked(WAIVER, FEE)

    assert compose(library, answers, TODAY).statements[0] == "thu-vien.mien"
    assert compose(library, answers, date(2027, 3, 1)).statements == ("thu-vien.phi",)
    assert compose_facet(library, Facet.FEE, date(2027, 3, 1)).texts == (FEE.text,)


def test_what_follows_takes_the_place_of_what_ended() -> None:
    """After its end a waiver gives its place to what it names, and the message says when the old rule ended."""
    library = topic(replace(WAIVER, then="phi"), PAPERS, FEE)
    answers = ranked(WAIVER, PAPERS, FEE)

    before, after = (compose(library, answers, day) for day in (date(2027, 2, 28), date(2027, 3, 1)))

    assert before.statements[0] == "thu-vien.mien"
    assert after.statements[0] == "thu-vien.phi"
    assert after.change == "Quy định trước đây về việc này chỉ áp dụng đến hết ngày 28/2/2027."


def test_a_facet_that_ended_gives_the_summary() -> None:
    """Where nothing holds any more, the topic as a whole is shown, never something past."""
    composed = compose_facet(topic(PLACE, WAIVER), Facet.FEE, date(2027, 3, 1))

    assert (composed.facet, composed.texts) == (Facet.OVERVIEW, ("Mượn sách ở thư viện xã.",))


@pytest.mark.parametrize(
    ("day", "announced"),
    [(date(2027, 1, 27), False), (date(2027, 1, 28), True), (date(2027, 2, 27), True), (date(2027, 2, 28), False)],
)
def test_an_end_within_a_month_is_announced(day: date, announced: bool) -> None:
    """From 31 days before its last day a statement says how long it still holds."""
    change = compose(topic(FEE, WAIVER), ranked(WAIVER), day).change

    assert bool(change) is announced
    assert not announced or "28/2/2027" in str(change)


def test_a_beginning_within_a_month_is_announced() -> None:
    """What begins soon in the same facet is said beforehand, in its own words if it has any."""
    soon = replace(FEE, id="phi-moi", text="Thẻ 20.000 đồng.", start=date(2026, 12, 15))
    own = replace(soon, change="Sang tháng Chạp thẻ lên giá.")
    elsewhere = replace(soon, facet=Facet.TIME)

    def announced(coming: Statement, day: date = TODAY) -> str | None:
        return compose(topic(FEE, coming), ranked(FEE), day).change

    assert "15/12/2026" in str(announced(soon))
    assert "20.000 đồng" in str(announced(soon))
    assert announced(own) == "Sang tháng Chạp thẻ lên giá."
    assert announced(elsewhere) is None
    assert announced(soon, date(2026, 11, 13)) is None
    assert announced(soon, date(2026, 12, 15)) is None


def test_the_old_name_is_corrected_only_when_used() -> None:
    """The words of an old belief bring the correction, with or without marks and in whole words only."""
    library = topic(FEE, corrections=(TICKETS,))

    def correction(question: str, day: date = TODAY) -> str | None:
        return compose(library, ranked(FEE), day, question).correction

    assert correction("mượn sách cần mua phiếu giấy, phải không?") == TICKETS.holds
    assert correction("co phai mua phieu giay khong") == TICKETS.holds
    assert correction("mượn sách bao nhiêu tiền") is None
    assert correction("phiếu giấychứng nhận") is None


def test_a_correction_goes_stale() -> None:
    """After its last day a correction isn't worth saying any more."""
    library = topic(FEE, corrections=(replace(TICKETS, until=date(2026, 12, 31)),))

    assert compose(library, ranked(FEE), date(2026, 12, 31), "phiếu giấy").correction
    assert compose(library, ranked(FEE), date(2027, 1, 1), "phiếu giấy").correction is None


def test_a_widely_believed_rule_is_corrected_unasked() -> None:
    """A correction with facets is shown under them even when nobody used its words."""
    library = topic(FEE, PAPERS, corrections=(replace(TICKETS, facets=(Facet.DOCUMENTS,)),))

    assert compose_facet(library, Facet.DOCUMENTS, TODAY).correction == TICKETS.holds
    assert compose_facet(library, Facet.FEE, TODAY).correction is None


def test_the_old_household_book_is_answered_with_what_replaced_it(content: Content) -> None:
    """Whoever asks about the sổ hộ khẩu is told in one line that it is gone."""
    registration = content.topics["dang-ky-thuong-tru"]
    lead = next(s for s in registration.holding(TODAY) if s.facet is Facet.DOCUMENTS)

    composed = compose(registration, ranked(lead), TODAY, "nhập khẩu có phải mang so ho khau không?")

    assert composed.correction
    assert "hộ khẩu" in composed.correction


def test_the_lead_brings_its_own_next_step() -> None:
    """A statement's own next step replaces the topic's; an empty one leaves it out."""
    library = topic(PLACE, FEE, replace(FEE, id="het", next=""))

    assert compose(library, ranked(PLACE), TODAY).next == "Đến thư viện buổi sáng."
    assert compose(library, ranked(FEE), TODAY).next == library.next
    assert compose_facet(topic(replace(FEE, next="")), Facet.FEE, TODAY).next == ""


def test_at_most_two_more_that_answer_nearly_as_well() -> None:
    """Three statements are the most; one that answers much worse doesn't join."""
    fees = [replace(FEE, id=f"phi-{n}", text=f"Mức {n}.") for n in range(5)]

    close = compose(topic(*fees), ranked(*fees), TODAY)
    apart = compose(topic(*fees), ranked(*fees, gap=2.0), TODAY)

    assert (len(close.texts), close.left) == (3, 2)
    assert (apart.texts, apart.left) == (("Mức 0.",), 4)


def test_a_list_joins_no_other_facet() -> None:
    """A list of papers isn't pushed under a question about money."""
    composed = compose(topic(FEE, PAPERS), ranked(FEE, PAPERS), TODAY)

    assert composed.statements == ("thu-vien.phi",)


def test_what_can_best_wait_makes_room() -> None:
    """When all doesn't fit: further statements go first, then the unvoiced correction, then the general next step."""
    long = replace(FEE, text="a " * 290)
    library = topic(long, replace(FEE, id="them"), corrections=(replace(TICKETS, facets=(Facet.FEE,)),))

    composed = compose(library, ranked(long, FEE), TODAY)

    assert composed.texts == (long.text,)
    assert composed.correction is None
    assert composed.left == 1


@pytest.mark.parametrize(("facet", "limit"), [(Facet.FEE, FIRST_LIMIT), (Facet.DOCUMENTS, LIST_LIMIT)])
def test_lists_may_be_longer(facet: Facet, limit: int) -> None:
    """600 characters, 900 for lists of papers and steps."""
    parts = [replace(FEE, id=f"s{n}", facet=facet, text="b " * 110) for n in range(5)]

    composed = compose_facet(topic(*parts), facet, TODAY)

    size = len("\n\n".join([*composed.texts, composed.next]))
    assert size <= limit
    assert size > limit - 240, "there was room for one more"


def test_more_of_a_facet_leaves_out_what_was_said() -> None:
    """What was said isn't said again; the rest is counted."""
    fees = [replace(FEE, id=f"phi-{n}", text=f"Mức {n}.") for n in range(6)]
    library = topic(*fees)
    first = compose_facet(library, Facet.FEE, TODAY)

    second = compose_facet(library, Facet.FEE, TODAY, said=first.statements)

    assert (first.left, second.left) == (3, 0)
    assert set(first.statements) | set(second.statements) == {f"thu-vien.phi-{n}" for n in range(6)}


def test_nothing_particular_gives_the_summary() -> None:
    """Asked about as a whole, the topic gives its summary, next step and a source."""
    composed = compose(topic(replace(FEE, facet=Facet.WHAT)), [Answer(None, Facet.OVERVIEW, 1, 1)], TODAY)

    assert (composed.facet, composed.texts) == (Facet.OVERVIEW, ("Mượn sách ở thư viện xã.",))
    assert composed.source_line.startswith("Nguồn: Luật Thư viện")


def test_the_source_line_names_document_article_and_day() -> None:
    """Each document once, the article when known, and the day of the last check."""
    line = source_line([(READ, "Điều 3"), (READ, None), (READ, "Điều 3")])

    assert line == ("Nguồn: Luật Thư viện, Điều 3 (kiểm tra ngày 21/11/2026); Luật Thư viện (kiểm tra ngày 21/11/2026)")


def test_an_unread_source_waits_for_an_official(content: Content) -> None:
    """A text that nobody has read is never said to be checked."""
    assert compose(topic(PLACE), ranked(PLACE), TODAY).source_line.endswith("(chờ cán bộ đối chiếu)")
    unread = [
        (shipped, statement)
        for shipped in content.topics.values()
        for statement in shipped.holding(TODAY)
        if statement.source.checked_on is None
    ]
    assert unread
    for shipped, statement in unread:
        line = compose(shipped, ranked(statement), TODAY).source_line
        assert f"{statement.source.title}, " in line or f"{statement.source.title} (" in line
        assert "chờ cán bộ đối chiếu" in line

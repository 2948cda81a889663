"""What a question asks: topic, near-misses, cries for help, small talk, two questions at once, follow-ups."""

from datetime import date

import numpy as np
import pytest

from knowledge.answer import compose
from knowledge.content import Content, TalkKind
from knowledge.text import fold, has_marks
from knowledge.topic import Facet
from knowledge.understand import Decision, Ranked, Understander, Understanding

SCAM = "lua-dao-vneid"


def first(found: Understanding) -> str:
    """The topic that is thought best, whatever the decision."""
    return found.candidates[0].topic


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("làm khai sinh ở đâu", "khai-sinh/noi-lam"),
        ("dang ky khai sinh o dau", "khai-sinh/noi-lam"),
        ("lam ho chieu o mo", "cap-ho-chieu/noi-nop"),
        ("hồ sơ khai tử gồm những gì", "khai-tu/giay-to"),
        ("đổi bằng lái hết bao nhiêu tiền", "giay-phep-lai-xe/le-phi"),
        ("xin lý lịch tư pháp mấy ngày", "ly-lich-tu-phap/bao-lau"),
    ],
)
def test_who_tells_no_case_hears_the_general_answer(understander: Understander, question: str, statement: str) -> None:
    """With nothing but a name and what is asked, no special case leads, however alike its words are."""
    understood = understander.understand(question)

    assert f"{understood.topic}/{understood.answers[0].statement}" == statement


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("thuê phòng trọ ở Vinh thì có phải đăng ký tạm trú không", "dang-ky-tam-tru"),
        ("thủ tục cấp điện cho nhà vừa xây gồm những gì?", "cap-dien-moi"),
        ("Tôi muốn đổi tên trên hợp đồng điện sau khi mua nhà", "doi-chu-the-hop-dong-dien"),
        ("thue phong tro o Vinh thi co phai dang ky tam tru khong", "dang-ky-tam-tru"),
        ("bi phat nguoi nop tien tren mang the nao", "nop-phat-nguoi"),
        ("quen mat khau vneid thi lay lai lam sao", "vneid-quen-mat-khau"),
        ("lamf laij thẻ cawn cuwowcs heets bao nhieeu tieenf", "cap-doi-the-can-cuoc"),
        ("kich hoatj dinhj danh muwcs 2", "vneid-kich-hoat"),
        ("la2m ho65 chie61u ma61t bao la6u", "cap-ho-chieu"),
        ("e mún lm hộ chiếu cho bé 5 tủi thì cần j ạ", "cap-ho-chieu"),
        ("ad ơi gplx hết hạn r đổi ở đâu v", "giay-phep-lai-xe"),
        ("xin lltp số 2 onl thì bh có", "ly-lich-tu-phap"),
        ("đăngký khai sihn cho con trể thì có bị phạt ko", "khai-sinh"),
        ("đăng kí tạm chú cho sinh vien thêu nhà", "dang-ky-tam-tru"),
        ("Mần giấy khai sinh cho cháu răng hè, ra mô mà nạp?", "khai-sinh"),
        ("Tui đi mần ăn xa mấy tháng có phải khai tạm vắng chi nỏ?", "khai-bao-tam-vang"),
        (
            "Ông nội tôi mất tuần trước ở nhà, con cháu ở xa chưa về kịp. Giờ ra xã làm giấy báo tử thì ai đi được và"
            " phải mang những gì?",
            "khai-tu",
        ),
        (
            "Em nghỉ việc ở công ty may được hai tháng rồi, sổ bảo hiểm đã chốt. Giờ em mới nộp hồ sơ hưởng thất nghiệp"
            " thì có kịp không ạ?",
            "tro-cap-that-nghiep",
        ),
        ("Cưới xong chưa ra xã, giờ làm giấy hôn thú thì mang theo gì?", "ket-hon"),
        ("sổ đi nước ngoài hết hạn thì làm lại mất mấy ngày", "cap-ho-chieu"),
        ("cái dấu mộc nổi nhỏ của công ty xin làm ở đâu", "con-dau-thu-nho"),
        ("làm lại CCCD bị mất ở công an huyện cần sổ hộ khẩu không", "cap-doi-the-can-cuoc"),
        ("app VssID bỏ rồi giờ xem sổ sức khỏe ở đâu", "so-suc-khoe-dien-tu"),
        ("khách đến ngủ lại nhà một đêm có phải khai báo không", "thong-bao-luu-tru"),
        ("xã tôi cũ tên là Nghi Phú giờ thuộc phường nào", "xa-phuong-moi"),
        ("chữ ký số đăng ký trên vneid có mất tiền không", "chu-ky-so"),
    ],
)
def test_the_topic_of_a_question(understander: Understander, question: str, topic: str) -> None:
    """However it is written, the right topic comes first, and is answered or at least offered."""
    found = understander.understand(question)

    assert first(found) == topic
    assert found.decision in (Decision.ANSWER, Decision.CHOOSE)
    assert found.decision is Decision.CHOOSE or found.answers


@pytest.mark.parametrize(
    ("question", "topic", "facet"),
    [
        ("làm lại căn cước hết bao nhiêu tiền", "cap-doi-the-can-cuoc", Facet.FEE),
        ("xin phiếu lý lịch tư pháp bao lâu có", "ly-lich-tu-phap", Facet.TIME),
        ("đăng ký kết hôn cần giấy tờ gì", "ket-hon", Facet.DOCUMENTS),
        ("không đăng ký tạm trú bị phạt thế nào", "dang-ky-tam-tru", Facet.PENALTY),
    ],
)
def test_the_facet_of_a_question(understander: Understander, question: str, topic: str, facet: Facet) -> None:
    """What of the topic is asked leads the answer."""
    found = understander.understand(question)

    assert (found.decision, found.topic, found.facet) == (Decision.ANSWER, topic, facet)
    assert found.answers[0].facet is facet


@pytest.mark.parametrize(
    ("question", "outside"),
    [
        ("ly hôn thì nộp đơn ở đâu", "ly-hon"),
        ("tach thua dat can giay to gi", "tach-thua"),
        ("xin giấy phép xây dựng nhà ở nông thôn", "giay-phep-xay-dung"),
        ("thủ tục rút bảo hiểm xã hội một lần", "bhxh-mot-lan"),
        ("vay vốn ngân hàng chính sách", "vay-chinh-sach"),
    ],
)
def test_near_misses_by_name(understander: Understander, content: Content, question: str, outside: str) -> None:
    """A procedure of others is recognised, never answered with the nearest topic."""
    found = understander.understand(question)

    assert (found.decision, found.outside, found.topic) == (Decision.REFUSE, outside, None)
    assert content.outside[outside].pointer


@pytest.mark.parametrize(
    ("cry", "number"),
    [
        ("cháy nhà cứu với", "114"),
        ("chay nha roi", "114"),
        ("có người ngất xỉu gọi cấp cứu số mấy", "115"),
        ("tai nạn xe có người chảy máu nhiều", "115"),
    ],
)
def test_a_cry_for_help_gets_its_number(understander: Understander, content: Content, cry: str, number: str) -> None:
    """An emergency comes before everything, with the number to call in every reply."""
    found = understander.understand(cry)

    assert found.decision is Decision.REFUSE
    assert found.talk is not None
    assert all(number in reply for reply in content.talk[found.talk].replies)


@pytest.mark.parametrize(
    "line", ["cháu tới nha", "2 gio chau toi", "con tui đi học rồi", "cháu tới trước cổng chùa rồi"]
)
def test_everyday_lines_are_no_cry_for_help(understander: Understander, content: Content, line: str) -> None:
    """A child that is only named is in no danger."""
    talk = understander.understand(line).talk
    assert talk is None or content.talk[talk].kind is TalkKind.SMALLTALK


@pytest.mark.parametrize(("alarm", "decision"), [(0.52, Decision.REFUSE), (0.45, Decision.CHOOSE)])
def test_an_alarm_comes_before_a_topic(understander: Understander, alarm: float, decision: Decision) -> None:
    """When an emergency is more likely than not, its number is given, long before a subject would be refused."""
    labels = list(understander.index.labels)
    cry = next(place for place, label in enumerate(labels) if label.startswith("!"))
    topic = labels.index("khai-sinh")
    shares = np.zeros(len(labels))
    shares[cry], shares[topic] = alarm, 1 - alarm
    assert alarm < understander.weights.refuse_from

    decided, label = understander.decide(Ranked(shares, shares, np.array([topic])), understander.weights.choose_from)

    assert decided is decision
    assert (label == labels[cry]) is (decision is Decision.REFUSE)


@pytest.mark.parametrize("answer", ["bốn người", "4 người", "hai", "12 tháng", "có", "không", "con", "xa lắm"])
def test_a_bare_number_is_no_cry_for_help(understander: Understander, answer: str) -> None:
    """A few words that mean nothing by themselves never raise an alarm."""
    found = understander.understand(answer)

    assert not (found.decision is Decision.REFUSE and found.talk)


@pytest.mark.parametrize(
    "story",
    [
        "Vừa có người gọi xưng công an bảo tài khoản định danh của tôi bị khóa, bắt bấm vào đường link rồi chuyển 5 triệu",
        "em bị lừa mất tiền qua app giả vneid",
        "co nguoi goi bao cap nhat can cuoc roi bat cai app la, co phai lua dao khong",
        "gọi điện xưng công an phường bắt cài app cập nhật căn cước, tôi đọc mã otp rồi",
    ],
)
def test_a_scam_story_is_answered_as_one(understander: Understander, story: str) -> None:
    """Whatever else it names, a scam gets the anti-scam answer first."""
    found = understander.understand(story)

    assert (found.decision, found.topic) == (Decision.ANSWER, SCAM)


@pytest.mark.parametrize(
    ("said", "talk"), [("xin chào", "greeting"), ("cảm ơn nhé", "thanks"), ("cam on ad nhieu", "thanks"), ("đồ ngu", "abuse")]
)  # fmt: skip
def test_small_talk(understander: Understander, said: str, talk: str) -> None:
    """A greeting, thanks and abuse have their own kind of reply."""
    found = understander.understand(said)

    assert (found.decision, found.talk) == (Decision.SMALLTALK, talk)


@pytest.mark.parametrize("question", ["hôm nay trời có mưa không", "gia vang hom nay bao nhieu", "cách nấu phở bò"])
def test_everyday_matters_are_left_to_others(understander: Understander, question: str) -> None:
    """Weather, gold and soup are none of ours, and no near-miss either."""
    found = understander.understand(question)

    assert found.decision in (Decision.REFUSE, Decision.UNKNOWN)
    assert found.topic is None


@pytest.mark.parametrize("question", ["thế hết bao nhiêu tiền?", "bao lâu thì xong", "cần giấy gì"])
def test_a_question_without_a_subject_is_not_answered(understander: Understander, question: str) -> None:
    """With no topic before it, "how much?" can't be answered: nobody knows of what."""
    assert understander.understand(question).decision is not Decision.ANSWER


@pytest.mark.parametrize("question", ["còn giấy tờ thì sao"])
def test_no_near_miss_is_named_without_a_subject(understander: Understander, question: str) -> None:
    """A refusal by name says what was understood; where nothing was, no name is given."""
    assert understander.understand(question).outside is None


def test_two_questions_in_one_message(understander: Understander) -> None:
    """Both are understood, each with its own facet."""
    found = understander.understand("khai sinh cho con cần giấy gì và đổi bằng lái xe ở đâu")

    asked = {(part.topic, part.facet) for part in (found, *found.more)}
    assert found.decision is Decision.ANSWER
    assert asked == {("khai-sinh", Facet.DOCUMENTS), ("giay-phep-lai-xe", Facet.WHERE)}


def test_the_first_of_two_questions_leads(understander: Understander) -> None:
    """Answers come in the order in which they were asked (the contract of `understand`)."""
    found = understander.understand("Làm lại căn cước hết bao nhiêu tiền? Với lại đăng ký tạm trú ở đâu?")

    assert [part.topic for part in (found, *found.more)] == ["cap-doi-the-can-cuoc", "dang-ky-tam-tru"]


def test_one_question_of_two_sentences_stays_one(understander: Understander) -> None:
    """A story before a question isn't a second question."""
    found = understander.understand("Vợ tôi mới sinh con ở bệnh viện huyện cũ. Giờ làm khai sinh cho cháu cần giấy gì?")

    assert found.topic == "khai-sinh"
    assert found.more == ()


@pytest.mark.parametrize(
    ("question", "facet"),
    [
        ("thế hết bao nhiêu tiền?", Facet.FEE),
        ("bao lâu thì xong", Facet.TIME),
        ("ra đâu nộp", Facet.WHERE),
        ("rứa mang giấy chi", Facet.DOCUMENTS),
        ("co bi phat khong", Facet.PENALTY),
    ],
)
def test_a_follow_up_keeps_the_topic(understander: Understander, question: str, facet: Facet) -> None:
    """A short question without a subject goes on with what was talked about."""
    found = understander.understand(question, "khai-sinh")

    assert (found.decision, found.topic, found.facet) == (Decision.ANSWER, "khai-sinh", facet)
    assert found.followed


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("bằng lái xe hết hạn thì đổi ở đâu", "giay-phep-lai-xe"),
        ("thế làm hộ chiếu thì sao", "cap-ho-chieu"),
        ("đổi bằng lái mất bao nhiêu tiền", "giay-phep-lai-xe"),
    ],
)
def test_a_switch_is_noticed(understander: Understander, question: str, topic: str) -> None:
    """A question that names its own subject leaves the topic before it."""
    found = understander.understand(question, "khai-sinh")

    assert found.topic == topic
    assert not found.followed


def test_small_talk_does_not_follow(understander: Understander) -> None:
    """Thanks in the middle of a topic are thanks."""
    assert understander.understand("cảm ơn", "khai-sinh").decision is Decision.SMALLTALK


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "?!…", "\n\t"])
def test_nothing_to_understand(understander: Understander, text: str) -> None:
    """No words, no guess."""
    found = understander.understand(text, "khai-sinh")

    assert found.decision is Decision.UNKNOWN
    assert (found.candidates, found.confidence, found.topic) == ((), 0.0, None)


def test_what_is_always_there(understander: Understander) -> None:
    """Up to five candidates, best first, with shares of the probability; two to four are worth offering."""
    for question in ("hộ khẩu", "làm căn cước", "asdf qwer", "ly hôn", "giấy tờ cho con"):
        found = understander.understand(question)
        scores = [candidate.score for candidate in found.candidates]

        assert len(scores) == 5
        assert scores == sorted(scores, reverse=True)
        assert 0 <= min(scores) <= sum(scores) <= 1 + 1e-6
        assert 0 <= found.confidence <= 1
        assert 2 <= found.offered <= 4


def test_a_masked_number_says_nothing(understander: Understander) -> None:
    """What stands for a covered number doesn't count as words of the question."""
    bare = understander.understand("làm lại căn cước mất bao lâu")
    masked = understander.understand("làm lại căn cước [số giấy tờ đã che] mất bao lâu")

    assert (masked.topic, masked.facet) == (bare.topic, bare.facet)
    assert masked.confidence == pytest.approx(bare.confidence)


def test_removing_the_marks_keeps_the_winner(understander: Understander, content: Content) -> None:
    """At least 95 of 100 phrases have the same winner without their marks."""
    phrases = [phrase.text for topic in content.topics.values() for phrase in topic.phrases if has_marks(phrase.text)]
    sample = phrases[7::40]
    assert len(sample) >= 50

    same = sum(first(understander.understand(text)) == first(understander.understand(fold(text))) for text in sample)

    assert same / len(sample) >= 0.95


@pytest.mark.parametrize(
    ("question", "before", "after"),
    [
        ("cấp lại căn cước bị mất tốn mấy đồng", "cap-doi-the-can-cuoc.le-phi", "cap-doi-the-can-cuoc.le-phi-2027"),
        (
            "nộp trên mạng nhập hộ khẩu có được miễn lệ phí không",
            "dang-ky-thuong-tru.mien-nop-mang",
            "dang-ky-thuong-tru.le-phi",
        ),
    ],
)
def test_a_fee_is_right_on_both_sides_of_its_change(
    understander: Understander, question: str, before: str, after: str
) -> None:
    """What is charged on the day it is asked leads, today and after the waivers and halvings have ended."""
    found = understander.understand(question)
    topic = understander.index.content.topics[str(found.topic)]

    assert compose(topic, found.answers, date(2026, 11, 22), question).statements[0] == before
    assert compose(topic, found.answers, date(2027, 3, 1), question).statements[0] == after

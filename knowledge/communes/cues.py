"""What surrounds the name of a commune in a question: words that ask about it, and words of something else."""

import re

from knowledge.communes.names import name_list, word_set

TYPES = {
    "xa": "Xã",
    "x": "Xã",
    "phuong": "Phường",
    "p": "Phường",
    "f": "Phường",
    "tran": "Thị trấn",
    "tt": "Thị trấn",
}
PREFIXES = (("thi", "xa"), ("thanh", "pho"), ("huyen",), ("tx",), ("tp",), ("h",), ("quan",), ("q",))
CUES = word_set(
    """
    xa phuong tran tt x p f tx huyen thuoc nhap gop ghep xac moi cu gom thanh doi ten dau mo
    """
)
# Words before a commune's name that say where somebody is; `PLACE_WORDS` without which no commune is named.
LIVES_IN = word_set("o tai que")
PLACE_WORDS = LIVES_IN | frozenset(TYPES)
# A street, market, hamlet or person of that name isn't the commune.
OTHER_THINGS = word_set(
    """
    duong pho ngo truong vien ty hang san thon xom khoi ban lang ong ba chi anh ten cau ga tinh
    """
)
# Names that are also words of everyday sentences: only with "xã", "phường", "thị trấn" before or an old district.
COMMON = name_list(
    """
    Hợp Thành, Trung Thành, Phúc Lợi, Trường Thi, Công Thành, Đại Thành, Tiến Thành, Kim Thành, Tân Thành, Thanh An,
    Thanh Lâm, Thanh Long, Long Thành, Hậu Thành, Tiền Phong, Quang Trung, Văn Hiến, Thái Sơn, Trung Sơn, Tam Hợp
    """
)
PROVINCES = name_list(
    """
    an giang, ba ria, bac giang, bac kan, bac lieu, bac ninh, ben tre, binh dinh, binh duong, binh phuoc, binh
    thuan, ca mau, can tho, cao bang, da nang, dak lak, dac lac, dak nong, dac nong, dien bien, dong nai, dong thap,
    gia lai, ha giang, ha nam, ha noi, ha tinh, hai duong, hai phong, hau giang, hoa binh, ho chi, hcm, tphcm, sai
    gon, hung yen, khanh hoa, kien giang, kon tum, lai chau, lam dong, lang son, lao cai, long an, nam dinh, ninh
    binh, ninh thuan, phu tho, phu yen, quang binh, quang nam, quang ngai, quang ninh, quang tri, soc trang, son la,
    tay ninh, thai binh, thai nguyen, thanh hoa, thua thien, hue, tien giang, tra vinh, tuyen quang, vinh long, vinh
    phuc, yen bai, vung tau, hn, sg, tth, dac lak, nha trang, buon ma
    """
)
FUNCTION_WORDS = word_set(
    """
    nao gi chi mo j moi cu nay no minh toi tui em gio hien bay thi la co khong ko k thuoc da bo bi va hay hoac o
    tinh xa phuong thanh sap nhap het roi con duoc cua cho a ha nhi vay the truoc sau tu ve vao gom hoi khac do day
    ni nha uy lam cung
    """
)
FILLERS = word_set(
    """
    a ad ah oi o u uh um da vang thua bac chu anh chi em co ong ba ban minh toi tui tao to nha que tai cho hoi xin
    giup voi dum gium la thi cua va biet muon khong ko k hok duoc dc tra cuu tim xem hien nay bay gio h truoc day
    kia sau khi roi cu moi ten xa phuong tran tt x p thuoc ve vao thanh nhap sap sat xap gop ghep hop nhat doi goi
    nao gi mo j dau vay the rua ri nhi ha hen nhe nghe an tinh huyen tx tp con lai het bi chua phai cung don vi hanh
    chinh dia noi cai nhung cac may bao nhieu gom tat ca ro chuyen sang chia ra lam ai nguoi dan bo me gia dinh sinh
    song dang hom ngay xua tu giua hay hoac quan ly theo lap quyen thong tin ket qua hai bon nam 2025 1 7 thang loi
    xac cam on troi tro ni no do giu nguyen duoi ubnd uy nhan viet tuc nghia khac nua dung thuc thay de
    """
)

UNIT = r"(?:xa|phuong|thi tran|don vi|xa phuong|phuong xa)"
WHICH = rf"{UNIT}(?: phuong| xa)?(?: moi)? (?:nao|gi|chi|mo|j|may)"
INTO = r"(?:thuoc|nhap|gop|ghep|hop nhat|chuyen|doi ten|doi|thanh|chia)"
NOW = r"(?:gio|nay|hien tai|hien|h)"
BELONGS = re.compile(
    rf"\b{INTO}(?: \S+){{0,4}}? {WHICH}\b"
    rf"|\b(?:thuoc|thanh|nhap vao|nhap ve|ghep vao|gop vao)(?: ve| vao| ten| la)? (?:dau|mo|gi|chi|j)\b"
    rf"|@(?: #| cu)*(?: \S+){{0,3}} {NOW}(?: \S+)? (?:la|goi la|ve|vao|vo|o|ten)(?: la)? {WHICH}\b"
    rf"|@(?: #| cu)*(?: {NOW}| bay gio| thi)* (?:la|goi la|ten la|ten|doi ten thanh|doi thanh|ve)"
    rf" (?:{WHICH}|gi|chi|j)\b"
    rf"|@(?: #| cu)*(?: {NOW}| bay gio| thi)+ (?:ve|vao|vo) (?:dau|mo)\b"
    rf"|@(?: #| cu)*(?: {NOW}| bay gio| thi)* ten (?:{UNIT} )?(?:moi )?la (?:gi|chi|j)\b"
    rf"|\b(?:ten|{UNIT}) moi (?:cua |la )?(?:{UNIT} )?@"
    rf"|@(?: #| cu)*(?: {NOW}| bay gio| thi)*(?: co| mang)? ten(?: goi)? moi\b"
    rf"|\b{UNIT} nao (?:\S+ ){{0,2}}(?:quan ly|nhap|gop|tiep nhan)\b"
    rf"|@(?: #| cu)*(?: \S+){{0,3}} (?:nhap|gop|ghep) (?:voi|cung|vo|vao|chung|lai)(?: voi| vao)? {WHICH}\b"
    rf"|@(?: #| cu)*(?: \S+){{0,3}} thuoc huyen (?:nao|chi|mo|gi)\b"
)
PARTS = re.compile(
    rf"\bgom (?:co )?(?:nhung |cac |may |bao nhieu )?{UNIT}\b"
    rf"|@(?: moi| #)*(?: {NOW}| bay gio)? (?:bao )?gom (?:co )?(?:nhung )?(?:gi|chi|dau|j)\b"
    rf"|\b(?:nhap|hop nhat|ghep|gop|lap|hop thanh|hinh thanh) (?:lai )?tu\b"
    rf"|\b{UNIT} cu nao\b|\b(?:nhung|cac|may) {UNIT} (?:cu|nao|gop|nhap)\b"
    rf"|\btruoc (?:day |kia |do )?(?:la |thuoc |goi la |ten la |ten )+(?:nhung |cac )?(?:{UNIT}|huyen|gi|chi|dau)\b"
    rf"|\bthuoc huyen (?:nao|chi|mo|gi|cu)\b|\b(?:ngay xua|ngay truoc|hoi truoc) (?:la|thuoc)\b|\bten cu\b"
)
ABOUT = re.compile(
    rf"\b{WHICH}\b|\b(?:nhap|thuoc|nay la|gio la|xa moi|phuong moi|xa cu|phuong cu|gop)\b"
    r"|[@#](?: #)? (?:cu|con)\b"
)
# Without one of these "thuộc xã nào" asks which office is in charge, not what became of a commune.
SINCE = re.compile(r"\b(?:gio|nay|h|hien|chu|cu|moi|nhap|gop|ghep|doi|thanh|chuyen|huyen)\b")
PEOPLE = re.compile(r"\b(?:chu tich|bi thu|can bo|truong (?:xom|thon|khoi)|so dien thoai|sdt|email)\b")
DISTRICT = re.compile(rf"\b(?:nhung|cac|may|bao nhieu) {UNIT}\b|\b{WHICH}\b|[#@] cu\b|\b{INTO}\b")
AFTER_TYPE = re.compile(r"\b(?:xa|phuong|tran|x|p|tt) (\S+)")
MANY = re.compile(rf"\b(?:nhung|cac|may|bao nhieu) {UNIT}\b")
SAID_OLD = re.compile(r"@(?: #)? cu\b|\b(?:xa|phuong|tran) cu @")
SAID_NEW = re.compile(r"@(?: #)? moi\b|\b(?:xa|phuong) moi @")

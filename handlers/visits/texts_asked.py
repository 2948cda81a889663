"""The words that questions about visits on record are made of, without marks."""

import re

_BY_KIND = {
    # Visits and writing them down.
    "record": "luot | luot ho tro | luot giup | luot giup do | luot ghi | ban ghi | luot vua ghi | luot lam",
    "ghi": "ghi | ghi nhan | ghi so | ghi chep | luu | ghi lai | ghi luot",
    # Whose they are.
    "mine": "toi | tui | minh | em | tao | cua toi | cua tui | cua minh | cua em",
    "team": (
        "to | to minh | to ta | to toi | to tui | to em | ca to | toan to | doi | doi minh | ca doi | to cong nghe |"
        " to cong nghe so | to cong nghe so cong dong | to cua toi | to cua minh | to cua em | chung toi | chung minh |"
        " chung em | bon minh | bon toi | bon em | bon tui | bon mieng | bay mieng | mieng | choa | bay choa | bay tui | ca bon | moi nguoi | anh em |"
        " anh chi em | xom minh | xom ta | xom toi | xom tui | ban minh | thon minh | xom nay | xom ni"
    ),
    "commune": "xa | xa minh | xa ta | xa toi | xa nay | xa ni | toan xa | ca xa | phuong | ca phuong",
    # What is asked.
    "count": ("may | bao nhieu | tong | tong cong | tong so | dem | so luot | so nguoi | bao nhieu la"),
    "tally": "thong ke | dem xem",
    "which": "ai | nhung ai | nao | mo | ai mo | viec gi | viec chi | viec nao | viec mo | nguoi nao",
    "what": "gi | chi | nhung gi | nhung chi | cai gi | cai chi | cay chi | dieu gi",
    "show": "xem | xem lai | cho xem | liet ke | danh sach | ke ra | mo lai | tim | tim lai | tra",
    "latest": (
        "gan nhat | gan day nhat | moi nhat | vua roi | luc nay | cuoi | cuoi cung | sau cung | moi ghi | vua ghi |"
        " luc ni | hoi nay | moi day"
    ),
    "unfinished": (
        "chua xong | con do | do dang | dang do | chua hoan thanh | chua lam xong | chua duoc xong | con vuong |"
        " dang lam do | chua xong viec | con chua xong | dang mac | khong xong"
    ),
    # What was done.
    "work": "lam | giup | ho tro | huong dan | giup do | lam viec | lam duoc viec | cam tay chi viec | chi bay",
    "way": "di | xuong | den | ra | vao | ve | qua | len | ghe",
    "past": "duoc | roi | da | duoc roi | xong | xong roi | da duoc | vua | den gio | den nay | toi gio",
    "yet": "chua",
    "unit": "nguoi | ca | ho | truong hop | ba con | nguoi dan | lan | viec | luot nguoi | ba con duoc",
    "filler": (
        "co | the | a | nhi | vay | rua | ri | he | day | do | trong | o | tai | cho | thi | la | nhung | cac | con |"
        " nua | moi | cua | tat ca | het | khong | ha | oi | em oi | tro ly | tro ly oi | nha | nhe | hay | lai | dum |"
        " va | cung | da co | cho biet | cho toi biet | cho toi hoi | cho em hoi | cho hoi | cho toi xem | hoi | vao la |"
        " lau roi | lau nay | lau lam | bi | ho tro cong dong | nhu the nao | the nao | thi sao | thi ra sao | voi | ngay | hom | bua | tu | tinh | trong thang | trong tuan | nhieu | that | chung | nay | ni | so sach | giup voi |"
        " cai | nho | ra sao | cho em xem | cho minh xem | cho tui xem | voi a"
    ),
}

# Places where nobody has been: "xóm nào chưa ai đến", "còn xóm mô chưa có lượt nào".
_PLACES = "xom | thon | ban | khoi | lang | noi | cho | diem"
_GONE = "den | toi | di | xuong | ve | qua | ghe | vao | ra | len | tham | giup | ho tro | lam | ghi | huong dan"
_NOBODY = "chua ai | chua co ai | chua nguoi nao | chua to nao | chua co to nao | khong ai | khong co ai | chua duoc ai | chua co nguoi | chua co to cong nghe | chua co to cong nghe so | chua to cong nghe | no ai | no co ai"


def _split(phrases: str) -> list[str]:
    return [phrase.strip() for phrase in phrases.split("|")]


_BY_KIND["place"] = " | ".join(
    form
    for place in _split(_PLACES)
    for form in (f"{place} nao", f"{place} mo", f"nhung {place}", f"cac {place}", f"may {place}", f"bao nhieu {place}")
)
_BY_KIND["untouched"] = " | ".join(
    (
        *(f"{nobody} {gone}" for nobody in _split(_NOBODY) for gone in _split(_GONE)),
        *(f"chua duoc {gone}" for gone in ("giup", "ho tro", "huong dan", "ghe", "den", "tham", "ho tro lan nao")),
        *("bo sot", "bi bo sot", "con sot", "chua duoc ho tro luot nao"),
        *(f"chua {gone}" for gone in ("den", "toi", "di", "xuong", "ghe", "ve", "qua", "vao", "vo", "len", "tham")),
        *("chua co luot", "chua co luot nao"),
        *("con trong", "bo trong", "chua phu", "khong co luot nao", "khong co luot", "chua co ai", "chua ai"),
    )
)
_BY_KIND["reached"] = (
    "co nguoi den | da co nguoi den | co nguoi toi | co nguoi ghe | co ai den | co ai toi | da den | den duoc | toi duoc |"
    " do phu | phu | phu duoc | bao phu | do bao phu"
)
_BY_KIND["figures"] = (
    "so lieu | cac so lieu | con so | tinh hinh | tinh hinh ho tro | tong hop | ket qua | ket qua ho tro | bao cao |"
    " bao cao nhanh | ti le | ty le | phan tram | bao nhieu phan tram | ti le nop truc tuyen | ty le nop truc tuyen |"
    " ti le nop online | ty le nop online | nop truc tuyen | nop online"
)
_BY_KIND["compared"] = (
    "so voi | so sanh | so sanh voi | tang hay giam | tang giam | tang hay giam so voi | tang giam so voi"
)
_BY_KIND["requests"] = "yeu cau | yeu cau ho tro | loi nho | loi nho giup | viec nho giup | yeu cau nho giup"
_BY_KIND["chart"] = "bieu do | do thi | bieu do nhiet | ve bieu do | xem bieu do | bang bieu do | so do"
_BY_KIND["topics"] = (
    "hoi gi nhieu | hoi chi nhieu | hoi gi nhieu nhat | hoi chi nhieu nhat | hoi nhieu nhat | hay hoi gi | hay hoi chi |"
    " hoi ve gi nhieu nhat | chu de | cau hoi | hoi cai gi nhieu nhat | hay hoi gi nhat |"
    " hoi nhieu ve gi | hoi nhieu ve chi | hoi nhieu | duoc hoi nhieu nhat | duoc hoi nhieu | hay duoc hoi | cau chua tra loi |"
    " cau chua tra loi duoc | cau hoi chua tra loi duoc | cau hoi chua tra loi | hoi chi | hoi gi | hoi nhung gi"
)

PHRASES = {
    tuple(phrase.split()): kind for kind, phrases in _BY_KIND.items() for phrase in phrases.split("|") if phrase.strip()
}
LONGEST = max(len(phrase) for phrase in PHRASES)

# Who asks for help or for leave asks nothing of the records: "ai giúp được tui", "có ai giúp không".
HELP_ME = re.compile(
    r"\b(?:giup|ho tro|huong dan|chi|bay|chi bay|lam) (?:duoc |cho |dum |ho |giup )*(?:toi|tui|minh|em|choa|bay tui|chung toi)\b"
    r"|\b(?:co )?ai (?:giup|lam|ho tro|ranh|biet)(?: duoc)? khong\b|\bco ai(?: \w+)? (?:giup|ho tro)\b(?!.*(?:roi|luot|chua))"
    r"|\b(?:duoc|lam) (?:khong|chua|gi duoc)$|\bde lam gi\b|\blam sao\b|\bphai\b|\bmai\b"
)
# "/luot", "các lượt của tôi": the last ones.
COMMANDS = frozenset(
    {"/luot", "luot cua toi", "cac luot cua toi", "xem luot", "cac luot", "danh sach luot", "luot da ghi"}
)

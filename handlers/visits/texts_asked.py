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
        " chung em | bon minh | bon toi | bon em | bon tui | choa | bay choa | bay tui | ca bon | moi nguoi | anh em |"
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
        " ngay | hom | bua | tu | tinh | trong thang | trong tuan | nhieu | that | chung | nay | ni | so sach | giup voi |"
        " cai | nho | ra sao | cho em xem | cho minh xem | cho tui xem | voi a"
    ),
}

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

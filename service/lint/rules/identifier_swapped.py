"""识别号、密码和激活信息各有各的位置，不要互相代替。

IMEI 在手机里，ICCID 印在卡上；激活码和 SM-DP+ 地址由卖家或运营商给，PUK 只用来解 PIN 锁。写混了，读者会拿卡号登记手机、
把 PUK 填进激活码试到锁卡，或把识别号当号码报给别人。

改写：每一栏写明该填什么、从哪里来；号码、识别号和密码不要互相代替。
"""

from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.later import Several, among, later
from service.text.negation import asked, refused
from service.text.places import disjoint

_ID = r"(?<![a-z])(?:imei|iccid|imsi|eid)(?![a-z])(?:号码?|码|编号)?"
_CARD_ID = r"(?<![a-z])(?:iccid|imsi)(?![a-z])(?:号码?|码|编号)?"
_PHONE = r"(?:手机号码?|电话号码?|本机号码|门号)"
_NO = r"[^,。!?;:\n不没非未]"
_CARD = r"(?:sim卡|电话卡|手机卡|上网卡|卡板|卡片|卡套|卡面|卡背|实体卡)(?!托|槽)"
_PRINTED = r"(?:印|写|刻|标|贴|找|看|在|位于|见)"
_HANDSET = r"(?:手机(?:的)?(?:背面|背后|包装|盒)|机身|包装盒|电池)"
_YOURS = r"(?:你|您|自己|我)?的?"
_IS = r"(?:就是|便是|即是|正是|是|即|等于|等同于|相当于)"
#: What is typed into a form; a comma after the name of the field alone goes on to the next step.
_FIELD = r"(?:(?:一?栏|那栏|这栏|处|框|位置|里|中|时|的时候|的话|的地方|[”」\"'》]){1,3}[,:]?|:)?"
_FILL = r"(?:就|直接|请|要|可以|可|则|应该?|只要|一般|手动){0,2}(?:填写|填入|填|输入|写|键入|粘贴)"
_OF = r"(?:上|的是|成|卡板上|手机|设备|卡套上|默认|你|您|sim卡|自己|卡|那串|的){0,4}"
_CODE = r"(?<![取请领成到换载得获])(?:激活码|激活代码|确认码|sm-?dp\+?(?:服务器)?(?:地址|码)?)"
_SECRET = r"(?<![a-z])(?:puk|pin)(?![a-z])(?:码|号)?"
_LOCK = r"(?:手机的?)?(?:锁屏|开机|解锁|屏幕)(?:密码|码)"
_STRING = r"(?:的|那|这|上|面|背面|印|着|一|长|个|组|串|二十位|十九位|\d\d位|数字|号码|数){0,8}"
_PATTERNS = Several(
    *(
        later(pattern)
        for pattern in (
            # Where it stands: the handset's number on the card, the card's on the handset.
            rf"(?<![a-z])(?:imei|eid)(?![a-z])(?:号码?|码)?{_NO}{{0,8}}?[印写刻标贴]{_NO}{{0,6}}?{_CARD}",
            rf"(?<![a-z])(?:imei|eid)(?![a-z])(?:号码?|码)?{_NO}{{0,5}}?(?:在|位于|从|看)(?!插|买|办|换|激|购|使|入)(?:你|您|自己|那张|新|的){{0,3}}{_CARD}(?:的?(?:背面|背后|正面|上|面|卡板|塑料|包装)|(?=[,。;!?]|$))",
            rf"{_CARD}(?:的|上|背面|背后|印|写|标|面|着|有|那|一|长|串|的?数字|号码|就){{1,8}}(?:是|叫|为|的)?imei(?![a-z])",
            rf"imei(?:号码?|码)?,?(?:也?就是|即|是){_NO}{{0,16}}?(?:89\d{{0,4}}开头|{_CARD}(?:上|背面|印|的))",
            rf"iccid(?:号码?|码)?{_NO}{{0,4}}?{_PRINTED}{_NO}{{0,4}}?{_HANDSET}",
            rf"imsi(?:号码?|码)?,?(?:也?就是|即|是){_NO}{{0,3}}{_CARD}{_NO}{{0,4}}?(?:印|写)",
            # What it goes with.
            rf"(?:换|更换|插)了?(?:一?张)?(?:新|别的)?(?:sim|手机|电话)?卡{_NO}{{0,4}},?{_NO}{{0,2}}imei{_NO}{{0,4}}?(?:变|换|改)",
            r"imei(?:号码?|码)?(?:会|就)?(?:跟着|随着?)(?:sim|手机|电话)?卡(?:走|变|换)",
            rf"(?:每|一)[张个](?:sim|手机|电话)?卡{_NO}{{0,3}}?(?:有|对应){_NO}{{0,4}}?imei",
            rf"(?:换|更换){_NO}{{0,4}}?(?:esim|套餐){_NO}{{0,4}},?{_NO}{{0,2}}(?<![a-z])eid{_NO}{{0,4}}?(?:变|换)",
            rf"(?<![a-z])eid(?:号码?)?是每[个张](?:esim)?{_NO}{{0,2}}套餐",
            rf"(?<![a-z])(?:eid|imei|iccid|imsi)(?:号码?|码)?(?:[和与跟]|其实|、){_ID}(?:其实|号码){{0,2}}(?:就?是)?(?:同一[个串组]|一样|一回事)",
            rf"(?<![a-z])(?:eid|imei|iccid|imsi)就是(?<![a-z])(?:eid|imei|iccid|imsi)(?![a-z]),?两个{_NO}{{0,4}}?一样",
            # The string on the card is no phone number.
            rf"{_CARD}{_NO}{{0,8}}?(?<!\d)89\d{{0,4}}开头{_STRING},?(?:那|这)?(?:其实)?{_IS}{_YOURS}{_PHONE}",
            rf"(?<!\d)89\d{{0,4}}开头的?(?:那|这)?(?:一?[长大]?串|(?:二十|十九|19|20)位){_STRING},?(?:那|这)?(?:其实)?{_IS}{_YOURS}{_PHONE}",
            rf"{_CARD}(?:背面|上|面){_STRING},?(?:那|这)?{_IS}{_YOURS}{_PHONE}",
            rf"(?:打|拨|报|拨打)[你您他她]?的?(?<![a-z])(?:imsi|imei|iccid)(?![a-z])(?:号码?)?{_NO}{{0,4}}?(?:就|能|即|也)",
            rf"(?<![a-z])(?:imsi|imei|iccid)(?![a-z])(?:号码?|码)?(?:来|去)?(?:代替|替代|顶替|当作?|充当|作为){_PHONE}",
            # Fields of a form.
            rf"{_CODE}{_FIELD}{_FILL}{_OF}(?:{_ID}|{_SECRET}|{_PHONE})",
            rf"(?:把|将|用|拿|以){_NO}{{0,6}}?(?:{_ID}|{_SECRET}|{_PHONE})(?:直接)?(?:当作?|当成|作为|做为?|填[进入到]){_NO}{{0,3}}?{_CODE}",
            rf"(?:{_ID}|{_SECRET}){_IS}(?:esim|一个|你|您|那个|所谓|的){{0,3}}{_CODE}",
            rf"{_CODE}(?:其实)?{_IS}(?:你|您|自己|手机|运营商|卡板上|卡上|sim卡|默认|那个|那串|的){{0,4}}(?:{_ID}|{_SECRET}|{_PHONE}|apn)",
            rf"{_PHONE}{_FIELD}{_FILL}{_OF}(?:{_CARD_ID}|imei)",
            rf"puk码?{_FIELD}{_FILL}{_OF}(?<!新)(?<!新的)pin",
            # Passwords.
            rf"{_SECRET}(?:其实)?{_IS}{_NO}{{0,4}}?(?:锁屏|屏幕)(?:密码|码)",
            rf"(?<![a-z])(?:pin码?{_IS}手机的?解锁|puk码?{_IS}(?:手机的?)?开机)密码",
            rf"puk码?{_IS}pin(?:码)?的(?:另|别)",
            rf"{_LOCK},?{_NO}{{0,2}}(?:输入?|用|填)puk码?{_NO}{{0,4}}?(?:解开|解锁|打开|进)",
            # Registering or blocking a handset by the number of a card.
            rf"(?:登记|注册|申报|锁定|挂失)(?:手机|设备)(?!号|卡){_NO}{{0,8}}?(?:填|用|提供|提交|报|要){_NO}{{0,8}}?(?<![a-z]){_CARD_ID}",
        )
    )
)
#: The number one has forgotten is looked up by what the network calls the card.
_FORGOT = later(
    rf"(?:忘[记了]?|不记得|不知道|想不起)(?:了|自己|本机|你|的|新){{0,4}}(?:手机|电话)?(?:号码?|门号){_NO}{{0,4}},?(?P<act>{_NO}{{0,12}}?(?:看|查|填写?|报|用){_NO}{{0,8}}?(?<![a-z])(?:imsi|imei|iccid)(?![a-z]))"
)
_TRIGGERS = ("imei", "iccid", "imsi", "eid", "puk", "pin", "激活码", "sm-dp", "89", "sim卡", "卡板")
#: Kits, and reports of what somebody thought.
_ELSE = later(r"当成了?手机号报给|搞混|弄混|混淆|分清|误以为|以为")


@rule(
    "IDN006",
    severity="error",
    category="identifier-confusion",
    since="0.3",
    triggers=_TRIGGERS,
    bad=[
        "⟦IMEI 印在 SIM 卡背面⟧，买卡时看一眼。",
        "手动安装时，⟦激活码填卡套上的 PUK⟧。",
        "⟦把 EID 当作激活码⟧输进去就能装好。",
        "⟦卡面上 8944 开头那一串就是你的电话号码⟧。",
        "出境前⟦登记手机要填 SIM 卡的 ICCID⟧。",
    ],
    good=[
        "ICCID 印在 SIM 卡背面，IMEI 在手机设置里。",
        "手动安装时，激活码填卖家给的那一串，不是卡套上的 PUK。",
        "不要把 EID 当作激活码，它只是芯片的编号。",
        "卡面上 8944 开头那一串是 ICCID，不是电话号码。",
        "出境前登记手机要填 IMEI，ICCID 用不上。",
    ],
    authority=["id.imei.means", "id.iccid.means", "id.imsi.means", "id.eid.means", "id.puk.digits"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in page.marked:
        text = sentence.text
        if _ELSE.search(text):
            continue
        found = [match.span() for pattern in among(_PATTERNS, text) for match in pattern.finditer(text)]
        found += [match.span("act") for match in _FORGOT.finditer(text)]
        for start, end in disjoint(found):
            if not refused(text, start, end) and not asked(text, start, end):
                yield Problem(
                    sentence.span(start, end),
                    "把识别号、密码或激活信息当成了另一种：它们各有各的位置和用处",
                    "IMEI 在手机里，ICCID 在卡上；激活码由卖家给，PUK 只解 PIN 锁。写明每一栏填什么、从哪里来。",
                    ("id.imei.means", "id.iccid.means"),
                )

"""Find private contacts in text and in addresses: messenger handles, invitations, their links.

Everything matches folded, unmasked text (see `disguise`) and is bounded, so that it stays linear.
"""

import html
import re
from collections.abc import Iterator

from service.text.disguise import unmask
from service.text.later import Several, among, later
from service.text.negation import refused
from service.text.normalise import fold
from service.text.urging import regretted

Place = tuple[int, int]


def _spaced(word: str) -> str:
    """A word whose letters may be kept apart by one sign."""
    return r"[\s._·•*\-]?".join(map(re.escape, word))


_TELEGRAM = rf"{_spaced('telegram')}|(?<![a-z0-9@/._-])t[._·•*-]?g(?![a-z])|电报|[纸小]飞机|飞机(?:号|群|(?=\s?:?\s?@|(?:搜索?|加)\s?:?\s?[a-z][a-z0-9]{{0,20}}[\d_]))"
_WECHAT = r"微[\s._·•*❤♥+~-]?信|(?<![a-z0-9])v信|(?<![a-z0-9])[vw][\s._·•-]?x(?![a-z])|wechat|weixin"
_QQ = r"企鹅(?:号|群)?(?=\s?:?\s?\d)|(?<![a-z0-9])q[._·]?q(?![a-z])|扣扣|(?<![a-z0-9])q(?=[群号]\s?:?\s?\d)"
_OTHER = (
    rf"{_spaced('whatsapp')}|whats\sapp|(?<![a-z0-9])line(?=\s?(?:id|号|官方|[账帐]号|好友|[:@]))|viber|kakaotalk|zalo|discord|skype"
    r"|(?<![a-z0-9])signal(?=\s?(?:联系|咨询|私信|号|加|:){1,2}\s?:?\s?[@+\d])"
    r"|(?:小红书|抖音|快手|闲鱼)(?=(?:[账帐]?号|私信|搜索?|店铺)?\s?:?\s?@)"
)
_CHAT = rf"(?:{_TELEGRAM}|{_WECHAT}|{_QQ}|{_OTHER})"
_SELLER = r"(?:我们?|客服|店主|店家|卖家|商家|老板|小编|掌柜|博主|楼主|站长|管理员|助理|人工|专员)"
_ADD = rf"(?:加|添加|\+)\s?(?:{_SELLER}(?:的)?)?\s?"
#: 加V: the V stands alone.
_PLATFORM = later(
    rf"(?:{_ADD})?(?:{_CHAT})|{_ADD}(?:v(?![a-z0-9])|赖(?=\s?:?\s?[@a-z0-9])|卫星|威信|[薇微徽威](?=\s?:?\s?[a-z0-9]))"
    r"|(?<![a-z0-9._-])v(?=\s?:\s?[a-z][a-z0-9_-]{5})"
)

_LINK_WORD = (
    r"号码?|[账帐]号|用户名|id|是|为|搜索?|加|添加|联系|客服|咨询|频道"
    r"|群[组号]?|好友|机器人|官方|专员|人工|请|我们?|的"
)
_GAP = later(rf"(?:[^\w@。!?,;、/\n]|{_LINK_WORD}){{0,10}}")
_MARKER = later(r":|号|id|搜|加|联系|客服|咨询|频道|群")
_HANDLE = later(r"@\s?[a-z0-9_]{4,32}|[a-z][a-z0-9_-]{4,31}|\+?\d[\d\s-]{2,18}\d")
_CUE = later(
    r"加|联系|咨询|客服|私[信聊]|滴滴|购|买|下单|办[理卡]|代[办充购]|出售|拿货|领|[进入]群|扫|获取|预[定订]|报价|优惠|需要|搜|订"
)
_NO_HANDLE = later(
    r"https?|www|wechat|weixin|telegram|whatsapp|alipay|paypal|facebook|instagram|twitter|youtube|google|skype"
    r"|viber|android|iphone|windows|desktop|premium|business|messenger|unionpay|(?:mini)?program|version|email|phone"
    r"|discord|signal|wi-?fi|(?:ios|android|iphone|windows)[\d_-]*"
)
#: After a number these say that it counts something.
_COUNTED = frozenset("年月日人元个多名版次条万")
_SOME_HANDLE = later(r"[@a-z0-9][a-z0-9_\s-]{3}")
#: Cheap: without any of these a sentence names no contact. Disguised spellings hold one too.
_HINT = later(
    r"[@/+➕✚✛微薇徽溦崴葳嶶威卫赖扣私扫qtvwтгꓲѵᴠᴡԝ]|电报|飞机|识别|长按|群|评论|留言|回复|主页|简介|首页|公众号|企鹅|淘宝|闲鱼|咸鱼|拼多多|抖音|快手|虾皮|转转|戳|敲|密我|line|zalo|disc|skyp|signal"
)
#: A handle on its own, with the verb that sends the reader there.
_ADDRESSED = later(
    r"(?:联系|咨询|私[信聊]|找|加|添加|滴滴|下单|购买|客服)[^\w@,。!?\n]{0,3}(?:客服|店主|卖家|我)?[^\w@,。!?\n]{0,3}"
    r"@[a-z0-9_]{4,32}(?![a-z0-9_]*\.[a-z])"
)
#: A support address that the operator itself publishes.
_PUBLISHED = later(r"官(?:网|方网站)(?:上|里|页面|首页)?的?(?:公布|列出|公示|写明|给出|提供|注明|标明|显示|所列)")

#: A picture or a text is credited to its author.
_CREDITED = later(r"(?:图源|来源|作者|摄影|转自|出自|图片?/|感谢|引自|拍摄)[^,。!?;\n]{0,8}\Z")

_PURPOSE = (
    r"(?:咨询|购买|购卡|买卡|下单|领取?|办理|办卡|获取|预[定订]|拿货|进群|入群|代办|代充|了解|询价|报价|开通|充值)"
)
_INVITATIONS = (
    later(rf"{_ADD}(?:{_CHAT})(?:号|好友|群)?(?:[,\s]?(?:即可|就[能可]|来|后|再|免费|快速))?{_PURPOSE}"),
    later(rf"(?:加|添加|\+|联系)\s?{_SELLER}(?:的)?\s?(?:{_CHAT})(?!支付|钱包)"),
    later(
        rf"(?:扫|识别|长按)(?:描|一扫|码)?[^,。!?\n]{{0,10}}?(?:加|添加|联系|进|入)"
        rf"(?:{_SELLER}|好友|(?:粉丝|交流|福利|微信|qq)?群|{_CHAT})"
    ),
    later(rf"私[信聊]\s?{_SELLER}[^,。!?\n]{{0,6}}?{_PURPOSE}"),
    later(
        rf"(?:在|从|通过|到|去|找|用|联系)[^,。!?\n]{{0,8}}?(?:{_CHAT})[^,。!?\n]{{0,8}}?(?:卖家|商家|代理|频道|群|店铺|中介|号贩)"
        r"[^,。!?\n]{0,10}?(?:买|购|下单|拿卡|办卡|代办|订)"
    ),
    later(rf"(?:关注|加入|订阅|进入)(?:{_SELLER}|本站|本店)的?\s?(?:{_CHAT})\s?(?:官方)?(?:频道|群组?|交流群)?"),
)
_BENEFIT = r"(?:领|送|获取|拿|咨询|购|买|下单|优惠|免费|福利|报价|询价|办卡|办理|索取|发你|内部价|价格|价目|同号|立减|改价|开卡|充值|代充|答疑|服务)"
_MARKET = r"(?:淘宝|闲鱼|咸鱼|拼多多|小红书|抖音|快手|虾皮|蝦皮|微店|转转)"
_NAMED = r"[“「『\"][^”」』\"。\n]{1,16}[”」』\"]"
#: Ways to a seller that need no handle. The act is a verb, so what is urged is told from what is warned of.
_APPROACHES = (
    later(
        rf"(?:加|进|入)群(?!体|主)[^。!?\n]{{0,8}}?{_BENEFIT}|(?:加|找)(?:我|群主|管理员|小助手|助手)(?:的)?(?:好友|微信|聊|私聊|拿)"
    ),
    later(
        rf"(?:私信|私聊|私讯|私|滴滴|dd|戳|密|敲)(?:一下)?(?:我(?![国的们])|我们)(?=[,。!?~]|\Z|购|买|办|拿|咨询|领|了解|获取|下单)|(?:私信|私讯|私聊)\s?(?:{_SELLER}|店铺|主页)[^,。!?\n]{{0,4}}?{_BENEFIT}"
        r"|我(?:会)?(?:来)?(?:私信|私聊|私)(?:给)?你|(?:评论区?|留言)[^。!?\n]{0,4}?(?:扣|打|留|回复?|发)[^。!?\n]{0,8}?[,，]?[^。!?\n]{0,6}?(?:私你|私信你|发你|私聊你|发链接|拉你)"
    ),
    later(
        rf"(?:后台|公众号|评论区?)?(?:内|里)?(?:发送|回复)(?:关键[词字])?(?:{_NAMED}|[a-z0-9]{{1,8}})?[^。!?\n]{{0,4}}?(?:,)?(?:即可|就能|可|自动|客服)?(?:免费)?(?:获取|领取?|拉你|得到|进群|加客服|发你)"
        rf"|关注(?:我们?的?)?公众号\s?{_NAMED}[^。!?\n]{{0,4}}?(?:回复|发送|领|下单)|拉(?:你|您)(?:进|入)[^,。!?\n]{{0,4}}?群"
    ),
    later(
        r"(?:主页|首页|简介|个人页|资料页)(?:里|上|中)?有?(?:我的?|店铺|客服)?(?:联系方式|微信|客服|下单链接|购买链接)|(?:联系方式|微信|购买方式)(?:见|看|在|请看)(?:我的?)?(?:主页|简介|个人页|资料)"
    ),
    later(
        rf"(?:加|添加|扫码加)\s?(?:[^,。!?\n]{{0,4}}?)(?:企业微信|企微|小助手|助手)|(?:微信|电话)(?:同号|同步)\s?:?\s?(?=\d)|(?:手机|电话)\s?[/和、]\s?(?:微信|wx|whatsapp)\s?:?\s?\d"
        rf"|(?:{_CHAT})\s?(?:的|上的)?(?:自动|自助|下单|客服)?(?:机器人|bot)[^。!?\n]{{0,8}}?(?:下单|购买|代充|充值|购卡|办理|发货|出卡)"
        rf"|(?:{_CHAT})\s?群(?:里|内|组)?[^,。!?\n]{{0,4}}?(?:找|联系)[^,。!?\n]{{0,6}}?(?:管理员|群主|客服|卖家)|(?:加入|进入)(?:我们)?(?:的)?(?:官方)?\s?(?:{_CHAT})\s?(?:官方)?(?:群|频道|社群)"
    ),
    later(
        rf"{_MARKET}\s?(?:上)?(?:搜索?|找|关注)(?:一下)?(?:店铺|用户|店)?(?:名)?\s?{_NAMED}[^。!?\n]{{0,14}}?(?:拍|下单|联系|购|买|店内|发货|咨询|私信)"
        rf"|{_MARKET}\s?(?:上)?私信\s?[^,。!?\n]{{0,4}}?{_BENEFIT}|{_MARKET}\s?(?:号|id|账号)\s?:?\s?[a-z0-9_]{{5,30}}|群号\s?:?\s?\d{{6,12}}"
    ),
)
#: Only beside a contact: 「关注我们的频道」 means the seller's when the seller's link stands there.
_CALL = later(
    r"(?:关注|加入|订阅)(?:我们?|本站|本店|小编)的?(?:频道|群组?|交流群|社群)"
    r"|(?:快|赶[快紧]|马上|立即)来?加入我们"
)

_DOT = r"\s?[\[({【]?\s?(?:\.|dot|点)\s?[\])}】]?\s?"
_HOST = (
    rf"t{_DOT}me|telegram{_DOT}(?:me|dog)|wa{_DOT}me|(?:api|chat){_DOT}whatsapp{_DOT}com|u{_DOT}wechat{_DOT}com"
    rf"|(?:qm|jq|wpa){_DOT}qq{_DOT}com|line{_DOT}me|lin{_DOT}ee|discord{_DOT}gg|m{_DOT}me|zalo{_DOT}me"
    rf"|work{_DOT}weixin{_DOT}qq{_DOT}com|weixin{_DOT}qq{_DOT}com/r"
)
_ADDRESS = later(
    rf"(?<![a-z0-9.@-])(?:h(?:tt|xx)ps?\s?:\s?//\s?)?(?:www\.)?(?:{_HOST})\s?/\s?[a-z0-9_+@?=&%./~-]{{1,100}}"
    r"|(?<![a-z0-9])(?:tg|weixin|mqqapi|viber|tencent|whatsapp|zalo):/{1,2}[a-z0-9_+@?=&%./~-]{1,100}"
)
_INVITING = Several(*_INVITATIONS, *_APPROACHES)
#: Where none of these may be found, nothing leads to a contact.
_CONTACTS = Several(_ADDRESS, _PLATFORM, _ADDRESSED, *_INVITING)
_ANONYMOUS = later(
    r"(?:postimg|postimages|imgur|ibb|imgbb|sm\.ms|loli\.net|catbox|imgse|imgtp|imgtu|imgchr|ax1x|z4a|freeimage|iili"
    r"|pixhost|imgbox|gyazo|prnt\.sc|photobucket|imageshack|telegra\.ph|lensdump|imgdb|superbed|niupic|bmp\.ovh|picui)"
)
_PORTRAIT = later(
    rf"(?:{_CHAT}|客服|店主|卖家|小编|加群|进群|入群|联系(?:方式|我们?))[^,。\n]{{0,8}}?(?:二维码|扫码|qr|号|群|名片|客服)"
    rf"|(?:二维码|扫码|qr)[^,。\n]{{0,8}}?(?:{_CHAT}|加群|进群|客服|好友)"
)
_HARMLESS_IMAGE = later(r"支付|付款|收款|pay|公众号|小程序|登录|esim")


def places(text: str) -> Iterator[Place]:
    """Where folded text leads to a private contact: addresses, handles, invitations; they may overlap."""
    if not _HINT.search(text):
        return
    shown = unmask(text)
    if not among(_CONTACTS, shown):
        return
    for start, end in (*_addresses(shown), *_handles(shown)):
        if not refused(shown, start, end):
            yield start, end
    for start, end in _invitations(shown):
        if not refused(shown, start, end) and not regretted(shown, start, end):
            yield start, end


def _addresses(shown: str) -> Iterator[Place]:
    """Messenger addresses spelt out, t[.]me/… included."""
    if "/" not in shown:
        return
    for found in _ADDRESS.finditer(shown):
        end = found.end()
        while shown[end - 1] in ".,/?-":
            end -= 1
        yield found.start(), end


def _handles(shown: str) -> Iterator[Place]:
    """A messenger's name together with a handle or number to write to, or a handle with 联系."""
    if not _SOME_HANDLE.search(shown):
        return
    at = 0
    while platform := _PLATFORM.search(shown, at):
        at = platform.end()
        gap = _GAP.match(shown, at)
        handle = _HANDLE.match(shown, gap.end()) if gap else None
        if gap is None or handle is None or not _credible(shown, platform[0], gap[0], handle):
            continue
        at = handle.end()
        if not _published(shown, platform.start()):
            yield platform.start(), at
    for found in _ADDRESSED.finditer(shown):
        if not _published(shown, found.start()):
            yield found.span()


def _credible(shown: str, platform: str, gap: str, handle: re.Match[str]) -> bool:
    name = handle[0]
    if platform == "v":  # volts, versions and voltes are written like this too
        return any(map(str.isdigit, name)) and bool(_CUE.search(shown, handle.end(), handle.end() + 15))
    if name[0] == "@":
        return True
    if _NO_HANDLE.fullmatch(name):
        return False
    added = platform[0] in "加添+"
    marked = added or bool(_MARKER.search(gap))
    around = shown[max(0, handle.start() - 40) : handle.start()], shown[handle.end() : handle.end() + 15]
    wanted = added or any(map(_CUE.search, around))
    if name[0] in "+0123456789":
        least = 4 if added and shown[handle.end() : handle.end() + 1] not in _COUNTED else 5 if "q" in platform else 7
        digits = sum(map(str.isdigit, name))
        return digits >= least and (marked or wanted or digits >= 9)
    if any(c.isdigit() or c == "_" for c in name):
        return marked or wanted or len(shown) <= len(platform) + len(gap) + len(name) + 4
    return marked and wanted


def _published(shown: str, at: int) -> bool:
    return bool(_PUBLISHED.search(shown, max(0, at - 40), at) or _CREDITED.search(shown, max(0, at - 20), at))


def _invitations(shown: str) -> Iterator[Place]:
    """Invitations to a private contact that do not name the handle."""
    for pattern in among(_INVITING, shown):
        for found in pattern.finditer(shown):
            yield found.span()


def calls(text: str) -> Iterator[Place]:
    """Calls to join a channel or group, which mean a seller's only beside a seller's contact."""
    for found in _CALL.finditer(text):
        if not refused(text, *found.span()):
            yield found.span()


def leads_to_contact(target: str) -> bool:
    """Whether a link's target opens a chat or channel of a messenger."""
    return bool(_ADDRESS.search(unmask(fold(html.unescape(target)))))


def anonymous(target: str) -> bool:
    """Whether an image lies with a host that anybody may upload to without a name."""
    return bool(_ANONYMOUS.search(fold(target)[:200]))


def portrays_contact(text: str) -> bool:
    """Whether an image's description or file name says that it shows somebody's contact."""
    shown = unmask(fold(text))[:400]
    return bool(_PORTRAIT.search(shown)) and not _HARMLESS_IMAGE.search(shown)

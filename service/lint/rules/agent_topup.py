"""不要劝读者找「代充」、充值群、充值机器人和来路不明的充值网站。

低价代充常用盗来的卡付款，运营商事后扣回话费、停掉号码；先付钱后到账的，钱付了人就不见了。
阿联酋电信监管机构提醒过居民：有人开假的充值网站骗卡号。

改写：充值走运营商的官网、官方应用、营业厅，或者写得出名字的银行和便利店，附来源。
"""

from collections.abc import Iterator

from service.lint.advice import advising
from service.lint.rule import Desk, Page, Problem, rule
from service.text.later import Several, among, later
from service.text.negation import clause
from service.text.parties import GROUP, KIN, WRITER
from service.text.places import Place, disjoint
from service.text.urging import banned_within, urged

_N = r"[^,。!?;:\n]"
_TOPUP = r"(?:充值|充话费|话费|缴费|续费|储值|增值|加值|充钱|点数|充流量|打话费|load|top-?up|recharge)"
#: 代充 says by itself that somebody else pays; a card or code for topping up is another thing.
_AGENT = r"(?:代(?:客)?(?:充|储值?|缴|增值|加值)(?!值?[卡券码])(?:值|费|话费)?|慢充|低价(?:充|话费|流量)|话费(?:代充|折扣|打折)|[六七八九]折(?:话费|充值|卖))"
_PERK = r"便宜|划算|优惠|省|低价|折|最?方便|最快|秒到|到账|就行|即可|就能|可以|推荐|试试|找|联系|报|搜|群|机器人|我们|支持|刷卡|手续费|懒得|不用|交给|发号码|自动|稳定|靠谱|放心|好用"
_AGENTS = later(rf"{_AGENT}")
_SOLD = later(_PERK)
_UNKNOWN = (
    r"(?:(?:第三方|非官方|专业的?|国际|海外|各种|各类|一些|某些|任意|随便(?:搜|找)?(?:一个|个)?|不知名)(?:的)?(?:国际|在线|专业|手机|话费|海外)?(?:充值|缴费|代充|代储|储值|增值|话费)(?:平台|网站|网页|店|商城|服务商?|小程序|app|应用(?:程序)?|渠道)"
    r"|(?:第三方|非官方)的?(?!支付|登录|账号)(?:平台|网站|应用(?:程序)?|app|软件|渠道|店铺|小程序|机构|网店))"
)
_PLACES = Several(
    # An unnamed site or app, and a top-up beside it.
    later(rf"{_UNKNOWN}[^。!?;\n]{{0,20}}?(?:{_TOPUP}|付款|刷卡|密钥|充值码|充值卡|就能充|可以充|输入|报号|提供号码)"),
    later(rf"(?:{_TOPUP}|密钥|充值码)[^。!?;\n]{{0,8}}?(?:选择|使用|通过|用|找|借助|去|上){_N}{{0,4}}?{_UNKNOWN}"),
    later(rf"(?:联系|找|通过|去|上|用|推荐){_N}{{0,4}}?{_UNKNOWN}(?=[,。!?;]|\Z|就|即|都|也|来|便)"),
    later(
        rf"(?:专业|充值|代充)的?(?:充值)?(?:平台|网站)(?:\([^()]{{0,12}}\))?{_N}{{0,6}}?输入手机号码?{_N}{{0,8}}?(?:面值|金额|充值|付款)"
        rf"|(?:随便|任意)(?:搜|找)(?:一个|个)?{_N}{{0,6}}?(?:网站|平台|链接)[^。!?;\n]{{0,14}}?(?:充|付款|卡号)|搜{_N}{{0,12}}?(?:充值|话费){_N}{{0,4}}?,?(?:随便)?点(?:开|击)?(?:第一个|任意){_N}{{0,6}}"
    ),
    # A group, a bot or a person takes the number.
    later(
        rf"(?:{GROUP}|脸书|facebook|telegram|电报|tg|line|whatsapp|微信|朋友圈)(?:里|上|的|中)?(?:有人|找人|群|自动)?{_N}{{0,8}}?(?:代理|机器人|bot|管理员|有人|卖家|打折|折){_N}{{0,10}}?{_TOPUP}"
        rf"|(?:机器人|bot){_N}{{0,4}}?{_TOPUP}|{_TOPUP}(?:的)?(?:机器人|bot)|{_TOPUP}{_N}{{0,4}}?(?:找|联系){_N}{{0,4}}?(?:{GROUP}|代理|中介|卖家|黄牛)(?:里的?)?(?:代理商?)?"
        rf"|(?:找|联系|交给)(?:{_N}{{0,4}}?)(?:代理(?!点)|中介|卖家|黄牛|群主|淘宝|闲鱼)(?:商|人)?{_N}{{0,4}}?{_TOPUP}"
    ),
    later(
        rf"(?:{WRITER}|卖家|代理商?|他们|群主){_N}{{0,12}}?(?:给|替|帮|为)(?:你|您|大家){_N}{{0,4}}?(?:{_TOPUP}|充上?值?(?=[,。!?;]|\Z))"
        rf"|(?:发|报|给|提供)(?:手机)?号码{_N}{{0,4}}?(?:给)?{_N}{{0,4}}?(?:代|帮|替)(?:你|您)?(?:充|完成充值|缴|续)"
    ),
)
_ALL = Several(_AGENTS, *_PLACES)
_BY_KIN = later(rf"{KIN}[^,。!?;:\n卖]{{0,12}}\Z")
#: What a friend does not do: take a fee or advertise.
_SOLD_ON = later(r"卖|低价|折|推荐的|介绍的|群|机器人|商家|手续费|佣金|店")
_OFFICIAL = later(r"官方授权|授权(?:经销|代理)|运营商的?(?:官网|官方|app|营业厅|门店|合作)|官方合作")
_CAREFUL = later(
    r"谨慎|慎用|慎选|安全性|认准|当心|小心(?!插|放)|警惕|注意(?:保护|核实|辨别|安全|防范)|风险|不建议|骗|银行卡账单|公告|未经|自己(?:在|用)"
)


@rule(
    "INS002",
    severity="warning",
    category="insecure-practice",
    since="0.2",
    triggers=(
        "充",
        "缴",
        "话费",
        "储",
        "增值",
        "加值",
        "续费",
        "load",
        "top",
        "recharge",
        "第三方",
        "非官方",
        "密钥",
        "平台",
        "点数",
    ),
    bad=[
        "很多⟦第三方网站也支持充值⟧，价格更低。",
        "余额不够就找⟦代充⟧，八折到账。",
        "⟦充值机器人⟧二十四小时在线，输号码就行。",
        "⟦我们替您充话费⟧，付款后十分钟到账。",
    ],
    good=[
        "第三方网站充值有风险，请用运营商的官网。",
        "余额不够不要找代充，号码可能被停。",
        "有人用充值机器人骗钱，付款后就消失了。",
        "家人在国内用官方应用替您充话费。",
    ],
    authority=[
        "ae.safety.recharge-sites",
        "https://www.khaleejtimes.com/ta/uae/uae-authority-warns-residents-of-mobile-recharge-fraud",
    ],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in advising(page, _ALL):
        text = sentence.text
        if len(text) < 7 or sentence.block.kind == "heading" or _CAREFUL.search(text):
            continue
        for place in disjoint(_offered(text)):
            yield Problem(
                sentence.span(*place),
                "让读者在无法核实的第三方那里充值：钱可能到不了账，用盗来的卡付的会被扣回",
                "改成官网、官方应用、营业厅等官方渠道，并附来源。",
                ("ae.safety.recharge-sites",),
            )


def _offered(text: str) -> Iterator[Place]:
    """Where a sentence sends the reader to agents, bots or unknown sites for a top-up."""
    for found in _AGENTS.finditer(text):
        around = text[max(0, found.start() - 14) : found.end() + 24]
        if _SOLD.search(around.replace(found[0], "", 1)) and _meant(text, *found.span()):
            yield found.span()
    for pattern in among(_PLACES, text):
        for found in pattern.finditer(text):
            if not _OFFICIAL.search(found[0]) and _meant(text, *found.span()):
                yield found.span()


def _meant(text: str, start: int, end: int) -> bool:
    if _BY_KIN.search(text, max(0, start - 24), start) and not _SOLD_ON.search(text, *clause(text, start, end)):
        return False  # a relative's or a friend's money is no agent's
    return not banned_within(text, start, end) and urged(text, start, end)

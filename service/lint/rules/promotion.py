"""少写广告话，多写读者用得上的事。

「轻松搞定」「多种方式任您选择」「超详细攻略」没有告诉读者任何事；不写日期和内容的「优惠多多」「限时折扣」还会催人付钱，
到了付款时才发现没有这项优惠。空话只提示，没有日期的优惠才警告。

改写：删掉空话，直接写步骤、地址、价格；优惠写明内容、起止日期和出处（运营商官网的链接）。
写清了数字或日期的优惠、提醒读者「不要信限时折扣」、以及普通的礼貌话都不受影响。
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.evidence import dated, measured, sourced
from service.text.later import Several, among, later
from service.text.negation import asked, refused
from service.text.places import Place, disjoint

_NEAR = r"[^,。!?;:\[\]|\n]"
_PERSON = r"(?:你们?|您|大家|我们|用户|旅客|游客|朋友们?)"
_OFFER = r"(?:优惠(?:活动|信息|政策|券|多多|力度|(?!资费|价|套餐|票|期))|折扣(?:优惠|券)?|促销(?:活动)?|特价|满减|返现|返利|红包|积分奖励|买一送一|赠品|大礼包)"
_OFFERS = later(
    rf"(?:享受?|提供|推出|获得|有|赠送|参加|领取?|赢取|送出|开展){_NEAR}{{0,12}}?{_OFFER}"
    rf"|优惠多多|限时(?:优惠|折扣|特价|抢购|特惠)|(?:首单|新人|新客|新用户){_NEAR}{{0,4}}?(?:优惠|立减|折扣|特价|礼)|{_OFFER}{_NEAR}{{0,4}}?(?:等你|不断|享不停|力度大)"
)
#: Not an offer: where to look it up, what it does not cover, or whether it exists.
_OFFICIAL = later(
    r"为准|官网查|官网上?看|查看官网|问清|先问|询问|确认|核实|税|免签|落地签|学生证|景点|门票|酒店|机票|退款|限制|条件|不列|不写|过时"
)
_CALLS = later(
    rf"(?:快来|赶[快紧紧]来?|马上|立即|立刻|现在就)(?:加入|下单|抢购|购买|行动|订购|入手|选购|体验|领取)(?:我们)?(?:吧|!)?"
    rf"|机不可失|时不再来|心动不如行动|不容错过|先到先得|数量有限|欲购从速|手慢无"
    rf"|(?:欢迎|期待){_NEAR}{{0,4}}?(?:选购|下单|订购|抢购|光顾|惠顾)|(?:关注|订阅|收藏)(?:我们|本站|本店|小编|我)(?!的(?:官网|号码))"
)
_FILLER = Several(
    later(
        rf"(?:让|使(?!用)|令|帮助?|助)(?:{_PERSON})?的?{_NEAR}{{0,10}}?(?:更加(?!安全)|轻松|无忧|畅享|畅游|尽情|从容|得心应手|锦上添花){_NEAR}{{0,8}}"
    ),
    later(rf"轻松(?:地)?(?:搞定|应对|解决|实现|掌握|上手|驾驭|玩转|拿捏){_NEAR}{{0,8}}"),
    later(
        r"(?:全攻略|超详细|史上最全|保姆级|一篇(?:文章)?搞[定懂]|一文(?:搞懂|看懂|读懂)|(?:必看|必备)(?:攻略|指南|干货)|干货满满|手把手教)"
    ),
    later(
        rf"(?:多种|各种|多样){_NEAR}{{0,6}}?(?:可供选择|任{_PERSON}(?:选|挑)|供{_PERSON}选择)|方式(?:非常|十分|也)?(?:多种)?多样(?:化|且{_NEAR}{{0,4}})?"
    ),
    later(
        rf"既{_NEAR}{{0,4}}方便又{_NEAR}{{0,6}}|(?:非常|十分|极其|极为|特别)(?:地)?(?:方便|便捷|快捷|简单)(?:又|且|而)?(?:快捷|便捷|实用|实惠|的选择)"
        r"|方便快捷|省时省力|省心省力"
    ),
    later(
        rf"(?:几步|一步|分分钟|一键)(?:就|便)?(?:能|可以?)?(?:搞定|完成|解决)|(?:不是|算不上)(?:一件|什么)?(?:难事|麻烦事)|(?:复杂|难)[^。!?;\n]{{0,24}}就能(?:顺利|轻松){_NEAR}{{0,4}}"
    ),
    later(rf"都能?(?:找到|有)(?:最)?适合(?:自己|{_PERSON})(?:自己)?的{_NEAR}{{0,8}}"),
    later(
        rf"(?:享受|尽享|畅享|体验)(?:到)?(?:更多)?{_NEAR}{{0,8}}?(?:福利|乐趣|美好|精彩|极致|无忧)|通[讯信]无忧|(?:告别|摆脱|不再(?:为|因)){_NEAR}{{0,8}}?(?:烦恼|困扰)|节省开支"
    ),
    later(
        rf"以(?:其)?{_NEAR}{{0,12}}?(?:优质|高速|广泛?|稳定|亲民|实惠|便宜|低廉|性价比|可靠|良好|出色|周到){_NEAR}{{0,12}}?(?:闻名|著称|见长)|(?:信号|网络|覆盖|服务|网速|稳定性|性价比){_NEAR}{{0,8}}?(?:非常|十分|尤为|极为|相当|都很)(?:出色|优秀|卓越|亮眼|强大)|值得信赖|物超所值|物美价廉|价格(?:合理|亲民){_NEAR}{{0,6}}"
    ),
    later(
        rf"(?:非常|十分|特别|尤其)适合{_NEAR}{{0,8}}?(?:快节奏|忙碌|生活节奏|时间紧迫|不想排队){_NEAR}{{0,8}}|(?:都)?能让生活{_NEAR}{{0,8}}"
    ),
)
_LOUD = Several(_CALLS, *_FILLER)
_HELP_OFFER = "写明优惠的内容、起止日期和官网出处，查不到就删去。"
_HELP = "删去这句话，或者换成具体的步骤、地址、数字。"


@rule(
    "PRO001",
    severity="info",
    category="promotion",
    since="0.1",
    bad=[
        "跟着做，⟦轻松搞定越南的上网问题⟧。",
        "在第三方平台充值，还能⟦享受不少折扣优惠⟧。",
        "⟦赶快来抢购吧⟧，⟦数量有限⟧。",
        "这家运营商⟦以优质的服务而闻名⟧。",
    ],
    good=[
        "跟着做：先看频段，再扫码安装。",
        "在第三方平台充值没有折扣优惠，还要收手续费。",
        "2026 年 9 月 1 日至 30 日首充享 10% 的折扣优惠，见官网公告。",
        "不要相信限时折扣，也不要赶快下单。",
        "这家运营商以短信通知套餐到期。",
        "带上护照，轻装出行。",
    ],
    authority=[
        "https://www.foxbusiness.com/money/att-pays-60m-to-settle-claims-it-misled-customers-about-unlimited-data"
    ],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for said in page.holding(_LOUD, _OFFERS):
        text = said.text
        loud = [pattern for pattern in among(_LOUD, text) if pattern.search(text)]
        offering = _OFFERS.search(text) is not None
        if not (loud or offering) or dated(text) or measured(text) or sourced(text):
            continue
        offers = list(disjoint(_meant(text, _OFFERS))) if offering and not _OFFICIAL.search(text) else []
        for place in offers:
            message = "没有内容、日期和出处的优惠，读者无从核对"
            yield Problem(said.span(*place), message, _HELP_OFFER, severity="warning")
        empty = [place for pattern in loud for place in _meant(text, pattern)]
        for place in disjoint(empty):
            nearest = bisect_left(offers, (place[1], 0)) - 1
            if nearest < 0 or offers[nearest][1] <= place[0]:
                yield Problem(said.span(*place), "广告话，没有告诉读者怎么做", _HELP)


def _meant(text: str, pattern: re.Pattern[str]) -> Iterator[Place]:
    """Where the text means it; a promise may hold its own negator (「不是难事」)."""
    for found in pattern.finditer(text):
        if not refused(text, found.start(), found.start()) and not asked(text, *found.span()):
            yield found.span()

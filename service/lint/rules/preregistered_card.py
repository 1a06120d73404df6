"""不要教读者买已经登记好、激活好的当地卡。

店里「已实名」的成品卡登记在陌生人名下：那个人补一张卡，你的号码和验证码就都没了；监管机构抽查时，这样的号码会成批停用。
印度尼西亚、马来西亚都规定登记以前不得激活，中国两部门的通告把买卖、囤积的都算在内。

改写：买没有登记过的新卡，当面用自己的护照登记；拿到后在运营商的应用里核对登记的是谁。
"""

from collections.abc import Iterator

from service.lint.advice import advising
from service.lint.rule import Desk, Page, Problem, rule
from service.text.evasion import LINE, NEAR, PAPERS, offered, sober
from service.text.later import Several, later
from service.text.parties import OWNER, WRITER
from service.text.places import disjoint

#: How a card came to be in somebody's name before it is sold.
_READY = r"(?:(?:开|办|绑)好(?:了)?户(?:头)?|(?:开|办)(?:过|完|好|通好)(?:了)?户?|(?:实名|登记|注册|认证|核验|验证|过户|激活)(?:好|过(?!户)|完毕?|完成){1,2})(?:了)?"
_BEFORE = r"(?:已经?|都已?|均已?|全部?已?|提前|预先?|事先|早就|出厂前|出厂时|现成)"
_DONE = rf"(?:{_READY}|{_BEFORE}{NEAR}{{0,2}}?(?:开户|实名|登记|注册|认证|核验|过户(?:实名)?|开通好)(?:好|过|完)?)"
_GOODS = rf"(?:{LINE}|白卡|黑卡|成品卡|现卡|实体卡|当地卡|门号)"
_OWNERS = rf"(?:{OWNER}|人头)"
_OFFERS = Several(
    later(rf"(?:买|购买|租用?|收){NEAR}{{0,6}}?{OWNER}(?:的|名下的?|已)?实名(?:好|过|认证)?的?{LINE}"),
    later(
        rf"(?:购买|选购|出售|批发|现货|提供|供应|买|卖|(?:店里|本店|我们|这里)有){NEAR}{{0,6}}?(?:已经?|提前|预先?)(?:帮你)?实名(?:好|过|认证|登记)?的?(?:成品)?{LINE}"
    ),
    later(
        rf"(?:购买|选购|出售|批发|现货|供应|买|卖|(?:店里|本店|我们|这里)有){NEAR}{{0,6}}?(?:预先?激活|提前激活|已激活|激活好)(?:好)?(?:了)?的?(?:当地|本地)?"
        r"(?:sim卡?|电话卡|手机卡|注册卡|号码)(?!套餐)"
    ),
    # 「有已经登记好的卡」, 「手里攥着核验完的卡」
    later(
        rf"(?:(?<![没拥])有(?!没)|卖|出售|攥着|供应|现货|批发|买){NEAR}{{0,8}}?(?:{_DONE}|{_READY})的(?:{NEAR}{{0,4}}?{_GOODS})"
    ),
    later(
        rf"(?:带|附|含|送|出|卖|配){NEAR}{{0,4}}?(?<![未没不])已(?:经)?(?:通过)?(?:认证|实名|注册|登记)的?{NEAR}{{0,2}}?(?:m-?pesa|钱包|支付账[户号]|gcash|ovo|白卡|门号)"
    ),
    # 「我们发的卡都是开好户的」, 「本店的卡均已实名」, 「卡是实名好的」
    later(
        rf"(?:{_GOODS}|{WRITER}{NEAR}{{0,6}}?卡){NEAR}{{0,3}}?(?:(?:都是|全是|是|都|均|全部|早){{1,2}}(?:(?!你|您|自己|本人|顾客|买家|营业厅|运营商){NEAR}){{0,10}}?{_READY}|(?:都|均|全部?)?{_DONE})(?:的(?=[,。!?;]|\Z)|(?=[,。!?;]|\Z))"
    ),
    later(rf"(?:店家|店主|卖家|商家|卡商|老板|我们|本店|工厂|厂家|出厂前){NEAR}{{0,2}}?{_DONE}"),
    later(r"(?:实体)?卡,已(?:注册|实名|登记|开户)(?=[,。!?;]|\Z)"),
)
#: In whose name: 「用的是当地人的身份」, 「号码由村民登记」, 「身份信息由员工提供」, 人头.
_LENT = Several(
    later(
        rf"(?:用的(?:都|全)?是|(?:是|都|全|已经?|先|提前|预先)[用以拿]|挂|靠){NEAR}{{0,3}}?{_OWNERS}(?:的|名下的?){{0,2}}(?:{PAPERS}|名义|名字|人头|户头)"
        rf"(?={NEAR}{{0,6}}?(?:开|办|登记|实名|注册|激活|[,。!?;]|\Z|跟|与|和|,))"
    ),
    later(rf"(?:登记|注册|落|挂|实名)(?:在|于|到){NEAR}{{0,3}}?{_OWNERS}(?:的)?(?:名下|身份|名字)"),
    later(
        rf"(?:号码?|卡|账[户号]|门号|sim){NEAR}{{0,4}}?(?:是|都|均|全)?(?:由|被|经){NEAR}{{0,3}}?(?:{_OWNERS}|当地代理){NEAR}{{0,4}}?(?:登记|实名|开户|开通|注册|认证)"
    ),
    later(
        rf"(?:身份|证件|实名)(?:信息|资料)?{NEAR}{{0,2}}?(?:是|都|均|全)?由{NEAR}{{0,3}}?(?:{OWNER}|{WRITER}){NEAR}{{0,4}}?(?:提供|出(?!示)|代持|包办)"
    ),
    later(
        r"人头(?:卡|户|号码?|门号|账户)|(?:用|靠|拿)人头[^,。!?;\n]{0,6}?(?:开|办|登记|实名)|(?<!马)白卡(?=[^,。!?;\n]{0,8}(?:都有|现货|拿|用的|实名|身份))|黑卡(?=[^,。!?;\n]{0,4}(?:都有|现货|出售))"
    ),
)
#: A suspicion of whose name it is warns: 「很可能登记在别人名下」.
_GUESSED = later(r"可能|往往|多半|大多|常常|其实|实际上?|说不定|恐怕")
#: What the buyer really gets: a seller says 当地人, not 别人.
_EXPOSED = later(
    r"(?:(?:拿|买|收|得)到|到手|给你)的[^,。!?;\n]{0,4}是[^,。!?;\n]{0,4}(?:登记|注册|落|挂|实名)(?:在|于|到)(?:别人|他人|旁人|陌生人)"
)
#: A statement on all cards of a country offers nothing; one that tells what the buyer gets does.
_PERK = later(
    r"我们|本店|小店|到手|拿到|拿走|买来|即用|直接|插上|插卡|现成|现货|不用|无需|不必|免(?:实名|登记|证|护照)|放心|省得|省去|多给|多付|买家|稳定|不影响|没人|不看|一手|批发|收到|没关系|没有关系|开好户|老板|摊主|小贩|出售|出租|卖卡|出号|付款"
)
_ALL = Several(*_OFFERS, *_LENT)
#: A data card for travellers comes switched on by right.
_TRAVEL = later(r"旅行e?sim|旅游卡|漫游卡|数据卡|流量卡|上网卡|esim")
_MESSAGE = "已经登记好的卡在陌生人名下，随时会被停用，那个人还能补卡收走你的验证码"
_HELP = "让读者买新卡，当面用自己的护照登记。"
_FACTS = ("world.safety.preactivated", "cn.safety.cards-notice")


@rule(
    "RNE005",
    severity="error",
    category="real-name-evasion",
    since="0.2",
    triggers=(
        "实名",
        "激活",
        "登记",
        "注册",
        "认证",
        "核验",
        "开户",
        "户",
        "开通",
        "身份",
        "人头",
        "白卡",
        "黑卡",
        "名义",
        "名字",
        "证件",
        "护照",
    ),
    bad=[
        "机场外的摊位⟦出售已经实名的电话卡⟧，插上就能打。",
        "可以⟦买别人实名过的手机卡⟧。",
        "街边摊位⟦卖提前激活好的 SIM 卡⟧，不用排队。",
        "⟦我们的卡都是开好户的⟧，插上就有网。",
        "拿到手就能用，⟦用的是当地人的身份⟧。",
        "⟦号码由本地村民登记⟧，一手货源。",
    ],
    good=[
        "机场外的摊位出售已经实名的电话卡，这样的号码会被停用。",
        "不要买别人实名过的手机卡。",
        "买新的 SIM 卡，登记以后再激活。",
        "这里的卡都是本人实名的。",
        "号码登记在当地人名下的，随时会被收回。",
        "号码由营业厅登记，当场就能用。",
        "旅行 eSIM 买来就是激活好的数据卡。",
    ],
    authority=["world.safety.preactivated", "cn.safety.cards-notice"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in advising(page, _ALL):
        text = sentence.text
        if sober(text):
            continue
        found = (*offered(text, _OFFERS), *offered(text, _LENT)) if _PERK.search(text) else offered(text, _OFFERS[:3])
        for start, end in disjoint(found):
            if _GUESSED.search(text, max(0, start - 8), start) or _EXPOSED.search(text[max(0, start - 10) : end]):
                continue
            if "激活" in text[start:end] and "实名" not in text[start:end] and _TRAVEL.search(text):
                continue
            yield Problem(sentence.span(start, end), _MESSAGE, _HELP, _FACTS)

"""不要教读者用别人的身份办卡，也不要请人代过实名。

登记在谁名下，号码就归谁：那个人随时可以补卡，收走你的验证码。帮人通过实名核验、买卖和出借电话卡，在中国、马来西亚、日本都要受罚；
出借证件的人，要替卡上的诈骗担责。

改写：让读者带自己的护照，本人到营业厅或在官方应用里登记；没带证件就先用漫游。
"""

from collections.abc import Iterator

from service.lint.advice import advising
from service.lint.rule import Desk, Page, Problem, rule
from service.text.evasion import AGENT, CHECK, IN_PERSON, LENDER, NEAR, PAPERS, for_himself, offered, sober
from service.text.later import Several, later
from service.text.parties import OWNER, SELLER, WRITER

_DEALERS = rf"{SELLER}|{WRITER}|他们|专人"
_GETS = r"(?:办|登记|实名|注册|认证|核验|开(?!车|门|会|始)|买|激活|过(?=关|审|检)|刷脸|验证)"
_ID = rf"(?:{PAPERS}|ic|id|签证|驾照|名义|名字|户头|身份)"
_OFFERS = Several(
    later(
        rf"(?:(?<![年近当历古世取替时现后前一二三四五六下新\d])代(?:为|客|做|办理?|过|通过|完成)?|包过|包办){CHECK}|包实名|免露面(?:实名|登记|开户)?"
        r"|代(?:刷脸?|收验证码|收码|过脸|认证)(?!元|卡)"
    ),
    later(
        rf"{AGENT}{NEAR}{{0,10}}?(?:帮助?|替|代|协助|为){NEAR}{{0,10}}?(?:办理|处理|完成|搞定|解决|通过|做)"
        rf"{NEAR}{{0,12}}?(?:{CHECK}|注册卡|身份){NEAR}{{0,8}}"
    ),
    # 「借室友的 IC 登记」, 「用家人的证件再开」, 「拿同事的护照就行」
    later(
        rf"(?:买|购买|租用?|借用?|使用|用(?!户|于|法|途)|拿|换|(?<!可)以){NEAR}{{0,5}}?{OWNER}(?:的|名下的?|自己的?|他的|她的){{0,2}}"
        rf"(?<!你的)(?<!您的){_ID}{NEAR}{{0,6}}?(?:{_GETS}|就行|就可以|即可|就好|也行|都行){NEAR}{{0,6}}"
    ),
    # 「让酒店前台用自己的身份证帮你开一张卡」, 「请留学生替你做视频核验」
    later(
        rf"(?:让|请|找|叫|托|委托|花钱请){NEAR}{{0,4}}?{OWNER}{NEAR}{{0,4}}?(?:用|拿|以)(?:他|她|他们|自己|本人|其)(?:自己)?的?{_ID}{NEAR}{{0,6}}?{_GETS}{NEAR}{{0,6}}"
        rf"|(?:让|请|找|叫|托|委托|花钱请){NEAR}{{0,4}}?{LENDER}{NEAR}{{0,4}}?(?:替|代)(?:你|您)?{NEAR}{{0,4}}?(?:{CHECK}|实名|登记|注册|刷脸|办卡|开卡|开户){NEAR}{{0,4}}"
        rf"|(?:让|请|找|叫|托|委托){NEAR}{{0,4}}?(?:{LENDER}|人){NEAR}{{0,2}}?(?:帮忙|帮你|代为|代){NEAR}{{0,3}}?(?:登记|实名|刷脸?|过脸|开户)(?!表){NEAR}{{0,8}}"
    ),
    # The other way round: the reader's name for others.
    later(
        rf"(?:帮|替|给|为)(?:朋友|别人|他人|同学|同事|室友|群友|网友){NEAR}{{0,4}}?(?:开|办|登记|实名|买)[^。!?;:\n]{{0,8}}?(?:登记|用|写|报)(?:在)?[你您]的?(?:{_ID}|名下)"
    ),
    later(
        rf"(?:登记|实名|人脸|核验|认证|开户|身份验证)(?:手续|流程|验证|识别|的事|环节|那一步)?(?:全部?|都|也)?(?:由|交给|包给|让|靠)(?:{_DEALERS})"
        rf"{NEAR}{{0,4}}?(?:代办?|搞定|包办|包过|刷|(?:办|完成|处理|解决|负责|做)[^。!?;\n]{{0,6}}?,?[^。!?;\n]{{0,3}}?(?:不用|不必|无需|不需要|只管|放心|免))"
        rf"|(?:登记|实名|开户|核验)[^。!?;:\n]{{0,24}}?(?:分钟|小时|当天|当日|马上|立刻|秒)(?:内|就|之内)?(?:能|可|可以|即可)?(?:代办|包过|代为办)(?:完成)?"
        rf"|代(?:客)?登记(?!人|证|费)"
    ),
    later(
        r"(?:身份证|护照|实名账?号|实名卡)(?:出租|出售|租赁|代持)|(?:出租|出售|租用|租借|购买|收购|回收|租|收)(?:一个|闲置的?|二手的?|他人的?|当地人?的?|已经?){0,3}"
        r"(?:身份证(?!明)|护照(?:信息|照)|实名过?的?账?号码?|实名过?的?(?:手机|电话)?卡)"
        r"|(?:买|收|租)[^,。!?;\n]{0,4}?(?:二手|闲置|现成)的?实名(?:手机|电话)?(?:卡|号码?)"
    ),
    later(rf"(?:租|借){NEAR}{{0,4}}?{OWNER}{NEAR}{{0,2}}?(?:实名|登记|名下)(?:过|好|了)?的?(?:号码?|卡)"),
    later(rf"{OWNER}名下的?(?:号码?|卡|门号){NEAR}{{0,4}}?(?:借|租|给|拿来|转)(?:给)?(?:你|您|用|去)"),
)
#: Wrong whoever stands by.
_ANYWHERE = Several(_OFFERS[0], *_OFFERS[2:4], _OFFERS[4], *_OFFERS[6:])
_MESSAGE = "教读者用别人的身份办卡：号码归登记的人，双方都可能违法"
_HELP = "写明本人带什么证件、在哪里登记；没带证件的，先用漫游。"
_FACTS = ("cn.safety.phone-card-law",)


@rule(
    "RNE003",
    severity="error",
    category="real-name-evasion",
    since="0.2",
    triggers=(
        "实名",
        "登记",
        "认证",
        "核验",
        "注册",
        "开户",
        "开卡",
        "ic",
        "签证",
        "驾照",
        "户头",
        "名字",
        "露面",
        "代收",
        "代刷",
        "身份",
        "证件",
        "护照",
        "人脸",
        "刷脸",
        "过脸",
        "kyc",
        "名下",
        "名义",
        "注册卡",
    ),
    bad=[
        "没带护照也不要紧，⟦卖家可以帮你完成人脸识别⟧。",
        "可以⟦用当地人的护照办卡⟧，回国前扔掉。",
        "本店可⟦代过实名⟧，十分钟出号。",
        "名额满了就⟦用室友的证件再开一张⟧。",
        "⟦登记由我们代办⟧，你不用到场。",
    ],
    good=[
        "没带护照办不了卡，营业厅的工作人员会帮你完成人脸识别。",
        "不能用别人的护照办卡，登记人必须是本人。",
        "代过实名的店家会被处罚。",
        "名额满了，用自己的证件也不能再开。",
        "登记由营业厅办理，本人到场。",
        "用室友的证件办的卡，他搬走以后没人能挂失。",
        "朋友帮忙翻译，登记的是你自己的护照。",
    ],
    authority=["cn.safety.phone-card-law", "my.safety.register-yourself", "jp.safety.no-transfer"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in advising(page, _OFFERS):
        if sober(sentence.text):
            continue
        here = _OFFERS if not IN_PERSON.search(sentence.text) else _ANYWHERE
        for place in offered(sentence.text, here):
            if for_himself(sentence.text, *place):
                continue
            yield Problem(sentence.span(*place), _MESSAGE, _HELP, _FACTS)

"""不要教读者用别人的身份办卡，也不要请人代过实名。

登记在谁名下，号码就归谁：那个人随时可以补卡，收走你的验证码。帮人通过实名核验、买卖和出借电话卡，在中国、马来西亚、日本都要受罚；
出借证件的人，要替卡上的诈骗担责。

改写：让读者带自己的护照，本人到营业厅或在官方应用里登记；没带证件就先用漫游。
"""

import re
from collections.abc import Iterator

from service.lint.rule import Desk, Page, Problem, rule
from service.text.evasion import AGENT, CHECK, NEAR, OWNER, PAPERS, offered, sober

_OFFERS = (
    re.compile(
        rf"(?:(?<![年近当历古世取替时现后前一二三四五六下新\d])代(?:为|客|做|办理?|过|通过|完成)?|包过|包办){CHECK}|包实名"
    ),
    re.compile(
        rf"{AGENT}{NEAR}{{0,10}}?(?:帮助?|替|代|协助|为){NEAR}{{0,10}}?(?:办理|处理|完成|搞定|解决|通过|做)"
        rf"{NEAR}{{0,12}}?(?:{CHECK}|注册卡|身份){NEAR}{{0,8}}"
    ),
    re.compile(
        rf"(?:买|购买|租用?|借用?|使用|用|拿|(?<!可)以){NEAR}{{0,4}}?{OWNER}(?:的|名下的?){{0,2}}"
        rf"(?:{PAPERS}|名义){NEAR}{{0,6}}?(?:办|登记|实名|注册|认证|开|买|激活){NEAR}{{0,6}}"
    ),
    re.compile(
        r"(?:身份证|护照|实名账?号|实名卡)(?:出租|出售|租赁|代持)|(?:出租|出售|租用|租借|购买)(?:他人)?(?:身份证(?!明)|护照(?:信息|照)|实名账?号|实名卡)"
    ),
)
_MESSAGE = "教读者用别人的身份办卡：号码归登记的人，双方都可能违法"
_HELP = "写明本人带什么证件、在哪里登记；没带证件的，先用漫游。"
_FACTS = ("cn.safety.phone-card-law",)


@rule(
    "RNE003",
    severity="error",
    category="real-name-evasion",
    since="0.2",
    triggers=("实名", "身份", "证件", "护照", "人脸", "刷脸", "过脸", "kyc", "名下", "名义", "注册卡"),
    bad=[
        "没带护照也不要紧，⟦卖家可以帮你完成人脸识别⟧。",
        "可以⟦用当地人的护照办卡⟧，回国前扔掉。",
        "本店可⟦代过实名⟧，十分钟出号。",
    ],
    good=[
        "没带护照办不了卡，营业厅的工作人员会帮你完成人脸识别。",
        "不能用别人的护照办卡，登记人必须是本人。",
        "代过实名的店家会被处罚。",
        "朋友帮忙翻译，登记的是你自己的护照。",
    ],
    authority=["cn.safety.phone-card-law", "my.safety.register-yourself", "jp.safety.no-transfer"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    for sentence in page.marked:
        if sober(sentence.text):
            continue
        for place in offered(sentence.text, _OFFERS):
            yield Problem(sentence.span(*place), _MESSAGE, _HELP, _FACTS)

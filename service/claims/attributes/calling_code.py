"""一个国家的国际电话代码。

读自：「X 的国家代码是 +7」「往 X 打电话先拨 +998」「X 的号码以 +66 开头」。
对照事实库；没有事实的国家对照 libphonenumber，后面带着地区号（+7 727）也算对。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Judged, Scene, attribute, by_facts
from service.claims.owners import lands_at
from service.claims.stance import stance
from service.text import phones
from service.text.brands import lands
from service.text.later import later

_NAME = r"(?:(?<!移动)国家(?:代码|区号|码|号)|国际(?:区号|代码|冠码|电话区号|电话代码|长途区号)|国码|电话(?:代码|区号|国码)|区号)"
_CODE = r"(?P<code>(?:\+|(?<!\d)00)\d{1,4})(?![\d*#])"
#: A bare number only where it can be nothing but a country's code.
_SAID = (
    later(rf"{_NAME}(?:都|一般|统一|现在|目前|仍然?|还)?(?:是|为|:|\(|用|使用)?[「“'\"]?{_CODE}"),
    later(
        r"(?:(?<!移动)国家(?:代码|区号|码)|国际(?:区号|代码|电话区号|电话代码)|国码)(?:是|为|:)[「“'\"]?(?P<code>\d{1,3})(?![\d*#+年月日%])"
    ),
    later(
        rf"(?:号码|手机号|电话|本地卡|当地卡)(?:都|一般|通常|一律|全部)?(?:以|用|是){_CODE}[」”'\"]?(?:为?开头|打头|起头)"
    ),
    later(
        rf"(?:打(?:电话)?(?:到|回|往|去|给)|拨打|(?:往|给|向)[^,。!?;]{{1,10}}?(?:打|拨)(?:国际)?(?:电话|长途))"
        rf"[^。!?;]{{0,14}}?(?:先|要|请|应|加|前|得|,)(?:拨打?|加拨?|输入|按|拨号)?(?:上|入)?{_CODE}"
    ),
)
#: What is dialled to get a line abroad, and calls back home.
_OTHER = later(r"国内|回国|家里|祖国|国际接入|接入码|冠字|诈骗|骚扰|陌生|来电|显示|接到|虚拟")
#: What readers bring along: said of a country only when the text says so.
_OWN = frozenset(("+86", "+852", "+853", "+886"))
_LOCAL = later(r"当地|本地|该国|这里")


def judge(claim: Claim, desk: Desk) -> Judged:
    """By facts where a country has any, else by libphonenumber, which alone is not certain."""
    judged = by_facts(claim, desk)
    if judged.verdict != "not-checkable":
        return judged
    right = phones.calling_code(claim.about[0])
    if not right:
        return Judged(claim, "not-checkable", "没有这个国家的电话代码")
    if claim.value.startswith(right):
        return Judged(claim, "supported", f"{claim.subject}的国家代码是 {right}。")
    names = lands(desk.words).names
    owners = [names[code] for code in phones.countries_of(claim.value) if code in names]
    whose = f"；{claim.value} 是{owners[0]}的" if owners else ""
    known = tuple(
        f.id for f in desk.facts.by_attribute.get((claim.about[0], claim.attribute), ()) if f.holds(desk.today)
    )
    return Judged(claim, "contradicted", f"{claim.subject}的国家代码是 {right}{whose}。", known, unsure=not known)


@attribute(
    "calling-code",
    triggers=[
        "代码",
        "区号",
        "国码",
        "国家码",
        "国家号",
        "开头",
        "打头",
        "打到",
        "打回",
        "打往",
        "打给",
        "打去",
        "拨打",
        "打电话",
        "打国际",
        "拨电话",
        "长途",
    ],
    judge=judge,
)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    page, names = scene.page, lands(desk.words).names
    for sentence in page.holding(*_SAID):
        text = page.with_code(sentence).text
        if not any(mark in text for mark in ("+", "00", "代码", "区号", "国码")):
            continue
        seen: set[int] = set()
        for pattern in _SAID:
            for found in pattern.finditer(text):
                start, end = found.span("code")
                about = lands_at(scene, sentence, start)
                if start in seen or not about or _OTHER.search(text, max(0, start - 20), min(len(text), end + 8)):
                    continue
                value = "+" + found["code"].lstrip("+").removeprefix("00")
                if value in _OWN and not _LOCAL.search(text) and not scene.countries[scene.number(sentence)]:
                    continue
                if found["code"].startswith("00") and (len(value) < 3 or not phones.countries_of(value)):
                    continue  # 001, 009, 00700: the way out, not a country
                seen.add(start)
                said = stance(text, *found.span())
                span = sentence.span(start, end)
                yield Claim(
                    span, names[about[0]], "calling-code", value, about, said.polarity, said.modality, said.time
                )

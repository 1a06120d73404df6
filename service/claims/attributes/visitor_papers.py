"""外国旅客在这个国家办卡要交什么：只凭护照，还是要 SNILS、Gosuslugi 账户这类当地的东西。

读自：「机场凭护照就能买卡」「办卡要先注册 Gosuslugi」。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.duty import of_country, places
from service.claims.stance import stance
from service.text.later import later

_GETS = r"(?:买|购|办|开|领|拿)"
_PASSPORT_ONLY = later(
    rf"(?:凭|持|带|拿|用|出示)(?:着|好|上|本人|你的|自己的)?(?:有效|中国)?护照(?:原件)?(?:,)?(?:就|即|便)(?:可以?|能|行)?[^,。!?;\n]{{0,10}}?{_GETS}"
    rf"|(?:只|仅)(?:要|需|凭|用)(?:带|出示|提供|一本)?(?:有效|中国)?护照,?[^,。!?;\n]{{0,10}}?{_GETS}"
    rf"|(?:机场|便利店|商店|柜台|报刊亭)[^,。!?;\n]{{0,6}}(?:凭|用|持)护照[^,。!?;\n]{{0,6}}?{_GETS}"
    rf"|{_GETS}[^,。!?;\n]{{0,8}}?卡[^,。!?;\n]{{0,6}}?(?:只|仅)(?:要|需)(?:带|出示|提供|一本)?(?:有效|中国)?护照"
)
_LOCAL = later(
    r"(?:需要?|须|必须|要|得|凭|注册|办理|提供|申请|开通)[^,。!?;\n]{0,12}?"
    r"(?P<paper>snils|снилс|gosuslugi|госуслуги|俄罗斯统一生物识别)"
)
_NAMES = {"снилс": "snils", "госуслуги": "gosuslugi", "俄罗斯统一生物识别": "俄罗斯生物识别系统"}
_CARD = later(r"卡|号码|sim")
#: A page that tells of these knows that the passport alone is not enough.
_MORE = later(r"snils|gosuslugi|госуслуги|снилс|生物(?:识别|特征|信息)|人脸|指纹")


@attribute("visitor-papers", triggers=("护照", "snils", "gosuslugi", "снилс", "госуслуги", "俄罗斯统一生物识别"))
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    told_more = _MORE.search(scene.page.text) is not None
    for sentence in scene.page.holding(_PASSPORT_ONLY, _LOCAL):
        text = sentence.text
        if not _CARD.search(text):
            continue
        if not told_more and (found := _PASSPORT_ONLY.search(text)):
            how = stance(text, *found.span())
            yield of_country(scene, sentence, found.span(), "visitor-papers", "只要护照", how)
        for found in places(_LOCAL, text):
            how, name = stance(text, *found.span()), found["paper"]
            yield of_country(scene, sentence, found.span(), "visitor-papers", _NAMES.get(name, name), how)

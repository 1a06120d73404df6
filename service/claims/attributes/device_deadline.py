"""插上当地 SIM 卡的外国手机，多久以内要登记（IMEI），不登记能用多久。

读自：「60 天内登记 IMEI」「没登记的手机只能用 30 天」「三小时后断网」。对旅客说的才算，居民的期限可能不同。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.duty import figure, of_country
from service.text.amounts import LENGTH, length
from service.text.later import later

_REGISTERS = r"(?:登记|注册|验证|备案|核验|缴税|缴费|申报)"
_CUT = r"(?:封锁|锁机|被锁|停用|断网|黑名单|不能用|无法使用|用不了|屏蔽|关停|断开)"
_TOLD = (
    later(rf"(?P<long>{LENGTH})(?:以|之)?内[^,。!?;\n]{{0,14}}?{_REGISTERS}"),
    later(
        rf"(?:{_REGISTERS}|宽限|缓冲|试用)[^,。!?;\n]{{0,4}}?(?:期限?|时限|时间)(?:一般)?(?:是|为|有|只有|共|长达)?(?P<long>{LENGTH})"
    ),
    later(rf"(?:只能|最多|还能|能|可以?)(?:免费|继续|正常|直接|临时|先)?(?:使?用)(?P<long>{LENGTH})"),
    later(rf"(?:超过|满|过了?|到了?)?(?P<long>{LENGTH})(?:后|之后|以后)?[^。!?;\n]{{0,12}}?{_CUT}"),
)
_PHONE = later(r"手机(?!号|卡)|设备|终端|imei|串号")
_DUTY = later(rf"{_REGISTERS}|imei|名单")
#: Another deadline: how long a form takes, how long the papers of people or other phones last.
_OTHER = later(
    r"居民|公民|本国人|当地人|本地人|审核|办结|处理|回复|工作日|提交后|登记后|注册后|验证后|免签|签证|余额|充值|号码|套餐|重新|每年|两年|三年|补办|申诉|退|再(?:次|登记)"
    r"|以前|曾|原来|第二|双卡|另一"
)

#: 「十天以内不用登记」 tells how long one may stay, not when to register.
_SPARED = later(r"(?:不用|无需|无须|不必|不需要?|免)[^,。!?;]{0,4}(?:登记|注册|验证|备案|申报|缴)")


@attribute("device-deadline", triggers=("手机", "设备", "终端", "imei", "串号"), single=True)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.holding(*_TOLD):
        text = sentence.text
        if not (_PHONE.search(text) and _DUTY.search(text)) or _OTHER.search(text):
            continue
        for pattern in _TOLD:
            found = pattern.search(text)
            if found and not _SPARED.search(found[0]) and (told := length(found["long"])):
                place = found.span()
                how = figure(text, *found.span())
                yield of_country(scene, sentence, place, "device-deadline", told, how)
                break

"""Who is told to hand what to whom: one frame for passwords, papers and eSIM codes, in any order of words.

A rule names the thing and the receivers; `Handing` finds 「把 X 发给 Y」, 「X 拍照发 Y」, 「发给 Y 的 X」, 「向 Y 提供 X」,
「X 发过来」, 「Y 会要 X，照发就行」, 「让 Y 输入 X」. Every gap is bounded, so a line costs what its length costs.
"""

from collections.abc import Iterator

from service.text.later import Several, among, later
from service.text.negation import forbidden
from service.text.parties import WRITER
from service.text.places import Place, disjoint
from service.text.urging import urged

_N = r"[^,。!?;:\n]"
_SENT = r"(?:发送?|转发?|传送?|回传|回复|秒回|截图|截屏|拍(?:照|下来|张照)?|私信|寄|微信|whatsapp|line|邮件|上传|提交|提供|分享|共享|转达|转交|转述|丢|甩|贴|公开|晒|打包|一并|一起)"
_TOLD = r"(?:告诉|告知|报|念|读|说|透露|交由?|拿|递|出示|写|留|托付|给)"
#: What is asked about a thing, or befell it, is not handed over: 「告诉客服密码忘了」.
_TROUBLE = later(rf"{_N}{{0,4}}?(?:忘|丢|错|锁|收不到|没收到|不对|失效|过期|问题|不能|无法|怎么|在哪|是什么|被)")
_LOST = later(r"忘|丢|收不到|没收到|找不到|不见|不知道|重[发设置新]|补发|索|要求|解除|取消|关[闭掉]|修改|前先|后再")
#: Somebody hands it to the writer or the reader.
_GIVER = later(
    r"(?:运营商|系统|银行|平台|官方|网站|服务器|短信|卖家|客服|店家|商家|店员|对方|老板|朋友|他们?|她们?|我们?)"
    r"(?:[^,。!?;:\n]{0,4}?(?:会|将|把|已|就|重新|给你|会给))[^,。!?;:\n]{0,12}\Z"
)
#: 「发给我之后…」 tells what came before.
_SINCE = later(r"[之以]?后|了|时|的")
#: 「不发给客服就没法激活」: who does not, loses; the act is asked for after all.
_UNLESS = later(r"[^,。!?;\n]{0,8}?,?(?:[就则便才](?:会|要|是)?(?:[不没无]|激活|装|办)|无法|不行|不能)")
_TAKEN = later(r"[把将](?=[^,。!?;:\n]{0,12}\Z)")


class Handing:
    """Hands a thing over: `thing` and `receivers` are patterns; `told` also takes what is said or put into hands."""

    def __init__(self, thing: str, receivers: str, *, told: bool = True) -> None:
        verb = rf"(?:{_SENT}|{_TOLD})" if told else _SENT
        # What is said or given needs its receiver beside it; after 发 a 到 or 至 may stand.
        to = rf"(?:{verb}){{1,3}}(?:给|到|至|往|与)?(?:一下|一份|一遍)?(?:我们的?|店里的?|微信|whatsapp|邮箱){{0,2}}"
        ours = rf"(?:{receivers}|{WRITER})"
        self._kept = later(rf"(?<![要得好能可])不(?:会|再)?{verb}")
        self.frames = Several(
            later(rf"(?P<thing>{thing}){_N}{{0,16}}?(?:,{_N}{{0,8}}?)?{to}{ours}"),
            later(rf"{to}(?:{receivers}){_N}{{0,10}}?(?P<object>{thing})"),
            later(
                rf"(?:向|跟|对|和|同|给)(?:{receivers}|我们|本店|我方){_N}{{0,6}}?{verb}{_N}{{0,10}}?(?P<object>{thing})"
            ),
            later(
                rf"(?P<thing>{thing}){_N}{{0,10}}?(?:发|传|报|念|转|拍|贴|拿|回)(?:过来|过去|上来|来)(?=[,。!?;)]|\Z|就|即|我|后)"
            ),
            later(
                rf"(?:{receivers}|我们){_N}{{0,6}}?(?:要|问|索取|需要|核对){_N}{{0,10}}?(?:{thing}){_N}{{0,6}}?,{_N}{{0,3}}?(?:直接|照着?|可以|尽管|放心|就|请|都可以)+{_N}{{0,3}}?"
                r"(?:告诉|发|给|报|念|提供|交|传)"
            ),
            later(
                rf"[让请由叫找](?:{receivers}){_N}{{0,12}}?(?:输入?|填|设置?|保管|收|登录|扫描?|录入|扫){_N}{{0,3}}?(?P<object>{thing})"
            ),
            later(rf"(?P<thing>{thing}),?(?:{receivers}|我们)(?:会|都会)?(?:帮|替|给)(?:你|您)(?:设|记|保管|填|输|改)"),
            later(
                rf"(?P<thing>{thing}){_N}{{0,4}}?(?:由|交由|让|归)(?:{receivers}|我们){_N}{{0,4}}?(?:设|输|保管|填|改|管理?|维护|掌管|代收|收|扫)"
            ),
        )

    def places(self, text: str) -> Iterator[Place]:
        """Where the reader is told to hand the thing over; disjoint."""
        yield from disjoint(self._found(text))

    def _found(self, text: str) -> Iterator[Place]:
        for frame in among(self.frames, text):
            for found in frame.finditer(text):
                groups = found.groupdict()
                given = "," not in found[0] and groups.get("thing")
                if given and _GIVER.search(text, max(0, found.start() - 20), found.start()):
                    continue
                if groups.get("object") and (_TROUBLE.match(text, found.end()) or _LOST.search(found[0])):
                    continue
                if self._kept.search(text, max(0, found.start() - 2), found.end()) and not _UNLESS.match(
                    text, found.end()
                ):
                    continue
                if found[0].endswith("我") and _SINCE.match(text, found.end()):
                    continue
                if not forbidden(text, *found.span()) and urged(text, *found.span()):
                    taken = _TAKEN.search(text, max(0, found.start() - 14), found.start())
                    yield taken.start() if taken else found.start(), found.end()

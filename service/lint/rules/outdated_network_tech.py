"""不要只用 GSM、2G 或 3G 描述今天的移动网络。

「使用 GSM 网络，手机能用就行」是二十年前的判断：如今的上网靠 4G 和 5G，许多国家正在关闭 2G 或 3G。
只看 GSM 买卡带机的读者，到了当地可能没有数据，甚至打不了电话。

改写：列出各代网络和频段（如 GSM 900/1800、UMTS 2100、LTE B3/B20、n78），注明来源和日期，提醒核对手机的频段和 VoLTE。
叫人锁定 3G、说 2G 手机就够，与 4G/5G 并列也算。历史、带日期的退网计划、以及与 4G/5G 并列的说明不受影响。
"""

import re
from collections.abc import Iterator

from service.claims.read import claims
from service.claims.rows import fails_in_row
from service.lint.rule import Desk, Page, Problem, rule
from service.model import Severity
from service.text.evidence import dated
from service.text.later import later
from service.text.negation import affirmed
from service.text.places import compact

_TRACE = later("gsm|cdma|2g|3g")
_OLD = r"(?:gsm|cdma|td-?scdma)"
_GAP = r"[^,。!?;\n]{0,6}?"
_STANDARD = later(
    rf"(?:使用|采用|用|运行|基于)(?:的|着)?(?:是|为|都是|均为|主要是)?{_GAP}{_OLD}(?:\s?\d{{3,4}}(?:[/、和]\d{{3,4}}){{0,3}}(?:\s?mhz)?)?(?:制式|标准|技术)?的?(?:移动|手机|通信)?(?:网络|制式|标准|系统)"
    r"|(?:支持|带|买|用|要|是)(?:的)?(?<!w)cdma(?:制式|网络|频段)?的?(?:手机|机器|机型)"
    r"|(?<![a-z])cdma(?:制式)?的?(?:网络|信号)[^,。!?;\n没无不]{0,6}?(?:覆盖|最|好|广)"
    r"|(?<![a-z])gsm(?:制式|双频|三频|四频)?的?(?:手机|机器|机型)[^,。!?;\n没无不]{0,6}?(?:通用|走遍|就能|都能|就行|就够|全球)"
    rf"|(?:网络|制式|标准)(?:制式|标准)?(?:是|为|都是|均为){_OLD}(?![a-z\d/])"
    rf"|(?:支持|兼容){_GAP}{_OLD}(?:网络|制式|频段|标准)?(?:的手机)?[^。!?;\n]{{0,6}}?(?:即可|就行|就可以|就能|便可|都能|都可以)"
)
_SLOW = later(
    rf"(?:网络|信号|制式)[^,。!?;\n]{{0,6}}?以{_GAP}(?:2g|3g|gsm)(?:网络|信号|制式)?为主|"
    rf"(?:使用|采用|提供|覆盖|普及|支持)(?:的|着)?(?:是|为|都是|以)?{_GAP}(?:2g|3g)(?:移动|数据)?(?:网络|信号|上网|制式)"
    rf"|(?:主要|普遍|大多|大部分|仍|还|依然|只|仅)(?:然|是|有|使用|采用|提供|能用|靠|支持){{1,3}}{_GAP}(?:2g|3g)(?![a-z\d])"
    rf"|(?:支持|兼容){_GAP}(?:2g|3g)(?:网络|频段)?(?:的手机)?[^。!?;\n]{{0,4}}?(?:即可|就行|就可以|就够|就能)"
)
#: Advice to rely on an old generation is bad beside the newer ones as well.
_RELIED_ON = later(
    r"(?<!自动)(?<![会被才])(?:锁定?|固定|切换?|改|调|设置?|手动选)(?:定|换|成|到|为|在|回|至|用){0,2}[^,。;!?\n\d没无不]{0,3}3g(?!b|流量|高速|的?流量|套餐|每|/[天日]|卡|包|/?[45]g)"
    r"|(?:带|拿|用|买|有)(?:一?[个部台])?[23]g(?!b|流量)的?(?:老人|按键|功能|老)?(?:机|手机)?[^,。;!?\n没无不]{0,6}?,?(?:就|便|也|完全)(?:足够|够|行|可以了)"
    r"|(?:选|设)[^,。;!?\n没无不]{0,6}?仅限?(?:使用)?3g"
    r"|[23]g(?!b|流量)的?(?:老人|按键|功能|直板)?(?:机|手机)[^,。;!?\n没无不退转]{0,6}?(?:就(?:够|行|可以)|足矣|足够|够用|够了)"
    r"|[23]g(?!b|流量)(?:网络|信号)?[^,。;!?\n\d没无不]{0,4}?(?:永远|一直|始终|随时)都?(?:在(?!20)|有|能用|满格)"
    r"|[23]g(?!b|流量)(?:网络|信号)?(?:都|才)?(?:有保障|是?最后的保障|最稳)"
)
_GONE = later(
    r"退网|退出|关闭|停用|停止|关停|淘汰|取消|已关|不支持|无法|没有信号|曾|当年|以前|过去|时代|历史|计划|如果手机只|测试|排查|看看|试试|暂时|临时"
)
_PATTERNS: tuple[tuple[re.Pattern[str], Severity], ...] = (
    (_STANDARD, "error"),
    (_SLOW, "warning"),
    (_RELIED_ON, "warning"),
)
_MODERN = later(r"[45]g|lte|volte|nr\b|n\d{1,2}\b|umts|wcdma|hspa|多种制式|多频")
_HISTORY = later(
    r"曾|当年|当初|过去|以前|从前|早期|早年|时代|历史|最早|起初|那时|年代|退网|退出|关闭|停用|停止|关停|淘汰|取代|替代|逐步|计划|将(?:在|于|被)"
    r"|缩写|全称|一种|意思|指的是|称为|部分|有些|有的|常常|偶尔|个别|一些|很多地方|不少地方|草原|山区|岛屿|老人机|功能机|备用|紧急|偏远|回落|降到|切换|手动|无法|不支持|如果|若|仅支持|只支持"
)

#: A phone that does not work is spoken of, not a network; or one that will not for long.
_FAILS = re.compile(
    r"(?:网络?|信号)?的(?:时候?|地方|话|情况)|(?:网络?|信号|通话|上网)?的?(?:老人|按键|功能|老|旧)?(?:手?机|平板|设备)[^。!?;\n]{0,10}?(?:没有?(?:服务|信号|网)|无服务|[用打连上接]不[了通上]|不能[用打上]|别再?(?:指望|带|买)|不行|[掉退降][到回])"
    r"|[^。!?;\n]{0,14}?(?:就不行了|还剩|迟早|早晚会|别再?指望)"
)


@rule(
    "NET001",
    severity="error",
    category="network-outdated",
    since="0.1",
    bad=[
        "蒙古的运营商⟦采用 GSM 制式⟧，国内手机带去就能用。",
        "手机只要⟦支持 GSM 即可⟧。",
        "当地⟦主要使用 3G⟧，看视频会卡。",
    ],
    good=[
        "蒙古的运营商有 GSM 900、UMTS 2100 和 LTE B3 网络，出发前核对手机频段。",
        "手机要支持 VoLTE；只支持 GSM 的旧手机打不了电话。",
        "2012 年当地主要使用 3G，如今以官网的覆盖图为准。",
        "3G 计划在 2027 年前关闭（部长 2022-12-14 的讲话）。",
    ],
    authority=["kz.network.technologies", "kz.network.3g-plan"],
)
def check(page: Page, desk: Desk) -> Iterator[Problem]:
    article = page.article
    #: What facts say works there, or has been shut, is for the rules that know them.
    told = [judged.claim.span for judged in claims(page, desk, "network-generation") if judged.facts]
    facts = ("kz.network.technologies", "kz.network.3g-plan") if "KZ" in article.countries else ()
    for sentence in article.sentences:
        if not _TRACE.search(sentence.text) or fails_in_row(page, sentence):
            continue
        said = compact(sentence.folded)
        for pattern, severity in _PATTERNS:
            for found in pattern.finditer(said.text):
                span = said.span(*found.span())
                if _current(said.text, *found.span(), pattern is _RELIED_ON) and not any(
                    span.meets(other) for other in told
                ):
                    yield Problem(
                        span,
                        "只凭旧一代网络下判断：今天上网靠 4G/5G，2G、3G 在许多国家正在关闭",
                        "写明各代网络和频段、来源和日期，并提醒核对手机支持的频段和 VoLTE。",
                        facts,
                        severity=severity,
                    )


def _current(text: str, start: int, end: int, relied: bool) -> bool:
    """Whether the old technology is given, undated, as what counts today: alone, or as what to rely on."""
    around = text[max(0, start - 60) : end + 60]
    if relied:
        return not _GONE.search(around) and not dated(around) and affirmed(text, start, end)
    if _MODERN.search(around) or _HISTORY.search(around) or dated(around) or _FAILS.match(text, end):
        return False
    return affirmed(text, start, end)

"""一件事不能既是又不是：处处有信号与山里没信号、机场买得到与买不到、二维码装一台与装多台、要登记与从来不用登记。

读自：说满的一面（「处处」「从来不」「一码多机」）与另一面；漫游、eSIM 与本地卡、各家运营商分开比较。
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.claims.attribute import Claim, Desk, Scene, attribute, unjudged
from service.claims.told import Said, plain, told
from service.model import Sentence
from service.text.later import Several, among, later

_NEAR = r"[^,。!?;:\n]"
_NOT = r"[^,。!?;:\n不没无未]"
_NEVER = r"(?:从来不|从不|永远不|绝不|完全不|根本不|压根不|一律不|全都?不|统统不)(?:会|用|需要?|要|必){0,2}"
_MUST = rf"(?:必须|需要?|都?要|得|规定){_NOT}{{0,6}}?"


@dataclass(frozen=True, slots=True)
class _Row:
    """A question with its two answers, each with the patterns that give it; `other` is about something else."""

    what: str
    answers: tuple[tuple[str, re.Pattern[str]], tuple[str, re.Pattern[str]]]
    other: re.Pattern[str]


_NOTHING = later(r"(?!)")
_ROWS = (
    _Row(
        "信号",
        (
            (
                "处处有信号",
                later(
                    rf"(?:全[国境岛]|全[\u4e00-\u9fff]{{1,3}}?|任何(?:一个)?(?:地方|角落)|每一?个角落|哪[里儿]|处处|到处){_NOT}{{0,4}}?(?:都|均|皆){_NOT}{{0,6}}?(?:有信号|满格|有网|覆盖)"
                    r"|(?:无|没有|零)(?:信号)?死角|没有收不到的地方|一格不掉|信号无盲区"
                ),
            ),
            (
                "有的地方没信号",
                later(
                    rf"(?:山区|乡村|农村|乡下|郊[区外]|偏远|沙漠|荒漠|海岛|[岛山][上里]|草原|高原|公路上?|小镇){_NEAR}{{0,10}}?(?:没有?信号|收不到|信号(?:很|较|比较|就)?(?:差|弱|不好|不稳)|没有?网|无信号)"
                ),
            ),
        ),
        _NOTHING,
    ),
    _Row(
        "机场",
        (
            ("机场买得到", later(rf"机场{_NOT}{{0,10}}?(?:有|能|可以|设有|开有){_NOT}{{0,10}}?(?:柜台|门店|卖|买到?)")),
            ("机场买不到", later(rf"机场{_NEAR}{{0,6}}?(?:没有{_NEAR}{{0,8}}?(?:柜台|门店|卖)|买不到|不卖)")),
        ),
        later("免税|换钱|行李|国内|出发|小机场|另一"),
    ),
    _Row(
        "二维码",
        (
            (
                "只能装一次",
                later(
                    rf"二维码{_NEAR}{{0,8}}?(?:只能|仅限?)(?:被)?(?:装|扫|用|安装|使用|扫描)?{_NEAR}{{0,4}}?一(?:台|次|部)|二维码{_NEAR}{{0,4}}?一次性"
                ),
            ),
            (
                "可以装多台",
                later(
                    rf"一码多机|(?:二维码|码){_NEAR}{{0,12}}?(?:可以?|能|都能){_NEAR}{{0,4}}?(?:反复|重复|多[次台人])(?:扫|装|使?用|安装)|每台手机都能扫"
                ),
            ),
        ),
        _NOTHING,
    ),
    _Row(
        "手机登记",
        (
            (
                "手机要登记",
                later(
                    rf"(?:手机|设备|imei){_NOT}{{0,10}}?{_MUST}(?:登记|注册|备案)|{_MUST}(?:登记|注册|备案)(?:手机|设备|imei)"
                ),
            ),
            ("手机从来不用登记", later(rf"(?:手机|设备|imei){_NEAR}{{0,8}}?{_NEVER}(?:登记|注册|备案)")),
        ),
        later("漫游|e-?sim|手机号|短期"),
    ),
    _Row(
        "手续费",
        (
            ("收手续费", later(rf"(?:另收|要收|收取|会收|扣){_NOT}{{0,6}}?手续费|手续费(?:是|为|要)?\d")),
            ("不收手续费", later(rf"{_NEVER}收?{_NEAR}{{0,4}}?手续费|没有任何手续费|[零0]手续费")),
        ),
        _NOTHING,
    ),
    _Row(
        "押金",
        (
            ("要押金", later(rf"{_MUST}(?:交|付|押){_NOT}{{0,4}}?押金|押金(?:是|为|要)?\d")),
            ("不要押金", later(r"(?:免|无需|不用|不需要|不收)(?:任何)?押金")),
        ),
        _NOTHING,
    ),
    _Row(
        "5G",
        (
            (
                "已有 5G",
                later(
                    r"5g(?:网络|信号)?(?:已经?|早已)(?:全面)?(?:覆盖|开通|商用)|(?:已经?|全面)(?:覆盖|开通|商用|推出)(?:了)?5g"
                ),
            ),
            (
                "还没有 5G",
                later(
                    r"(?:还没有?|尚未|至今没有|尚无)(?:开通|商用|推出)?5g|5g(?:网络)?(?:还没有?|尚未|至今没有?)(?:开通|商用|推出|建)"
                ),
            ),
        ),
        later("手机|机型|套餐"),
    ),
)
_ALL = Several(*(pattern for row in _ROWS for _, pattern in row.answers))


@attribute(
    "either-or",
    triggers=("信号", "机场", "二维码", "码多机", "登记", "手续费", "押金", "5g", "死角", "一格"),
    judge=unjudged,
    single=True,
    soft=True,
)
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    yield from told("either-or", _said(scene))


def _said(scene: Scene) -> Iterator[Said]:
    for sentence in scene.page.holding(_ALL):
        possible = among(_ALL, sentence.text)
        for row in _ROWS:
            yield from _answers(scene, sentence, row, possible)


def _answers(scene: Scene, sentence: Sentence, row: _Row, possible: Sequence[re.Pattern[str]]) -> Iterator[Said]:
    for value, pattern in row.answers:
        if pattern not in possible:
            continue
        for found in pattern.finditer(sentence.text):
            if not row.other.search(sentence.text) and plain(sentence, *found.span(), own=True):
                who = sorted(scene.subjects(sentence, found.start())) or sorted(scene.lands_of(sentence))
                yield Said(sentence, *found.span(), row.what, value, (row.what, *who))

"""More of what comparison, promotion, procedure and duty rules must find, and must leave alone."""

from collections.abc import Callable
from datetime import date

import pytest
from _pytest.mark import ParameterSet

from service.lint import run
from service.lint.rule import Desk
from service.model import Article, Fact, Facts, Finding, Source

Lint = Callable[..., list[Finding]]
Read = Callable[[str], Article]
DUTIES = ("missing-registration-notice", "missing-imei-notice")

HARMFUL = {
    "unsupported-comparison": [
        "⟦AIS 的信号比 TrueMove 稳定⟧。",
        "在泰国，⟦dtac 的资费相对实惠⟧。",
        "⟦Maxis 的覆盖可能更广⟧，不妨试试。",
        "如果更⟦看重性价比，就选 Celcom⟧。",
        "⟦预算有限，可以考虑 Giffgaff⟧。",
        "⟦Viettel 更适合经常上网的人⟧。",
        "想省事的话，⟦eSIM 是更好的选择⟧。",
        "⟦本地卡的网速更快⟧。",
        "⟦Turkcell 也许是首选⟧。",
        "⟦虚拟运营商的网络略慢⟧。",
        "⟦Orange 网速快⟧，⟦SFR 价格便宜⟧。",
        "它的⟦信号不及其他运营商⟧。",
        "## 月租卡\n\n按月出账，可以⟦享受更快的网速⟧。",
        "⟦SmarTone 的流量比 CSL 便宜得多⟧。",
    ],
    "promotion": [
        "这篇文章⟦让您轻松玩转日本的网络⟧。",
        "⟦轻松应对出国通信⟧，就看这里。",
        "续费的⟦方式多种多样⟧。",
        "有⟦多种套餐可供选择⟧。",
        "注册会员⟦享受更多优惠活动⟧。",
        "⟦限时折扣⟧，错过再等一年。",
        "⟦新用户立减⟧，仅此一家。",
        "⟦机不可失⟧！",
        "⟦欢迎选购⟧。",
        "⟦关注我们⟧，每天有新消息。",
        "出国上网⟦不是难事⟧。",
        "这家公司的⟦网络覆盖非常出色⟧。",
        "每个人⟦都能找到适合自己的套餐⟧。",
        "装好之后，⟦告别断网的烦恼⟧。",
    ],
    "false-procedure": [
        "⟦把 SIM 卡插进充值机⟧，屏幕会显示余额。",
        "在便利店找到自助终端，⟦插入手机卡⟧，选好金额付款。",
        "⟦将流量卡放入 ATM 机⟧，再选充值。",
        "## 在自助缴费机上充值\n\n1. 选中文。\n2. ⟦插入 SIM 卡⟧，选择充值金额。",
        "⟦把电话卡递给收银员，让她帮忙充值⟧。",
        "⟦将 SIM 卡和护照交给店员，对方会帮你续费⟧。",
        "⟦凭护照号充值⟧最省事。",
        "⟦充值时输入身份证号码⟧。",
        "⟦把 eSIM 取出来⟧换到另一部手机。",
        "旧手机里的卡不用动，⟦拔出 eSIM⟧ 再关机。",
        "⟦eSIM 剪成小卡⟧就能放进卡槽。",
        "⟦随便一家运营商的门店都可以续费⟧。",
        "⟦不管哪家运营商的营业厅都能充值⟧。",
        "⟦在 POS 机上刷一下手机卡⟧，钱就到账。",
    ],
}

HARMLESS = {
    "unsupported-comparison": [
        "不同运营商的信号和资费都不一样。",
        "AIS 和 TrueMove 哪家更便宜？",
        "Kcell 的信号更好吗？没有查到数据。",
        "据 Opensignal 2026 年的报告，AIS 的下载速度比 TrueMove 快。",
        "| 运营商 | 10 GB |\n|---|---|\n| Ucell | 75000 苏姆 |\n| Beeline | 80000 苏姆 |\n\n2026 年 9 月的价格，Ucell 的资费更低。",
        "如果本地卡更便宜，再换也不迟。",
        "预付费卡适合短期游客，后付费卡适合长期居住的人。",
        "停留不到一周，旅行 eSIM 是更合适的选择。",
        "不要轻信「AIS 比 dtac 便宜」的广告。",
        "山里的信号比城里差。",
        "手机支持的频段越多越好。",
        "各家资费各有高低，以官网当天的价格为准。",
        "靠窗的位置能获得更稳定的信号。",
        "先查 Turkcell 官网的覆盖图，再决定去哪家。",
        "例如 Viettel 和 Vinaphone 都卖 eSIM。",
    ],
    "promotion": [
        "打开设置，点移动网络，再点添加 eSIM。",
        "运营商的优惠以官网当天的说明为准。",
        "2026 年 10 月的开学季，首充送 5 GB 优惠流量。",
        "警惕「限时折扣」，先核对网址。",
        "这里没有优惠活动。",
        "有学生优惠吗？",
        "营业厅在机场一楼，很方便。",
        "如果你有问题，可以问营业厅。",
        "欢迎在评论区补充。",
        "关注短信里的到期日。",
        "套餐有三种：7 天、15 天、30 天。",
        "请立即修改密码。",
        "请马上联系运营商挂失。",
        "免税店的折扣与电话卡无关。",
    ],
    "false-procedure": [
        "把 SIM 卡插进手机，开机等两分钟。",
        "插入 SIM 卡，重启路由器。",
        "在 ATM 插入银行卡，选手机充值，输入金额。",
        "自助终端不用插 SIM 卡，输入手机号码就行。",
        "不要把 SIM 卡交给店员充值。",
        "充值要把 SIM 卡插进机器吗？",
        "把手机号码告诉店员，付现金充值。",
        "eSIM 不能取出来，换机时要重新下载。",
        "先取出实体 SIM 卡，再启用 eSIM。",
        "去任意一家便利店都能充值。",
        "去这家运营商的任意一家门店续费。",
        "可以去任意一家运营商的营业厅买卡。",
        "办卡时出示护照，店员会帮你激活。",
        "从自助售卡机买到 SIM 卡后，插入手机，再输入手机号码充值。",
        "用取卡针取出旧卡，插入新的 SIM 卡。",
        "把实体 eSIM 卡插入手机，再用应用写入套餐。",
    ],
}

REGISTRATION_HARMFUL = [
    "⟦# 阿拉木图怎么上网⟧\n\n到商场买一张当地的电话卡，选个流量多的套餐。",
    "⟦# 哈萨克斯坦电话卡攻略⟧\n\n## 在哪里买卡？\n\n机场和商场都有。",
    "⟦# 阿斯塔纳旅行⟧\n\n建议办理一张 SIM 卡，充值时只要报手机号码。",
    "⟦# 哈萨克斯坦流量卡⟧\n\n购买一张流量卡，注意保护个人隐私，不要透露护照号码。",
    "⟦# 哈萨克斯坦办卡⟧\n\n先购买一张 SIM 卡，⟦到手即可使用⟧。",
    "⟦# 哈萨克斯坦 eSIM⟧\n\n⟦激活 eSIM⟧ 以后就能上网。",
    "⟦# 在俄罗斯上网⟧\n\n到营业厅购买一张 SIM 卡，马上有网。",
    "⟦# 曼谷买卡⟧\n\n在便利店购买一张旅游卡，插上手机。",
    "⟦# 第比利斯买卡⟧\n\n在便利店购买一张旅游卡，插上手机。",
]
REGISTRATION_HARMLESS = [
    "# 哈萨克斯坦买卡\n\n去营业厅购买一张 SIM 卡，带上护照。",
    "# 哈萨克斯坦买卡\n\n购买一张电话卡，当场做人脸识别。",
    "# 哈萨克斯坦买卡\n\n买一张本地卡。新卡要实名登记，到手不能直接用。",
    "# 哈萨克斯坦充值\n\n给手机卡充值不需要护照。",
    "# 哈萨克斯坦漫游\n\n用国内号码漫游，不用登记。",
    "# 哈萨克斯坦旅行 eSIM\n\n向卖家购买旅行 eSIM，扫码下载。",
    "# 哈萨克斯坦防骗\n\n不要买路边的电话卡。",
    "# 哈萨克斯坦买卡\n\n买电话卡要凭护照登记。说「无需实名」的都是骗子。",
    "# 哈萨克斯坦买卡\n\n这并不意味着买卡不需要实名。",
    "# 哈萨克斯坦买卡\n\n2026 年以前买电话卡不需要人脸识别，现在要实名登记。",
    "# 哈萨克斯坦买卡\n\n买电话卡要登记护照，英国的预付费卡不需要证件。",
    "# 哈萨克斯坦买卡\n\n购买 SIM 卡不用实名吗？要，凭护照登记。",
    "# 伦敦买卡\n\n购买一张预付费卡，不需要证件。",
    "# 哈萨克斯坦的天气\n\n夏天很热，带够水。",
    "# 曼谷买卡\n\n购买一张旅游卡，柜台会核对护照原件。",
]
DEVICE_HARMFUL = [
    "⟦# 阿拉木图买卡⟧\n\n购买一张当地的 SIM 卡，凭护照登记。",
    "⟦# 哈萨克斯坦长住⟧\n\n办一张本地卡，按月充值。",
    "⟦# 哈萨克斯坦电话卡⟧\n\n电话卡在营业厅卖。手机要支持当地的频段。",
    "⟦# 哈萨克斯坦电话卡⟧\n\n购买一张 SIM 卡。⟦大多数手机都支持当地的网络⟧。",
    "⟦# 哈萨克斯坦电话卡⟧\n\n买一张 SIM 卡。⟦国产手机基本都能使用当地的频段⟧。",
    "⟦# 哈萨克斯坦留学⟧\n\n建议办理一张手机卡，方便和学校联系。",
    "⟦# 阿斯塔纳工作⟧\n\n## 怎么办卡？\n\n营业厅可以办。",
    "⟦# 哈萨克斯坦流量卡⟧\n\n选购流量卡时看好有效期。",
    "⟦# 哈萨克斯坦 eSIM⟧\n\n在运营商的应用里开通 eSIM。",
    "⟦# 塔什干买卡⟧\n\n购买一张当地的电话卡，凭护照登记。",
    "⟦# 撒马尔罕买卡⟧\n\n买一张 SIM 卡。手机的频段先查清楚。",
    "⟦# 乌兰巴托买卡⟧\n\n购买一张当地的电话卡，凭护照登记。",
    "⟦# 乌兹别克斯坦电话卡⟧\n\n入手一张本地卡。⟦如今的手机都能直接用当地的网络⟧。",
]
DEVICE_HARMLESS = [
    "# 阿拉木图买卡\n\n购买一张当地的 SIM 卡。手机要登记 IMEI。",
    "# 哈萨克斯坦长住\n\n办一张本地卡，30 天内完成设备登记。",
    "# 哈萨克斯坦电话卡\n\n购买一张 SIM 卡。没有验证的手机会进灰名单。",
    "# 哈萨克斯坦漫游\n\n用国内号码漫游，手机要支持当地的频段。",
    "# 哈萨克斯坦旅行 eSIM\n\n购买旅行 eSIM，手机要支持当地的频段。",
    "# 哈萨克斯坦充值\n\n输入手机号码和金额。",
    "# 哈萨克斯坦防骗\n\n不要购买路边的 SIM 卡。",
    "# 哈萨克斯坦查余额\n\n在应用里看剩余流量。",
    "# 新加坡买卡\n\n购买一张 SIM 卡。大多数手机都支持当地的网络。",
    "# 曼谷买卡\n\n购买一张旅游卡，手机要支持当地的频段。",
    "# 哈萨克斯坦的交通\n\n打车用当地的应用。",
    "# 塔什干买卡\n\n购买一张电话卡，60 天内登记手机的 IMEI。",
    "# 乌兹别克斯坦漫游\n\n漫游的手机不受影响。",
]


def _fact(id: str, subject: str, kind: str, claim: str, attribute: str, value: str) -> Fact:
    source = Source("https://example.org/a", "来源", date(2026, 11, 1))
    return Fact(id, subject, kind, claim, "2025", None, "high", None, (source,), "", attribute, (value,))


@pytest.fixture(scope="module")
def wider(desk: Desk) -> Desk:
    """The desk with invented rows for other countries: rows, not code, make a country one of duties."""
    rows = [
        _fact("ge.registration.x", "GE", "registration", "格鲁吉亚的卡要登记护照。", "sim-papers", "要登记身份"),
        _fact("gb.registration.x", "GB", "registration", "英国的预付费卡不要求登记身份。", "", ""),
        _fact("mn.imei.x", "MN", "device", "手机要在 60 天内登记 IMEI。", "device-deadline", "60天"),
        _fact("th.imei.x", "TH", "device", "泰国的手机不需要登记 IMEI。", "", ""),
    ]
    facts = {**desk.facts.facts, **{row.id: row for row in rows}}
    return Desk(desk.today, Facts(facts, desk.facts.operators), desk.words)


def _cases(table: dict[str, list[str]]) -> list[ParameterSet]:
    return [pytest.param(slug, text, id=f"{slug}-{n}") for slug, texts in table.items() for n, text in enumerate(texts)]


def _judged(slug: str, text: str, read: Read, desk: Desk) -> list[tuple[int, int]]:
    found = run.lint(read(text), desk, [run.named(slug)])
    return [(f.start, f.end) for f in found]


DUTY_HARMFUL = {DUTIES[0]: REGISTRATION_HARMFUL, DUTIES[1]: DEVICE_HARMFUL}
DUTY_HARMLESS = {DUTIES[0]: REGISTRATION_HARMLESS, DUTIES[1]: DEVICE_HARMLESS}


@pytest.mark.parametrize(("slug", "text"), _cases({**HARMFUL, **DUTY_HARMFUL}))
def test_harmful_text_is_found_where_it_is_marked(slug: str, text: str, read: Read, wider: Desk) -> None:
    plain, spans = run.marked(text)

    assert _judged(slug, plain, read, wider) == [(s.start, s.end) for s in spans], [
        f.quote for f in run.lint(read(plain), wider, [run.named(slug)])
    ]


@pytest.mark.parametrize(("slug", "text"), _cases({**HARMLESS, **DUTY_HARMLESS}))
def test_harmless_text_is_left_alone(slug: str, text: str, read: Read, wider: Desk) -> None:
    found = run.lint(read(text), wider, [run.named(slug)])

    assert [(f.severity, f.quote) for f in found] == []


def test_a_duty_begins_with_its_fact(read: Read, desk: Desk) -> None:
    article = read("# 哈萨克斯坦买卡\n\n购买一张当地的 SIM 卡。")
    before = Desk(date(2024, 6, 1), desk.facts, desk.words)
    rules = [run.named(slug) for slug in DUTIES]

    assert run.lint(article, before, rules) == []
    assert {f.rule for f in run.lint(article, desk, rules)} == set(DUTIES)


def test_a_missing_notice_is_of_the_whole_article_and_names_its_facts(read: Read, desk: Desk) -> None:
    found = run.lint(read("# 哈萨克斯坦买卡\n\n购买一张当地的 SIM 卡。"), desk, [run.named(slug) for slug in DUTIES])

    assert [(f.level, f.severity, bool(f.facts)) for f in found] == [("article", "warning", True)] * 2


def test_filler_is_only_an_info_and_an_undated_offer_a_warning(lint: Lint) -> None:
    rule = run.named("promotion")

    assert [f.severity for f in lint("有多种套餐可供选择。", rule)] == ["info"]
    assert [f.severity for f in lint("注册就享受优惠活动。", rule)] == ["warning"]

"""Sentences that use the words of what is wrong to say what is right: no rule may report an error or a warning."""

from collections.abc import Callable

import pytest

from service.model import Finding

Lint = Callable[..., list[Finding]]

#: Denied, warned of, dated, told as history, put right, asked, of another product; from many countries.
HARMLESS = [
    "Astelit 是乌克兰运营商 lifecell 以前的公司名，跟哈萨克斯坦的 Tele2 没有关系。",
    "PIN 码、PUK 码、短信验证码和账户密码，一样也不要告诉店员。",
    "IMSI 和手机号是两回事，充值用不到它。",
    "截至 2026 年 11 月，Kcell 官网上没有查到可以用支付宝或微信付款的说明。",
    "别在 Telegram 上找卖家买卡，收到的多半是别人名下的号码。",
    "按 2022 年 12 月 14 日部长的讲话，3G 计划在 2027 年前让位给 4G。",
    "除了 GSM 900/1800，手机还要支持 LTE 的 B3 和 B20。",
    "充值报手机号和金额就行，不用带护照；办新卡才要护照和人脸识别。",
    "2023 年 dtac 与 True 合并，老用户的卡照常使用。",
    "MEGA（原名 MegaCom）是吉尔吉斯斯坦的运营商。",
    "Kyivstar 是乌克兰的运营商，在吉尔吉斯斯坦只能漫游。",
    "日本的 3G 已经全部关闭，只支持 3G 的旧手机打不了电话。",
    "有人问：能不能用别人的护照实名？不能。",
    "接码平台收的号码会被别人看到，千万别用。",
    "客服绝不会向你要验证码，凡是要验证码的都是骗子。",
    "收到不认识的人发来的 eSIM 二维码，不要扫。",
    "没有哪家运营商的信号能覆盖整个国家。",
    "哪家最便宜？没有查到可靠的比较。",
    "旅行 eSIM 没有当地号码，也就不需要实名登记。",
    "如果卖家说“永久有效、全球通用”，先问他有没有书面的说明。",
    "香港的储值卡自 2023 年 2 月 24 日起要先实名登记才能用。",
    "网上还流传“俄罗斯机场凭护照就能买卡”的旧说法，2025 年起已经不行。",
    "土耳其的设备登记有 120 天的期限，逾期不登记，手机会断网。",
    "这张卡的有效期是 30 天，到期前充值可以延长。",
    "运营商的官网是 beeline.kz，别打开名字相近的网站。",
]


@pytest.mark.parametrize("text", HARMLESS)
@pytest.mark.parametrize("heading", ["# 买卡须知", "# 境外电话卡问答\n\n## 常见误区"])
def test_what_is_right_is_left_alone(text: str, heading: str, lint: Lint) -> None:
    loud = [f for f in lint(f"{heading}\n\n{text}\n") if f.severity != "info" and f.level == "span"]

    assert [(f.code, f.quote) for f in loud] == []

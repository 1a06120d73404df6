"""The same claim in other words, and words that look like it: flagged and not flagged, rule by rule."""

from collections.abc import Callable

import pytest

from service.lint import run
from service.model import Finding

Lint = Callable[..., list[Finding]]

CLAIMED: dict[str, list[str]] = {
    "untrusted-contact": [
        "加微信 sim_home88 办卡，没有套路，不是骗子。",
        "防止失联，加微信 sim_home88。",
        "不用排队加微信 sim_home88 办卡。",
        "不用排队微信 sim_home88 办卡。",
        "无需实名加微信 sim_home88 办卡。",
        "谨防假冒，加微信 sim_home88 办卡。",
        "加微信 sim_home88 办卡，被骗包赔。",
        "避免踩坑加微信 sim_home88 办卡。",
        "没有银行卡？加微信 sim_home88。",
        "不会操作加微信 sim_home88。",
        "加微信\nsim_home88 办卡。",
        "V：kzcard8899 购卡优惠",
        "飞机搜 kzsim_88。",
        "Signal 联系 +77011234567 购买",
        "Q群：7654 32109",
        "t . me / kzsim",
        "Line 官方帳號 @kzsim",
        "小红书 @kzsim",
    ],
    "credential-sharing": [
        "把密码告诉店员，不会造成任何损失。",
        "把密码告诉店员，钱不会被盗。",
        "把密码告诉店员，没必要排队。",
        "把验证码告诉客服，避免账户被盗。",
        "把验证码告诉客服，否则无法使用。",
        "把密码告诉店员，请勿重复付款。",
        "为避免排队，把密码告诉店员。",
        "以防万一，把验证码也告诉客服。",
        "没有 App 的旅客把密码告诉店员。",
        "不会俄语的人把密码告诉店员。",
        "把收到的验证码\n告诉店员。",
        "> 把收到的\n> 验证码告诉店员。",
        "请把收到的短信验证码发我。",
        "验证码发给我就行。",
        "把身份证照片和验证码一起传给客服。",
        "将收到的6位数字念给对方",
    ],
    "imsi-not-msisdn": [
        "卡套上印着手机号\n（IMSI）",
        "充值时在页面填 15 位的 IMSI。",
        "你的电话号码其实就是卡上的 IMSI。",
        "IMSI 实际上就是你的手机号码。",
    ],
    "outdated-network-tech": [
        "当地的手机网络以 2G 为主。",
        "哈萨克斯坦采用GSM 900/1800网络",
        "当地使用 GSM 900 MHz 网络。",
    ],
    "operator-misidentified": [
        "MegaFon 是哈萨克斯坦第二大运营商。",
        "MegaFon 在哈萨克斯坦有很多营业厅。",
        "在哈萨克斯坦，主要运营商有 Kcell、\nBeeline 和 Kyivstar。",
        "哈萨克斯坦的三大运营商是Kcell、Beeline和Tele2，此外还有Megafon。",
        "在哈萨克斯坦主要有Kcell、Beeline和MTS三家运营商。",
    ],
    "unsupported-superlative": [
        "Kcell 是哈萨克斯坦最好的运营商。",
        "Tele2 信号全国最好",
    ],
    "overpromise": [
        "号码永久保留",
        "有了这张卡，随时在线。",
        "这张卡在北海道也一路满格。",
    ],
    "payment-method-unverified": [
        "打开官网充值。也可以使用支付宝、微信支付、PayPal等多种方式",
        "可以在支付宝里给 Kcell 号码充值。",
        "可以用支付宝充值，没有手续费。",
        "# 充值\n\n| 运营商 | 付款 |\n|---|---|\n| Kcell | 可用支付宝付款 |",
    ],
}

HARMLESS: dict[str, list[str]] = {
    "untrusted-contact": [
        "加微信 sim_home88 的旅客收到的是假的卡，那是骗子。",
        "防止陌生人加你的微信，请关掉搜索手机号的开关。",
        "不用加微信 sim_home88 也能办卡。",
        "不必特意加微信 sim_home88。",
        "谨防骗子冒充客服，让你加微信 sim_home88。",
        "有人让你加微信 sim_home88，那是骗子。",
        "无需添加任何人的微信，营业厅就能办。",
        "微信\n\nsim_home88 是示例名。",
        "V：5V 电压",
        "坐飞机搜 Wi-Fi 热点。",
        "Signal 和 Telegram 都要收短信。",
        "Q：7 天够吗？",
        "文件在 t . txt / 说明里。",
        "地铁 Line 官方地图可以下载。",
        "图源：小红书 @kzphoto",
        "诈骗短信常写：加微信 sim_home88 领流量。",
        "他在飞机加油站旁买的卡。",
        "请看视频 V: intro2024 更新说明",
    ],
    "credential-sharing": [
        "把密码告诉店员，可能造成损失。",
        "把验证码告诉别人等于交出账户。",
        "把密码告诉陌生人不但违规，而且危险。",
        "把密码告诉店员没有必要。",
        "把密码告诉他人，账户容易被盗。",
        "为避免被骗，不要把密码告诉店员。",
        "不要图省事把密码告诉店员。",
        "没有任何客服会让你把密码告诉他。",
        "客服不会主动打电话让你把验证码告诉他。",
        "不能因为对方自称客服就把验证码告诉他。",
        "你没有义务把密码告诉店员。",
        "收到的验证码\n不要告诉店员。",
        "银行把验证码发我手机上了。",
        "把护照照片传给客服，验证码自己留着。",
        "请把发票上的 6 位数字念给对方。",
        "把卡递给店员前先解除 PIN 码。",
        "诈骗分子冒充客服，请你把验证码发给他。",
        "请等运营商把验证码发给我们的手机。",
        "把验证码发给我之后一直没用。",
        "请将 6 位数字的验证码填进 App。",
    ],
    "imsi-not-msisdn": [
        "卡套上印着手机号\n和序列号（ICCID）",
        "充值时在页面填手机号码，不填 IMSI。",
        "你的电话号码其实不是卡上的 IMSI。",
        "IMSI 实际上是网络识别卡的号码。",
        "登记设备时填 IMEI，充值时填手机号。",
        "充值前填 IMEI 登记设备。",
    ],
    "outdated-network-tech": [
        "当地的手机网络以 4G 为主，偏远处才有 2G。",
        "哈萨克斯坦有 GSM 900/1800 和 LTE B3/B20 网络。",
        "早年当地使用 GSM 900 MHz 网络。",
        "当地网络以 2G 为主的年代已经过去。",
    ],
    "operator-misidentified": [
        "MegaFon 是俄罗斯第二大运营商。",
        "MegaFon 在哈萨克斯坦没有营业厅。",
        "在哈萨克斯坦，主要运营商有 Kcell、\nBeeline 和 Tele2。",
        "哈萨克斯坦的三大运营商是Kcell、Beeline和Tele2，俄罗斯还有Megafon。",
        "在哈萨克斯坦主要有Kcell、Beeline和Tele2三家运营商。",
        "MegaFon 是俄罗斯公司，不是哈萨克斯坦第二大运营商。",
        "在哈萨克斯坦有 Kcell 和 Beeline，俄罗斯有 MTS 和 MegaFon 两家运营商。",
    ],
    "unsupported-superlative": [
        "哪家是哈萨克斯坦最好的运营商，要看你去哪里。",
        "想知道哪家信号最好，先看覆盖图。",
        "没有最好的运营商，只有合适的。",
        "最好的网络也有盲区。",
    ],
    "overpromise": [
        "号码不会永久保留",
        "24小时在线客服：3030。",
        "我们随时在线解答问题。",
        "发票请永久保留。",
        "这张卡在北海道不会一路满格。",
    ],
    "payment-method-unverified": [
        "打开官网充值。也可以去营业厅付现金。",
        "可以在支付宝里查看汇率，充值请用 Kaspi。",
        "听说可以用支付宝充值，我试了不行",
        "打开官网充值。也可以在支付宝里查余额。",
        "打开官网充值。还可以用银行卡。",
        "# 充值\n\n| 卖家 | 价格 | 付款 |\n|---|---|---|\n| Airalo eSIM | 4.5 美元 | 可用支付宝付款 |",
    ],
}


def rows(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(rule, text) for rule, texts in table.items() for text in texts]


@pytest.mark.parametrize(("rule", "text"), rows(CLAIMED))
def test_the_claim_is_found_in_other_words(rule: str, text: str, lint: Lint) -> None:
    assert lint(text, run.named(rule)), f"{rule} should flag {text!r}"


@pytest.mark.parametrize(("rule", "text"), rows(HARMLESS))
def test_words_that_look_like_it_are_left_alone(rule: str, text: str, lint: Lint) -> None:
    assert [f.quote for f in lint(text, run.named(rule))] == [], f"{rule} should leave {text!r} alone"


def test_every_rule_has_at_least_as_many_harmless_twins() -> None:
    assert [rule for rule, texts in CLAIMED.items() if len(HARMLESS[rule]) < len(texts)] == []

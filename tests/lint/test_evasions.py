"""Thirteen ways to hide a contact, each with a harmless twin."""

from collections.abc import Callable

import pytest

from service.lint import run
from service.model import Finding
from service.text.disguise import unmask
from service.text.normalise import fold

Lint = Callable[..., list[Finding]]
CONTACTS = run.named("untrusted-contact")

EVASIONS = [
    ("look-alike character", "想办卡的⟦加薇信 card_mei66⟧，秒回。", "想办卡的去营业厅，薇甘菊路口左转就是。"),
    ("heart for 信", "下单⟦徽❤：card_mei66⟧，包邮。", "这张卡的徽章很好看❤，收藏的人不少。"),
    ("plus sign for 加", "要实名卡的⟦➕V card_mei66⟧。", "套餐是 5 GB ➕ VoLTE 通话，价格见官网。"),
    ("V and a heart", "客服 ⟦V❤ card_mei66⟧ 全天在。", "V5❤ 是手机壳的型号，与卡无关。"),
    ("paper plane", "更多号码上⟦纸飞机搜 @cardmei66⟧。", "候机时孩子折纸飞机，别忘了打开飞行模式。"),
    ("zero-width space in the name", "联系 ⟦Tele\u200bgram：@cardmei66⟧。", "Tele\u200bgram 在当地可以正常使用。"),
    ("full-width letters", "办卡找 ⟦ＴＧ：@cardmei66⟧。", "ＴＧ 是 Telegram 的简称，注册要收短信。"),
    ("dots between letters", "渠道见 ⟦T.G @cardmei66⟧。", "型号 T.G 200 的路由器也能插卡。"),
    ("zero-width space in the handle", "电话卡⟦电报 @card\u200bmei66⟧。", "电报局旧址旁边有 Kcell 的营业厅。"),
    ("Cyrillic letters in the handle", "⟦TG @саrdmеi66⟧ 长期供卡。", "Кселл 和 Билайн 是招牌上的写法。"),
    ("circled digits", "⟦加QQ ⑨8⑦6⑤4⟧ 拿货。", "第⑨步：在 QQ 里关掉后台更新。"),
    ("bracketed dot", "频道在 ⟦t[.]me/cardmei66⟧ 。", "网址里的点[.]不要漏，例如官网 kcell[.]kz。"),
    ("another dot in a link", "⟦[进群](https://t․me/cardmei66)⟧", "[资费](https://www․kcell.kz/)"),
]


@pytest.mark.parametrize(("trick", "text"), [(e[0], e[1]) for e in EVASIONS], ids=[e[0] for e in EVASIONS])
def test_a_disguised_contact_is_found_whole(trick: str, text: str, lint: Lint) -> None:
    plain, spans = run.marked(text)

    assert [(f.start, f.end) for f in lint(plain, CONTACTS)] == [(s.start, s.end) for s in spans]


@pytest.mark.parametrize(("trick", "text"), [(e[0], e[2]) for e in EVASIONS], ids=[e[0] for e in EVASIONS])
def test_its_harmless_twin_is_left_alone(trick: str, text: str, lint: Lint) -> None:
    assert [f.quote for f in lint(text, CONTACTS)] == []


@pytest.mark.parametrize(
    "text",
    [
        "加微信 card_mei66 就能买的都是别人名下的卡，不要上当。",
        "谨防有人冒充客服，让你加 QQ 987654321。",
        "官网公布的 WhatsApp 客服号是 +7 701 000 00 00。",
        "扫描运营商给的二维码，添加 eSIM。",
        "微信、Telegram 和 WhatsApp 都要收短信才能注册。",
        "微信 8.0.50 版支持双卡，QQ 2024 版也是。",
        "邮箱是 info@example.kz。",
        "关注官方公众号可以看到停机通知。",
        "Telegram Desktop 和 WhatsApp Business 不需要另一张卡。",
    ],
)
def test_messengers_may_be_talked_about(text: str, lint: Lint) -> None:
    assert [f.quote for f in lint(text, CONTACTS)] == []


def test_a_link_is_one_finding_with_its_brackets_and_an_image_is_another(lint: Lint) -> None:
    link, image = "【[客服 @cardmei66](https://t.me/cardmei66)】", "![价目](https://i.imgur.com/xy.png)"

    assert [f.quote for f in lint(f"办卡{link} {image}", CONTACTS)] == [link, image]


def test_an_image_alone_in_the_block_beside_a_contact_counts(lint: Lint) -> None:
    text = "办卡联系 [这里](https://t.me/cardmei66)。\n\n![](https://i.imgur.com/a.png)\n\n中间一段。\n\n![](https://i.imgur.com/b.png)"

    assert [f.quote for f in lint(text, CONTACTS)][1:] == ["![](https://i.imgur.com/a.png)"]


def test_unmasking_keeps_the_length() -> None:
    for _, bad, good in EVASIONS:
        for text in (fold(bad), fold(good)):
            assert len(unmask(text)) == len(text)

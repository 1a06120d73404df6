"""Numbers of cards and phones: how long they are, what they stand for, and what must not be shown."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.lint import run
from service.model import Finding
from service.text.identifiers import luhn, number

Lint = Callable[..., list[Finding]]
OURS = [run.named(code) for code in ("IDN002", "IDN003", "IDN004", "IDN005", "CRD002", "CRD003", "CRD004", "CRD005")]

WRONG = [
    ("IDN002", "手机盒上的 ⟦IMEI 号共 13 位⟧。"),
    ("IDN002", "在「关于本机」里找 ⟦EID 由 19 位⟧数字组成。"),
    ("IDN002", "卡背面有 ⟦12 位 ICCID⟧，充值用不着。"),
    ("IDN002", "⟦IMSI（十位⟧）存在卡里。"),
    ("IDN003", "⟦EID 就是 IMEI⟧，设置里能查。"),
    ("IDN003", "换手机以后 ⟦ICCID 也就是设备的识别码⟧会变。"),
    ("IDN004", "土耳其登记手机前，用 ⟦*#06# 查一下本机号码⟧。"),
    ("IDN004", "⟦查看 IMSI 请在拨号盘输入 *#06#⟧。"),
    ("IDN005", "注意：⟦PUK 码错误输入 3 次⟧，卡就报废。"),
    ("CRD002", "登记完成：我的 ⟦IMEI: 356932110487752⟧，可以直接用。"),
    ("CRD002", "安装码 ⟦LPA:1$smdp.io$K2-1B7QZ-93XM0P⟧ 免费送给大家。"),
    ("CRD003", "⟦SIM 卡密码设置为 1234⟧ 最好记。"),
    ("CRD003", "图省事就⟦一直用初始密码⟧。"),
    ("CRD004", "⟦接到客服的来电后，报出短信验证码⟧就能恢复信号。"),
    ("CRD004", "请⟦将手机收到的验证码读出来⟧，工作人员在那头操作。"),
    ("CRD005", "自己弄不好，就⟦让网友帮忙扫描二维码⟧。"),
    ("CRD005", "到货后⟦跟店主出示你的激活码⟧换取补贴。"),
]


@pytest.mark.parametrize(("code", "text"), WRONG)
def test_what_would_mislead_or_harm_is_found(code: str, text: str, lint: Lint) -> None:
    plain, spans = run.marked(text)

    assert [(f.code, f.start, f.end) for f in lint(plain, *OURS)] == [(code, s.start, s.end) for s in spans]


@pytest.mark.parametrize(
    "text",
    [
        "IMEI 是 15 位，IMEISV 是 16 位，IMSI 一般 15 位，ICCID 有 19 位和 20 位的，EID 有 32 位。",
        "客服只核对 ICCID 最后 4 位和 IMEI 的后六位。",
        "手机号是 11 位，IMSI 里前 3 位是国家码。",
        "PIN 码默认四位，最多可以设 8 位；PUK 是八位。",
        "T-Mobile 的账户 PIN 是 15 位以内的数字。",
        "IMSI 由 MCC（3 位）、MNC（2 位或 3 位）和 MSIN 组成，ICCID 中 2 位是国家码。",
        "EID 是与 IMEI 不同的号码，是 IMEI 之外的另一串数字。",
        "ICCID 里第 3、4 位是国家码。",
        "有人说 EID 就是 IMEI，其实不对。",
        "IMEI 就是手机的「身份证」，ICCID 是 SIM 卡的编号，IMSI 是 SIM 卡里的用户识别码。",
        "EID 是 eSIM 芯片的唯一标识。",
        "拨 *#06# 可以看到 IMEI，把它填进登记网站，再填手机号码。",
        "查余额拨 *100#，看串号拨 *#06#。",
        "PIN 输错 3 次要用 PUK，PUK 输错 10 次卡就作废。",
        "锁屏密码输错 5 次手机会锁一分钟，银行卡 PIN 输错 6 次会吞卡。",
        "激活码的格式是 LPA:1$SM-DP+ 地址$匹配码。",
        "ICCID 比如 8986 0122 0741 5529 038 这样。",
        "PUK：12345678（示例）。",
        "把 PIN 改成别人猜不到的，不要用生日或 1234。",
        "默认 PIN 码不改的话，丢了卡会被别人拿去收验证码。",
        "先在官网登录，输入短信验证码，再下单。",
        "别把收到的验证码读出来，客服不会这样要求。",
        "商家会把二维码发到邮箱，用另一台设备打开再扫描。",
        "找客服补发激活码要提供订单号。",
        "`PUK：70395184` 这样的写法要打码。",
    ],
)
def test_right_lengths_examples_and_warnings_are_left_alone(text: str, lint: Lint) -> None:
    assert [(f.code, f.quote) for f in lint(text, *OURS)] == []


@pytest.mark.parametrize(
    ("numeral", "digits"),
    [("8", "8"), ("08", "8"), ("两", "2"), ("十", "10"), ("十五", "15"), ("二十", "20"), ("三十二", "32")],
)
def test_chinese_numerals_are_read(numeral: str, digits: str) -> None:
    assert number(numeral) == digits


@given(st.text("0123456789", min_size=1, max_size=30))
def test_exactly_one_check_digit_fits(digits: str) -> None:
    assert sum(luhn(digits + last) for last in "0123456789") == 1


def test_the_fact_behind_a_wrong_length_is_named(lint: Lint) -> None:
    found = lint("EID 是 20 位的。", run.named("IDN002"))

    assert [(f.severity, [fact.id for fact in f.facts]) for f in found] == [("error", ["id.eid.digits"])]


def test_a_length_known_from_weak_sources_is_only_a_warning(lint: Lint) -> None:
    assert [f.severity for f in lint("PUK 码是 6 位。", run.named("IDN002"))] == ["warning"]

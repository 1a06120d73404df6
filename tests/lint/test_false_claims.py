"""FLS001: what facts refute by pattern, in other words than those the patterns were written for, and its harmless twins."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.claims.refutes import Refuters, refuters
from service.lint import run
from service.lint.rule import Desk
from service.model import Article, Fact, Facts, Finding, Source

Lint = Callable[..., list[Finding]]
RULE = run.named("FLS001")
FALSE = [
    "有锁头的网址就是安全的。",
    "网址是https开头说明网站可靠，可以放心付款。",
    "只要看到https，就不会被骗。",
    "认准浏览器里的小锁就放心付款。",
    "同一个激活码能装在多台手机上。",
    "一个eSIM全家都能用。",
    "几台手机可以共用一个eSIM二维码。",
    "eSIM误删了也没关系，可以重新扫描二维码安装。",
    "删除eSIM后可以再扫一次原来的二维码恢复。",
    "删掉以后重新扫码恢复就行。",
    "不小心删除了eSIM，只要重新扫二维码就能找回。",
    "删除eSIM就等于退订套餐。",
    "有锁手机也能用当地的电话卡。",
    "合约锁的手机可以插任何运营商的卡。",
    "未解锁的iPhone可以使用外国SIM卡。",
    "关掉数据漫游后不会有任何话费。",
    "PUK码输错也没关系，多试几次。",
    "PUK能反复输入。",
    "PUK随便试。",
    "PUK没有次数限制。",
    "物联网卡可以当手机卡用。",
    "物联卡能刷视频、上微信，便宜又大碗。",
    "短信验证码是最安全的登录方式。",
    "短信验证比身份验证器更安全。",
    "国行iPhone全系支持eSIM。",
    "所有国行iPhone都支持eSIM。",
    "国行iPhone 14 Pro也支持eSIM。",
    "美版iPhone 17可以插实体SIM卡。",
    "日版iPhone 17 Pro Max保留了实体卡槽。",
    "旅行eSIM的IP就是当地的。",
    "双卡手机只有一个IMEI。",
    "手机的两个卡槽共用一个IMEI。",
]
HARMLESS = [
    "有锁头的网址不一定安全。",
    "https说明连接是加密的，网站是谁的还要核对。",
    "https代表连接安全，不代表网站可信。",
    "没有https的网站一定不要填卡号，有https就安全吗？",
    "看到小锁就放心是常见误区。",
    "官网使用https，付款页面由银行提供。",
    "网址是 https://example.org，是官方网站。",
    "一个eSIM二维码只能装一台手机。",
    "一张SIM卡可以在多台手机之间换着用。",
    "扫一个二维码可以下载多款App。",
    "一台手机可以装多个eSIM。",
    "一个账户可以给多台手机买eSIM。",
    "删除eSIM后不能重新扫码安装。",
    "删除eSIM后，要联系客服换新的二维码。",
    "App删除后可以重新扫码下载安装。",
    "删除eSIM不等于退订套餐，仍会扣费。",
    "删除eSIM前先退订套餐，就不会再扣费。",
    "退订套餐并删除eSIM，就不会再扣费。",
    "有锁手机不能用当地的卡，要先解锁。",
    "有锁手机解锁后可以用任何运营商的卡。",
    "无锁手机可以用任何运营商的卡。",
    "确认手机无网络锁，才能用当地的SIM卡。",
    "没有锁的手机可以用当地的卡。",
    "关闭数据漫游就不会产生任何流量费。",
    "关闭数据漫游不会产生流量费，但通话照收。",
    "PUK可以输十次，错十次卡就作废。",
    "忘记PUK没关系，打客服电话就能查到。",
    "PUK不要随便试。",
    "PIN输错没关系，可以用PUK解锁。",
    "物联网卡不能当手机卡用。",
    "物联网卡只能用在约定的设备里。",
    "短信验证码不是最安全的方式。",
    "国行iPhone Air支持eSIM。",
    "国行iPhone都不支持eSIM。",
    "港版iPhone 14支持eSIM。",
    "美版iPhone 17没有实体卡槽。",
    "旅行eSIM的IP往往不是当地的。",
    "双卡手机有两个IMEI。",
    "单卡手机只有一个IMEI。",
    "如果运营商支持，eSIM删除后可以重新扫码安装。",
    "有人说一个eSIM二维码可以装两台手机，其实不行。",
    "以前一个eSIM全家都能用。",
]


@pytest.mark.parametrize("text", FALSE)
def test_a_refuted_claim_is_found_with_the_fact_that_refutes_it(lint: Lint, text: str) -> None:
    [finding] = lint(text, RULE)

    assert finding.quote in text
    [fact] = finding.facts
    assert fact.claim.rstrip("。") in finding.message
    assert finding.severity == ("error" if fact.confidence == "high" else "warning")


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_resembles_it_is_left_alone(lint: Lint, text: str) -> None:
    assert [finding.quote for finding in lint(text, RULE)] == []


@pytest.mark.parametrize("text", FALSE[::3])
@pytest.mark.parametrize(
    "frame", ["有人说{}，这是误传。", "不要相信这样的话：{}", "{}，真的吗？", "很多文章说{}，其实不对。", "以前{}"]
)
def test_a_claim_told_as_a_mistake_a_question_or_history_is_not_made(lint: Lint, frame: str, text: str) -> None:
    assert lint(frame.format(text.rstrip("。")), RULE) == []


def test_traditional_script_and_full_width_signs_hide_nothing(lint: Lint) -> None:
    assert [f.quote for f in lint("有鎖頭的網址就是安全的。", RULE)] == ["鎖頭的網址就是安全的"]
    assert [f.quote for f in lint("ＰＵＫ 碼 可以 一直 試。", RULE)] == ["ＰＵＫ 碼 可以 一直 試"]


def test_a_fact_that_does_not_hold_refutes_nothing(read: Callable[[str], Article], desk: Desk) -> None:
    fact = desk.facts.facts["web.padlock.encryption-only"]
    article = read("有小锁就说明网站是官方的。")

    def found(**changes: str) -> int:
        base = Facts({fact.id: replace(fact, **changes)})  # type: ignore[arg-type]
        return len(run.lint(article, replace(desk, facts=base), [RULE]))

    assert found() == 1
    assert found(since="2026-12") == 0
    assert found(until="2026-11") == 0


def test_conflicting_sources_carry_no_error(read: Callable[[str], Article], desk: Desk) -> None:
    fact = desk.facts.facts["web.padlock.encryption-only"]
    base = Facts({fact.id: replace(fact, conflicts=("world.safety.padlock",))})
    [finding] = run.lint(read("有小锁就说明网站是官方的。"), replace(desk, facts=base), [RULE])

    assert (fact.confidence, finding.severity) == ("high", "warning")


def test_a_negator_inside_a_claim_is_its_own_only_where_the_pattern_says_so(
    read: Callable[[str], Article], desk: Desk
) -> None:
    article = read("卡不会锁。")

    def found(pattern: str) -> int:
        fact = Fact("a.b", "SIM", "code", "会锁。", None, None, "high", None, (Source("https://a.b", "", None),))
        base = Facts({fact.id: replace(fact, refutes=(pattern,))})
        return len(run.lint(article, replace(desk, facts=base), [RULE]))

    assert found("卡(?P<own>不会)锁") == 1
    assert found("卡不会锁") == 0
    assert found("^卡(?P<own>不会)锁。$") == 1


def test_a_base_without_patterns_refutes_nothing(read: Callable[[str], Article], desk: Desk) -> None:
    assert run.lint(read("有小锁就安全。"), replace(desk, facts=Facts()), [RULE]) == []


PIECES = [*FALSE, *HARMLESS, *"，。！？；\n不没无", "esim", "iphone 14", "二维码", "就", "# ", "- "]


@given(text=st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_the_set_finds_what_every_pattern_finds_alone(read: Callable[[str], Article], desk: Desk, text: str) -> None:
    from service.claims.page import Page

    page = Page.of(read(text))
    together = {(r.fact.id, r.start, r.end, id(r.sentence)) for r in refuters(desk.facts).find(page)}
    alone: set[tuple[str, int, int, int]] = set()
    for fact in desk.facts.facts.values():
        for pattern in fact.refutes:
            one = Refuters(Facts({fact.id: replace(fact, refutes=(pattern,))}))
            alone |= {(r.fact.id, r.start, r.end, id(r.sentence)) for r in one.find(page)}

    assert together == alone


def test_the_facts_that_refute_are_many_and_hold_today(desk: Desk) -> None:
    refuting = [fact for fact in desk.facts.facts.values() if fact.refutes]

    assert len(refuting) >= 10
    assert all(fact.holds(date(2026, 11, 20)) for fact in refuting)

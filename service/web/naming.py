"""Words of the interface for what code calls by slugs: severities, categories, kinds of facts, subjects."""

from collections.abc import Iterator

from service.jobs.facts import STANDINGS, Standing
from service.model import Fact
from service.web import names
from service.web.asked import desks
from service.web.language import gettext as _


def severity(name: str) -> str:
    """How bad a finding is."""
    return {"error": _("错误"), "warning": _("警告"), "info": _("提示")}[name]


def confidence(name: str) -> str:
    """How sure a fact is."""
    return {"high": _("高"), "medium": _("中"), "low": _("低")}[name]


def standing(name: Standing) -> str:
    """How a fact stands on a day."""
    return {"holds": _("成立"), "over": _("已过时"), "to-come": _("未生效")}[name]


def category(name: str) -> str:
    """What kind of defect a rule finds."""
    return {
        "absolute-claim": _("绝对化的说法"),
        "code": _("拨号代码"),
        "credential-sharing": _("索要或交出密码和证件"),
        "cross-contradiction": _("文章之间矛盾"),
        "disguise": _("伪装的文字"),
        "domain": _("网址"),
        "duplicate-content": _("内容重复"),
        "fact-upkeep": _("资料维护"),
        "false-claim": _("不实的说法"),
        "false-procedure": _("不实的做法"),
        "identifier-confusion": _("号码和编号混淆"),
        "insecure-practice": _("不安全的做法"),
        "missing-imei-notice": _("缺少 IMEI 提醒"),
        "missing-registration-notice": _("缺少实名登记提醒"),
        "network-outdated": _("过时的网络制式"),
        "number": _("电话号码"),
        "operator-country-mismatch": _("运营商和国家不符"),
        "operator-outdated": _("过时的运营商信息"),
        "payment-unverified": _("未核实的付款方式"),
        "price-undated": _("价格没有日期"),
        "promo-contact": _("推广联系方式"),
        "promotion": _("推广"),
        "real-name-evasion": _("绕过实名"),
        "self-contradiction": _("自相矛盾"),
        "stale-date": _("过期的日期"),
        "suppression": _("忽略注释"),
        "terminology": _("用词"),
        "undated": _("缺少日期"),
        "unsupported-comparison": _("没有依据的比较"),
        "unverified": _("未核实"),
        "vague-instruction": _("含糊的步骤"),
    }[name]


def kind(name: str) -> str:
    """What a fact is about; a kind that has no words yet is shown as it is written."""
    known = {
        "code": _("拨号代码"),
        "device": _("手机登记"),
        "esim": "eSIM",
        "network": _("网络"),
        "not-documented": _("查不到记载"),
        "number": _("号码"),
        "operator": _("运营商"),
        "payment": _("付款"),
        "registration": _("实名登记"),
        "roaming": _("漫游"),
        "safety": _("安全"),
        "site": _("网站"),
        "stay": _("停留"),
        "tariff": _("资费"),
        "topup": _("充值"),
    }
    return known.get(name, name)


def subject(id: str) -> str:
    """Whom or what a fact is about: an operator, a country, a thing."""
    operator = next((one for one in desks().facts.operators if one.id == id), None)
    if operator is not None:
        return operator.name
    return {"WORLD": _("世界各地"), "SIM": _("SIM 卡"), "ESIM": "eSIM"}.get(id) or names.country(id)


def interval(fact: Fact) -> str:
    """When a fact holds, as exactly as its source tells it."""
    if fact.since and fact.until:
        return _("{since} 至 {until}").format(since=fact.since, until=fact.until)
    if fact.since:
        return _("{since} 起").format(since=fact.since)
    if fact.until:
        return _("到 {until} 为止").format(until=fact.until)
    return _("起止日期不明")


def standings() -> Iterator[tuple[Standing, str]]:
    """Every standing with its words, to choose from."""
    for name in STANDINGS:
        yield name, standing(name)

"""A traveller asks in a real browser: Chromium, with and without JavaScript, wide and narrow."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.browser.site import PAGES


def test_a_question_typed_into_the_page_is_answered_and_leads_to_the_section(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("出国电话卡的问题").fill("Ｋｃｅｌｌ　充值")
    page.keyboard.press("Enter")
    first = page.locator(".hit").first

    expect(first.locator("h2")).to_have_text("Kcell / activ 怎么充值？")
    assert "核对于 2026-11-20" in first.locator(".verdict").inner_text()
    assert "Kcell" in first.locator("mark").all_inner_texts()
    first.locator("h2 a").click()
    expect(page.locator("section:target h2")).to_have_text("Kcell / activ 怎么充值？")


def test_an_article_with_errors_is_marked_on_the_hit_and_explained_on_its_page(page: Page, address: str) -> None:
    page.goto(address + "?q=Astelit充值攻略")
    hit = page.locator(".hit.bad")

    assert "一处说法不对" in hit.locator(".verdict").inner_text()
    hit.locator("h2 a").click()
    expect(page.locator(".findings")).to_contain_text("Astelit")


def test_a_flagged_sentence_tells_why_on_focus_and_on_hover_and_leads_to_the_finding(page: Page, address: str) -> None:
    page.goto(address + "a/seller")
    flag = page.locator("a.flag.error", has_text="把卡号和密码报给店员")
    reason = "e => getComputedStyle(e, '::after').content"

    assert flag.evaluate(reason) == "none"
    flag.hover()
    assert "教读者把密码或验证码交给别人" in flag.evaluate(reason)
    page.mouse.move(0, 0)
    page.locator("article a.flag").first.focus()
    page.keyboard.press("Tab")
    assert "教读者把密码或验证码交给别人" in flag.evaluate(reason)
    assert "教读者" in page.locator("#" + str(flag.get_attribute("aria-describedby"))).inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(".findings li:target")).to_contain_text("把卡号和密码报给店员")


def test_nothing_a_seller_links_to_can_be_followed(page: Page, address: str) -> None:
    page.goto(address + "a/seller")

    assert page.locator("article a[href^='http']").count() == 0


def test_a_link_between_articles_leads_to_the_other_article(page: Page, address: str) -> None:
    page.goto(address + "a/kz-topup")
    page.locator("article a", has_text="怎么实名登记").first.click()

    expect(page).to_have_url(address + "a/kz-registration")
    assert page.locator("article h1").count() == 1


def test_a_dangerous_question_gets_the_safety_answer_first(page: Page, address: str) -> None:
    page.goto(address + "?q=买免实名卡")

    expect(page.locator("h1")).to_contain_text("先看安全提醒")
    expect(page.locator(".hit").first).to_contain_text("不要买")
    page.goto(address + "?q=怎么实名")
    assert page.locator(".safety").count() == 0


def test_chips_narrow_the_answer_and_can_be_taken_back(page: Page, address: str) -> None:
    page.goto(address + "?q=充值")
    before = page.locator(".hit").count()
    page.get_by_role("navigation", name="按话题筛选").get_by_role("link", name="防骗").click()

    expect(page.locator(".chip[aria-current]")).to_contain_text("防骗")
    assert 0 < page.locator(".hit").count() < before
    assert "topic=fraud" in page.url
    page.locator(".chip[aria-current]").click()
    expect(page.locator(".hit")).to_have_count(before)


def test_when_nothing_is_found_topics_and_countries_lead_on(page: Page, address: str) -> None:
    page.goto(address + "?q=zzqqzz")

    expect(page.locator("h1")).to_have_text("没有找到和「zzqqzz」相关的内容")
    page.locator(".chip", has_text="哈萨克斯坦").click()
    expect(page.locator(".hit").first).to_be_visible()


def test_the_language_is_changed_on_the_spot(page: Page, address: str) -> None:
    page.goto(address + "?q=kcell充值")
    page.get_by_role("link", name="繁體").click()

    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(page.locator(".hit h2").first).to_have_text("Kcell / activ 怎麼充值？")
    page.locator(".hit h2 a").first.click()
    expect(page.locator("section:target h2")).to_have_text("Kcell / activ 怎麼充值？")
    assert "登記" in page.locator("article").inner_text()
    assert page.locator("article").evaluate(
        "e => [...e.querySelectorAll('code')].every(c => !/[碼號]/.test(c.textContent))"
    )
    page.get_by_role("link", name="English").click()
    expect(page.locator("article")).to_have_attribute("lang", "zh-Hans")
    expect(page.get_by_role("button", name="Search")).to_be_visible()


def test_a_clean_article_tells_machines_its_questions_and_a_faulty_one_does_not(opened: Opened, address: str) -> None:
    page = opened()
    page.goto(address + "a/kz-topup")
    said = page.locator("script[type='application/ld+json']").evaluate("e => JSON.parse(e.textContent)")

    assert said["@type"] == "FAQPage"
    assert {"@type", "name", "url", "acceptedAnswer"} == set(said["mainEntity"][0])
    assert all(entry["acceptedAnswer"]["text"] for entry in said["mainEntity"])
    page.goto(address + "a/seller")
    assert page.locator("script[type='application/ld+json']").count() == 0


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 1440, 3840])
def test_no_page_scrolls_sideways(opened: Opened, address: str, name: str, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    answer = page.goto(address + PAGES[name])

    assert answer is not None
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_page_on_paper_is_the_text_and_its_sources(opened: Opened, address: str) -> None:
    page = opened()
    page.goto(address + "a/kz-topup")
    page.emulate_media(media="print")

    assert not page.locator("form.search").is_visible()
    assert not page.locator(".contents").is_visible()
    assert page.locator(".sources li").first.is_visible()


def test_who_wants_no_motion_gets_none(opened: Opened, address: str) -> None:
    page = opened(reduced_motion="reduce")
    page.goto(address)

    assert page.locator("button").first.evaluate("e => getComputedStyle(e).transitionDuration") in ("0s", "")
    assert re.match("auto", page.evaluate("getComputedStyle(document.documentElement).scrollBehavior"))

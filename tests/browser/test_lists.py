"""Rules and facts in a real browser: filters that answer while they are changed, and do without JavaScript."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened


def test_rules_are_found_while_typing_and_the_address_can_be_shared(opened: Opened, address: str) -> None:
    page = opened()
    page.goto(address + "rules")
    page.locator("#_q").press_sequentially("credential")
    expect(page.locator("#_list a", has_text="CRD001")).to_be_visible()
    expect(page.locator("#_count")).not_to_contain_text("有 103")

    assert "q=credential" in page.url
    assert page.locator("#_count").get_attribute("role") == "status"
    page.reload()
    expect(page.locator("#_q")).to_have_value("credential")


def test_the_last_choice_wins_whatever_order_answers_come_in(opened: Opened, address: str) -> None:
    page = opened()
    page.goto(address + "facts")
    held: list[str] = []

    def late(route: object) -> None:
        held.append("")
        page.wait_for_timeout(700) if len(held) == 1 else None
        route.continue_()  # type: ignore[attr-defined]

    page.route("**/facts?*", late)
    page.locator("#_country").select_option("UZ")
    page.wait_for_timeout(300)
    page.locator("#_country").select_option("EG")
    expect(page.locator("#_list")).to_contain_text("埃及")
    page.wait_for_timeout(900)

    expect(page.locator("#_list")).not_to_contain_text("乌兹别克斯坦")
    assert "country=EG" in page.url


def test_filters_work_without_javascript(page: Page, address: str) -> None:
    page.goto(address + "facts")
    page.locator("#_country").select_option("UZ")
    page.get_by_role("button", name="查找").click()
    page.wait_for_url("**country=UZ*")
    page.locator("#_list a", has_text="60 天").first.click()

    assert "uz." in page.url
    assert page.locator("ol.history [aria-current]").count() in (0, 1)


def test_a_rule_leads_to_its_facts_and_back(page: Page, address: str) -> None:
    page.goto(address + "rules/COD001")
    page.locator("#_authority ~ ul a").first.click()
    assert "/facts/" in page.url
    page.locator("a", has_text="COD001").first.click()

    assert page.url == address + "rules/COD001"


def test_a_fact_can_be_reported_without_javascript(page: Page, address: str) -> None:
    page.goto(address + "facts/uz.device.sixty-days")
    page.get_by_role("link", name="告诉我们", exact=False).first.click()
    page.get_by_role("button", name="发送").click()

    assert page.url.endswith("/feedback/thanks")

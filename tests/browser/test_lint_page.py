"""An editor checks an article in a real browser: with a mouse, with keys alone, and without JavaScript."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Opened
from tests.browser.test_access import troubles

FAULTY = (
    "# 哈萨克斯坦电话卡充值\n\n三家运营商是 Kcell、Beeline 和 Astelit（也就是 Tele2）。\n\n"
    "到店里把卡号和密码报给店员。拨打 *111*2# 查询流量。\n\n客服在 [电报群](https://t.me/card_shop_demo)。\n"
)


def checked(page: Page, address: str, text: str = FAULTY, language: str = "zh-hans") -> Page:
    page.goto(f"{address}{language}/lint")
    page.locator("#_article").fill(text)
    page.locator("#_lint button[type=submit]:not([name])").click()
    expect(page.locator("#_found")).to_be_visible()
    return page


def test_an_article_is_checked_with_and_without_javascript(page: Page, address: str) -> None:
    checked(page, address)

    assert "处问题" in page.locator("#_found").inner_text()
    assert "把卡号和密码报给店员" in page.locator("#_text mark").all_inner_texts()
    codes = page.locator("#_findings > li code").all_inner_texts()
    assert {"CRD001", "OPR001"} <= set(codes)
    page.locator("#_findings > li", has_text="CRD001").locator('a[href^="#_m"]').click()
    assert page.locator("#_text a.ref:target").count() == 1


def test_without_javascript_a_file_is_uploaded_and_findings_are_downloaded(
    opened: Opened, address: str, tmp_path: Path
) -> None:
    page = opened(java_script_enabled=False)
    page.goto(address + "lint")
    page.locator("#_file").set_input_files([FilePayload(name="a.md", mimeType="text/markdown", buffer=FAULTY.encode())])
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator("#_found")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 SARIF").click()
    download.value.save_as(tmp_path / "kawen.sarif")

    found = json.loads((tmp_path / "kawen.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert len(found) == page.locator("#_findings > li").count()


def test_the_whole_work_is_done_by_keyboard_alone(opened: Opened, address: str) -> None:
    page = opened()
    page.goto(address + "lint")
    page.locator("#_article").focus()
    page.keyboard.insert_text(FAULTY)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#_found")).to_be_focused()
    number = page.locator("#_findings > li").count()

    for step in range(number):
        page.keyboard.press("F8")
        expect(page.locator(f"#_f{step + 1}")).to_be_focused()
        assert "now" in (page.locator(f"#_m{step + 1}").get_attribute("class") or "")
    page.keyboard.press("F8")
    expect(page.locator("#_f1")).to_be_focused()
    page.keyboard.press("Shift+F8")
    expect(page.locator(f"#_f{number}")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(f"#_f{number - 1}")).to_be_focused()


def test_letters_typed_into_the_text_move_nothing(opened: Opened, address: str) -> None:
    page = checked(opened(), address)
    page.locator("#_article").press_sequentially("jk")

    expect(page.locator("#_article")).to_be_focused()
    assert page.locator("#_findings > li.now").count() == 0


def test_a_number_in_the_text_leads_to_its_finding(opened: Opened, address: str) -> None:
    page = checked(opened(), address)
    page.locator("#_m2").click()

    expect(page.locator("#_f2")).to_be_focused()


@pytest.mark.parametrize(("name", "sign"), [("复制为 Markdown", "卡问检查结果"), ("复制为 SARIF", '"2.1.0"')])
def test_findings_are_copied(opened: Opened, address: str, name: str, sign: str) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    checked(page, address).get_by_role("button", name=name).click()

    expect(page.locator("#_copied")).to_have_text("已复制")
    assert sign in page.evaluate("navigator.clipboard.readText()")


def test_what_cannot_be_copied_is_downloaded(opened: Opened, address: str) -> None:
    page = opened()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    checked(page, address)
    with page.expect_download() as download:
        page.get_by_role("button", name="复制为 Markdown").click()

    assert download.value.suggested_filename == "kawen.md"
    expect(page.locator("#_copied")).to_have_text("复制不了，已改为下载")


def test_fixes_are_seen_before_they_are_taken_and_can_be_checked_again(opened: Opened, address: str) -> None:
    page = checked(opened(), address)
    page.locator("#_fixes > summary").click()
    assert "`*111*2#`" in page.locator("#_fixes ins").first.inner_text()
    page.get_by_role("button", name="换成改好的文字").click()

    expect(page.locator("#_article")).to_have_value(FAULTY.replace("*111*2#", "`*111*2#`"))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#_fixes")).to_have_count(0)


def test_a_dropped_file_is_read_into_the_form(opened: Opened, address: str) -> None:
    page = opened()
    page.goto(address + "lint")
    dropped = page.evaluate_handle(
        """text => { const data = new DataTransfer();
           data.items.add(new File([text], "page.html", { type: "text/html" })); return data; }""",
        "<!doctype html><p>把卡号和密码报给店员。</p>",
    )
    page.locator("#_lint").dispatch_event("drop", {"dataTransfer": dropped})

    expect(page.locator("#_article")).to_have_value("<!doctype html><p>把卡号和密码报给店员。</p>")
    expect(page.locator("#_kind")).to_have_value("html")
    expect(page.locator("#_read")).to_have_text("page.html")


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(opened: Opened, address: str) -> None:
    page = opened()
    page.goto(address + "lint")
    page.locator("#_file").set_input_files(
        [FilePayload(name="a.md", mimeType="text/markdown", buffer=b"a" * 2_000_001)]
    )

    expect(page.locator("#_read")).to_contain_text("文件太大")


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_axe_finds_nothing_beside_a_checked_article(opened: Opened, address: str, language: str) -> None:
    page = checked(opened(reduced_motion="reduce"), address, language=language)
    for summary in page.locator("summary").all():
        summary.click()
    page.keyboard.press("F8")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert troubles(page) == [], scheme


@pytest.mark.parametrize("width", [320, 1280, 3840])
def test_a_checked_article_never_scrolls_sideways(opened: Opened, address: str, width: int) -> None:
    page = checked(opened(viewport={"width": width, "height": 900}), address, FAULTY + "a" * 500)

    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_nothing_an_article_says_is_done(opened: Opened, address: str) -> None:
    page = checked(
        opened(), address, "<script>document.title = 'x'</script><img src=x onerror=alert(1)> 把密码报给店员。"
    )

    assert page.title() != "x"
    assert page.locator("#_text img, #_text script").count() == 0

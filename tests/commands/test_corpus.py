"""`kawen corpus`: what it finds missing, how far it reaches, what to check next, how an article begins."""

import json
import shutil
from pathlib import Path

import pytest

from tests.commands.conftest import Kawen
from tests.search.builds import ROOT

DAY = ["--as-of", "2026-11-20"]


@pytest.fixture
def corpus(tmp_path: Path, kawen: Kawen, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of one article and one question, with the real facts and words."""
    root = tmp_path / "corpus"
    for name in ("facts", "words"):
        shutil.copytree(ROOT / "corpus" / name, root / name)
    monkeypatch.setenv("KAWEN_CORPUS", str(root))
    (root / "articles").mkdir()
    (root / "questions").mkdir()
    write(root, "kz-imei")
    (root / "questions" / "kz.toml").write_text(question("kz-imei", "哈萨克斯坦要登记手机吗？"), encoding="utf-8")
    return root


def write(root: Path, id: str, front: str = "", body: str = "") -> None:
    text = (
        f'+++\nid = "{id}"\ntitle = "登记手机 {id}"\ncountries = ["KZ"]\ntopics = ["device"]\nchecked = 2026-11-01\n'
        f'facts = ["kz.imei.verification"]\n{front}+++\n# 登记手机 {id}\n\n## 哈萨克斯坦要登记手机吗？\n\n要登记。{body}\n'
    )
    (root / "articles" / f"{id}.md").write_text(text, encoding="utf-8")


def question(article: str, heading: str) -> str:
    return f'[[question]]\ntext = "登记手机"\narticle = "{article}"\nheading = "{heading}"\n'


def remarks(kawen: Kawen, *words: str) -> list[str]:
    done = kawen("corpus", "check", "--json", *DAY, *words)
    found = json.loads(done.stdout)
    assert done.exit_code == int(any(remark["severity"] != "info" for remark in found))
    return [f"{remark['where']} {remark['message']}" for remark in found if remark["severity"] != "info"]


@pytest.mark.usefixtures("corpus")
def test_a_corpus_that_is_in_order_is_clean_and_says_which_countries_have_facts_and_no_article(kawen: Kawen) -> None:
    assert remarks(kawen) == []

    told = kawen("corpus", "check", *DAY).stdout
    assert "俄罗斯 RU: 有" in told
    assert "检查了 1 篇文章、1 个问题" in told.splitlines()[-1]


@pytest.mark.parametrize(
    ("front", "body", "said"),
    [
        ('colour = "red"\n', "", "colour"),
        ("updated = 2026-11-20\n", "见[余额](kz-balanc.md)。", "链接到的文章 kz-balanc 不存在"),
        ("", "见[登记](kz-imei.md#要登记)。", "没有 #要登记 这一节"),
        ("", "见[上面](#没有的)。", "没有 #没有的 这一节"),
        ('kinds = ["tourists"]\n', "", "kinds 里没有「tourists」这一项，是不是「tourist」？"),
    ],
)
def test_what_is_broken_in_an_article_is_named_with_its_place(
    front: str, body: str, said: str, corpus: Path, kawen: Kawen
) -> None:
    write(corpus, "kz-imei", front, body)

    (remark,) = remarks(kawen)
    assert said in remark
    assert remark.startswith("articles/kz-imei.md:")


def test_links_that_lead_somewhere_are_not_remarked_on(corpus: Path, kawen: Kawen) -> None:
    write(corpus, "kz-imei", "", "见[这里](./kz-imei.md#哈萨克斯坦要登记手机吗)、[官网](https://www.gov.kz/a.md)。")

    assert remarks(kawen) == []


def test_a_fact_that_is_gone_or_over_is_an_error(corpus: Path, kawen: Kawen) -> None:
    path = corpus / "articles" / "kz-imei.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("kz.imei.verification", "kz.imei.verificaton"), encoding="utf-8")
    assert "是不是「kz.imei.verification」" in remarks(kawen)[0]

    path.write_text(text.replace("kz.imei.verification", "cn.esim.none-before-air"), encoding="utf-8")
    assert "为止" in remarks(kawen)[0]


def test_an_article_nobody_checked_lately_is_due_sooner_for_who_publishes(corpus: Path, kawen: Kawen) -> None:
    path = corpus / "articles" / "kz-imei.md"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-11-01", "2026-03-01"), encoding="utf-8")

    assert remarks(kawen) == []
    assert "264 天没有核对，最多 183 天" in remarks(kawen, "--profile", "publisher")[0]


def test_two_articles_with_one_id_and_one_without_a_question_are_found(corpus: Path, kawen: Kawen) -> None:
    write(corpus, "kz-imei-2")
    assert "没有一个问题要它回答" in remarks(kawen)[0]

    shutil.copy(corpus / "articles" / "kz-imei.md", corpus / "articles" / "copy.md")
    assert any("id「kz-imei」和 articles/copy.md 相同" in said for said in remarks(kawen))


def test_a_wording_that_leads_to_two_sections_or_is_the_heading_is_found(corpus: Path, kawen: Kawen) -> None:
    asked = '[asked]\n"卡丢了怎么办？" = ["手机掉海里", "卡丢了怎么办"]\n"卡坏了怎么办？" = ["手机掉海里"]\n'
    body = "# 丢卡\n\n## 卡丢了怎么办？\n\n打电话停机。\n\n## 卡坏了怎么办？\n\n去营业厅换卡。\n"
    (corpus / "articles" / "lost.md").write_text(f"+++\n{asked}+++\n{body}", encoding="utf-8")
    said = "\n".join(remarks(kawen))

    assert "「手机掉海里」也写在" in said
    assert "「卡丢了怎么办」就是小节的标题" in said


def test_a_question_without_an_answer_is_an_error(corpus: Path, kawen: Kawen) -> None:
    file = corpus / "questions" / "kz.toml"
    file.write_text(question("kz-imei", "哈萨克斯坦要登记手机嘛？") + question("kz-imie", "无"), encoding="utf-8")

    first, second = sorted(remarks(kawen))
    assert "没有「哈萨克斯坦要登记手机嘛？」这一节，是不是「哈萨克斯坦要登记手机吗？」" in first
    assert "kz-imie 不存在，是不是「kz-imei」" in second


def test_a_promised_destination_must_have_its_articles_and_topics(corpus: Path, kawen: Kawen) -> None:
    (corpus / "coverage.toml").write_text(
        'articles = 2\ntopics = ["device", "esim"]\ndestinations = ["KZ", "JP"]\n', encoding="utf-8"
    )

    assert remarks(kawen) == [
        "哈萨克斯坦 KZ 只有 1 篇文章，应有 2 篇",
        "哈萨克斯坦 KZ 没有一篇讲「eSIM」(esim)",
        "日本 JP 只有 0 篇文章，应有 2 篇",
        "日本 JP 没有一篇讲「设备登记」(device)",
        "日本 JP 没有一篇讲「eSIM」(esim)",
    ]
    rows = json.loads(kawen("corpus", "coverage", "--json").stdout)
    assert [(row["country"], row["articles"], row["topics"]["device"]) for row in rows] == [
        ("KZ", 1, 1),
        ("JP", 0, 0),
        ("", 0, 0),
    ]

    (corpus / "coverage.toml").write_text("articles = -1\n", encoding="utf-8")
    done = kawen("corpus", "check")
    assert done.exit_code == 2
    assert "'articles' must be a whole number" in done.stderr


def test_words_that_are_cut_badly_are_listed_for_people_and_for_programs(corpus: Path, kawen: Kawen) -> None:
    (corpus / "questions" / "au.toml").write_text(question("kz-imei", "").replace("登记手机", "悉尼机场买卡"), "utf-8")

    told = kawen("corpus", "cuts").stdout.splitlines()
    assert told[0] == "地名藏在长词里：1 处"
    assert told[1].strip() == "悉尼机场 → 悉尼  1 次，1 处文章或问题，1 分"
    assert told[2].strip() == "questions: 悉尼机场买卡"

    (row,) = json.loads(kawen("corpus", "cuts", "--json").stdout)
    assert (row["kind"], row["text"], row["better"], row["count"]) == ("inside", "悉尼机场", ["悉尼"], 1)
    assert kawen("corpus", "cuts", "--least", "1").exit_code == 2


def test_an_article_that_cannot_be_read_is_named_and_wins_over_remarks(corpus: Path, kawen: Kawen) -> None:
    (corpus / "articles" / "bad.md").write_text("+++\nid = \n+++\n", encoding="utf-8")
    done = kawen("corpus", "check", *DAY)

    assert done.exit_code == 2
    assert "bad.md:2" in done.stderr


def test_sentences_that_rest_on_an_unsure_fact_are_listed(corpus: Path, kawen: Kawen) -> None:
    front = 'facts = ["kz.code.activ-balance"]'
    path = corpus / "articles" / "kz-imei.md"
    text = path.read_text(encoding="utf-8").replace('facts = ["kz.imei.verification"]', front)
    path.write_text(text + "\nactiv 查余额拨 `*111*3#`。登记要带护照。\n", encoding="utf-8")
    (doubt,) = json.loads(kawen("corpus", "doubts", "--json", *DAY).stdout)

    assert doubt["sentence"] == "activ 查余额拨 `*111*3#`。"
    assert (doubt["fact"], doubt["confidence"]) == ("kz.code.activ-balance", "medium")


def test_a_new_article_is_a_draft_with_the_facts_that_may_carry_it(corpus: Path, kawen: Kawen) -> None:
    done = kawen("corpus", "new", "泰国电话卡要实名吗", "--id", "th-registration", *DAY)
    path = corpus / "articles" / "th-registration.md"
    text = path.read_text(encoding="utf-8")

    assert done.exit_code == 0
    assert str(path) in done.output
    assert 'countries = ["TH"]' in text
    assert '"th.registration.passport", # ' in text
    assert 'status = "draft"' in text
    assert kawen("lint", path, *DAY).exit_code == 0
    assert all("th-registration" not in remark or "没有写 checked" in remark for remark in remarks(kawen))

    again = kawen("corpus", "new", "别的问题", "--id", "th-registration")
    assert again.exit_code == 2
    assert "is there already" in again.stderr
    assert path.read_text(encoding="utf-8") == text
    assert sorted(p.name for p in path.parent.iterdir()) == ["kz-imei.md", "th-registration.md"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["怎么充值", "--id", "../evil"], "an id is made of"),
        (["怎么充值", "--country", "XX"], "unknown country 'XX'"),
        (["怎么充值", "--topic", "cooking"], "unknown topic 'cooking'"),
        (["?"], "2 to 200 characters"),
    ],
)
@pytest.mark.usefixtures("corpus")
def test_a_new_article_that_cannot_be_says_why(words: list[str], said: str, kawen: Kawen) -> None:
    done = kawen("corpus", "new", *words)

    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.usefixtures("corpus")
def test_an_id_is_made_of_the_question_in_pinyin(kawen: Kawen) -> None:
    assert "/kz-ha-sa-ke-si-tan" in kawen("corpus", "new", "哈萨克斯坦卡怎么充值呢").output

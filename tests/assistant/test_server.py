"""The MCP server with the SDK's own client over standard input and output."""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from tests.search import builds

ROOT = Path(__file__).parents[2]
BAD = "# 充值\n\n到店里把卡号和密码报给店员，几分钟就能到账。\n"


def talk(index: Path, with_it: Callable[[Client], Awaitable[None]]) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KAWEN_")}
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "service", "mcp", "--index", str(index)],
        env=kept | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )

    async def conversation() -> None:
        async with Client(stdio_client(command)) as client:
            await with_it(client)

    asyncio.run(asyncio.wait_for(conversation(), 120))


async def told(client: Client, tool: str, **given: Any) -> Any:
    result = await client.call_tool(tool, given)
    assert not result.is_error, result.content
    if result.structured_content is not None:
        return result.structured_content
    return json.loads(result.content[0].text)  # type: ignore[union-attr]


async def refused(client: Client, tool: str, **given: Any) -> str:
    result = await client.call_tool(tool, given)
    assert result.is_error
    return str(result.content)


def test_an_assistant_lints_searches_and_looks_up_rules_and_facts(tmp_path_factory: Any) -> None:
    async def asking(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"lint_article", "search_faq", "explain_rule", "get_fact"}
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())

        found = (await told(client, "lint_article", text=BAD))["findings"]
        crime = next(finding for finding in found if finding["code"] == "CRD001")
        assert BAD[crime["start"] : crime["end"]] == crime["quote"]
        page = f"<article><p>{BAD[6:]}</p></article>"
        found = (await told(client, "lint_article", text=page, filename="a.html"))["findings"]
        assert "CRD001" in {finding["code"] for finding in found}

        answer = await told(client, "search_faq", question="kcell怎么充值", country="KZ", limit=1)
        assert answer["answer"] == "found"
        assert len(answer["hits"]) == 1
        assert answer["safety"] is None
        danger = (await told(client, "search_faq", question="免实名电话卡哪里买"))["safety"]
        assert "不要" in danger["warning"]
        assert danger["passage"]["url"].startswith("/a/")

        assert (await told(client, "explain_rule", rule="credential-sharing"))["code"] == "CRD001"
        assert len((await told(client, "explain_rule"))["rules"]) > 20

        fact = crime["facts"][0]["id"]
        (row,) = (await told(client, "get_fact", fact=fact))["facts"]
        assert row["sources"][0]["url"].startswith("http")
        assert (await told(client, "get_fact", fact="没有这样的词句"))["total"] == 0
        assert (await told(client, "get_fact", fact="kz", as_of="2026-11-20"))["total"] > 20

    talk(builds.shipped(tmp_path_factory), asking)


def test_what_cannot_be_done_is_told_and_the_conversation_goes_on(tmp_path: Path) -> None:
    async def failing(client: Client) -> None:
        assert "unknown rule" in await refused(client, "explain_rule", rule="nothing")
        assert "kawen index build" in await refused(client, "search_faq", question="充值")
        assert "front matter" in await refused(client, "lint_article", text="+++\nid = \n")
        assert "2026-11-20" in await refused(client, "lint_article", text="文", as_of="tomorrow")
        assert "limit" in await refused(client, "search_faq", question="充值", limit=0)
        assert (await told(client, "lint_article", text=""))["findings"] == []

    talk(tmp_path, failing)

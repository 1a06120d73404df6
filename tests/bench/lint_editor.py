"""How long somebody waits who types: a real client, a language server over standard input and output, one document."""

import asyncio
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from lsprotocol import types

from service.editor.server import PAUSE as PAUSE
from tests.editor.test_server import Editor

_WORDS = "出国前先查清运营商公布的漫游资费和每天的流量上限"
_AT_ONCE = """
from datetime import date
from service.editor.server import serve
from service.jobs.desks import Desks
serve(Desks(), date.today, {}).start_io()
"""


def waits(folder: Path, env: Mapping[str, str], text: str, keys: int, pause: float | None = None) -> list[float]:
    """Seconds from each change of an open article to what is said of it, shortest first; `pause` as delivered if None.

    A character is typed into the middle of the article at a time, each after the answer to the one before.
    """
    return sorted(asyncio.run(_typed(folder, dict(env), text, keys, pause)))


async def _typed(folder: Path, env: dict[str, str], text: str, keys: int, pause: float | None) -> list[float]:
    words = ["-m", "service", "lsp"] if pause is None else ["-c", _AT_ONCE.format(pause)]
    editor = Editor()
    await editor.start_io(sys.executable, *words, cwd=folder, env=env)
    await editor.initialize_async(types.InitializeParams(types.ClientCapabilities(), root_uri=folder.as_uri()))
    editor.initialized(types.InitializedParams())
    uri = (folder / "open.md").as_uri()
    editor.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 0, text)))
    await editor.seen(0)
    middle, taken = text.index("\n\n", len(text) // 2), []
    for version in range(1, keys + 1):
        typed = (_WORDS * (version // len(_WORDS) + 1))[:version]
        begun = time.perf_counter()
        editor.write(uri, text[:middle] + typed + text[middle:], version)
        await editor.seen(version)
        taken.append(time.perf_counter() - begun)
    await editor.shutdown_async(None)
    editor.exit(None)
    await editor.stop()  # type: ignore[no-untyped-call]
    return taken

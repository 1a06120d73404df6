"""The language server with a real client over standard input and output."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).parents[2]
BAD = "# 💪充值\n\n💪💪到店里把卡号和密码报给店员，几分钟就能到账。2026年11月查看。\n"
INVISIBLE = "# 充值\n\n报手\u200b机号码和金额就可以充值。2026年11月查看。\n"


class Editor(LanguageClient):
    """A client that keeps what the server publishes, newest last."""

    def __init__(self) -> None:
        super().__init__("editor", "1")
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.messages: asyncio.Queue[types.ShowMessageParams] = asyncio.Queue()

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(params)

        @self.feature(types.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]
        def said(params: types.ShowMessageParams) -> None:
            self.messages.put_nowait(params)

    def write(self, uri: str, text: str, version: int) -> None:
        whole = types.TextDocumentContentChangeWholeDocument(text)
        named = types.VersionedTextDocumentIdentifier(version, uri)
        self.text_document_did_change(types.DidChangeTextDocumentParams(named, [whole]))

    async def seen(self, version: int | None = None) -> types.PublishDiagnosticsParams:
        while True:
            told = await asyncio.wait_for(self.published.get(), 60)
            if version is None or told.version == version:
                return told


def talk(
    folder: Path, with_it: Callable[[Editor, str], Awaitable[None]], *encodings: types.PositionEncodingKind
) -> None:
    async def conversation() -> None:
        editor = Editor()
        await editor.start_io(sys.executable, "-m", "service", "lsp", cwd=folder, env=_environment())
        general = types.GeneralClientCapabilities(position_encodings=encodings) if encodings else None
        hello = types.InitializeParams(types.ClientCapabilities(general=general), root_uri=folder.as_uri())
        await asyncio.wait_for(editor.initialize_async(hello), 60)
        editor.initialized(types.InitializedParams())
        uri = (folder / "a.md").as_uri()
        editor.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 1, BAD)))
        await with_it(editor, uri)
        await asyncio.wait_for(editor.shutdown_async(None), 60)
        editor.exit(None)
        await editor.stop()  # type: ignore[no-untyped-call]

    asyncio.run(conversation())


def _environment() -> dict[str, str]:
    import os

    kept = {name: value for name, value in os.environ.items() if not name.startswith("KAWEN_")}
    return kept | {"PYTHONPATH": str(ROOT)}


def cut(text: str, place: types.Range, encoding: str = "utf-16-le", width: int = 2) -> str:
    """The piece of one line that a range means."""
    line = text.split("\n")[place.start.line].encode(encoding)
    return line[place.start.character * width : place.end.character * width].decode(encoding)


def crime(told: types.PublishDiagnosticsParams) -> types.Diagnostic:
    return next(d for d in told.diagnostics if d.code == "CRD001")


def test_findings_come_as_somebody_types_and_go_when_they_are_mended(tmp_path: Path) -> None:
    async def typing(editor: Editor, uri: str) -> None:
        found = crime(await editor.seen(1))
        assert found.severity == types.DiagnosticSeverity.Error
        assert found.range.start.line == 2
        assert cut(BAD, found.range).startswith("把卡号和密码")
        assert found.code_description is None or found.code_description.href.startswith("http")
        for version in range(2, 9):  # keys pressed one after the other
            editor.write(uri, BAD[: -version * 3], version)
        editor.write(uri, "# 充值\n\n报手机号码和金额就可以。\n", 9)
        told = await editor.seen(9)
        assert not [d for d in told.diagnostics if d.code == "CRD001"]
        editor.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        assert not (await editor.seen()).diagnostics

    talk(tmp_path, typing)


def test_hover_says_why_with_fact_and_sources(tmp_path: Path) -> None:
    async def hovering(editor: Editor, uri: str) -> None:
        found = crime(await editor.seen(1))
        named = types.TextDocumentIdentifier(uri)
        hover = await editor.text_document_hover_async(types.HoverParams(named, found.range.start))
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert "依据：" in hover.contents.value
        assert "](<https://" in hover.contents.value
        nothing = await editor.text_document_hover_async(types.HoverParams(named, types.Position(1, 0)))
        assert nothing is None or "CRD001" not in str(nothing.contents)

    talk(tmp_path, hovering)


async def actions(editor: Editor, uri: str, place: types.Range) -> list[types.CodeAction]:
    context = types.CodeActionContext([])
    asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), place, context)
    return [a for a in await editor.text_document_code_action_async(asked) or [] if isinstance(a, types.CodeAction)]


def test_actions_mend_or_silence_in_the_units_of_the_editor(tmp_path: Path) -> None:
    async def acting(editor: Editor, uri: str) -> None:
        found = crime(await editor.seen(1))
        (silence,) = [a for a in await actions(editor, uri, found.range) if a.title.startswith("抑制 CRD001")]
        assert silence.edit is not None
        ((edit,),) = (silence.edit.changes or {}).values()
        assert edit.range == types.Range(types.Position(2, 0), types.Position(2, 0))
        assert edit.new_text == "<!-- kawen: ignore CRD001 -- -->\n\n"

        editor.write(uri, INVISIBLE, 2)
        (hidden,) = [d for d in (await editor.seen(2)).diagnostics if d.code and str(d.code).startswith("DSG")]
        mend = next(a for a in await actions(editor, uri, hidden.range) if not a.title.startswith("抑制"))
        assert mend.is_preferred
        assert mend.edit is not None
        ((edit,),) = (mend.edit.changes or {}).values()
        assert "\u200b" in cut(INVISIBLE, edit.range)
        assert "\u200b" not in edit.new_text

    talk(tmp_path, acting)


def test_an_editor_that_counts_bytes_gets_bytes(tmp_path: Path) -> None:
    async def counting(editor: Editor, uri: str) -> None:
        found = crime(await editor.seen(1))
        assert cut(BAD, found.range, "utf-8", 1).startswith("把卡号和密码")

    talk(tmp_path, counting, types.PositionEncodingKind.Utf8)


def test_configuration_of_the_folder_counts_and_a_bad_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "kawen.toml").write_text('ignore = ["CRD001"]\n', encoding="utf-8")

    async def configuring(editor: Editor, uri: str) -> None:
        assert not [d for d in (await editor.seen(1)).diagnostics if d.code == "CRD001"]
        (tmp_path / "kawen.toml").write_text('ignroe = ["CRD001"]\n', encoding="utf-8")
        editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([]))
        told = await asyncio.wait_for(editor.messages.get(), 60)
        assert "ignroe" in told.message
        (tmp_path / "kawen.toml").unlink()
        editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([]))
        while not [d for d in (await editor.seen()).diagnostics if d.code == "CRD001"]:
            pass

    talk(tmp_path, configuring)


def test_front_matter_that_does_not_load_is_a_diagnostic_on_its_line(tmp_path: Path) -> None:
    async def breaking(editor: Editor, uri: str) -> None:
        await editor.seen(1)
        editor.write(uri, "+++\nid = \n+++\n文\n", 2)
        (told,) = (await editor.seen(2)).diagnostics
        assert told.range.start.line == 1
        assert "front matter" in told.message

    talk(tmp_path, breaking)


@pytest.mark.parametrize(("command", "library"), [("lsp", "pygls"), ("mcp", "mcp")])
def test_without_the_extra_the_command_says_how_to_install_it(command: str, library: str) -> None:
    script = (
        "import sys\n"
        f"class Gone:\n    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.partition('.')[0] in ({library!r}, 'lsprotocol'): raise ModuleNotFoundError(name, name=name)\n"
        "sys.meta_path.insert(0, Gone())\n"
        f"from service.commands import main; sys.argv = ['kawen', {command!r}]; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False, input="", timeout=60
    )

    assert done.returncode == 2, done.stderr
    assert f"pip install -e '.[{command}]'" in done.stderr

"""The language server (LSP over standard input and output): diagnostics, hover, code actions."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from service import __version__
from service.editor.document import Document, judge, silencing, told
from service.editor.units import Units
from service.errors import BadSettings
from service.jobs.desks import Desks
from service.jobs.reports import described
from service.lint.config import Configuration
from service.lint.run import rules
from service.model import Finding, Fix, Place, Span

#: Seconds after the last key before a document is judged anew.
PAUSE = 0.15
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_log = logging.getLogger(__name__)


class Server(LanguageServer):
    """Judges each open document in one thread beside the conversation, so that typing never waits."""

    def __init__(self, desks: Desks, today: Callable[[], date], pause: float = PAUSE) -> None:
        # whole texts: pygls cuts lines at characters that are no line ends for editors, and edits would go astray
        super().__init__("kawen", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.desks, self.today, self.pause = desks, today, pause
        self.documents: dict[str, Document] = {}
        self.configuration = Configuration()
        self._judging: dict[str, asyncio.Task[None]] = {}
        self._bench = ThreadPoolExecutor(1, "judge")
        self._links = {rule.code: rule.link for rule in described(rules(), desks.facts.facts)}
        self._said = ""

    # Judging -----------------------------------------------------------------------------------

    def changed(self, uri: str, pause: float) -> None:
        """Judge a document after a pause, unless it changes again before that."""
        self.forget(uri)
        self._judging[uri] = asyncio.get_running_loop().create_task(self._judge(uri, pause))

    def forget(self, uri: str) -> None:
        """Stop waiting for a document."""
        if task := self._judging.pop(uri, None):
            task.cancel()

    def reconfigure(self) -> None:
        """Read configuration files anew, and judge every open document by them."""
        self.configuration = Configuration()
        for uri in self.documents:
            self.changed(uri, 0)

    async def _judge(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        there = self.workspace.get_text_document(uri)
        text, version, path = there.source, there.version, _path(uri)
        work = partial(judge, self.desks, text, path, self.configuration, self.today())
        try:
            document = await asyncio.get_running_loop().run_in_executor(self._bench, work)
            self._said = ""
        except BadSettings as trouble:
            document = Document(text, path, self.desks)
            if str(trouble) != self._said:  # once, not at every key
                self._said = str(trouble)
                kind = types.MessageType.Error
                self.window_show_message(types.ShowMessageParams(kind, f"kawen: {trouble}"))
        self.documents[uri] = document
        found = types.PublishDiagnosticsParams(uri, self._diagnostics(uri, document), version)
        self.text_document_publish_diagnostics(found)

    # Saying ------------------------------------------------------------------------------------

    def units(self, text: str) -> Units:
        """A text in the units that the editor has chosen."""
        chosen = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        return Units(text, types.PositionEncodingKind(chosen).value)

    def _diagnostics(self, uri: str, document: Document) -> list[types.Diagnostic]:
        units = self.units(document.text)
        if document.trouble is not None:
            line = max(0, document.trouble.line - 1)
            place = types.Range(types.Position(line, 0), types.Position(line + 1, 0))
            severity = types.DiagnosticSeverity.Error
            return [types.Diagnostic(place, document.trouble.reason, severity, source="kawen")]
        return [self._diagnostic(uri, finding, units) for finding in document.findings]

    def _diagnostic(self, uri: str, finding: Finding, units: Units) -> types.Diagnostic:
        link = self._links.get(finding.code)
        related = [
            types.DiagnosticRelatedInformation(types.Location(uri, _range(place, units)), place.quote[:200])
            for place in finding.related
        ]
        return types.Diagnostic(
            range=_range(finding, units),
            message=f"{finding.message}\n改法：{finding.help}" if finding.help else finding.message,
            severity=_SEVERITIES[finding.severity],
            code=finding.code,
            code_description=types.CodeDescription(link) if link else None,
            source="kawen",
            related_information=related or None,
        )

    def actions(self, uri: str, wanted: types.Range) -> list[types.CodeAction]:
        """What could be done about the findings in a range: mend them, or silence them."""
        document = self.documents.get(uri)
        if document is None or document.text != self.workspace.get_text_document(uri).source:
            return []  # places of an older text would spoil the new one
        units = self.units(document.text)
        start, end = (units.offset((at.line, at.character)) for at in (wanted.start, wanted.end))
        found: list[types.CodeAction] = []
        for finding in document.at(Span(start, end)):
            about = [self._diagnostic(uri, finding, units)]
            for fix in (finding.fix, silencing(document, finding)):
                if fix is not None:
                    found.append(_action(uri, fix, about, units, preferred=fix is finding.fix and fix.safe))
        return found


def _path(uri: str) -> Path:
    """The file of a document; one that is not saved yet is judged as an article here."""
    named = uris.to_fs_path(uri) if uri.startswith("file:") else None
    return Path(named) if named else Path("untitled.md")


def _range(place: Finding | Place, units: Units) -> types.Range:
    start, end = units.span(Span(place.start, place.end))
    return types.Range(types.Position(*start), types.Position(*end))


def _action(uri: str, fix: Fix, about: list[types.Diagnostic], units: Units, *, preferred: bool) -> types.CodeAction:
    edits = []
    for edit in fix.edits:
        start, end = units.span(Span(edit.start, edit.end))
        edits.append(types.TextEdit(types.Range(types.Position(*start), types.Position(*end)), edit.text))
    return types.CodeAction(
        fix.description, types.CodeActionKind.QuickFix, about, preferred, edit=types.WorkspaceEdit({uri: edits})
    )


def serve(desks: Desks, today: Callable[[], date], pause: float = PAUSE) -> Server:
    """The server with everything it answers to; `start_io` begins the conversation."""
    server = Server(desks, today, pause)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.changed(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.changed(params.text_document.uri, server.pause)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.changed(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.forget(uri)
        server.documents.pop(uri, None)
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        server.reconfigure()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def settings_changed(params: types.DidChangeConfigurationParams) -> None:
        server.reconfigure()

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        document = server.documents.get(params.text_document.uri)
        if document is None:
            return None
        at = server.units(document.text).offset((params.position.line, params.position.character))
        found = [finding for finding in document.at(Span(at, at)) if finding.level == "span" or at <= finding.end]
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, told(found))) if found else None

    options = types.CodeActionOptions([types.CodeActionKind.QuickFix])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return server.actions(params.text_document.uri, params.range)

    return server

"""Compare what was found with a baseline, or make the baseline what was found."""

from dataclasses import replace
from pathlib import Path

from service.jobs.lint import Linted
from service.lint import baseline
from service.lint.run import BROKEN


def against(linted: Linted, path: Path, *, update: bool = False) -> Linted:
    """The same run with only the findings that the baseline does not know; the others are suppressed.

    With `update` the file is written first, so that nothing is new but a rule that could not run. BadSettings
    when the file is no baseline, or is not there and is not to be written.
    """
    folder = path.parent
    entries = baseline.load(path) if path.exists() or not update else ()
    ran = {file: {rule.code for rule in settings.rules} for file, settings in linted.settings.items()}
    broken = tuple(finding for finding in linted.findings if finding.code == BROKEN[0])
    found = [finding for finding in linted.findings if finding.code != BROKEN[0]]
    notes: tuple[str, ...] = ()
    if update:
        fresh = baseline.renewed(entries, found, ran, folder)
        if fresh != tuple(sorted(entries)) or not path.exists():
            baseline.save(path, fresh)
        gone = len(set(entries) - set(fresh))
        notes = (f"{path}：记下 {len(fresh)} 处" + (f"，去掉 {gone} 处已经改好的" if gone else ""),)
        entries = fresh
    left, known = baseline.without(found, entries, folder)
    if not update and (gone := baseline.fixed(entries, known, ran, folder)):
        notes = (f"{path}：{gone} 处已经改好，用 --update-baseline 从基线里去掉",)
    order = {id(finding): nth for nth, finding in enumerate(linted.findings)}
    findings = tuple(sorted((*left, *broken), key=lambda finding: order[id(finding)]))
    return replace(linted, findings=findings, suppressed=(*linted.suppressed, *known), notes=(*linted.notes, *notes))

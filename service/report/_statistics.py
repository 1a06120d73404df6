"""How often each rule found something: the answer to --statistics, for people and for programs."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from service.model import Finding


def statistics(findings: Sequence[Finding], checked: int, *, as_json: bool) -> Iterator[str]:
    """One row for each rule and severity: how many findings, in how many files; the most frequent first."""
    counts = Counter((f.code, f.rule, f.category, f.severity) for f in findings)
    files = {key: len({f.path for f in findings if (f.code, f.rule, f.category, f.severity) == key}) for key in counts}
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if as_json:
        names = ("code", "rule", "category", "severity")
        rows = [{**dict(zip(names, key, strict=True)), "count": n, "files": files[key]} for key, n in ranked]
        yield json.dumps(rows, ensure_ascii=False, indent=2)
        return
    width = max((len(key[1]) for key in counts), default=0)
    for key, count in ranked:
        code, rule, _, severity = key
        yield f"{count:5}  {code}  {rule:{width}}  {severity:7}  {files[key]} 个文件"
    yield f"检查了 {checked} 个文件，共 {len(findings)} 处，{len({f.code for f in findings})} 条规则。"

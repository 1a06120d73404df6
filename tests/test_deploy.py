"""What the Dockerfile and the systemd unit say of us is so; neither is run here."""

import re
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

from service.web.settings import Settings, secrets

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
UNIT = ROOT / "service" / "deploy" / "kawen.service"


def variables(text: str) -> set[str]:
    """The settings a text sets."""
    return set(re.findall(r"\b(KAWEN_[A-Z_]+)=(?!=)", text))


def test_every_variable_they_set_is_a_setting_and_no_secret() -> None:
    known = {f"KAWEN_{one.name.upper()}" for one in fields(Settings) if one.name not in secrets()}

    for text in (DOCKERFILE, UNIT.read_text(encoding="utf-8").replace("KAWEN_*=", "")):
        assert variables(text)
        assert variables(text) <= known


def test_what_the_image_copies_is_there_and_let_in() -> None:
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"}
    copied = {
        name for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE) for name in line.split()[:-1]
    }

    assert copied == let_in
    for name in copied:
        assert (ROOT / name).exists(), name


def test_the_image_runs_as_nobody_special_and_looks_after_its_health() -> None:
    last = DOCKERFILE.rpartition("FROM ")[2]

    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert "HEALTHCHECK" in last
    assert 'CMD ["serve"]' in last
    check = re.search(r'CMD \["python", "-c", "(.+)"\]', last)
    assert check
    compile(check[1].replace('\\"', '"'), "HEALTHCHECK", "exec")


def test_systemd_understands_the_unit() -> None:
    text = UNIT.read_text(encoding="utf-8")
    assert {"NoNewPrivileges=yes", "ProtectSystem=strict", "DynamicUser=yes"} <= set(text.splitlines())
    if shutil.which("systemd-analyze"):
        done = subprocess.run(["systemd-analyze", "verify", str(UNIT)], capture_output=True, text=True, check=False)
        said = [line for line in done.stderr.splitlines() if "kawen" in line and "is not executable" not in line]
        assert not said

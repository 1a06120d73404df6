"""Where the servers of the tests come from: Maven Central, checked, kept outside the checkout; never fetched by a test.

`python -m tests.opensearch.archive` fetches what is missing. OpenSearch publishes there the archive that its own
integration tests run: the server, up to 2.x without its modules. The one module that the engine needs is added there.
Which release it is follows from the Java that there is; `KAWEN_TEST_OPENSEARCH` names another.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

#: Another mirror of Maven Central may be named.
MAVEN = os.environ.get("KAWEN_MAVEN", "https://repo.maven.apache.org/maven2")


@dataclass(frozen=True)
class Release:
    """A server that tests can run: its version, the versions of Java it runs on, paths below the mirror → SHA-256."""

    version: str
    java: range
    files: dict[str, str]
    #: Whether Java's security manager guards it (no longer there from Java 24 on), or an agent of its own.
    agent: bool

    @property
    def names(self) -> list[Path]:
        """What was fetched, as far as it was."""
        return [cache() / Path(path).name for path in self.files]


RELEASES = (
    Release(
        "2.19.6",
        range(17, 24),
        {
            "org/opensearch/distribution/integ-test-zip/opensearch/2.19.6/opensearch-2.19.6.zip": (
                "71d6d8b1c637f3faecda0752b184b1cc526fc6eaad59ec1408c6327bb00b9293"
            ),
            "org/opensearch/plugin/mapper-extras-client/2.19.6/mapper-extras-client-2.19.6.jar": (
                "4a486870432b71a190dca3aaba91f1fba58837e4a4146b2982e8a938164a9a34"
            ),
        },
        agent=False,
    ),
    Release(
        "3.8.0",
        range(21, 27),
        {
            "org/opensearch/distribution/integ-test-zip/opensearch/3.8.0/opensearch-3.8.0.zip": (
                "196c3cf4602c394f2e40e6174ccbf2a924eae37246f08fa6bbb6b75f9fd5ff1f"
            ),
        },
        agent=True,
    ),
)
_DESCRIPTOR = """\
description=Adds advanced field mappers
version={version}
name=mapper-extras
classname=org.opensearch.index.mapper.MapperExtrasPlugin
java.version=11
opensearch.version={version}
"""


def release() -> Release:
    """The one that is chosen, else the first that runs on the Java there is, else the first."""
    if chosen := os.environ.get("KAWEN_TEST_OPENSEARCH"):
        for one in RELEASES:
            if one.version == chosen:
                return one
        known = ", ".join(one.version for one in RELEASES)
        sys.exit(f"KAWEN_TEST_OPENSEARCH={chosen}: the tests know {known}")
    version = java_version()
    return next((one for one in RELEASES if version in one.java), RELEASES[0])


def cache() -> Path:
    """The folder of what was fetched: $KAWEN_TEST_CACHE, else the user's."""
    chosen = os.environ.get("KAWEN_TEST_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("kawen-tests")


def missing() -> str:
    """What keeps servers from being started here, and what to do about it; empty when nothing does."""
    if os.name != "posix":
        return "OpenSearch is only tried on Linux and macOS"
    version, chosen = java_version(), release()
    if version not in chosen.java:
        what = f"Java {version}" if version else "no Java"
        needs = f"{chosen.java.start} to {chosen.java.stop - 1}"
        return f"{what} here; OpenSearch {chosen.version} needs {needs}: apt install openjdk-17-jre-headless"
    if not all(map(_whole, chosen.names, chosen.files.values())):
        return f"no archive of OpenSearch {chosen.version} here; fetch it: python -m tests.opensearch.archive"
    return ""


def java() -> str:
    """The command."""
    home = os.environ.get("JAVA_HOME")
    return str(Path(home) / "bin" / "java") if home else shutil.which("java") or "java"


def java_version() -> int:
    """Its first number; 0 without one."""
    try:
        done = subprocess.run([java(), "-version"], capture_output=True, text=True, check=True)
        return int(done.stderr.split('"')[1].split(".")[0])
    except (OSError, subprocess.CalledProcessError, IndexError, ValueError):
        return 0


def unpacked(where: Path) -> Path:
    """A server, ready to be started, in a folder."""
    chosen = release()
    server, *modules = chosen.names
    with zipfile.ZipFile(server) as archive:
        archive.extractall(where)
    home = where / f"opensearch-{chosen.version}"
    for module in modules:
        extras = home / "modules" / "mapper-extras"
        extras.mkdir()
        shutil.copy(module, extras)
        (extras / "plugin-descriptor.properties").write_text(_DESCRIPTOR.format(version=chosen.version), "ascii")
    return home


def fetch() -> None:
    """Everything that is not there yet; SystemExit when it cannot be had or is not what it should be."""
    cache().mkdir(parents=True, exist_ok=True)
    for path, sum in release().files.items():
        target = cache() / Path(path).name
        if _whole(target, sum):
            continue
        print(f"fetching {MAVEN}/{path} ...")
        with tempfile.NamedTemporaryFile(dir=cache(), delete=False) as beside:
            try:
                with urllib.request.urlopen(f"{MAVEN}/{path}", timeout=300) as answer:
                    shutil.copyfileobj(answer, beside)
            except OSError as trouble:
                sys.exit(f"{MAVEN}/{path}: {trouble}; name another mirror in KAWEN_MAVEN")
        if not _whole(Path(beside.name), sum):
            sys.exit(f"{MAVEN}/{path} is not what it should be; its SHA-256 is not {sum}")
        os.replace(beside.name, target)


def _whole(path: Path, sum: str) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sum


if __name__ == "__main__":
    fetch()
    print(missing() or f"OpenSearch {release().version} can be started")

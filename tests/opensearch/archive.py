"""Where the servers of the tests come from: Maven Central, checked, kept outside the checkout; never fetched by a test.

`python -m tests.opensearch.archive` fetches what is missing. OpenSearch publishes there the archive that its own
integration tests run: the server without its modules. One module of every real distribution is added.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from pathlib import Path

import platformdirs

VERSION = "2.19.6"
#: Another mirror of Maven Central may be named.
MAVEN = os.environ.get("KAWEN_MAVEN", "https://repo.maven.apache.org/maven2")
#: Path below it → SHA-256.
FILES = {
    f"org/opensearch/distribution/integ-test-zip/opensearch/{VERSION}/opensearch-{VERSION}.zip": (
        "71d6d8b1c637f3faecda0752b184b1cc526fc6eaad59ec1408c6327bb00b9293"
    ),
    f"org/opensearch/plugin/mapper-extras-client/{VERSION}/mapper-extras-client-{VERSION}.jar": (
        "4a486870432b71a190dca3aaba91f1fba58837e4a4146b2982e8a938164a9a34"
    ),
}
#: Versions of Java that this server runs on.
JAVA = range(17, 24)
_DESCRIPTOR = f"""\
description=Adds advanced field mappers
version={VERSION}
name=mapper-extras
classname=org.opensearch.index.mapper.MapperExtrasPlugin
java.version=11
opensearch.version={VERSION}
"""


def cache() -> Path:
    """The folder of what was fetched: $KAWEN_TEST_CACHE, else the user's."""
    chosen = os.environ.get("KAWEN_TEST_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("kawen-tests")


def missing() -> str:
    """What keeps servers from being started here, and what to do about it; empty when nothing does."""
    if os.name != "posix":
        return "OpenSearch is only tried on Linux and macOS"
    version = java_version()
    if version not in JAVA:
        what = f"Java {version}" if version else "no Java"
        return f"{what} here; OpenSearch {VERSION} needs 17 to 23: apt install openjdk-17-jre-headless"
    if any(not _whole(cache() / Path(path).name, sum) for path, sum in FILES.items()):
        return f"no archive of OpenSearch {VERSION} here; fetch it: python -m tests.opensearch.archive"
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
    server, module = (cache() / Path(path).name for path in FILES)
    with zipfile.ZipFile(server) as archive:
        archive.extractall(where)
    home = where / f"opensearch-{VERSION}"
    extras = home / "modules" / "mapper-extras"
    extras.mkdir()
    shutil.copy(module, extras)
    (extras / "plugin-descriptor.properties").write_text(_DESCRIPTOR, encoding="ascii")
    return home


def fetch() -> None:
    """Everything that is not there yet; SystemExit when it cannot be had or is not what it should be."""
    cache().mkdir(parents=True, exist_ok=True)
    for path, sum in FILES.items():
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
    print(missing() or f"OpenSearch {VERSION} can be started")

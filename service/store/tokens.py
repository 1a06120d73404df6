"""Bearer tokens: made once, shown once, kept as hashes."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from service.errors import BadInput, NotFound
from service.store.database import Database
from service.store.messages import now

#: What a token may be good for.
SCOPES = ("rebuild", "metrics")
_SHAPE = re.compile(r"kawen_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it may be shown: everything but itself; moments are UTC in ISO."""

    id: str
    name: str
    scopes: tuple[str, ...]
    created: str
    revoked: str | None
    used: str | None


def create(store: Database, name: str, scopes: tuple[str, ...]) -> tuple[Token, str]:
    """A new token and its text, which nobody can find out again."""
    if unknown := set(scopes) - set(SCOPES):
        raise BadInput(f"unknown scope {min(unknown)!r}; there are {', '.join(SCOPES)}")
    if not scopes:
        raise BadInput(f"a token needs a scope: {', '.join(SCOPES)}")
    if not 1 <= len(name) <= 100 or not name.isprintable():
        raise BadInput("a token's name has 1 to 100 printable characters")
    id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    made = Token(id, name, tuple(sorted(set(scopes))), now(), None, None)
    with store.writing() as db:
        db.execute(
            "INSERT INTO token (id, name, hash, scopes, created) VALUES (?, ?, ?, ?, ?)",
            (id, name, _hash(secret), " ".join(made.scopes), made.created),
        )
    return made, f"kawen_{id}_{secret}"


def each(store: Database) -> list[Token]:
    """Every token, also revoked ones, the oldest first."""
    with store.reading() as db:
        rows = db.execute("SELECT id, name, scopes, created, revoked, used FROM token ORDER BY created, id").fetchall()
    return [Token(id, name, tuple(scopes.split()), *times) for id, name, scopes, *times in rows]


def revoke(store: Database, id: str) -> Token:
    """Make a token worthless from now on; NotFound when there is none of that id."""
    with store.writing() as db:
        db.execute("UPDATE token SET revoked = ? WHERE id = ? AND revoked IS NULL", (now(), id))
    for token in each(store):
        if token.id == id:
            return token
    raise NotFound(f"there is no token {id[:40]!r}; kawen token list shows those there are")


def good(store: Database, given: str, scope: str) -> Token | None:
    """The token of this text, when it is not revoked and has the scope; writes down that it was used.

    What is compared are hashes, in constant time; a text of another shape opens no file.
    """
    shape = _SHAPE.fullmatch(given)
    if shape is None or not store.file.is_file():
        return None
    id, secret = shape.groups()
    with store.reading() as db:
        row = db.execute("SELECT hash, name, scopes, created, revoked, used FROM token WHERE id = ?", (id,)).fetchone()
    known = row[0] if row else bytes(32)
    if not hmac.compare_digest(bytes(known), _hash(secret)) or row is None or row[4] is not None:
        return None
    _, name, scopes, created, revoked, used = row
    if scope not in scopes.split():
        return None
    moment = now()
    if used is None or used[:16] != moment[:16]:  # by the minute: a scraper needs no write each time
        with store.writing() as db:
            db.execute("UPDATE token SET used = ? WHERE id = ?", (moment, id))
    return Token(id, name, tuple(scopes.split()), created, revoked, moment)


def _hash(secret: str) -> bytes:
    """Of 256 random bits; a slow hash is for what people choose."""
    return hashlib.sha256(secret.encode()).digest()

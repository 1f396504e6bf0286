"""The folder a server of our own lives in, and where its parts lie."""

import json
import os
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sharewell.ops.launching.account import OPEN_TO_ACCOUNTS, Account, can_reach, for_server

LONGEST_SOCKET = 90  # bytes; the system's own limit for a socket's path is 107


@dataclass(frozen=True)
class Home:
    """One server's folder."""

    path: Path

    @property
    def users_lock(self) -> Path:
        """The file that everyone who needs the server holds locked, shared."""
        return self.path / "users.lock"

    @property
    def start_lock(self) -> Path:
        """The file that is locked while a server is being started."""
        return self.path / "start.lock"

    @property
    def keeper_lock(self) -> Path:
        """The file that the server's keeper holds locked while it lives."""
        return self.path / "keeper.lock"

    @property
    def note(self) -> Path:
        """The file in which a running server's socket and version are noted."""
        return self.path / "server.json"

    @property
    def log(self) -> Path:
        """The server's own log."""
        return self.path / "postgres.log"

    def account(self) -> Account | None:
        """Give the account the server runs as; None means one's own."""
        for data in self._places():
            if data.exists():
                return for_server(data)
        return for_server(self._places()[0])

    def data(self) -> Path:
        """Give the folder of the data: inside this one, unless the server's account cannot reach it there."""
        near, far = self._places()
        if far.exists():
            return far
        account = self.account()
        return near if account is None or can_reach(account, self.path) else far

    def _places(self) -> tuple[Path, Path]:
        return self.path / "data", OPEN_TO_ACCOUNTS / self._name() / "data"

    def sockets(self) -> Path:
        """Give the folder of the server's socket: short, and the same every time."""
        return Path("/tmp") / f"sharewell-{self._name()}"  # noqa: S108 - made 0700 and its owner is checked

    def _name(self) -> str:
        return sha256(str(self.path.resolve()).encode()).hexdigest()[:12]

    def exists(self) -> bool:
        """Say whether a database has been made here."""
        return any((data / "PG_VERSION").exists() for data in self._places())

    def make(self) -> None:
        """Make the folder: for others to pass through to the data, not to look into."""
        self.path.mkdir(parents=True, exist_ok=True)
        self.path.chmod(0o711 if os.geteuid() == 0 else 0o700)

    def superuser_password(self) -> str:
        """Give the password of the server's superuser, made once and readable by its owner alone."""
        file = self.path / "superuser.secret"
        if not file.exists():
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as secret:
                secret.write(secrets.token_urlsafe(32))
        return file.read_text()

    def admin_dsn(self, database: str = "postgres") -> str:
        """Give the superuser's address of a database on the running server."""
        socket = json.loads(self.note.read_text())["socket"]
        return f"host={socket} user=postgres password={self.superuser_password()} dbname={database}"

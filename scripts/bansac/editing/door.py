"""Who may come in: the browser that the command opened, at its own pages, by the name of this machine."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from email.message import Message
from http.cookies import CookieError, SimpleCookie

LOCKED = (
    "Hãy mở trình soạn thảo bằng địa chỉ mà lệnh “bansac edit” vừa in ra.\n"
    "Open the editor with the address that “bansac edit” has just printed."
)


@dataclass(frozen=True)
class Door:
    """The door of one server.

    Attributes:
        port: Its port.
        key: Its secret, made anew at each start.
    """

    port: int
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def address(self) -> str:
        """Where to look; it carries the key and belongs to the person at this machine."""
        return f"http://127.0.0.1:{self.port}/?key={self.key}"

    @property
    def cookie(self) -> str:
        """What the browser is given for the key."""
        return f"{self._name}={self.key}; Path=/; HttpOnly; SameSite=Strict"

    def is_named(self, headers: Message) -> bool:
        """Whether a request names this machine, and no host name that was bound to it elsewhere."""
        return headers.get("Host") in {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}

    def fits(self, key: str) -> bool:
        """Whether this is the key."""
        return hmac.compare_digest(key.encode(), self.key.encode())

    def lets_read(self, headers: Message) -> bool:
        """Whether the browser with the key asks, from one of the editor's pages or from its address bar.

        A browser that does not say from where it asks has the strict cookie alone.
        """
        try:
            cookie = SimpleCookie(headers.get("Cookie", "")).get(self._name)
        except CookieError:
            return False
        origin = headers.get("Sec-Fetch-Site", "same-origin")
        return cookie is not None and self.fits(cookie.value) and origin in {"same-origin", "none"}

    def lets_change(self, headers: Message) -> bool:
        """Whether one of the editor's own pages asks: a change always names its origin."""
        return self.lets_read(headers) and headers.get("Origin") == f"http://{headers.get('Host')}"

    @property
    def _name(self) -> str:
        """Cookies do not tell ports apart, so the name does."""
        return f"bansac-{self.port}"

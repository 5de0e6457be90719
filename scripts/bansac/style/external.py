"""Addresses elsewhere: whether each still answers. Asked for by name, never in a build.

Polite: one request at a time to a host, with a pause; a few hosts at a time; ``HEAD`` first, ``GET``
where that is refused, and only the first bytes of an answer. Content is half trusted, so only hosts
on the public internet are asked: an address cannot make the machine look around at home.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import re
import socket
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener, getproxies

from bansac.errors import ContentError, Report
from bansac.files import line_of
from bansac.model import Model
from bansac.store import write_aside
from bansac.style.sheet import SHOWN, StyleSheet

AT_ONCE = 8
"""Hosts that are asked at the same time."""
PAUSE = 1.0
"""Seconds between two requests to one host."""
KEPT = dt.timedelta(days=7)
"""How long a good answer holds."""
GONE = frozenset({404, 410})
FIRST_BYTES = 1024
AGENT = "Mozilla/5.0 (compatible; bansac-link-check)"
BAD = 400
TOO_MANY = 429

Places = Mapping[str, tuple[tuple[Path, int | None], ...]]
"""Where each address stands: file and line."""


@dataclass(frozen=True)
class Answer:
    """What an address answered.

    Attributes:
        status: HTTP status; 0 where there was none.
        reason: Why there was none: ``no-host`` or the words of the system.
        asked: When, ISO 8601.
    """

    status: int
    reason: str
    asked: str

    @property
    def good(self) -> bool:
        """Whether the address is there."""
        return 0 < self.status < BAD

    @property
    def gone(self) -> bool:
        """Whether the address is certainly not there."""
        return self.status in GONE or self.reason == "no-host"

    def __str__(self) -> str:
        return str(self.status) if self.status else self.reason


@dataclass(frozen=True)
class Asking:
    """How to ask.

    Attributes:
        timeout: Seconds to wait for an answer.
        pause: Seconds between two requests to one host.
        may_ask: Whether a host may be asked at all.
    """

    timeout: float = 15.0
    pause: float = PAUSE
    may_ask: Callable[[str], bool] | None = None


def addresses_elsewhere(model: Model) -> Places:
    """Every address that pages, sources and the message on every page link to."""
    found: defaultdict[str, list[tuple[Path, int | None]]] = defaultdict(list)
    for pages in model.pages.values():
        for page in pages.values():
            for link in page.analysis.links:
                if link.target.startswith(("https://", "http://")):
                    found[link.target.partition("#")[0]].append((page.shown, link.line))
    register = Path("content/data/sources.yml")
    for source in model.dataset.sources.values():
        if source.url:
            found[str(source.url).partition("#")[0]].append((register, None))
    return {url: tuple(dict.fromkeys(places)) for url, places in sorted(found.items())}


def check_external(
    model: Model, sheet: StyleSheet | None, report: Report, *, limit: int | None, asking: Asking, now: dt.datetime
) -> tuple[int, int]:
    """Ask the addresses of a model and report those that are gone or unsure.

    Args:
        model: The model.
        sheet: Names addresses that are not asked.
        report: Gone addresses are errors, unsure ones warnings.
        limit: How many to ask at most; those never asked first, then those asked longest ago.
        asking: How.
        now: The time, to know how old an answer is.

    Returns:
        How many addresses there are, and how many were asked now.
    """
    places = addresses_elsewhere(model)
    skipped = tuple(skip.url for skip in sheet.external.skip) if sheet else ()
    wanted = [url for url in places if not (skipped and url.startswith(skipped))]
    for url in skipped:
        if not any(known.startswith(url) for known in places):
            report.warn(ContentError("exception_not_needed", path=SHOWN, field="external.skip", found=url))
    kept = model.project.build / "cache" / "links.json"
    known = {url: answer for url, answer in _load(kept).items() if url in places}
    due = [url for url in wanted if not _is_fresh(known.get(url), now)]
    due.sort(key=lambda url: known[url].asked if url in known else "")
    asked = ask(due[:limit], asking, now)
    known |= asked
    write_aside(kept, json.dumps({url: vars(answer) for url, answer in sorted(known.items())}, indent=1).encode())
    for url in wanted:
        answer = known.get(url)
        if answer is not None and not answer.good:
            _tell(model, url, answer, places[url], report)
    return len(wanted), len(asked)


def ask(urls: Iterable[str], asking: Asking, now: dt.datetime) -> dict[str, Answer]:
    """Ask addresses, host by host."""
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).netloc].append(url)
    opener = build_opener(_Redirects(asking))

    def one_host(found: list[str]) -> dict[str, Answer]:
        answers = {}
        for number, url in enumerate(found):
            if number:
                time.sleep(asking.pause)
            status, reason = _ask(opener, url, asking)
            answers[url] = Answer(status, reason, now.isoformat(timespec="seconds"))
        return answers

    found: dict[str, Answer] = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for answers in pool.map(one_host, hosts.values()):
            found |= answers
    return found


def is_public(host: str) -> bool:
    """Whether a host lies on the public internet.

    Raises:
        socket.gaierror: There is no such host.
    """
    found = {entry[4][0] for entry in socket.getaddrinfo(host, None)}
    return all(ipaddress.ip_address(str(address).partition("%")[0]).is_global for address in found)


class _NotPublicError(URLError):
    """The address leads to a machine that is not asked."""


class _Redirects(HTTPRedirectHandler):
    """Follows redirects, but not to where the first request would not have gone either."""

    max_redirections = 5

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    def redirect_request(  # urllib's own signature
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        """Look at where it leads first."""
        _insist(newurl, self._asking)
        found = super().redirect_request(req, fp, code, msg, headers, newurl)
        if found is not None:
            found.method = req.get_method()
        return found


def _insist(url: str, asking: Asking) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise _NotPublicError("not http")
    if parts.scheme in getproxies():  # the proxy knows the host, and decides
        return
    if not (asking.may_ask or is_public)(parts.hostname):
        raise _NotPublicError("not public")


def _ask(opener: OpenerDirector, url: str, asking: Asking) -> tuple[int, str]:
    """Status of an address, or why there is none."""
    status = 0
    for method in ("HEAD", "GET"):
        try:
            _insist(url, asking)
            request = Request(url, method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})  # noqa: S310  # http and https alone
            with opener.open(request, timeout=asking.timeout) as answer:
                if method == "GET":
                    answer.read(FIRST_BYTES)
                return int(answer.status), ""
        except HTTPError as error:
            status = error.code
            error.close()
            if status == TOO_MANY:
                return status, ""
        except (OSError, ValueError, UnicodeError) as error:
            reason = error.reason if isinstance(error, URLError) else error
            if method == "HEAD" and not isinstance(reason, socket.gaierror | TimeoutError) and not isinstance(error, _NotPublicError):
                continue
            return 0, "no-host" if isinstance(reason, socket.gaierror) else str(reason) or type(error).__name__
    return status, ""


def _is_fresh(answer: Answer | None, now: dt.datetime) -> bool:
    return answer is not None and answer.good and now - dt.datetime.fromisoformat(answer.asked) < KEPT


def _load(path: Path) -> dict[str, Answer]:
    try:
        return {url: Answer(**answer) for url, answer in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _tell(model: Model, url: str, answer: Answer, places: Iterable[tuple[Path, int | None]], report: Report) -> None:
    for path, line in places:
        shown = line or _line(model.project.root / path, url)
        error = ContentError("broken_link" if answer.gone else "link_unsure", path=path, line=shown, found=url, status=str(answer))
        if answer.gone:
            report.add(error)
        else:
            report.warn(error)


def _line(path: Path, url: str) -> int | None:
    return line_of(path, re.escape(url.rstrip("/")))

"""What real servers answer with the files that the build wrote for them: each header and each behaviour of the policy."""

from __future__ import annotations

import gzip
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest

from bansac.config import load_project
from bansac.delivery import SERVER
from bansac.serving.compress import WAYS
from bansac.serving.hosts import HOST_FILES
from bansac.serving.inline import style_hashes
from bansac.serving.policy import HSTS, Policy, content_type, make_policy
from nginx import BROTLI, Server
from small import Site
from webservers import apache, apache_program, caddy, nginx_of

STARTED = {"nginx": nginx_of, "caddy": caddy, "apache": apache}
PRESENT = {"nginx": True, "caddy": shutil.which("caddy"), "apache": apache_program()}
"""nginx must be there: `make servers` installs it. The other two are tried where they are."""
FOR_EVER = "public, max-age=31536000, immutable"
MOVED = {"/en/milestones/": "/en/plan/milestones/", "/en/milestones": "/en/plan/milestones/", "/muc-tieu-2045/": "/plan/milestones/"}
"""Former addresses of the small site."""


@dataclass(frozen=True)
class Delivered:
    """The small site, built to be served, and the policy that its files should be delivered by."""

    site: Path
    servers: Path
    policy: Policy

    def files(self) -> list[str]:
        """Every published file but the compressed copies, former addresses, and what hosting services take for themselves."""
        paths = (path for path in sorted(self.site.rglob("*")) if path.is_file() and b'http-equiv="refresh"' not in path.read_bytes())
        found = (path.relative_to(self.site).as_posix() for path in paths)
        return [name for name in found if not name.endswith(tuple(f".{ending}" for ending in WAYS)) and name not in HOST_FILES]


@pytest.fixture(scope="module")
def delivered(built: Site) -> Iterator[Delivered]:
    """In a folder that other users may read, for Apache does not run as root."""
    with tempfile.TemporaryDirectory(prefix="bansac-servers-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        site = built.copy(folder / "project")
        site.build("--compress")
        site.write("site/embed/en/five-values/index.html", "<!doctype html><title>Chart</title>")  # the small site has no charts
        drawings = {path.as_posix(): path.read_bytes() for path in site.site.rglob("*.svg")}
        project = load_project(site.root)
        policy = make_policy(project.site_url, prefixes=[locale.prefix for locale in project.locales], styles=style_hashes(drawings))
        yield Delivered(site.site, site.root / "build" / SERVER, policy)


@pytest.fixture(scope="module", params=STARTED)
def server(request: pytest.FixtureRequest, delivered: Delivered) -> Iterator[Server]:
    """Each server in turn."""
    if not PRESENT[request.param]:
        pytest.skip(f"{request.param} is not installed")
    with tempfile.TemporaryDirectory(prefix="bansac-server-") as name:
        Path(name).chmod(0o755)
        with STARTED[request.param](Path(name), delivered.site, delivered.servers) as running:
            yield running


@pytest.fixture(scope="module")
def nginx_server(delivered: Delivered, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with nginx_of(tmp_path_factory.mktemp("nginx"), delivered.site, delivered.servers) as running:
        yield running


def test_every_file_has_the_headers_of_the_policy(server: Server, delivered: Delivered) -> None:
    files = delivered.files()
    assert len(files) > 300
    wrong: dict[str, object] = {}
    for name in files:
        answer = server.ask("/" + name.removesuffix("index.html"))
        wanted = {key.lower(): value for key, value in delivered.policy.headers_for(name).items()}
        absent = [header for header in delivered.policy.varying if header.lower() not in wanted and header.lower() in answer.headers]
        found = {key: answer.headers.get(key) for key in wanted}
        kind = answer.headers.get("content-type")
        if answer.status != 200 or found != wanted or absent or kind != content_type(name):
            wrong[name] = (answer.status, {key: value for key, value in found.items() if value != wanted[key]}, absent, kind)
    assert wrong == {}


def test_kinds_are_what_the_decision_record_says(nginx_server: Server, delivered: Delivered) -> None:
    """The policy itself, in words of its own: what a change by mistake would break."""
    page = nginx_server.ask("/en/").headers
    policy = page["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert not {"unsafe", "http", "*", "data:", "blob:"} & {word for word in ("unsafe", "http", "*", "data:", "blob:") if word in policy}
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert (page["cache-control"], page["x-content-type-options"], page["referrer-policy"]) == (
        "no-cache",
        "nosniff",
        "strict-origin-when-cross-origin",
    )
    assert page["cross-origin-opener-policy"] == page["cross-origin-resource-policy"] == "same-origin"
    assert page["cross-origin-embedder-policy"] == "require-corp"
    assert "camera=()" in page["permissions-policy"]
    assert "access-control-allow-origin" not in page
    style = next(name for name in delivered.files() if name.startswith("assets/site.") and name.endswith(".css"))
    assert nginx_server.ask(f"/{style}").headers["cache-control"] == FOR_EVER
    frame = nginx_server.ask("/embed/en/five-values/").headers
    assert "frame-ancestors *" in frame["content-security-policy"]
    assert frame["cross-origin-resource-policy"] == "cross-origin"
    assert "connect-src" not in frame["content-security-policy"]
    assert "sha256-" in nginx_server.ask("/brand/mark/mark-adaptive.svg").headers["content-security-policy"]
    assert nginx_server.ask("/en/news/rss.xml").headers["access-control-allow-origin"] == "*"
    assert nginx_server.ask("/en/index.md").headers["x-robots-tag"] == "noindex"


def test_only_names_with_a_hash_are_kept_for_ever(delivered: Delivered) -> None:
    kept = [name for name in delivered.files() if delivered.policy.headers_for(name)["Cache-Control"] == FOR_EVER]
    assert len(kept) > 20
    assert [name for name in kept if not _has_hash(name)] == []
    assert [name for name in delivered.files() if _has_hash(name) and name not in kept and name.startswith("assets/")] == []


def _has_hash(name: str) -> bool:
    parts = name.rsplit("/", 1)[-1].split(".")
    return any(len(part) >= 8 and set(part) <= set("0123456789abcdef") for part in parts[:-1] + parts[0].split("-"))


DECODED = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize("encoding", DECODED)
def test_what_was_compressed_beforehand_is_sent_as_it_is(server: Server, delivered: Delivered, encoding: str) -> None:
    if encoding == "br" and BROTLI is None:
        pytest.skip("nginx has no module brotli_static")
    style = next(name for name in delivered.files() if name.startswith("assets/site.") and name.endswith(".css"))
    for name in ("index.html", "en/plan/index.html", style, "en/news/rss.xml", "en/index.md", "sitemap.xml", "data/index.json", "404.html"):
        answer = server.ask("/" + name.removesuffix("index.html"), accept_encoding=f"{encoding}, x-other;q=0.1")
        ending = "br" if encoding == "br" else "gz"
        assert answer.headers.get("content-encoding") == encoding, name
        assert answer.body == (delivered.site / f"{name}.{ending}").read_bytes(), name
        assert DECODED[encoding](answer.body) == (delivered.site / name).read_bytes()
        assert answer.headers["content-type"] == content_type(name), name
        assert answer.headers["vary"].lower() == "accept-encoding"
        assert answer.headers["cache-control"] == delivered.policy.headers_for(name)["Cache-Control"]
        assert answer.headers.get("content-security-policy") == delivered.policy.headers_for(name)["Content-Security-Policy"]


def test_who_reads_no_compression_gets_the_file_itself(server: Server, delivered: Delivered) -> None:
    for name in ("index.html", "sitemap.xml"):
        answer = server.ask("/" + name.removesuffix("index.html"), accept_encoding="identity")
        assert "content-encoding" not in answer.headers
        assert answer.body == (delivered.site / name).read_bytes()


def test_pages_are_asked_for_again_and_not_sent_again(server: Server) -> None:
    for path in ("/en/", "/en/plan/", "/sitemap.xml"):
        first = server.ask(path, accept_encoding="gzip")
        again = server.ask(path, accept_encoding="gzip", if_none_match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        assert again.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "page", "lang"),
    [
        ("/no/such/", "404.html", "vi"),
        ("/en/no/such", "en/404.html", "en"),
        ("/ar/no/such/page.html", "ar/404.html", "ar"),
        ("/sv/no.md", "sv/404.html", "sv"),
        ("/english/", "404.html", "vi"),
        ("/assets/site.0123456789.css", "404.html", "vi"),
        ("/en/no/rss.xml", "en/404.html", "en"),
        ("/data/en/no.json", "404.html", "vi"),
    ],
)
def test_what_is_not_there_is_said_in_the_language_of_the_address(
    server: Server, delivered: Delivered, path: str, page: str, lang: str
) -> None:
    """With the headers of a page, whatever was asked for: a stray address of an asset must not be kept for a year."""
    answer = server.ask(path)
    assert answer.status == 404
    assert answer.body == (delivered.site / page).read_bytes()
    assert f'<html lang="{lang}"'.encode() in answer.body
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    wanted = delivered.policy.headers_for(page)
    assert {name: answer.headers.get(name.lower()) for name in wanted} == wanted
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["/assets/", "/data/", "/.htaccess", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"])
def test_folders_are_not_listed_and_nothing_else_is_served(server: Server, path: str) -> None:
    answer = server.ask(path)
    assert answer.status in {400, 403, 404}
    assert b"root:" not in answer.body
    assert b"site." not in answer.body or b"<html lang=" in answer.body


@pytest.mark.parametrize("path", ["/en", "/en/plan", "/embed/en/five-values"])
def test_an_address_without_its_slash_leads_to_the_page(server: Server, path: str) -> None:
    answer = server.ask(path)
    assert answer.status in {301, 308}
    assert answer.headers["location"].removeprefix(server.origin).removeprefix("http://bansac.example") == f"{path}/"


@pytest.mark.parametrize(("former", "target"), [*MOVED.items(), ("/ar/muc-tieu-2045", "/ar/plan/milestones/")])
def test_former_addresses_lead_on_for_good(server: Server, former: str, target: str) -> None:
    answer = server.ask(former)
    assert answer.status in {301, 308}
    assert answer.headers["location"].removeprefix(server.origin) == target


def test_https_is_asked_for_over_https_only(nginx_server: Server) -> None:
    """RFC 6797, 7.2: not in answers over plain HTTP."""
    assert "strict-transport-security" not in nginx_server.ask("/").headers
    assert nginx_server.ask("/", secure=True).headers["strict-transport-security"] == HSTS
    assert nginx_server.ask("/no/", secure=True).headers["strict-transport-security"] == HSTS
    assert nginx_server.ask("/", x_forwarded_proto="https").headers["strict-transport-security"] == HSTS


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent_to_it(nginx_server: Server, method: str) -> None:
    assert nginx_server.ask("/", method=method).status == 405


def test_without_compressed_copies_text_is_compressed_all_the_same(built: Site, tmp_path: Path) -> None:
    with nginx_of(tmp_path, built.site, built.root / "build" / SERVER) as server:
        answer = server.ask("/en/", accept_encoding="gzip")
        assert gzip.decompress(answer.body) == (built.site / "en/index.html").read_bytes()
        assert (built.site / "en/index.html").stat().st_size > 2 * len(answer.body)

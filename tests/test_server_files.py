"""The one policy and what is written from it, without a server: hosting services read these files by rules of their own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

import pytest

from bansac.finish.model import Redirect
from bansac.finish.redirects import moved_paths
from bansac.serving.hosts import MAX_HEADER_RULES, MAX_LINE, host_files, netlify, too_much
from bansac.serving.inline import style_hashes
from bansac.serving.nginx import nginx_files
from bansac.serving.policy import Policy, content_type, make_policy
from small import Site

LOCALES = ("", "en/", "ar/")
Rule = tuple[str, list[tuple[str, str | None]]]
"""Pattern of a rule, and its lines in order: name and value, None for a value that is taken back."""


def policy(url: str = "https://bansac.example/", **rest: object) -> Policy:
    return make_policy(url, prefixes=LOCALES, styles=["'sha256-x'"], **rest)  # type: ignore[arg-type]


def rules(text: str) -> list[Rule]:
    """``_headers`` as its rules."""
    found: list[Rule] = []
    for line in text.splitlines():
        if line.startswith("/"):
            found.append((line, []))
        elif line.startswith("  ! "):
            found[-1][1].append((line[4:].lower(), None))
        else:
            name, value = line.strip().split(": ", 1)
            found[-1][1].append((name.lower(), value))
    return found


def cloudflare(found: list[Rule], path: str) -> dict[str, str]:
    """As Cloudflare Pages reads it: what a rule takes back goes first, then values are joined."""
    headers: dict[str, str] = {}
    for pattern, lines in found:
        if re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), path):
            for name, value in sorted(lines, key=lambda line: line[1] is not None):
                if value is None:
                    headers.pop(name, None)
                else:
                    headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def netlify_headers(found: list[Rule], path: str) -> dict[str, str]:
    """As Netlify reads it: it passes over what takes back, and a later value holds."""
    headers: dict[str, str] = {}
    for pattern, lines in found:
        parts = [part for part in pattern.split("/") if part]
        expression = "/".join("?(.*)" if part == "*" else part.replace("*", "(.*)") for part in parts)
        if re.fullmatch(f"/{expression}/?", path, re.IGNORECASE):
            headers.update({name: value for name, value in lines if value is not None})
    return headers


@pytest.mark.parametrize("read", [cloudflare, netlify_headers])
@pytest.mark.parametrize("url", ["https://bansac.example/", "https://bansac.example/a/b/"])
def test_hosting_services_read_the_same_policy(read: Callable[[list[Rule], str], dict[str, str]], url: str, built: Site) -> None:
    """For every file of the small site, a frame and an address where nothing is."""
    one = policy(url)
    found = rules(host_files(one)["_headers"])
    files = [path.relative_to(built.site).as_posix() for path in sorted(built.site.rglob("*")) if path.is_file()]
    for name in [*files, "embed/en/five-values/index.html", "embed/resize.js", "no/such/"]:
        path = name.removesuffix("index.html")
        wanted = {key.lower(): value for key, value in one.headers_for(path).items()}
        wanted["strict-transport-security"] = one.hsts or ""
        if name.endswith(("rss.xml", "atom.xml")):
            wanted["content-type"] = content_type(name)
        answer = read(found, one.base + path)
        if read is netlify_headers:  # what it cannot take back is a header that is too strict or says nothing for such a file
            assert answer.keys() - wanted.keys() <= {"cross-origin-opener-policy", "cross-origin-embedder-policy"}, name
            answer = {key: value for key, value in answer.items() if key in wanted}
        assert answer == wanted, name


def test_files_keep_to_the_limits_of_services(built: Site) -> None:
    files = host_files(policy(moved={f"/{n}/": "/plan/" for n in range(2000)}))
    assert too_much(files) == []
    assert files["_headers"].count("\n/") + 1 <= MAX_HEADER_RULES
    assert all(len(line) <= MAX_LINE for line in (built.site / "_headers").read_text(encoding="utf-8").splitlines())


def test_what_exceeds_a_limit_is_told() -> None:
    files = host_files(policy(moved={f"/{n}/": "/plan/" for n in range(2001)} | {"/x/": "/" + "y" * 2000}))
    assert too_much(files) == ["_redirects: 2002 > 2000", "max line: 2009 > 2000"]


def test_redirects_are_written_for_services() -> None:
    old = Redirect(from_path="cũ/", to_url="https://bansac.example/plan/", lang="vi", title="A")
    one = policy(moved=moved_paths([old], site_url="https://bansac.example/"))
    assert host_files(one)["_redirects"] == "/c%C5%A9 /plan/ 301\n/c%C5%A9/ /plan/ 301\n"
    assert "_redirects" not in host_files(policy())
    read = tomllib.loads(netlify(one))["redirects"]
    assert read[:2] == [{"from": path, "to": "/plan/", "status": 301, "force": True} for path in ("/cũ", "/cũ/")]
    assert read[2:] == [
        {"from": "/en/*", "to": "/en/404.html", "status": 404, "force": False},
        {"from": "/ar/*", "to": "/ar/404.html", "status": 404, "force": False},
    ]


def test_no_policy_lets_anything_inline_or_from_elsewhere_in() -> None:
    for kind in policy().kinds:
        source = kind.headers["Content-Security-Policy"]
        assert source.startswith("default-src 'none'; base-uri 'none';"), kind.name
        assert not re.search(r"unsafe|https?:|data:|blob:|wasm", source), kind.name
        assert ("frame-ancestors *" in source) == (kind.name == "embed")
        assert ("script-src" in source) == ("'trusted-types" in source or "trusted-types 'none'" in source)


def test_https_is_only_asked_for_where_the_site_has_it() -> None:
    assert policy().hsts == "max-age=31536000"
    assert policy("http://bansac.example/").hsts is None
    assert "strict-transport" not in "".join(nginx_files(policy("http://bansac.example/")).values()).lower()


def test_two_sites_and_a_preview_can_stand_in_one_nginx() -> None:
    names = [
        set(re.findall(r"\$bansac_\w+", nginx_files(one)["maps.conf"]))
        for one in (policy(), policy("https://x.example/"), policy(preview=True))
    ]
    assert all(names)
    assert not names[0] & names[1]
    assert not names[0] & names[2]
    assert max(len(name) for name in names[0]) <= 47  # more does not fit into the table of nginx as it comes


def test_hash_of_an_inline_style_is_what_browsers_compute() -> None:
    """The example of the specification of Content Security Policy, level 3, section 8.1, with a style in the place of a script."""
    drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><style>alert('Hello, world.');</style></svg>"
    assert style_hashes({"a.svg": drawing, "b.svg": drawing, "c.html": b"<style>"}) == [
        "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    ]


@pytest.mark.parametrize("value", ["yes", "max-age=year", "max-age=1, includeSubDomains", "max-age=1; x\nEvil: 1"])
def test_a_wrong_word_about_https_is_an_error(value: str, site: Site) -> None:
    site.replace("mkdocs.yml", "\nextra:\n  bansac:\n", f"\nextra:\n  bansac:\n    hsts: {value!r}\n")
    done = site.run("build")
    assert done.code == 1
    assert "extra.bansac.hsts" in done.err


@pytest.mark.slow
def test_an_operator_says_how_long_https_holds(site: Site) -> None:
    text = site.read("mkdocs.yml")
    for value, wanted in (("max-age=63072000; includeSubDomains; preload", True), ("false", False)):
        site.write("mkdocs.yml", text.replace("\nextra:\n  bansac:\n", f"\nextra:\n  bansac:\n    hsts: {value}\n"))
        site.build("--no-cards", "--no-search")
        headers = site.read("site/_headers")
        assert (f"Strict-Transport-Security: {value}" in headers) == wanted
        assert ("Strict-Transport-Security" in headers) == wanted

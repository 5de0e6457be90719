"""What travels when, what stays from former publishes, and which configuration of targets is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from bansac.config import load_project
from bansac.errors import Report
from bansac.publishing.plan import Phase, is_hashed, lost_addresses, phase_of, plan_of
from bansac.publishing.record import Record, number_of, read_record, release_name
from bansac.publishing.targets import FolderTarget, S3Target, SshTarget, load_targets
from small import SOURCE

OLD_STYLE, NEW_STYLE = "assets/site.0123456789.css", "assets/site.abcdef0123.css"


@pytest.mark.parametrize(
    ("path", "phase"),
    [
        ("assets/site.c8a4b45176.js", Phase.ASSET),
        ("assets/search/vi/head.json", Phase.ASSET),
        ("data/vi/facts.json", Phase.ASSET),
        ("pictures/vi/mission-map.svg", Phase.ASSET),
        ("favicon.ico", Phase.ASSET),
        ("history/index.html", Phase.PAGE),
        ("en/history/index.html.br", Phase.PAGE),
        ("history/text.html", Phase.PAGE),
        ("history/index.md", Phase.PAGE),
        ("index.html", Phase.ENTRY),
        ("en/index.html", Phase.ENTRY),
        ("zh-Hant/404.html", Phase.ENTRY),
        ("news/rss.xml", Phase.ENTRY),
        ("sitemap.xml.gz", Phase.ENTRY),
        ("feeds.opml", Phase.ENTRY),
        ("calendar/vi.ics", Phase.ENTRY),
        ("robots.txt", Phase.ENTRY),
        (".well-known/security.txt", Phase.ASSET),
        (".well-known/bansac-manifest.json", Phase.MANIFEST),
        (".well-known/bansac-manifest.json.minisig", Phase.MANIFEST),
    ],
)
def test_phase(path: str, phase: Phase) -> None:
    assert phase_of(path) is phase


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("assets/site.c8a4b45176.js", True),
        ("assets/site.c8a4b45176.js.br", True),
        ("assets/icon-512-maskable.4cac670f09.png", True),
        ("cards/en/history/geneva-and-paris.3d854e8f83.jpg", True),
        ("assets/OFL-Onest.txt", False),
        ("assets/search/vi/t/ab.json", False),
        ("news/2025/item.0123456789.html", False),
        ("index.html", False),
    ],
)
def test_names_with_a_hash(path: str, *, is_one: bool) -> None:
    assert is_hashed(path) is is_one


def test_old_assets_stay_for_as_many_publishes_as_are_kept() -> None:
    served = Record({"index.html": "0", OLD_STYLE: "a", "old.txt": "t"})
    for number in range(1, 5):
        site = Record({"index.html": str(number), NEW_STYLE: "b"})
        plan = plan_of(site, served, keep=3)
        served = read_record(plan.release.texts())
        assert served == plan.release
        assert (OLD_STYLE in served.everything) is (number <= 3)
        assert served.ages.get(OLD_STYLE) == (number if number <= 3 else None)
        assert "old.txt" not in served.everything


def test_asset_that_comes_back_is_no_longer_old() -> None:
    served = Record({"index.html": "1", NEW_STYLE: "b"}, {OLD_STYLE: "a"}, {OLD_STYLE: 2})
    plan = plan_of(Record({"index.html": "2", OLD_STYLE: "a"}), served, keep=3)
    assert plan.release.ages == {NEW_STYLE: 1}
    assert plan.travelling == ("index.html",)


def test_travelling_files_come_in_order() -> None:
    site = Record({"sitemap.xml": "1", "index.html": "2", "a/index.html": "3", NEW_STYLE: "4", "b/index.html": "5"})
    assert plan_of(site, None, keep=3).travelling == (NEW_STYLE, "a/index.html", "b/index.html", "index.html", "sitemap.xml")


def test_same_files_are_no_work() -> None:
    served = Record({"index.html": "1"}, {OLD_STYLE: "a"}, {OLD_STYLE: 2})
    plan = plan_of(Record({"index.html": "1"}), served, keep=3)
    assert plan.is_empty
    assert plan.release == served


def test_lost_addresses() -> None:
    names = ("index.html", "a/index.html", "a/text.html", "a/index.md", "news/atom.xml", "calendar/vi.ics", "data/vi/facts.csv", OLD_STYLE)
    served = dict.fromkeys(names, "x")
    assert lost_addresses(["index.html"], served, []) == ["/a/", "/calendar/vi.ics", "/data/vi/facts.csv", "/news/atom.xml"]
    assert lost_addresses(["index.html"], served, ["/a/", "calendar/vi.ics", "/data/vi/facts.csv", "/news/atom.xml"]) == []


def test_names_of_releases() -> None:
    digest = Record({"index.html": "1"}).digest
    assert release_name(7, digest) == f"000007-{digest[:12]}"
    assert number_of(release_name(1_234_567, digest)) == 1_234_567
    assert number_of(".incoming-0123") is None


def targets(tmp_path: Path, section: str) -> tuple[dict[str, object], str]:
    """The targets of a configuration, and what is wrong with it."""
    config = (SOURCE / "mkdocs.yml").read_text(encoding="utf-8") + "    publish:\n"
    (tmp_path / "mkdocs.yml").write_text(config + section, encoding="utf-8")
    report = Report()
    found = load_targets(load_project(tmp_path), report)
    line = config.count("\n") + 1
    assert all(error.line in {line, line - 1} for error in report.errors)
    return dict(found), "\n".join(map(str, report.errors))


def test_targets_of_each_kind(tmp_path: Path) -> None:
    found, wrong = targets(
        tmp_path,
        "      server: {kind: ssh, host: www.example.org, user: publisher, port: 2222, path: /srv/bansac}\n"
        "      share: {kind: folder, path: ../share, keep: 10}\n"
        "      cloud: {kind: s3, remote: store, bucket: bansac-site, prefix: site/, compress: true}\n",
    )
    assert not wrong
    assert found == {
        "server": SshTarget(kind="ssh", host="www.example.org", user="publisher", port=2222, path="/srv/bansac"),
        "share": FolderTarget(kind="folder", path="../share", keep=10),
        "cloud": S3Target(kind="s3", remote="store", bucket="bansac-site", prefix="site/", compress=True),
    }


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("      Server: {kind: ssh, host: h, path: /srv}\n", "The name of the publishing target is not allowed"),
        ("      server: {kind: ftp, host: h, path: /srv}\n", "ssh, folder, s3"),
        ("      server: {kind: ssh, host: h}\n", "The required field “path” is missing"),
        ("      server: {kind: ssh, hots: h, path: /srv}\n", "host?"),
        ("      server: {kind: ssh, host: -oProxyCommand=x, path: /srv}\n", "www.example.org"),
        ("      server: {kind: ssh, host: h, path: /}\n", "is the root folder"),
        ("      server: {kind: ssh, host: h, path: /srv/../etc}\n", "is the root folder, or has"),
        ("      server: {kind: ssh, host: h, path: /srv; rm -rf x}\n", "/srv/bansac"),
        ("      server: {kind: ssh, host: h, path: /srv, keep: 1}\n", "≥ 2"),
        ("      server: {kind: ssh, host: h, path: /srv, password: x}\n", "Passwords and keys must not stand in this file"),
        ("      cloud: {kind: s3, remote: r, bucket: bansac, secret_access_key: x}\n", "Passwords and keys must not stand in this file"),
        ("      - server\n", "extra.bansac.publish"),
    ],
)
def test_wrong_target(tmp_path: Path, section: str, said: str) -> None:
    found, wrong = targets(tmp_path, section)
    assert not found
    assert said in wrong
    assert "mkdocs.yml:" in wrong

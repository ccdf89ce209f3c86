"""``piracy publish``: files in which every link leads somewhere, that change only as data does."""

from __future__ import annotations

import argparse
import csv
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from sqlalchemy import Engine

from dashboard.commands.parsers import add_publish_command
from dashboard.commands.publish import Progress, publish_site
from dashboard.publish.folder import Folder
from dashboard.publish.item_maker import Maker
from dashboard.publish.items import Item, ItemRecord, Site
from dashboard.publish.manifest import NAME, NotOurs, read_manifest
from dashboard.publish.plan import plan_of, safe_name
from dashboard.publish.run import Means, Outcome, publish
from dashboard.record.queries import DataVersion, catalogue, data_version, observations
from dashboard.words import LANGUAGES, interface_words
from ingest.database import PROJECT, open_database
from ingest.dump import dump_folder
from ingest.load import load_folder

# What conftest.published_copy is made with.
LIVE = "https://live.example.go.jp"
BASE = "https://stats.example.go.jp/piracy"
ONLY = ("recaap-bangladesh", "imb-world", "africa")
FORMATS = ("csv", "png")
IN_JAPANESE: dict[str, object] = {"languages": ["ja"], "endings": ("csv",)}
"""A smaller copy, without pictures to draw, where nothing is said of these."""
ELSEWHERE = ("http:", "https:", "data:")
OF_BANGLADESH = ("trends/recaap-bangladesh.html", "embed/trend/recaap-bangladesh.html")


@dataclass(frozen=True)
class Copy:
    """A published folder and the database that it shows."""

    engine: Engine
    folder: Path

    def publish(self, **options: object) -> Outcome:
        chosen = {"base_url": BASE, "endings": FORMATS, "only": ONLY} | options
        means = Means(lambda folder: dump_folder(self.engine, folder), lambda: self.engine)
        return publish(self.engine, self.folder, means, **chosen)  # type: ignore[arg-type]

    def contents(self) -> dict[str, bytes]:
        return contents(self.folder)


def contents(folder: Path) -> dict[str, bytes]:
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in files}


@pytest.fixture(scope="module")
def original(published_copy: Path) -> Iterator[Copy]:
    """The figures of data/ and their copy in both languages; tests only read it."""
    engine = open_database(f"sqlite:///{published_copy / 'piracy.sqlite3'}")
    yield Copy(engine, published_copy / "site")
    engine.dispose()


@pytest.fixture
def copy(original: Copy, tmp_path: Path) -> Iterator[Copy]:
    """One of its own for a test that changes it."""
    shutil.copytree(original.folder, tmp_path / "site")
    original.engine.dispose()  # writes everything into the one file
    shutil.copy(str(original.engine.url.database), tmp_path / "piracy.sqlite3")
    engine = open_database(f"sqlite:///{tmp_path / 'piracy.sqlite3'}")
    yield Copy(engine, tmp_path / "site")
    engine.dispose()


@dataclass
class Parsed:
    """The ids and the addresses of a page."""

    ids: set[str]
    addresses: list[str]


def parsed(page: bytes) -> Parsed:
    found = Parsed(set(), [])

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            for name, value in attrs:
                if name == "id" and value:
                    found.ids.add(value)
                if name in ("href", "src", "action", "data-copy-picture") and value:
                    found.addresses.append(value)

    Reader().feed(page.decode("utf-8"))
    return found


def pages_of(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.endswith(".html")}


def broken_links(files: dict[str, bytes]) -> list[str]:
    """Each own address that leads to no file, or to a place that its page does not have."""
    read = {name: parsed(content) for name, content in pages_of(files).items()}
    broken = []
    for name, page in read.items():
        customs = re.findall(r'"customdata": \[([^\]]*)\]', files[name].decode("utf-8"))
        drawn = [json.loads(f'"{one}"') for text in customs for one in re.findall(r'"([^"]*)"', text) if one]
        for address in [*page.addresses, *drawn]:
            if address.startswith(ELSEWHERE):
                continue
            parts = urlsplit(address)
            target = os.path.normpath(os.path.join(os.path.dirname(name), unquote(parts.path)))
            target = target if parts.path else name
            place = unquote(parts.fragment)
            if target not in files or (place and target in read and place not in read[target].ids):
                broken.append(f"{name}: {address}")
    return broken


def test_every_link_leads_to_a_file_of_the_copy_and_to_a_place_in_it(original: Copy) -> None:
    files = original.contents()
    assert broken_links(files) == []
    assert sum(len(parsed(one).addresses) for one in pages_of(files).values()) > 1000


def test_no_page_has_one_id_twice(original: Copy) -> None:
    for name, content in pages_of(original.contents()).items():
        ids = re.findall(r'\sid="([^"]*)"', content.decode("utf-8"))
        assert len(ids) == len(set(ids)), name


def test_the_register_of_every_objective_is_there_as_pdf_and_slides_and_its_page_leads_to_it(
    original: Copy,
) -> None:
    known = catalogue(original.engine)
    site = Site(plan_of(original.engine, known, languages=LANGUAGES, endings=("csv", "pdf", "pptx")))
    maker = Maker(original.engine, site)
    made = [maker.make(item, None) for item in site.items if item.is_register]
    files = {name: content for one in made for name, content in (one.files or {}).items()}
    pages = [item for item in site.items if item.choice.of == "/objectives" and not item.is_chart]
    assert [item.language for item in pages] == list(LANGUAGES)
    for page in pages:
        (html,) = (maker.make(page, None).files or {}).values()
        led_to = parsed(html).addresses
        for objective in known.objectives:
            for ending, starts in (("pdf", b"%PDF"), ("pptx", b"PK")):
                name = f"files/register/{objective}.{ending}"
                assert files.pop(f"{page.language}/{name}").startswith(starts)
                assert name in led_to
    assert not files
    again = maker.make(made[0].item, ItemRecord(made[0].digest, made[0].version, is_whole=True))
    assert again.files is None, "nothing new is said"


def test_a_copy_without_these_formats_offers_no_register(original: Copy) -> None:
    files = contents(original.folder)
    assert not [name for name in files if "register/" in name]
    assert "register" not in " ".join(parsed(files["en/objectives.html"]).addresses)


def test_a_link_that_leads_nowhere_would_be_seen(original: Copy) -> None:
    files = original.contents()
    del files["ja/files/trend/imb-world.csv"]
    files["en/sources.html"] = files["en/sources.html"].replace(b'id="publication-imb-annual-2024"', b"")
    broken = broken_links(files)
    assert any("files/trend/imb-world.csv" in one for one in broken)
    assert any("#publication-imb-annual-2024" in one for one in broken)


def test_no_page_offers_what_needs_a_server(original: Copy) -> None:
    for name, content in pages_of(original.contents()).items():
        text = content.decode("utf-8")
        assert "<form" not in text, name
        assert "data-live" not in text, name
        assert "numbers=" not in text, name
        assert "recorded=" not in text, name


def test_each_page_has_its_series_its_language_and_its_files(original: Copy) -> None:
    text = original.contents()["ja/trends/imb-world.html"].decode("utf-8")
    assert '<html lang="ja">' in text
    assert '<meta charset="utf-8">' in text
    assert 'href="../files/trend/imb-world.csv"' in text
    assert 'href="../../en/trends/imb-world.html"' in text
    assert 'data-observation="imb-world/2025-01-01/2025-12-31"' in text
    assert 'href="../trends.html#all-series"' in text
    assert 'href="trends/recaap-bangladesh.html"' in original.contents()["ja/trends.html"].decode("utf-8")
    assert "imb-oman.html" not in text


def test_pages_know_their_whole_address_and_their_other_language(original: Copy) -> None:
    text = original.contents()["ja/trends/imb-world.html"].decode("utf-8")
    assert f'<link rel="canonical" href="{BASE}/ja/trends/imb-world.html">' in text
    assert f'<link rel="alternate" hreflang="en" href="{BASE}/en/trends/imb-world.html">' in text
    assert f"{BASE}/ja/embed/trend/imb-world.html" in text


def test_a_frame_of_a_copy_has_the_height_of_its_chart_by_the_scripts_of_the_copy(original: Copy) -> None:
    files = original.contents()
    embed = files["ja/embed/trend/imb-world.html"].decode("utf-8")
    (script,) = re.findall(r'<script src="([^"?]+)', embed)
    assert script == "../../../assets/embed.js"
    page = html.unescape(files["ja/trends/imb-world.html"].decode("utf-8"))
    assert f'<script src="{BASE}/assets/embed-host.js" async></script>' in page
    assert {"assets/embed.js", "assets/embed-host.js"} <= files.keys()


def test_the_sitemap_names_every_page_with_its_other_language(original: Copy) -> None:
    files = original.contents()
    root = ElementTree.fromstring(files["sitemap.xml"])
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    listed = [str(one.text).removeprefix(f"{BASE}/") for one in root.findall("s:url/s:loc", spaces)]
    pages = [one for one in pages_of(files) if "/" in one and "/embed/" not in one]
    assert sorted(listed) == sorted(pages)
    assert len(root.findall("s:url/x:link", spaces)) == 2 * len(pages)


def test_the_figures_of_the_files_are_those_of_the_database(original: Copy) -> None:
    frame = observations(original.engine, series=("imb-world",))
    stored = {
        str(row.period_start): int(row.value)
        for row in frame[frame["is_current"]].itertuples()
        if row.value is not None
    }
    for language in ("en", "ja"):
        text = original.contents()[f"{language}/files/trend/imb-world.csv"].decode("utf-8-sig")
        lines = [line for line in text.splitlines() if not line.startswith("#")]
        rows = list(csv.DictReader(lines))
        assert {row["period_start"]: int(row["value"]) for row in rows} == stored


def test_the_data_package_is_what_a_dump_writes(original: Copy, tmp_path: Path) -> None:
    dump_folder(original.engine, tmp_path / "dump")
    dumped = {f"data/{name}": content for name, content in contents(tmp_path / "dump").items()}
    files = original.contents()
    assert {name: files[name] for name in files if name.startswith("data/")} == dumped


def test_names_are_good_on_every_system(original: Copy) -> None:
    names = list(original.contents())
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]{1,150}", name) for name in names)
    made = [safe_name(one) for one in ("Con", "con", "a/b", "A/B", "x" * 200, "..", "系列", "recaap-asia")]
    assert len({name.lower() for name in made}) == len(made)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,100}", name) for name in made)
    assert made[-1] == "recaap-asia"


def test_publishing_again_touches_nothing(copy: Copy) -> None:
    before = {name: (copy.folder / name).stat().st_mtime_ns for name in copy.contents()}
    outcome = copy.publish()
    assert (outcome.written, outcome.removed) == ((), ())
    assert {name: (copy.folder / name).stat().st_mtime_ns for name in copy.contents()} == before


def test_what_was_lost_or_damaged_is_made_again_with_the_same_bytes(original: Copy, copy: Copy) -> None:
    (copy.folder / "ja/trends/imb-world.html").write_text("damaged")
    (copy.folder / "en/files/trend/imb-world.csv").unlink()
    (copy.folder / "assets/style.css").unlink()
    outcome = copy.publish()
    assert sorted(outcome.written) == [
        "assets/style.css",
        "en/files/trend/imb-world.csv",
        "ja/trends/imb-world.html",
    ]
    assert copy.contents() == original.contents()


def correct_bangladesh(engine: Engine, folder: Path) -> None:
    """Load data/ with another count for one year of one series."""
    data = Path(shutil.copytree(PROJECT / "data", folder / "data"))
    counts = data / "counts" / "recaap.csv"
    text = counts.read_text(encoding="utf-8")
    stated = "recaap-bangladesh,2023-01-01,2023-12-31,CY,reported,1,"
    counts.write_text(text.replace(stated, stated.removesuffix("1,") + "7,"), encoding="utf-8")
    assert load_folder(engine, data, reason="correction").batch


def test_one_new_figure_changes_the_pages_and_files_that_show_it_and_no_others(
    copy: Copy, tmp_path: Path
) -> None:
    before = copy.contents()
    correct_bangladesh(copy.engine, tmp_path)
    outcome = copy.publish()
    after = copy.contents()
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    in_both = {
        *OF_BANGLADESH,
        *(f"files/trend/recaap-bangladesh.{one}" for one in FORMATS),
        "sources.html",
    }
    once = {"data/counts/recaap.csv", NAME}
    # The day of the last change is the same here; on another day it would change too.
    assert changed - {"sitemap.xml"} == once | {f"{lang}/{name}" for lang in ("en", "ja") for name in in_both}
    assert set(outcome.written) == changed - {NAME}
    assert b"recaap-bangladesh/2023-01-01/2023-12-31" in after["en/trends/recaap-bangladesh.html"]
    assert broken_links(after) == []


def test_a_copy_kept_up_to_date_says_what_a_new_one_would_but_for_its_days(
    copy: Copy, tmp_path: Path
) -> None:
    correct_bangladesh(copy.engine, tmp_path)
    copy.publish(**IN_JAPANESE)
    fresh = Copy(copy.engine, tmp_path / "fresh")
    fresh.publish(**IN_JAPANESE)
    kept, new = copy.contents(), fresh.contents()
    assert kept.keys() == new.keys()
    stamps = re.compile(rb"\xe5\x8f\x96\xe8\xbe\xbc\xe7\x95\xaa\xe5\x8f\xb7 \d")
    for name in pages_of(kept):
        assert stamps.sub(b"", kept[name]) == stamps.sub(b"", new[name]), name
    for name in OF_BANGLADESH:
        assert kept[f"ja/{name}"] == new[f"ja/{name}"]


CHANGES = {
    "a value": (
        "counts/recaap.csv",
        "recaap-bangladesh,2023-01-01,2023-12-31,CY,reported,1,",
        "recaap-bangladesh,2023-01-01,2023-12-31,CY,reported,7,",
        "ja/files/trend/recaap-bangladesh.csv",
    ),
    "the name of a series": (
        "series.csv",
        "ReCAAP バングラデシュ,",
        "ReCAAP バングラ,",
        "ja/embed/trend/recaap-bangladesh.html",
    ),
    "the title of a publication": (
        "publications.csv",
        "アジアにおける海賊行為及び船舶に対する武装強盗に関する年次報告 2023年,2023,",
        "2023年の年次報告,2023,",
        "ja/files/trend/recaap-bangladesh.csv",
    ),
    "a definition": (
        "definitions.csv",
        ",ReCAAPの計上対象,",
        ",ReCAAPの計上の対象,",
        "ja/files/trend/recaap-bangladesh.xlsx",
    ),
    "a unit": (
        "units.csv",
        "incidents,Incidents a year,年間件数,",
        "incidents,Incidents a year,１年の件数,",
        "ja/files/trend/recaap-bangladesh.xlsx",
    ),
    "an event": (
        "events.csv",
        "バングラデシュの政情不安",
        "バングラデシュの政変",
        "ja/files/trend/recaap-bangladesh.xlsx",
    ),
    "the state of an initiative": (
        "item_states.csv",
        "arctic-information,not-known,",
        "arctic-information,seen,",
        "ja/objectives.html",
    ),
}
"""A file of data/, what stands in it and what instead, and a file of the copy that must tell it."""
SMALL: dict[str, object] = {
    "languages": ["ja"],
    "endings": ("csv", "xlsx"),
    "only": ("recaap-bangladesh",),
}


@pytest.fixture(scope="module")
def small(original: Copy, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy in Japanese with the formats that define their words; tests only read it."""
    made = Copy(original.engine, tmp_path_factory.mktemp("small") / "site")
    made.publish(**SMALL)
    return made


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_stale_is_left_in_a_copy_after_a_change(
    small: Copy, copy: Copy, tmp_path: Path, change: str
) -> None:
    name, stated, instead, tells = CHANGES[change]
    data = Path(shutil.copytree(PROJECT / "data", tmp_path / "data"))
    text = (data / name).read_text(encoding="utf-8")
    assert stated in text
    (data / name).write_text(text.replace(stated, instead), encoding="utf-8")
    kept = Copy(copy.engine, Path(shutil.copytree(small.folder, tmp_path / "kept")))
    load_folder(kept.engine, data, reason="change")
    assert tells in kept.publish(**SMALL).written
    # Of the manifest alone every file is made anew, as of the point of our record that it bears.
    anew = Copy(kept.engine, tmp_path / "anew")
    anew.folder.mkdir()
    shutil.copy(kept.folder / NAME, anew.folder)
    anew.publish(**SMALL)
    fresh, old = anew.contents(), kept.contents()
    assert [one for one in fresh if fresh[one] != old.get(one)] == []
    assert fresh.keys() == old.keys()


BY_TWO = """
import sys
from functools import partial
from pathlib import Path
from dashboard.publish.run import Means, _can_fork, publish
from ingest.database import open_database
from ingest.dump import dump_folder

address, folder, base, formats = sys.argv[1:]
engine = open_database(address)
means = Means(partial(dump_folder, engine), partial(open_database, address), jobs=2)
print(_can_fork())
options = {"languages": ["ja"], "endings": formats.split(","), "only": ("recaap-bangladesh",)}
publish(engine, Path(folder), means, base_url=base, **options)
"""


def test_processes_that_share_what_is_loaded_make_the_same_copy(small: Copy, tmp_path: Path) -> None:
    address, folder = str(small.engine.url), tmp_path / "site"
    command = [sys.executable, "-c", BY_TWO, address, str(folder), BASE, "csv,xlsx"]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == [str(sys.platform == "linux")]
    assert contents(folder) == small.contents()


def test_what_is_no_longer_published_is_removed_and_what_others_put_there_stays(copy: Copy) -> None:
    (copy.folder / "robots.txt").write_text("User-agent: *\n")
    (copy.folder / "en" / "trends" / "note.txt").write_text("mine")
    outcome = copy.publish(only=("imb-world", "africa"), base_url="", **IN_JAPANESE)
    files = copy.contents()
    assert not [name for name in files if "bangladesh" in name]
    assert [name for name in files if name.startswith("en/")] == ["en/trends/note.txt"]
    assert files["robots.txt"] == b"User-agent: *\n"
    assert "sitemap.xml" in outcome.removed
    assert not (copy.folder / "en" / "files").exists()
    assert broken_links(files) == []
    assert b"English" not in files["ja/trends/imb-world.html"]
    assert b"canonical" not in files["ja/trends/imb-world.html"]


def test_an_interrupted_run_leaves_a_site_that_works_and_the_next_one_mends_it(
    copy: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct_bangladesh(copy.engine, tmp_path)
    plain, taken = Folder.take, []

    def stops(folder: Folder, made: object) -> None:
        if getattr(made, "files", None) is not None:
            taken.append(made)
            if len(taken) > 3:
                raise KeyboardInterrupt
        plain(folder, made)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "take", stops)
        with pytest.raises(KeyboardInterrupt):
            copy.publish(**IN_JAPANESE)
    assert broken_links(copy.contents()) == []
    copy.publish(**IN_JAPANESE)
    assert copy.publish(**IN_JAPANESE).written == ()
    assert b"7" in copy.contents()["ja/files/trend/recaap-bangladesh.csv"]
    assert broken_links(copy.contents()) == []


def test_a_first_run_that_was_interrupted_is_known_as_ours(
    original: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Copy(original.engine, tmp_path / "site")

    def stops(folder: Folder, made: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Folder, "take", stops)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            copy.publish()
    assert "en/trends/imb-world.html" in read_manifest(copy.folder).files


def test_where_the_site_that_answers_is_known_what_stands_for_ever_leads_there(
    original: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page(live: str) -> str:
        monkeypatch.setenv("PIRACY_PUBLIC_URL", live)
        names = catalogue(original.engine)
        plan = plan_of(original.engine, names, languages=["en"], only=ONLY)
        maker = Maker(original.engine, Site(plan, BASE))
        wanted = next(one for one in plan.pages if one.name == "imb-world" and one.of == "/trends")
        files = maker.make(Item("en", wanted), None).files or {}
        return files["en/trends/imb-world.html"].decode("utf-8")

    permanent = re.search(
        r'href="([^"]*)" class="take-permanent"|class="take-permanent" href="([^"]*)"', page(LIVE)
    )
    assert permanent is not None
    address = str(permanent[1] or permanent[2])
    assert address.startswith(f"{LIVE}/trends?series=imb-world&amp;")
    assert "recorded=" in address
    assert "take-permanent" not in page(BASE)


def test_a_database_that_changed_meanwhile_asks_for_another_run(
    copy: Copy, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    versions = iter([data_version(copy.engine), DataVersion(99, None)])
    monkeypatch.setattr("dashboard.publish.run.data_version", lambda _database: next(versions))
    monkeypatch.setattr("dashboard.commands.publish.publish", lambda *_parts, **_named: copy.publish())
    assert published(copy.folder, engine=copy.engine) == 1
    assert "Run this command again" in capsys.readouterr().err
    assert read_manifest(copy.folder).state == ""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, language: str = "en") -> list[str]:
    """What is told of 200 items of which each takes two seconds, in lines."""
    seconds = [0]
    monkeypatch.setattr(sys, "stderr", stream)
    tell = Progress(interface_words(language), lambda: seconds[0])
    for done in range(1, 201):
        seconds[0] = 2 * done
        tell(done, 200, done / 200)
    return re.split(r"[\r\n]+", stream.getvalue().strip())


def test_a_terminal_is_told_what_is_left_once_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line.removesuffix("\x1b[K") for line in told(monkeypatch, Terminal())]
    assert lines[8] == "9 of 200 pages and charts"
    assert lines[9] == "10 of 200 pages and charts, about 7 minutes left"
    assert lines[-2] == "199 of 200 pages and charts, about 5 seconds left"
    assert lines[-1] == "", "the line is gone when the copy is there"


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("en", "180 of 200 pages and charts, about 40 seconds left"),
        ("ja", "ページと図 200件中 180件、残り約40秒"),
    ],
)
def test_a_program_that_reads_the_progress_gets_ten_lines(
    monkeypatch: pytest.MonkeyPatch, language: str, wanted: str
) -> None:
    lines = told(monkeypatch, io.StringIO(), language)
    assert len(lines) == 10
    assert lines[8] == wanted


def published(folder: Path, *typed: str, engine: Engine, language: str = "en") -> int:
    parser = argparse.ArgumentParser()
    add_publish_command(parser.add_subparsers(), language)
    return publish_site(
        engine,
        parser.parse_args(["publish", str(folder), *typed]),
        language,
        write_data=lambda out: dump_folder(engine, out),
        open_database=lambda: engine,
    )


@pytest.mark.parametrize(
    ("language", "wanted"), [("en", "wanted a new or empty folder"), ("ja", "空のフォルダー")]
)
def test_a_folder_of_other_files_is_refused_and_left_as_it_is(
    original: Copy, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, wanted: str
) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    assert published(tmp_path, engine=original.engine, language=language) == 2
    said = capsys.readouterr().err
    assert wanted in said
    assert str(tmp_path) in said
    assert contents(tmp_path) == {"thesis.txt": b"mine"}


@pytest.mark.parametrize(
    "manifest",
    [
        "not json",
        "[]",
        '{"form": 99, "state": "", "items": {}}',
        json.dumps(
            {
                "form": 1,
                "state": "",
                "items": {"x": {"said": "", "batch": 1, "recorded_at": "", "files": {"../thesis.txt": ""}}},
            }
        ),
    ],
)
def test_a_manifest_that_this_program_did_not_write_is_refused(
    original: Copy, tmp_path: Path, manifest: str
) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / NAME).write_text(manifest)
    with pytest.raises(NotOurs):
        Copy(original.engine, folder).publish()
    assert (tmp_path / "thesis.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--base-url", "http://localhost:8050"), "http://localhost:8050"),
        (("--base-url", "stats"), "wanted the address"),
        (("--languages", "fr"), "en, ja"),
        (("--formats", "doc"), "xlsx"),
        (("--formats", " PNG,Doc,csv"), "“Doc”"),
        (("--languages", "JA,fr"), "“fr”"),
        (("--jobs", "0"), "1 to 64"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_written(
    original: Copy, tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], said: str
) -> None:
    assert published(tmp_path / "site", *typed, engine=original.engine) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_the_page_for_lost_readers_knows_where_old_addresses_lead(original: Copy) -> None:
    text = original.contents()["404.html"].decode("utf-8")
    assert f'<base href="{BASE}/">' in text
    known = json.loads(re.findall(r'id="known-pages">(.*?)</script>', text)[0])
    assert known["base"] == "/piracy"
    assert known["pages"]["/trends"]["imb-world"] == "trends/imb-world.html"
    assert known["pages"]["/trend"][""] == "trends.html"
    for names in known["pages"].values():
        assert all((original.folder / "ja" / name).is_file() for name in names.values())

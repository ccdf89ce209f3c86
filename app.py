"""Put the parts together: ``python app.py`` and the ``piracy`` command are the same program.

Nothing imports this module. Without a command it serves. Each command imports what it needs when it runs, so
that none waits for the libraries of another.
"""

from __future__ import annotations

import argparse
import os
import socket
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dashboard.address import settings
from dashboard.commands.parsers import add_export_command, add_publish_command, add_verdicts_command
from dashboard.words import LANGUAGES, interface_words
from ingest.cli import add_commands
from ingest.cli_accounts import add_account_commands
from ingest.console import make_robust
from ingest.words import Words, language_asked_for, language_of_the_shell, words_of_the_shell

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import Connection, Engine

    from dashboard.desk.link import SignInLink
    from ingest.doctor import HealthCheck
    from ingest.judging import Judgement

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", "8050"
THREADS = 8
CONNECTIONS = 1000
"""A browser keeps six open; at the default of 100 the eighteenth reader would get no answer."""
IDLE_SECONDS = 30
MOST_REQUEST_BYTES = 32_000_000
"""A little more than the largest file, so that a larger one is answered in words."""
FIRST_PAGES = ("/", "/trends")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    make_robust()
    words = words_of_the_shell()
    parser = argparse.ArgumentParser(
        prog="piracy", description=words("Maritime piracy statistics: load figures, serve the dashboard.")
    )
    commands = parser.add_subparsers(dest="command", metavar=words("COMMAND"))
    serve = commands.add_parser("serve", help=words("serve the dashboard (HOST and PORT say where)"))
    serve.set_defaults(run=run_serve)
    add_commands(commands, words, judge=judge, look_further=look_at_settings)
    add_account_commands(commands, words)
    add_verdicts_command(commands, words.language).set_defaults(run=run_verdicts)
    add_export_command(commands, words.language).set_defaults(run=run_export)
    add_publish_command(commands, words.language).set_defaults(run=run_publish)
    line = list(sys.argv[1:] if arguments is None else arguments) or ["serve"]
    return _run(parser.parse_args(line), words)


def _run(options: argparse.Namespace, words: Words) -> int:
    from sqlalchemy.exc import SQLAlchemyError

    from ingest.cli import cannot_use_database
    from ingest.database import NoDatabase, shown_address
    from ingest.unavailable import lacks_space

    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except (SQLAlchemyError, NoDatabase, OSError) as fault:
        if isinstance(fault, OSError):
            if not lacks_space(fault):
                raise
            text = words(
                "There is no space left on the disk: what was being written is not whole. Free some space, "
                "then type the command again."
            )
        elif lacks_space(fault):
            text = words(
                "There is no space left on the disk of the database ({address}). Nothing was loaded, nothing "
                "was changed. Free some space, then type the command again.",
                address=shown_address(),
            )
        else:
            text = cannot_use_database(fault, words)
        print(text, file=sys.stderr)
        return 1
    return code


def run_serve(_arguments: argparse.Namespace) -> int:
    """Bring the database up to date with data/, then answer until stopped."""
    from ingest.cli import data_folder, print_left_aside, print_refusal
    from ingest.database import migrate, open_database
    from ingest.load import load_folder
    from ingest.problems import RefusedFiles

    words = words_of_the_shell()
    host = os.environ.get("HOST") or DEFAULT_HOST
    port = os.environ.get("PORT") or DEFAULT_PORT
    if not port.isdigit() or not 0 < int(port) < 65536:
        print(words("PORT is “{port}”; wanted a number from 1 to 65535.", port=port), file=sys.stderr)
        return 2
    if _is_taken(host, int(port)):
        remedy = words(
            "Port {port} on {host} is in use. Stop that program, or type: PORT=8051 make run",
            port=port,
            host=host,
        )
        print(remedy, file=sys.stderr)
        return 1
    for sentence in settings.ignored(interface_words(words.language)):
        print(sentence, file=sys.stderr)
    engine = open_database()
    migrate(engine)
    try:
        report = load_folder(engine, data_folder(), reason="start-up")
    except RefusedFiles as refusal:
        print_refusal(refusal, words)
        return 1
    print_left_aside(report, words)
    # Not before here: a wrong port or a database that is not there is told at once.
    import waitress

    from dashboard.desk import Desk
    from dashboard.desk.link import is_loopback
    from dashboard.web.application import create_app
    from ingest import accounts

    address = f"http://{_name_of(host)}:{port}"
    link = _sign_in_link(address, words) if is_loopback(host) else None
    server = create_app(engine, desk=Desk(host=host, sign_in_link=link, judge=judge)).server
    print(words("Maritime Piracy Statistics: {address}", address=address), flush=True)
    if link is not None:
        link.show()
    elif not any(not account.is_disabled for account in accounts.listed(engine)):
        print(words("No account can change data yet. Make one: piracy user add NAME"), flush=True)
    # Bound to every address, it does not know by which name it is asked; but this one it always answers to.
    site = address if is_loopback(host) else f"http://localhost:{port}"
    threading.Thread(target=_draw_first_pages, args=(server, site), daemon=True).start()
    waitress.serve(
        server,
        host=host,
        port=int(port),
        threads=THREADS,
        connection_limit=CONNECTIONS,
        channel_timeout=IDLE_SECONDS,
        max_request_body_size=MOST_REQUEST_BYTES,
        ident=None,
        _quiet=True,
    )
    return 0


def run_verdicts(arguments: argparse.Namespace) -> int:
    """Print what the dashboard concludes of the database as it is."""
    from dashboard.commands.verdicts import print_verdicts

    return print_verdicts(_database(), arguments, language_of_the_shell())


def run_export(arguments: argparse.Namespace) -> int:
    """Write charts as files, of the database as it is."""
    from dashboard.commands.export import export_files

    return export_files(_database(), arguments, language_asked_for())


def run_publish(arguments: argparse.Namespace) -> int:
    """Write the reading side as files, of the database as it is."""
    from dashboard.commands.publish import publish_site
    from ingest.database import open_database
    from ingest.dump import dump_folder

    engine = _database()
    return publish_site(
        engine,
        arguments,
        language_asked_for(),
        write_data=lambda folder: dump_folder(engine, folder),
        open_database=open_database,
    )


def judge(database: Connection) -> Mapping[str, Judgement]:
    """What the dashboard concludes of a database, for the commands that say what a load would change."""
    from dashboard.verdicts import judge as judging

    return judging.judge(database)


def look_at_settings(words: Words) -> Iterator[HealthCheck]:
    """What of this site's settings towards the outside is there, and what had to be ignored."""
    from ingest.doctor import HealthCheck

    address = settings.public_url()
    yield HealthCheck(
        words("Public address"),
        bool(address),
        address or words("none; files then bear no link back"),
        words("Set PIRACY_PUBLIC_URL to the address that readers use."),
        needed=False,
    )
    for sentence in settings.ignored(interface_words(words.language)):
        yield HealthCheck(words("Setting"), False, sentence, needed=False)


def _database() -> Engine:
    """The database as it is, with the newest tables."""
    from ingest.database import migrate, open_database

    engine = open_database()
    migrate(engine)
    return engine


def _is_taken(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host if host != "0.0.0.0" else "127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def _name_of(host: str) -> str:
    """A host as an address names it. ``::1`` is called localhost, a name that a trusted host can have."""
    if host == "::1":
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _sign_in_link(address: str, words: Words) -> SignInLink:
    from dashboard.desk.link import SignInLink

    def show(link: str) -> None:
        print(words("To change data, sign in with this link (works once): {link}", link=link), flush=True)

    return SignInLink(address=address, show=show)


def _draw_first_pages(server: Flask, site: str) -> None:
    """Make the pages that nearly every visit asks for, as it asks for them, so that not even the first reader
    waits: one who comes meanwhile gets the very page that is being made."""
    client = server.test_client()
    for path in FIRST_PAGES:
        for language in LANGUAGES:
            client.get(path, base_url=site, headers={"Accept-Language": language})


if __name__ == "__main__":
    raise SystemExit(main())

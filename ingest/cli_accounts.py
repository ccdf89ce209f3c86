"""The commands for analysts' accounts: ``piracy user add | passwd | disable | enable | list``."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from ingest.words import Words, words_of_the_shell

if TYPE_CHECKING:
    from sqlalchemy import Engine

Run = Callable[["Engine", argparse.Namespace, Words], str]


class PasswordNotGiven(Exception):
    """No password could be read; the message says why, in the language of the shell."""


def add_account_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    """Add ``user`` and what it can do to the ``piracy`` command."""
    user = commands.add_parser("user", help=words("analysts who may change data: add, disable, list them"))
    deeds = user.add_subparsers(dest="deed", metavar=words("COMMAND"), required=True)
    about = {
        "add": (words("make an account and ask for its password"), run_add),
        "passwd": (words("give an account a new password; its sessions end"), run_passwd),
        "disable": (words("let an account sign in no more; its sessions end"), run_disable),
        "enable": (words("let a disabled account sign in again"), run_enable),
        "list": (words("list the accounts"), run_list),
    }
    for name, (help_text, run) in about.items():
        deed = deeds.add_parser(name, help=help_text)
        if name != "list":
            deed.add_argument("name", metavar="NAME")
        deed.set_defaults(run=_command(run))


def run_add(engine: Engine, arguments: argparse.Namespace, words: Words) -> str:
    """Make an account."""
    from ingest import accounts

    account = accounts.add(engine, arguments.name, password=read_password(words), who=user_of_the_system())
    return words("Account “{name}” made. It signs in at /sign-in.", name=account.name)


def run_passwd(engine: Engine, arguments: argparse.Namespace, words: Words) -> str:
    """Change a password."""
    from ingest import accounts

    accounts.set_password(engine, arguments.name, password=read_password(words), who=user_of_the_system())
    return words("Password of “{name}” changed; its sessions ended.", name=arguments.name.strip())


def run_disable(engine: Engine, arguments: argparse.Namespace, words: Words) -> str:
    """Disable an account."""
    from ingest import accounts

    accounts.disable(engine, arguments.name, who=user_of_the_system())
    return words("Account “{name}” disabled; its sessions ended.", name=arguments.name.strip())


def run_enable(engine: Engine, arguments: argparse.Namespace, words: Words) -> str:
    """Enable an account."""
    from ingest import accounts

    accounts.enable(engine, arguments.name, who=user_of_the_system())
    return words("Account “{name}” may sign in again.", name=arguments.name.strip())


def run_list(engine: Engine, _arguments: argparse.Namespace, words: Words) -> str:
    """List the accounts, a line each."""
    from ingest import accounts

    lines = [
        words("{name}: since {day}, disabled", name=account.name, day=account.created_at.date())
        if account.is_disabled
        else words("{name}: since {day}", name=account.name, day=account.created_at.date())
        for account in accounts.listed(engine)
    ]
    return "\n".join(lines) or words("There is no account. Make one: piracy user add NAME")


def user_of_the_system() -> str:
    """Who types: the operating system's user, or "operator" where it names none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "operator"


def _command(run: Run) -> Callable[[argparse.Namespace], int]:
    """A command that brings the database up to date, prints its outcome, and turns a refusal into 1."""

    def command(arguments: argparse.Namespace) -> int:
        from ingest.accounts import AccountRefused
        from ingest.database import open_up_to_date

        words = words_of_the_shell()
        engine = open_up_to_date()
        try:
            print(run(engine, arguments, words))
        except AccountRefused as refusal:
            print(refusal.sentence(words), file=sys.stderr)
            return 1
        except PasswordNotGiven as refusal:
            print(refusal, file=sys.stderr)
            return 1
        return 0

    return command


def read_password(words: Words) -> str:
    """A password: asked for twice, unseen, on a terminal; else one line of standard input."""
    from ingest.accounts import SHORTEST_PASSWORD

    try:
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\r\n")
        first = getpass.getpass(words("Password (at least {least} characters): ", least=SHORTEST_PASSWORD))
        again = getpass.getpass(words("Once more: "))
    except (EOFError, KeyboardInterrupt, UnicodeDecodeError) as fault:
        raise PasswordNotGiven(words("No password was read. Nothing was changed.")) from fault
    if first != again:
        raise PasswordNotGiven(words("The two passwords differ. Nothing was changed."))
    return first

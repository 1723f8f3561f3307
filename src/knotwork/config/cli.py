"""The command `knotwork`: plain words in, plain words out.

Exit codes: 0 done, 1 something is wrong (doctor, testmail) or the program ended by a fault, 2 refused.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from knotwork.config import trouble
from knotwork.config.saying import CannotStart, complain
from knotwork.formation import options
from knotwork.formation.watching import loading

_PORTS = range(1, 65536)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    try:
        asked = _parser().parse_args(arguments)
        os.umask(0o077)
        _set_environment(asked)
        if asked.needs_settings:
            _set_up()
        code: int = asked.run(asked)
    except CannotStart as why:
        complain(str(why))
        return 2
    except trouble.FAULTS as fault:
        complain(trouble.explained(fault))
        return 2
    except KeyboardInterrupt:
        complain("Interrupted; nothing half-done is left behind.")
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="knotwork", description="The place an action learning set lives in.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_serving(commands)
    _add(commands.add_parser("migrate", help="bring the database up to date"), "migrate")
    _add(commands.add_parser("demo", help="tell the demo anew, into a folder of its own"), "demo").set_defaults(demo="yes")
    _add(commands.add_parser("doctor", help="say what is wrong with this set-up"), "doctor")
    backup = _add(
        commands.add_parser("backup", help="copy all data into one file, while serving; the key is not in it"), "backup"
    )
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = _add(commands.add_parser("restore", help="put a backup into an empty data folder"), "restore")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="set the present data aside")
    testmail = _add(commands.add_parser("testmail", help="send a test letter"), "testmail")
    testmail.add_argument("address", metavar="ADDRESS")
    _add(commands.add_parser("setup-link", help="print a new one-time link for the first administrator"), "set_up_link")
    signin = _add(
        commands.add_parser("signin-link", help="print a one-time link that signs in whoever looks after the host"),
        "signin_link",
    )
    signin.add_argument("address", metavar="ADDRESS")
    _add_forming(commands)
    _add(commands.add_parser("rotate-key", help="bring in a new master key; stop serving first"), "rotate_key")
    return parser


def _add_serving(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = _add(commands.add_parser("serve", help="serve pages, rooms and mail from this one process"), "serve")
    serve.add_argument("--migrate", action="store_true", help="bring the database up to date first")
    up = _add(commands.add_parser("up", help="migrate, tell the demo if it is wanted and untold, and serve"), "up")
    up.add_argument(
        "--demo", choices=("yes", "no"), default="no", help="serve the demo from its own folder below the data folder"
    )
    for parser in (serve, up):
        parser.add_argument("--port", type=_port, default=8000, help="the port to listen at (8000)")
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen at; 0.0.0.0 for all")


def _add_forming(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    form = commands.add_parser("form", help="form sets out of a spreadsheet of people; needs no server")
    options.add_options(form)
    form.set_defaults(run=_form, data=None, needs_settings=False)


def _form(asked: argparse.Namespace) -> int:
    """Form sets; only now are the libraries of forming loaded, which serving never needs."""
    try:
        with loading():
            command = import_module("knotwork.formation.command")
    except ModuleNotFoundError as fault:
        raise CannotStart(f"Forming sets needs {fault.name}: install knotwork[forming].") from fault
    code: int = command.run(asked)
    return code


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) not in _PORTS:
        raise argparse.ArgumentTypeError(f"{text} is no port; say a number from 1 to 65535")
    return int(text)


def _add(parser: argparse.ArgumentParser, command: str) -> argparse.ArgumentParser:
    parser.add_argument("--data", type=Path, help="the data folder (KNOTWORK_DATA)")
    parser.set_defaults(run=_command(command), needs_settings=True)
    return parser


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """The function of this name in `commands`, loaded only once the settings are known."""

    def run(asked: argparse.Namespace) -> int:
        code: int = getattr(import_module("knotwork.config.commands"), name)(asked)
        return code

    return run


def _set_environment(asked: argparse.Namespace) -> None:
    """What the command line says counts more than the environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knotwork.config.settings")
    is_demo = getattr(asked, "demo", "no") == "yes"
    if is_demo:
        os.environ["KNOTWORK_DEMO"] = "yes"
    if asked.data is not None:
        below = "demo" if is_demo and hasattr(asked, "port") else ""
        os.environ["KNOTWORK_DATA"] = str(asked.data / below)
    if hasattr(asked, "port"):
        os.environ.setdefault("KNOTWORK_BASE_URL", f"http://localhost:{asked.port}")


def _set_up() -> None:
    import django  # noqa: PLC0415 – only now are the settings known
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 – see above

    try:
        django.setup()
    except ImproperlyConfigured as fault:
        raise CannotStart(str(fault)) from fault

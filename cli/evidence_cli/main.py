"""The command `evidence`: finds the sub-command, and turns every way of failing into one line and an exit code."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from evidence.errors import EvidenceError, StorageFailed

VERSION = "0.1.0"  # kept equal to pyproject.toml by a test; importlib.metadata would cost more than the rest of --help

# Name -> what it does, in the order in which --help lists them. The module of a command is
# evidence_cli.commands.<name> and is imported only when the command runs; a test keeps both true.
COMMANDS = {
    "report": "The status of every question; the international study first.",
    "question": "Why a question has its status: rule, studies, sentences.",
    "show": "One record, trial or study whole, with its figures.",
    "findings": "Every figure with the sentence it came from.",
    "studies": "The included studies, or every record screened.",
    "trials": "The registered trials, with dates and how they moved.",
    "search": "Look for words in the titles and abstracts read.",
    "changes": "What the last run changed, answers first.",
    "export": "For other programs: references, tables, feeds, FHIR.",
    "review": "Decide by name about answers, figures and records.",
    "refresh": "Ask PubMed and the registry, or read files; answer anew.",
    "status": "How old the data are, and the last runs.",
    "check": "Look for damage in the database, and say what to do.",
    "backup": "Make a verified copy, and let old copies go.",
    "restore": "Put the newest good copy, or a named one, back.",
    "rebuild": "Make the database anew from the raw replies it holds.",
    "schedule": "Print systemd units or lines of a crontab.",
}


class LazyCommands(click.Group):
    """A group that imports a command's module only when that command is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command, or None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"evidence_cli.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands from the table, so that --help imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _show_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"evidence {VERSION}")
        ctx.exit()


@click.command(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--db", metavar="PATH", envvar="EVIDENCE_DB", help="Database file. Default: $EVIDENCE_DB, else your data folder."
)
@click.option(
    "--topic", metavar="CODE_OR_FOLDER", envvar="EVIDENCE_TOPIC", help="Topic. Default: $EVIDENCE_TOPIC, else hsct_ms."
)
@click.option("-v", "--verbose", is_flag=True, help="Say more on stderr; show the traceback of a bug.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version."
)
@click.pass_context
def cli(ctx: click.Context, db: str | None, topic: str | None, verbose: bool, quiet: bool) -> None:
    """Which clinical questions about HSCT in MS are answered so far, and by what.

    Summarises published literature for professionals, read from abstracts. It takes no patient data and gives no
    advice about a patient.

    Exit codes: 0 done; 1 data older than status --max-age, or check found damage; 2 usage or unknown name; 3 partial,
    one source kept yesterday's data; 10 an answer changed (refresh --exit-code); 65 content refused; 66 input missing;
    70 bug; 73, 74 cannot write; 75 try later; 77 permission; 78 configuration.
    """
    from evidence_cli.session import Session  # late, as all of ours here: --help needs none of it

    ctx.obj = Session(db or None, topic or None, verbose, quiet)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; whatever goes wrong is one line on stderr."""
    _prepare_streams()
    try:
        code = cli.main(list(arguments), prog_name="evidence", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as help_page:
        click.echo(help_page.format_message(), err=True)
        return help_page.exit_code
    except click.ClickException as problem:
        _talk(f"evidence: {_usage(problem)}")
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt) as stop:
        if isinstance(stop.__cause__, EOFError):  # click takes a file that is too short for somebody who leaves
            return _bug(stop.__cause__, arguments)
        _talk("evidence: stopped")
        return getattr(stop.__cause__ or stop, "code", 130)  # click tells of what it caught as the cause
    except EvidenceError as problem:
        _talk(f"evidence: {problem}")
        return problem.exit_code
    except OSError as problem:
        return _no_room(problem, arguments)
    except Exception as bug:  # noqa: BLE001 - the last line of defence: a bug of ours, told as one
        return _bug(bug, arguments)
    return code if isinstance(code, int) else 0


def _prepare_streams() -> None:
    """Make printing unable to fail: UTF-8 into pipes and files, its own code on a terminal, nowhere if it is closed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller (>&-): print() would write talk to the other one
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace")


def _talk(message: str) -> None:
    from evidence_cli.out import talk

    talk(message)


def _drop_stdout() -> None:
    """Send what is still to be written to nowhere, so that the interpreter does not complain at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


def _usage(problem: click.ClickException) -> str:
    """Return click's message as one line, with where to read on."""
    message = " ".join(problem.format_message().split())
    ctx = getattr(problem, "ctx", None)
    return f"{message} Try: {ctx.command_path} --help" if ctx is not None else message


def _no_room(problem: OSError, arguments: Sequence[str]) -> int:
    """Tell a failure to write the output (disk full, I/O error) from a bug."""
    if problem.errno is None or problem.filename is not None:
        return _bug(problem, arguments)
    _drop_stdout()
    _talk(f"evidence: the output could not be written: {os.strerror(problem.errno)}")
    return StorageFailed.exit_code


def _bug(bug: Exception, arguments: Sequence[str]) -> int:
    if _wants_traceback(arguments):
        import traceback

        from evidence_cli.out import talk_lines

        talk_lines("".join(traceback.format_exception(bug)))
    hint = "" if _wants_traceback(arguments) else "; run again with -v before the command for the traceback"
    _talk(f"evidence: this is a bug of the program: {type(bug).__name__}: {' '.join(str(bug).split())}{hint}")
    return EvidenceError.exit_code


def _wants_traceback(arguments: Sequence[str]) -> bool:
    """True if -v or --verbose stands before the command."""
    for word in arguments:
        if word in COMMANDS:
            return False
        if word == "--verbose" or (word.startswith("-") and not word.startswith("--") and "v" in word):
            return True
    return False

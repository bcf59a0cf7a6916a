"""Settings of the nightly job: whatever is wrong with them is one line that says what, where and what to do."""

import os
from pathlib import Path

import pytest

from evidence.errors import ConfigurationError, NotPermitted
from evidence_cli import main
from evidence_cli.settings import SETTINGS, Settings, read_settings
from tests.test_opening import without_rights

KEY = "canary0123456789abcdef0123456789abcdef"
PING = "https://ping.example/canary0123456789"
MINE = f'ncbi_email = "a@hospital.example"\nncbi_api_key = "{KEY}"\n'

# Content of the file -> what the message names besides the file.
WRONG: dict[str, tuple[str | bytes, str]] = {
    "number": ("ncbi_email = 12", "line 1: ncbi_email must be text between quotes, not a number"),
    "number for the key": (f'ncbi_email = "a@b"\nncbi_api_key = 1234567\n# {KEY}', "line 2: ncbi_api_key must be text"),
    "yes or no": ("notify_mail = true", "line 1: notify_mail must be text between quotes, not true or false"),
    "fraction": ("smtp_server = 2.5", "not a number"),
    "date": ("ping_url = 2026-01-01", "not a date or time"),
    "list for text": ('ncbi_email = ["a@b"]', "not a list"),
    "table": ("[ncbi_email]\nx = 1", "line 1: ncbi_email must be text between quotes, not a table"),
    "text for a list": ('notify_command = "mail me"', "must be a list of texts"),
    "list of numbers": ("notify_command = [1, 2]", "must be a list of texts"),
    "unknown": ('# mine\n\nncbi_mail = "a@b"', "line 3: unknown setting 'ncbi_mail': did you mean ncbi_email?"),
    "unknown by far": ("colour = 'blue'", "unknown setting 'colour': there is ncbi_email"),
    "key without its name": (f"{KEY} = 'x'", "its name is not shown"),
    "twice": ("ncbi_email = 'a@b'\nncbi_email = 'a@b'", "is not TOML"),
    "no quotes": (f"ncbi_email = 'a@b'\nncbi_api_key = {KEY}", "line 2: is not TOML"),
    "quote not closed": (f'ncbi_api_key = "{KEY}\n', "line 1: is not TOML"),
    "ini": ("[nightly\nncbi_email: a@b", "is not TOML"),
    "json": ('{"ncbi_email": "a@b"}', "is not TOML"),
    "byte order mark": (b"\xef\xbb\xbfncbi_email = 'a@b'", "begins with a byte order mark"),
    "utf-16": ("ncbi_email = 'a@b'".encode("utf-16"), "is not UTF-8"),
    "latin-1": ("ncbi_email = 'a@b'\n# caf\u00e9".encode("latin-1"), "line 2: is not UTF-8"),
    "nul": (b"ncbi_email = 'a@b'\x00", "is not TOML"),
    "control character": ('ncbi_email = "a@b\\u0007c"', "has a line break or control character"),
    "two lines in one": ('ncbi_email = "a@b\\nc@d"', "has a line break or control character"),
    "1 MB": (b"# " + b"x" * 1_000_000, "is too large"),
    "long value": (f'ncbi_email = "{"x" * 3000}@b"', "ncbi_email is too long (3,002 characters"),
    "deep": ("notify_command = " + "[" * 5000 + "]" * 5000, "is not TOML"),
    "no address": ('notify_mail = "somebody"', "notify_mail (EVIDENCE_NOTIFY_MAIL): not an e-mail address"),
    "two addresses, one wrong": ('notify_mail = "a@b, c"', "not an e-mail address"),
    "wrong sender": ('notify_mail = "a@b"\nmail_from = "nobody"', "mail_from (EVIDENCE_MAIL_FROM)"),
    "server with a scheme": ('notify_mail = "a@b"\nsmtp_server = "smtp://host"', "write host or host:port"),
    "server with a port beyond": ('notify_mail = "a@b"\nsmtp_server = "host:70000"', "write host or host:port"),
    "program that is not there": ('notify_command = ["/no/such/program"]', "write its whole path"),
    "plain http": (f'ping_url = "{PING.replace("https", "http")}"', "begins with https://"),
    "ftp": (f'ping_url = "{PING.replace("https", "ftp")}"', "begins with https://"),
    "no host": ('ping_url = "https:///x"', "begins with https://"),
    "no port": (f'ping_url = "https://ping.example:{KEY}/"', "it is not an address"),
    "user in it": (f'ping_url = "https://me:{KEY}@ping.example/"', "without user"),
    "query": (f'ping_url = "{PING}?a=b"', "without user, ? and #"),
    "folder not whole": ('backup_folder = "backups"', "write the whole path"),
}


def said(environment: dict[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """What a night says that has these settings; it ends before anybody is asked."""
    for name in [name for name in os.environ if name.startswith(("EVIDENCE_", "NCBI_"))]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    code = main.run(["--db", "/nowhere/evidence.db", "refresh"])
    told = capsys.readouterr()
    assert (code, told.out) == (78, "")
    assert "canary" not in told.err
    assert KEY not in told.err
    assert told.err.count("\n") == 1
    return told.err


@pytest.mark.fault("F65")
@pytest.mark.parametrize("name", WRONG)
def test_a_file_with_a_mistake_is_told_by_name_line_and_remedy_and_never_shows_a_value(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content, words = WRONG[name]
    file = tmp_path / "settings.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    file.chmod(0o600)
    told = said({"EVIDENCE_SETTINGS": str(file)}, capsys, monkeypatch)
    assert words in told
    assert ("settings.toml" in told) or ("(EVIDENCE_" in told)


def read(file: Path, **environment: str) -> Settings:
    return read_settings({"EVIDENCE_SETTINGS": str(file), **environment})


@pytest.mark.fault("F65")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_file_with_the_key_that_others_may_read_is_refused_a_link_to_it_too(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(MINE)
    file.chmod(mode)
    (tmp_path / "link.toml").symlink_to(file)
    for path in (file, tmp_path / "link.toml"):
        with pytest.raises(ConfigurationError, match=f"mode {mode:04o}.*chmod 600"):
            read(path)
    file.chmod(0o600)
    assert read(tmp_path / "link.toml").environment["NCBI_API_KEY"] == KEY


@pytest.mark.fault("F65")
def test_a_file_without_the_key_may_be_read_by_everybody(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('ncbi_email = "a@hospital.example"')
    file.chmod(0o644)
    assert read(file).environment["NCBI_EMAIL"] == "a@hospital.example"


@pytest.mark.fault("F65")
def test_what_systemd_hands_over_is_private_by_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(MINE)
    file.chmod(0o440)  # as systemd shows a file whose access list names the user
    assert read(file, CREDENTIALS_DIRECTORY=str(tmp_path)).secrets.key == KEY


@pytest.mark.fault("F65")
def test_a_file_that_is_missing_closed_a_folder_or_a_device_is_told(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path / "none.toml", "cannot be read"),
        (tmp_path, "cannot be read"),
        (Path("/dev/zero"), "no regular file"),
        (tmp_path / ("x" * 300), "cannot be read"),
    ):
        with pytest.raises(ConfigurationError, match=words):
            read(path)
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read(tmp_path / "a")


@pytest.mark.fault("F65")
def test_a_file_of_another_user_is_a_missing_permission(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(MINE)
    file.chmod(0o000)
    with without_rights(), pytest.raises((NotPermitted, ConfigurationError)) as problem:
        read(file)
    assert problem.value.exit_code in (77, 78)


@pytest.mark.fault("F65")
def test_an_empty_file_says_nothing_and_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").touch()
    told = read(tmp_path / "settings.toml")
    assert (told.ping, told.command, told.mail, told.backup_folder, told.secrets.key) == (None, (), None, None, None)


def test_the_environment_outranks_the_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f'ping_url = "{PING}"\nnotify_mail = "a@b"\nsmtp_server = "localhost:2525"')
    told = read(file, EVIDENCE_NOTIFY_MAIL="c@d, e@f", EVIDENCE_NOTIFY_COMMAND="sh -c 'cat >&2'")
    assert told.ping is not None
    assert told.ping.url == PING
    assert told.mail is not None
    assert (told.mail.to, told.mail.sender, told.mail.server) == (("c@d", "e@f"), "c@d", ("localhost", 2525))
    assert told.command == ("sh", "-c", "cat >&2")


@pytest.mark.fault("F65")
@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"EVIDENCE_PNIG_URL": PING}, "EVIDENCE_PNIG_URL: unknown variable: did you mean EVIDENCE_PING_URL?"),
        ({"NCBI_APIKEY": KEY}, "did you mean NCBI_API_KEY?"),
        ({"EVIDENCE_NOTIFY_COMMAND": "mail 'me"}, "EVIDENCE_NOTIFY_COMMAND: its quotes do not match"),
        ({"EVIDENCE_PING_URL": "http://ping.example/canary"}, "EVIDENCE_PING_URL"),
        ({"NCBI_API_KEY": KEY + "\nx"}, "NCBI_API_KEY has a line break"),
        ({"NCBI_API_KEY": KEY * 100}, "NCBI_API_KEY is too long"),
    ],
)
def test_a_variable_with_a_mistake_is_told_by_its_name(
    environment: dict[str, str], words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert words in said(environment, capsys, monkeypatch)


@pytest.mark.fault("F67")
@pytest.mark.parametrize("name", ["EVIDENCE_EUTILS_URL", "EVIDENCE_CTGOV_URL"])
@pytest.mark.parametrize(
    "address",
    ["http://eutils.ncbi.nlm.nih.gov/x/", "http://evil.example/", "https://evil.example/", "http://10.0.0.1/"],
)
def test_a_base_address_that_is_neither_the_real_one_over_tls_nor_this_machine_is_refused(
    name: str, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for variable, value in {"NCBI_EMAIL": "a@b.example", "NCBI_API_KEY": KEY, name: address}.items():
        monkeypatch.setenv(variable, value)
    code = main.run(["--db", str(tmp_path / "evidence.db"), "refresh"])
    told = capsys.readouterr().err
    assert code == 78
    assert name in told
    assert "nothing was sent" in told
    assert KEY not in told
    assert not (tmp_path / "evidence.db").exists()


@pytest.mark.fault("F65")
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "holds no API key"),
        (b"two words", "holds no API key"),
        (b"a\nb\n", "holds no API key"),
        (b"\xff\xfe", "holds no API key"),
        (b"k" * 5000, "is too large"),
    ],
)
def test_a_key_file_that_holds_no_key_is_refused_by_name(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "key").write_bytes(content)
    (tmp_path / "key").chmod(0o600)
    with pytest.raises(ConfigurationError, match=words):
        read_settings({"NCBI_API_KEY_FILE": str(tmp_path / "key")})


def test_a_key_file_holds_the_key_alone_and_is_private(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(KEY + "\n")
    (tmp_path / "key").chmod(0o600)
    assert read_settings({"NCBI_API_KEY_FILE": str(tmp_path / "key")}).environment["NCBI_API_KEY"] == KEY
    (tmp_path / "key").chmod(0o644)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        read_settings({"NCBI_API_KEY_FILE": str(tmp_path / "key")})


def test_a_key_file_that_a_variable_names_outranks_the_key_of_the_settings_file(tmp_path: Path) -> None:
    for name, text in (("settings.toml", MINE), ("key", "another0123456789\n")):
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o600)
    told = {"EVIDENCE_SETTINGS": str(tmp_path / "settings.toml"), "NCBI_API_KEY_FILE": str(tmp_path / "key")}
    assert read_settings(told).environment["NCBI_API_KEY"] == "another0123456789"
    assert read_settings(told | {"NCBI_API_KEY": KEY}).environment["NCBI_API_KEY"] == KEY


def test_no_settings_object_shows_the_key_where_it_is_printed(tmp_path: Path) -> None:
    told = read_settings({"NCBI_API_KEY": KEY, "XDG_CONFIG_HOME": str(tmp_path)})
    assert KEY not in repr(told.secrets)


def test_the_readme_names_every_setting_and_variable() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    assert [
        name for name, (variable, _) in SETTINGS.items() if f"`{name}`" not in readme or variable not in readme
    ] == []

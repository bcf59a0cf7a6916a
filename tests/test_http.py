"""One request is bounded in time and in bytes, goes nowhere else, and what fails says so without the secrets."""

import gzip
import socket
import ssl
import subprocess
import time
import traceback
import tracemalloc
import zlib
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import ConfigurationError, ContentRefused, TryLater
from evidence.sources.addresses import EUTILS, read_base
from evidence.sources.http import Http, Limits, Reply
from evidence.sources.http_body import Interrupted, read_body
from evidence.sources.redaction import Secrets
from evidence.sources.timing import Timing
from tests.fakes.loopback import loopback
from tests.scripted_server import Script, Wire, answer, drip, reset

pytestmark = loopback
CANARY = "canary0123456789abcdef"
SECRETS = Secrets(CANARY, "someone@hospital.example")
QUICK = Limits(connect=2, silence=2, whole=2, cap=1 << 20)


def post(wire: Wire, limits: Limits = QUICK) -> Reply:
    http = Http("tool/1", secrets=SECRETS, loopback=True, limits=limits)
    try:
        return http.post(wire.url + "esearch.fcgi", {"api_key": CANARY, "term": "a"}, Timing().deadline(60))
    finally:
        http.close()


def failure(*scripts: Script, limits: Limits = QUICK, kind: type[Exception] = Interrupted) -> str:
    with Wire(*scripts) as wire, pytest.raises(kind) as raised:
        post(wire, limits)
    assert CANARY not in "".join(traceback.format_exception(raised.value))
    assert raised.value.__context__ is None
    return str(raised.value)


def sent_and_closed(content: bytes) -> Script:
    def send(connection: socket.socket) -> None:
        connection.sendall(content)
        connection.close()

    return send


def test_a_form_is_posted_in_the_body_with_our_name_on_it() -> None:
    with Wire(answer(b"<ok/>")) as wire:
        assert post(wire).body == b"<ok/>"
    (sent,) = wire.sent
    assert sent.line == "POST /esearch.fcgi HTTP/1.1"
    assert sent.form == {"api_key": CANARY, "term": "a"}
    assert sent.headers["user-agent"] == "tool/1"
    assert sent.headers["accept-encoding"] == "gzip"


def test_parameters_of_a_get_stand_in_the_address() -> None:
    http = Http("tool/1", secrets=Secrets(), loopback=True, limits=QUICK)
    with Wire(answer(b"{}")) as wire:
        assert http.get(wire.url + "studies", {"pageSize": "5"}, Timing().deadline(5)).status == 200
    http.close()
    assert wire.sent[0].line == "GET /studies?pageSize=5 HTTP/1.1"


def test_a_reply_in_gzip_is_inflated_and_one_in_pieces_put_together() -> None:
    packed = gzip.compress(b"<ok>" + b"a" * 1000 + b"</ok>")
    with Wire(answer(packed, "200 OK", "Content-Encoding: gzip")) as wire:
        assert post(wire).body.endswith(b"</ok>")
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<ok\r\n2\r\n/>\r\n0\r\n\r\n"
    with Wire(chunked) as wire:
        assert post(wire).body == b"<ok/>"


def test_a_status_that_is_an_error_is_a_reply_whose_body_is_read() -> None:
    with Wire(answer(b"busy", "429 Too Many Requests", "Retry-After: 2")) as wire:
        reply = post(wire)
    assert (reply.status, reply.body, reply.headers["retry-after"]) == (429, b"busy", "2")


def test_a_key_that_a_reply_quotes_is_struck_out_of_its_body() -> None:
    with Wire(answer(b'{"api-key":"' + CANARY.upper().encode() + b'"}')) as wire:
        reply = post(wire)
    assert CANARY.encode() not in reply.body.lower()
    assert CANARY not in repr(reply)


@pytest.mark.parametrize(
    "script",
    [
        reset,
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<cut",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100\r\n<cut",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<cut\r\n",
        answer(gzip.compress(b"<ok/>" * 99)[:-9], "200 OK", "Content-Encoding: gzip"),
        answer(b"<ok/>", "200 OK", "Content-Encoding: gzip"),
        b"no HTTP at all\r\n\r\n",
    ],
    ids=["reset", "short of its length", "inside a chunk", "between chunks", "gzip cut", "not gzip", "not HTTP"],
)
def test_what_another_try_may_mend_is_told_from_what_it_will_not(script: Script) -> None:
    failure(sent_and_closed(script) if isinstance(script, bytes) else script)


def test_a_port_where_nobody_listens_is_a_failed_connection() -> None:
    with Wire(b"") as wire:
        url = wire.url
    with pytest.raises(Interrupted, match=r"127\.0\.0\.1: the connection failed"):
        Http("t/1", secrets=SECRETS, loopback=True).post(url, {}, Timing().deadline(5))


@pytest.mark.fault("F20")
@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "])
def test_a_reply_that_trickles_in_ends_at_the_deadline_wherever_it_trickles(head: bytes) -> None:
    started = time.monotonic()
    assert "in time" in failure(drip(head, 0.05), limits=Limits(silence=5, whole=0.5))
    assert time.monotonic() - started < 1.5


def test_a_server_that_says_nothing_is_left() -> None:
    started = time.monotonic()
    assert "in time" in failure(drip(b"", 9, times=1), limits=Limits(silence=0.3, whole=20))
    assert time.monotonic() - started < 1.5


def test_the_deadline_of_the_run_ends_a_request_too() -> None:
    started = time.monotonic()
    http = Http("t/1", secrets=SECRETS, loopback=True)
    with Wire(drip(b"", 9, times=1)) as wire, pytest.raises(Interrupted):
        http.post(wire.url, {}, Timing().deadline(0.3))
    assert time.monotonic() - started < 1.5


def test_a_redirect_is_refused_and_not_followed_however_large_it_is() -> None:
    with Wire(answer(b"<ok/>")) as other:
        target = f"Location: {other.url}?api_key={CANARY}"
        message = failure(answer(b"x" * 9_000_000, "302 Found", target), kind=ContentRefused)
    assert message.startswith("the server sends us on to 127.0.0.1")
    assert other.sent == []


def test_the_body_of_a_redirect_is_not_waited_for() -> None:
    started = time.monotonic()
    failure(drip(b"HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 500\r\n\r\n", 0.05), kind=ContentRefused)
    assert time.monotonic() - started < 1


def test_a_gzip_bomb_is_refused_without_being_unpacked() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    tracemalloc.start()
    message = failure(answer(bomb, "200 OK", "Content-Encoding: gzip"), kind=ContentRefused, limits=Limits(whole=30))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert message.startswith("the reply has more than 64 MiB")
    assert peak < 150 << 20


def test_a_plain_body_over_the_cap_is_refused() -> None:
    assert "more than 1 MiB" in failure(answer(bytes(1_100_000)), kind=ContentRefused)


def test_an_encoding_that_was_not_asked_for_is_refused() -> None:
    packed = answer(zlib.compress(b"<ok/>"), "200 OK", "Content-Encoding: br")
    assert "'br'" in failure(packed, kind=ContentRefused)


@given(st.binary(max_size=3000), st.lists(st.integers(1, 400), max_size=9), st.booleans())
def test_a_body_is_the_same_however_it_is_cut_into_chunks(content: bytes, sizes: list[int], twice: bool) -> None:
    packed = gzip.compress(content) * (2 if twice else 1)
    chunks, rest = [], packed
    for size in sizes:
        chunks, rest = [*chunks, rest[:size]], rest[size:]
    assert read_body([*chunks, rest], "gzip") == content * (2 if twice else 1)


def test_exactly_the_cap_is_taken_and_one_byte_more_is_not() -> None:
    for encoding, pack in (("", bytes), ("gzip", gzip.compress)):
        assert len(read_body([pack(bytes(1000))], encoding, 1000)) == 1000
        with pytest.raises(ContentRefused):
            read_body([pack(bytes(1001))], encoding, 1000)


def certificate(folder: Path, name: str, days: int) -> ssl.SSLContext:
    """A certificate signed by itself, made by openssl; name: as subjectAltName has it."""
    key, wish, made, names = (folder / file for file in ("key.pem", "wish.pem", "certificate.pem", "names"))
    names.write_text(f"subjectAltName={name}\n")
    for words in (
        ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", wish,
         "-subj", "/CN=stand-in"],
        ["x509", "-req", "-in", wish, "-signkey", key, "-days", str(days), "-extfile", names, "-out", made],
    ):  # fmt: skip
        subprocess.run(["openssl", *words], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context


HERE, ELSEWHERE = "IP:127.0.0.1", "DNS:other.example"


@pytest.mark.parametrize(
    ("name", "days", "trusted", "reason"),
    [
        (HERE, 1, False, "self-signed certificate"),
        (HERE, -1, True, "certificate has expired"),
        (ELSEWHERE, 1, True, "IP address mismatch"),
    ],
    ids=["nobody vouches for it", "expired", "of another host"],
)
def test_a_certificate_that_cannot_be_trusted_is_told_and_nothing_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, days: int, trusted: bool, reason: str
) -> None:
    context = certificate(tmp_path, name, days)
    if trusted:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "certificate.pem"))
    with Wire(answer(b"<ok/>"), tls=context) as wire, pytest.raises(TryLater) as raised:
        Http("t/1", secrets=SECRETS, loopback=False, limits=QUICK).post(wire.url, {}, Timing().deadline(5))
    assert wire.sent == []
    assert not isinstance(raised.value, Interrupted)  # trying again would not mend it
    assert reason in str(raised.value)
    assert "certificate is not trusted" in str(raised.value)


def test_a_certificate_of_an_authority_that_the_machine_trusts_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = certificate(tmp_path, HERE, 1)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "certificate.pem"))
    with Wire(answer(b"<ok/>"), tls=context) as wire:
        http = Http("t/1", secrets=SECRETS, loopback=False, limits=QUICK)
        assert http.post(wire.url, {}, Timing().deadline(5)).body == b"<ok/>"
        http.close()


def test_a_stand_in_on_this_machine_is_asked_without_the_proxy_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.delenv("NO_PROXY", raising=False)
    with Wire(answer(b"<ok/>")) as wire:
        assert post(wire).body == b"<ok/>"


@pytest.mark.parametrize(
    ("script", "words"),
    [(answer(b"", "502 Bad Gateway"), "the connection failed"), (drip(b"HTTP/1.1 200 OK\r\nX: ", 0.05), "in time")],
    ids=["refuses", "trickles"],
)
def test_the_real_host_is_asked_through_the_proxy_of_the_environment_and_that_too_ends_at_the_deadline(
    monkeypatch: pytest.MonkeyPatch, script: Script, words: str
) -> None:
    started = time.monotonic()
    with Wire(script) as wire:
        monkeypatch.setenv("HTTPS_PROXY", wire.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        http = Http("t/1", secrets=SECRETS, loopback=False, limits=Limits(silence=5, whole=0.5))
        with pytest.raises(Interrupted, match=words):
            http.post(EUTILS + "esearch.fcgi", {}, Timing().deadline(5))
        http.close()
    assert [sent.line.rpartition(" ")[0] for sent in wire.sent] == ["CONNECT eutils.ncbi.nlm.nih.gov:443"]
    assert time.monotonic() - started < 1.5


def test_a_host_that_speaks_no_tls_is_a_failed_connection_and_no_bad_certificate() -> None:
    def plain() -> None:
        with listening.accept()[0] as connection:
            connection.recv(1000)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    http = Http("t/1", secrets=SECRETS, loopback=True, limits=QUICK)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        Thread(target=plain, daemon=True).start()
        with pytest.raises(Interrupted, match=r"the connection failed \(SSLError\)"):
            http.post(f"https://127.0.0.1:{listening.getsockname()[1]}/", {}, Timing().deadline(5))
    http.close()


def test_no_password_of_netrc_and_no_cookie_is_sent_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    http = Http("t/1", secrets=SECRETS, loopback=False, limits=QUICK)
    with Wire(answer(b"<ok/>", "200 OK", "Set-Cookie: a=b")) as wire:
        for _ in range(2):
            http.post(wire.url, {}, Timing().deadline(5))
        http.close()
    assert len(wire.sent) == 2
    assert all(not {"authorization", "cookie"} & set(sent.headers) for sent in wire.sent)


@pytest.mark.parametrize(
    ("given", "url"),
    [
        (None, EUTILS),
        ("", EUTILS),
        (EUTILS.rstrip("/"), EUTILS),
        ("https://eutils.ncbi.nlm.nih.gov:443/x/", "https://eutils.ncbi.nlm.nih.gov:443/x/"),
        ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a/"),
        ("http://localhost/", "http://localhost/"),
        ("http://[::1]:9/", "http://[::1]:9/"),
        ("https://127.5.5.5/", "https://127.5.5.5/"),
    ],
)
def test_the_real_host_and_this_machine_may_be_asked(given: str | None, url: str) -> None:
    base = read_base(given, EUTILS, "EVIDENCE_EUTILS_URL")
    assert base.url == url
    assert base.loopback == ("ncbi" not in url)


@pytest.mark.parametrize(
    "given",
    [
        "http://eutils.ncbi.nlm.nih.gov/entrez/eutils/",
        "https://eutils.ncbi.nlm.nih.gov.evil.example/",
        "https://evil.example/",
        "http://10.0.0.1/",
        "http://127.0.0.1@evil.example/",
        "http://user@127.0.0.1/",
        "https://eutils.ncbi.nlm.nih.gov:8443/",
        "https://localhost.evil.example/",
        "ftp://127.0.0.1/",
        "http://127.0.0.1/?a=b",
        "http://127.0.0.1:99999/",
        "http://[::1/",
        "127.0.0.1:8080",
    ],
)
def test_no_other_host_is_asked_and_the_real_one_only_over_tls(given: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^EVIDENCE_EUTILS_URL: .*nothing was sent"):
        read_base(given, EUTILS, "EVIDENCE_EUTILS_URL")


def test_secrets_are_struck_out_of_any_text_and_shown_by_no_repr() -> None:
    text = f"a {CANARY} b SOMEONE@hospital.example c api_key=zzz&x=1 d"
    assert SECRETS.strike(text) == "a [struck out] b [struck out] c api_key=[struck out]&x=1 d"
    assert SECRETS.strike('{"api-key":"1.2.3.4","count":"17"}') == '{"api-key":[struck out],"count":"17"}'
    assert CANARY not in repr(SECRETS)
    assert "hospital" not in repr(SECRETS)


def test_a_foreign_text_is_quoted_as_one_short_line_that_drives_no_terminal() -> None:
    assert Secrets().excerpt("\x1b[31mred\n\u202eevil\x9b \x00") == "[31mred evil"
    assert len(Secrets().excerpt("x" * 5000)) < 200

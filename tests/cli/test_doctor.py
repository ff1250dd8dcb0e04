"""`advocacy doctor --url`: what is wrong with a real server is named, and what is right is good."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from advocacy.cli.doctor import seen_by_a_client
from tests.web.accounts.house import hosted_app

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop
    from tests.conftest import Called

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Any]

ELSEWHERE = "127.0.0.77"
"""An address of the loopback that a client does not take for its own machine."""
STRICT = [
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
    ("Strict-Transport-Security", "max-age=31536000"),
]


class Silent(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Patient(WSGIServer):
    """Goes on when a client does not like its certificate."""

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


def pages(*cookies: str, strict: bool = True, anywhere: bool = False) -> Wsgi:
    """Return pages that are as strict as it takes, but for what is asked for."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        known = anywhere or not environ["HTTP_HOST"].startswith("foreign")
        headers = [*(STRICT if strict else []), *(("Set-Cookie", one) for one in cookies)]
        start("200 OK" if known else "400 Bad Request", headers)
        return [b"A page"]

    return answer


def leading_to(address: str) -> Wsgi:
    """Return pages that only lead elsewhere."""

    def answer(_environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        start("308 Permanent Redirect", [("Location", address)])
        return [b""]

    return answer


@contextmanager
def served(app: Any, certificate: Path | None = None, *, at: str = "127.0.0.1") -> Iterator[str]:
    """Serve an application, with TLS where there is a certificate."""
    server = Patient((at, 0), Silent)
    server.set_app(app)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.base_environ["HTTPS"] = "on"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"{'https' if certificate else 'http'}://{at}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def certificate(
    folder: Path, *, begins: float = -1, days: float = 90, name: str = "127.0.0.1"
) -> Path:
    """Make a certificate that is signed by itself; return the file with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now + datetime.timedelta(days=begins))
        .not_valid_after(now + datetime.timedelta(days=days, hours=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName("localhost"), x509.IPAddress(ip_address(name))]
            ),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


def trust(monkeypatch: pytest.MonkeyPatch, certificate: Path) -> None:
    """Let clients of this process know a certificate, as they know those of authorities."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


def levels(seen: Iterable[tuple[str, str]]) -> set[str]:
    """Return how what was seen is judged, but for the name that this small server tells."""
    return {level for level, said in seen if "header server says" not in said}


def test_our_own_pages_behind_tls_have_nothing_to_mend(
    tmp_path: Path,
    workshop: Workshop,
    cli: Callable[..., Called],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = certificate(tmp_path)
    trust(monkeypatch, known)
    app = hosted_app(tmp_path / "data", workshop, https=True, hosts=("127.0.0.1",))
    with served(app, known) as address:
        done = cli("doctor", "--data-dir", tmp_path / "data", "--url", address)
    assert done.status == 0, done.out
    assert "good    TLSv1.3; the certificate is good for 90 days." in done.out
    assert "good    The cookie __Host-advocacy is for this origin alone and no script." in done.out
    assert "good    Under a name that is not theirs the pages do not answer." in done.out
    assert "strict-transport-security is missing" not in done.out


@pytest.mark.parametrize(
    ("known", "options", "sentence"),
    [
        (False, {}, "signed by itself alone"),
        (True, {"begins": -30, "days": -2}, "has expired"),
        (True, {"begins": 2}, "not valid yet"),
        (True, {"name": "127.0.0.9"}, "for another address"),
    ],
)
def test_a_certificate_that_browsers_refuse_is_named(
    tmp_path: Path,
    known: bool,
    options: dict[str, Any],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = certificate(tmp_path, **options)
    if known:
        trust(monkeypatch, wrong)
    with served(pages(), wrong) as address:
        [(level, said)] = seen_by_a_client(address)
    assert level == "bad"
    assert sentence in said


def test_a_certificate_that_ends_soon_is_told_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = certificate(tmp_path, days=5)
    trust(monkeypatch, known)
    with served(pages(), known) as address:
        seen = list(seen_by_a_client(address))
    assert ("note", "TLSv1.3; the certificate is good for 5 days.") in seen
    assert levels(seen) == {"note", "good"}


def test_pages_without_encryption_are_named_unless_they_are_for_this_machine() -> None:
    with served(pages(), at=ELSEWHERE) as address:
        assert ("bad", "The pages are not encrypted on their way: put TLS in front of them.") in (
            list(seen_by_a_client(address))
        )
    with served(pages()) as address:
        assert levels(seen_by_a_client(address)) == {"good"}


def test_where_no_tls_is_spoken_the_reason_is_said() -> None:
    with served(pages()) as address:
        [(level, said)] = seen_by_a_client(address.replace("http:", "https:"))
    assert level == "bad"
    assert "does not speak TLS" in said


def test_who_is_led_to_encrypted_pages_is_judged_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = certificate(tmp_path, name=ELSEWHERE)
    trust(monkeypatch, known)
    with (
        served(pages(), known, at=ELSEWHERE) as there,
        served(leading_to(there), at=ELSEWHERE) as address,
    ):
        seen = list(seen_by_a_client(address))
    assert levels(seen) == {"good"}
    assert ("good", "Whoever asks without encryption is led to the encrypted pages.") in seen


@pytest.mark.parametrize(
    ("cookie", "lacking"),
    [
        ("a=1", "HttpOnly, SameSite, Secure"),
        ("secure=1; HttpOnly; SameSite=Lax", "Secure"),
        ("a=1; Secure; SameSite=Strict", "HttpOnly"),
        ("a=samesite; Secure; HttpOnly; SameSite=None", "SameSite"),
    ],
)
def test_what_a_cookie_lacks_is_named(
    tmp_path: Path, cookie: str, lacking: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = certificate(tmp_path)
    trust(monkeypatch, known)
    with served(pages(cookie, "good=1; Secure; HttpOnly; SameSite=Lax"), known) as address:
        bad = [said for level, said in seen_by_a_client(address) if level == "bad"]
    assert bad == [f"The cookie {cookie.partition('=')[0]} lacks {lacking}."]


def test_pages_that_are_not_strict_and_answer_to_any_name_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = certificate(tmp_path)
    trust(monkeypatch, known)
    with served(pages(strict=False, anywhere=True), known) as address:
        seen = list(seen_by_a_client(address))
    bad = " ".join(said for level, said in seen if level == "bad")
    for wanted in ("content-security-policy", "referrer-policy", "nosniff", "no-store",
                   "a name that is not theirs"):  # fmt: skip
        assert wanted in bad
    assert any("strict-transport-security is missing" in said for _, said in seen)


def test_a_port_that_nobody_serves_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    [(level, said)] = seen_by_a_client(f"https://127.0.0.1:{port}/")
    assert (level, "does not answer" in said) == ("bad", True)

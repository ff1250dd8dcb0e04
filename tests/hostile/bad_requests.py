"""Bad requests: addresses, headers, forms and methods, each with the answer a browser gets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["ADDRESSES", "FORMS", "HEADERS"]

PLACE = "/campaigns/joint-statement-2021"

ADDRESSES: Mapping[str, int] = {
    "/nothing": 404,
    "//example.org/": 400,
    "/static/": 404,
    "/static/../app.py": 404,
    "/static/..%2f..%2fapp.py": 404,
    "/static/%2e%2e/%2e%2e/base.html": 404,
    "/static/..\\..\\base.html": 404,
    "/static//etc/passwd": 308,
    "/static/style.css%00.png": 404,
    "/static/%ff%fe": 404,
    "/static/.": 404,
    "/static/" + "a" * 5_000: 404,
    "/campaigns/..": 404,
    "/campaigns/%2e%2e/delete": 404,
    "/campaigns/%00": 404,
    "/campaigns/a%00b/edit/text": 404,
    "/campaigns/%0d%0aX-Evil:%201": 404,
    "/campaigns/%ff/edit/text": 404,
    "/campaigns/%E2%80%AE/edit/text": 404,
    "/campaigns/" + "a" * 5_000: 404,
    "/campaigns/" + "a" * 5_000 + "/edit/text": 404,
    "/campaigns/'%20OR%20'1'='1/edit/text": 404,
    "/campaigns/{{7*7}}/edit/text": 404,
    "/campaigns/<nasty>/edit/text": 404,
    "/campaigns/JOINT-STATEMENT-2021/edit/text": 404,
    f"{PLACE}/edit/nothing": 200,
    f"{PLACE}/edit/__class__": 200,
    f"{PLACE}/edit/text?shown=<nasty>": 200,
    f"{PLACE}/edit/text?shown=../../etc": 200,
    f"{PLACE}/edit/text?at=%22%3E%3Cnasty%3E": 200,
    f"{PLACE}/edit/signatories?imported=<nasty>": 200,
    f"{PLACE}/edit/signatories?imported=-1": 200,
    f"{PLACE}/edit/signatories?imported=99999999999999999999": 200,
    f"{PLACE}/edit/text?language=../../etc/passwd": 200,
    f"{PLACE}/edit/text?language=<nasty>": 200,
    f"{PLACE}/edit/text?" + "a=b&" * 2_000: 200,
    f"{PLACE}/files/en.nothing": 404,
    f"{PLACE}/files/xx.pdf": 404,
    f"{PLACE}/files/..%2f..%2fen.pdf": 404,
    f"{PLACE}/files/en.pdf%00": 404,
    f"{PLACE}/files/.pdf": 404,
    f"{PLACE}/pack?format=nothing": 404,
    f"{PLACE}/pack?language_version=xx": 404,
    f"{PLACE}/pack?language_version=../en": 404,
    f"{PLACE}/preview/xx": 200,
    f"{PLACE}/preview/en/0.png": 404,
    f"{PLACE}/preview/en/999.png": 404,
    f"{PLACE}/preview/en/-1.png": 404,
    f"{PLACE}/preview/en/1e3.png": 404,
    f"{PLACE}/preview/en/99999999999999999999999.png": 404,
    f"{PLACE}/preview/en/1.png?size=99999": 200,
    f"{PLACE}/history/0": 404,
    f"{PLACE}/history/-1": 404,
    f"{PLACE}/history/99999999999999999999": 404,
    f"{PLACE}/editions/0": 404,
    f"{PLACE}/editions/99999999999999999999": 404,
    f"{PLACE}/translate/xx": 404,
    f"{PLACE}/translate/fr.exe": 404,
    f"{PLACE}/signatories.exe": 404,
    f"{PLACE}/other.toml": 404,
    "/kinds/nothing.png": 404,
    "/kinds/..%2f..%2fetc%2fpasswd.png": 404,
    "/?language=%F0%9F%98%80": 200,
    "/?language=en&language=de": 200,
    "/?" + "a" * 20_000: 200,
}
"""Addresses asked for by GET, with the status of the answer."""

HEADERS: Mapping[str, tuple[Mapping[str, str], int]] = {
    "a foreign host": ({"Host": "evil.example"}, 400),
    "a host behind ours": ({"Host": "localhost.evil.example"}, 400),
    "a host before ours": ({"Host": "evil.localhost"}, 400),
    "a rebound name": ({"Host": "127.0.0.1.nip.example"}, 400),
    "another loopback": ({"Host": "127.0.0.2"}, 400),
    "an address of everybody": ({"Host": "0.0.0.0"}, 400),  # noqa: S104 - a name, not a socket
    "a number for an address": ({"Host": "2130706433"}, 400),
    "a host with a user": ({"Host": "localhost@evil.example"}, 400),
    "a host with a path": ({"Host": "localhost/evil"}, 400),
    "a host with a port that is none": ({"Host": "localhost:evil"}, 400),
    "a host of two": ({"Host": "localhost, evil.example"}, 400),
    "no host": ({"Host": ""}, 400),
    "a host in the forwarding header": ({"X-Forwarded-Host": "evil.example"}, 200),
    "an address in the forwarding header": ({"X-Forwarded-For": "203.0.113.7"}, 200),
    "a path in the rewriting header": ({"X-Original-URL": "/plugins"}, 200),
    "another method in a header": ({"X-HTTP-Method-Override": "DELETE"}, 200),
    "a language there is not": ({"Accept-Language": "xx-XX, yy;q=2, *;q=nonsense"}, 200),
    "a language with a path": ({"Accept-Language": "../../etc/passwd"}, 200),
    "ten thousand languages": ({"Accept-Language": ",".join(["a-b;q=0.1"] * 5_000)}, 200),
    "any kind of answer": ({"Accept": "nonsense/*;q=x,,;"}, 200),
    "a cookie that is none": ({"Cookie": "advocacy=nonsense"}, 200),
    "a cookie with a forged name": ({"Cookie": "advocacy=eyJhdXRob3IiOiJhIn0.a.b"}, 200),
    "a cookie of nulls": ({"Cookie": "advocacy=\\000\\000"}, 200),
    "a thousand cookies": ({"Cookie": "; ".join(f"a{n}=b" for n in range(1_000))}, 200),
    "a range beyond the end": ({"Range": "bytes=99999999-"}, 200),
    "a thousand ranges": ({"Range": "bytes=" + ",".join(["0-1"] * 1_000)}, 200),
    "a mark that fits everything": ({"If-None-Match": "*"}, 200),
    "a time that is none": ({"If-Modified-Since": "yesterday"}, 200),
    "a name that is none": ({"Authorization": "Basic !!!"}, 200),
    "a referrer with markup": ({"Referer": "<nasty>"}, 200),
    "a program with markup": ({"User-Agent": "<nasty>" * 1_000}, 200),
    "an origin that may not read": ({"Origin": "https://evil.example"}, 200),
}
"""Headers of a GET of the first page, with the status of the answer."""

FORMS: Mapping[str, tuple[Mapping[str, Any], int]] = {
    "nothing": ({}, 400),
    "a foreign origin": ({"headers": {"Origin": "https://evil.example"}}, 403),
    "another port": ({"headers": {"Origin": "http://localhost:1"}}, 403),
    "another scheme": ({"headers": {"Origin": "https://localhost"}}, 403),
    "an origin behind ours": ({"headers": {"Origin": "http://localhost.evil.example"}}, 403),
    "a page elsewhere": ({"headers": {"Sec-Fetch-Site": "cross-site"}}, 403),
    "a neighbour": ({"headers": {"Sec-Fetch-Site": "same-site"}}, 403),
    "an unknown site": ({"headers": {"Sec-Fetch-Site": "nonsense"}}, 403),
    "a token that is none": ({"data": {"csrf_token": "nonsense"}}, 400),
    "a token of markup": ({"data": {"csrf_token": "<nasty>"}}, 400),
    "JSON": ({"json": {"csrf_token": 1}}, 400),
    "JSON that is none": ({"data": b"{", "content_type": "application/json"}, 400),
    "a form without its border": ({"data": b"a", "content_type": "multipart/form-data"}, 400),
    "a form cut off": (
        {"data": b"--a\r\nContent-Disp", "content_type": "multipart/form-data; boundary=a"}, 400),
    "a border without end": (
        {"data": b"a", "content_type": "multipart/form-data; boundary=" + "a" * 9_999}, 400),
    "a form in no encoding": (
        {"data": b"\xff\xfe=\xff", "content_type": "application/x-www-form-urlencoded"}, 400),
    "a form in UTF-7": (
        {"data": b"a=+ADw-", "content_type": "application/x-www-form-urlencoded; charset=utf-7"},
        400),
    "XML": ({"data": b"<!DOCTYPE a><a/>", "content_type": "text/xml"}, 400),
    "more than eight megabytes": ({"data": {"a": "b" * 8_000_001}}, 413),
    "too many fields": ({"data": "&".join(f"a{n}=" for n in range(30_000)),
                         "content_type": "application/x-www-form-urlencoded"}, 400),
    "too many parts": ({"data": b"".join(
        b'--a\r\nContent-Disposition: form-data; name="a%d"\r\n\r\nb\r\n' % n
        for n in range(20_001)) + b"--a--\r\n",
        "content_type": "multipart/form-data; boundary=a"}, 413),
}  # fmt: skip
"""What is sent by POST, with the status of the answer."""

METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "NONSENSE")
"""Methods that no address takes; every route is asked with each."""

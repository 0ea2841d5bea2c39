"""A mail server that says what it understood.

    python3 Tests/Judges/mail/server.py

Needs aiosmtpd and the openssl command. Prints one line of JSON with the ports of its four doors, the certificate to trust and a
folder, then receives until its standard input ends. Every accepted mail becomes <part of the Message-ID before the @>.json in that
folder, read with Python's own e-mail package under its strict policy. Recipients whose local part is one of ANSWERS are answered
with that; `slow` is answered after a minute.
"""

import asyncio
import email
import email.header
import email.policy
import email.utils
import json
import pathlib
import ssl
import subprocess
import sys
import tempfile

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

ANSWERS = {
    "busy": "451 4.3.0 Come back later",
    "full": "452 4.2.2 Mailbox is full",
    "nobody": "550 5.1.1 No such mailbox",
    "moved": "551-5.1.6 This person\r\n551 5.1.6 has moved",
    "unwanted": "554 5.7.1 Not here",
}


def addresses(raw, header):
    """Names by the older parser: the newer one of Python 3.11 puts spaces between the encoded words of a name."""
    lines = email.message_from_bytes(raw).get_all(header, [])
    pairs = email.utils.getaddresses([" ".join(line.split("\r\n")) for line in lines])
    return [[str(email.header.make_header(email.header.decode_header(name))), address] for name, address in pairs]


def understood(envelope):
    """What a reader would see, and everything that is wrong with the bytes."""
    raw = envelope.original_content
    policy = email.policy.strict
    try:
        message = email.message_from_bytes(raw, policy=policy)
        found = {
            "defects": [str(d) for part in message.walk() for d in part.defects]
            + [f"{name}: {d}" for part in message.walk() for name, v in part.items() for d in getattr(v, "defects", [])],
            "subject": message["subject"],
            "from": addresses(raw, "from"),
            "to": addresses(raw, "to"),
            "replyTo": addresses(raw, "reply-to"),
            "date": message["date"].datetime.isoformat(),
            "headers": [[name, str(value)] for name, value in message.items()],
            "types": [part.get_content_type() for part in message.walk()],
        }
        for kind in ("plain", "html"):
            part = message.get_body((kind,))
            found[kind] = part.get_content().replace("\r\n", "\n") if part else None
    except Exception as fault:  # whatever Python's parser cannot take is the finding
        found = {"defects": [repr(fault)]}
    lines = raw.split(b"\r\n")
    found |= {
        "sender": envelope.mail_from,
        "recipients": envelope.rcpt_tos,
        "longestLine": max(map(len, lines)),
        "isASCII": raw.isascii(),
        "bareBreaks": sum(line.count(b"\n") + line.count(b"\r") for line in lines),
    }
    return found, message["message-id"].strip("<>").split("@")[0]


class Handler:
    def __init__(self, folder):
        self.folder = folder

    async def handle_RCPT(self, server, session, envelope, address, options):
        local = address.split("@")[0]
        if local == "slow":
            await asyncio.sleep(60)
        if local in ANSWERS and local != "unwanted":
            return ANSWERS[local]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if any(a.startswith("unwanted@") for a in envelope.rcpt_tos):
            return ANSWERS["unwanted"]
        found, name = understood(envelope)
        found["user"] = session.auth_data.login.decode() if session.auth_data else None
        found["isEncrypted"] = server.transport.get_extra_info("cipher") is not None
        (self.folder / f"{name}.json").write_text(json.dumps(found))
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"portal", b"p@ss/word:1")
    return AuthResult(success=right, handled=False, auth_data=data if right else None)


def certificate_in(folder):
    """A certificate that nobody but the tests trusts, and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-out", certificate, "-keyout", key],
        check=True, capture_output=True)
    return certificate, key


async def main(folder):
    certificate, key = certificate_in(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    starttls = {"tls_context": context, "require_starttls": True}
    doors = {
        "plain": (None, {}),
        "starttls": (None, starttls),
        "smtps": (context, {}),
        "login": (None, starttls | {"auth_required": True, "authenticator": authenticate}),
    }
    loop = asyncio.get_running_loop()
    ports = {}
    for name, (tls, options) in doors.items():
        door = await loop.create_server(
            lambda options=options: SMTP(Handler(folder), hostname="localhost", loop=loop, **options), "127.0.0.1", 0, ssl=tls)
        ports[name] = door.sockets[0].getsockname()[1]
    print(json.dumps({"ports": ports, "certificate": str(certificate), "folder": str(folder)}), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


with tempfile.TemporaryDirectory(prefix="portal-mail-") as name:
    asyncio.run(main(pathlib.Path(name)))

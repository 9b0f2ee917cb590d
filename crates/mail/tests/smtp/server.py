"""A real SMTP server on loopback.

Prints its port, then one line of JSON per letter, read by Python's own parser.
An address that begins with "refused" gets 550, with "later" 451.
"""

import argparse
import asyncio
import json
import logging
import ssl
import warnings
from email import message_from_bytes, policy

import trustme
from aiosmtpd.smtp import SMTP, AuthResult


def words(letter, kind):
    """The body of one kind, lines ending with a line feed."""
    return letter.get_body((kind,)).get_content().replace("\r\n", "\n")


class Desk:
    """Takes letters and prints them."""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return f"550 5.1.1 <{address}> is unknown here"
        if address.startswith("later"):
            return f"451 4.2.1 <{address}> is busy, come back later"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server, session, envelope):
        letter = message_from_bytes(envelope.original_content, policy=policy.default)
        facts = {
            "mail_from": envelope.mail_from,
            "rcpt_tos": envelope.rcpt_tos,
            "encrypted": server.transport.get_extra_info("ssl_object") is not None,
            "user": session.auth_data,
            "headers": {name.lower(): str(value) for name, value in letter.items()},
            "kind": letter.get_content_type(),
            "parts": [part.get_content_type() for part in letter.iter_parts()],
            "text": words(letter, "plain"),
            "html": words(letter, "html"),
        }
        print(json.dumps(facts), flush=True)
        return "250 2.0.0 kept"


def authenticator(expected):
    def check(server, session, envelope, mechanism, data):
        given = f"{data.login.decode()}:{data.password.decode()}"
        return AuthResult(success=given == expected, handled=False, auth_data=data.login.decode())

    return check


def certificate(path):
    """A context whose certificate authority is written to `path`."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tls", choices=["none", "starttls", "wrapped"], default="none")
    parser.add_argument("--ca", help="where to write the certificate authority")
    parser.add_argument("--account", help="user:password that must be given")
    options = parser.parse_args()
    context = certificate(options.ca) if options.ca else None

    def session():
        return SMTP(
            Desk(),
            hostname="localhost",
            tls_context=context if options.tls == "starttls" else None,
            enable_SMTPUTF8=True,
            require_starttls=options.tls == "starttls",
            authenticator=authenticator(options.account) if options.account else None,
            auth_required=options.account is not None,
            auth_require_tls=False,
        )

    wrapped = context if options.tls == "wrapped" else None
    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0, ssl=wrapped)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


# Strangers who hang up and passwords without TLS are what some tests are about.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)
warnings.simplefilter("ignore")
asyncio.run(main())

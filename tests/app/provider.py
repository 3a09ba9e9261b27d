"""A small provider of OpenID Connect on loopback: real HTTP, real signatures, and answers that can be spoiled."""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.conftest import free_port

CLIENT, SECRET = "vermeil", "the-secret-of-vermeil"
Claims = dict[str, Any]


def signed(provider: Provider, claims: Claims) -> str:
    return jwt.encode({"alg": "RS256", "kid": provider.key.kid}, claims, provider.key)


@dataclass
class Provider:
    """`person` is who is signed in there: the claims of their ID token. `more` is told to whoever asks further.

    `spoils` changes the claims, and `signs` makes a token of them.
    """

    address: str
    key: RSAKey = field(default_factory=lambda: new_key("first"))
    person: Claims = field(default_factory=lambda: {"sub": "1", "preferred_username": "eve"})
    more: Claims = field(default_factory=dict)
    spoils: Callable[[Claims], None] = lambda claims: None
    signs: Callable[[Provider, Claims], str] = signed
    about: Claims = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def well_known(self, _: Request) -> Response:
        self.asked.append("about")
        paths = {"authorization_endpoint": "sign-in", "token_endpoint": "token", "jwks_uri": "keys"}
        return JSONResponse(
            {"issuer": self.address, **{name: f"{self.address}/{path}" for name, path in paths.items()},
             "userinfo_endpoint": f"{self.address}/person", **self.about}
        )  # fmt: skip

    def keys(self, _: Request) -> Response:
        self.asked.append("keys")
        return JSONResponse(KeySet([self.key]).as_dict(private=False))

    def sign_in(self, request: Request) -> Response:
        """Whoever comes is signed in already."""
        asked = dict(request.query_params)
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"], "iss": self.address})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}", status_code=302)

    async def token(self, request: Request) -> Response:
        form, asked = await request.form(), None
        by = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if request.headers.get("authorization") == f"Basic {by}":
            asked = self.codes.pop(str(form.get("code")), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(str(form.get("code_verifier")).encode()).digest())
        fits = asked is not None and asked["code_challenge"] == challenge.decode().rstrip("=")
        if not fits or asked is None or form.get("redirect_uri") != asked["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": asked["nonce"]}
        claims |= self.person
        self.spoils(claims)
        told = {
            "access_token": "access",
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": self.signs(self, claims),
        }
        return JSONResponse(told)

    def person_told(self, request: Request) -> Response:
        assert request.headers["authorization"] == "Bearer access"
        return JSONResponse({"sub": self.person["sub"], **self.more})

    def routes(self) -> list[Route]:
        return [
            Route("/.well-known/openid-configuration", self.well_known), Route("/keys", self.keys),
            Route("/sign-in", self.sign_in), Route("/token", self.token, methods=["POST"]),
            Route("/person", self.person_told),
        ]  # fmt: skip


def new_key(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})


@contextmanager
def provider() -> Iterator[Provider]:
    """Runs while the block does."""
    port = free_port()
    made = Provider(f"http://127.0.0.1:{port}")
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=made.routes()), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < until
        time.sleep(0.005)
    try:
        yield made
    finally:
        server.should_exit = True
        thread.join(10)

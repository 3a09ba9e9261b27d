"""A provider of OpenID Connect: the address that people sign in at, and what its answer proves.

Authlib speaks OAuth 2.0 (the code flow with PKCE) and knows what an ID token has to say.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from app.api.begun import Begun
from core.errors import Forbidden, VermeilError
from core.settings import Settings

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import OAuth2Client

TIMEOUT_SECONDS = 10.0
LEEWAY_SECONDS = 60  # between the provider's clock and ours
KEPT_SECONDS = 3_600.0  # for what it says of itself
# Signatures that the provider alone can make: not `none`, nor one by the secret that we have, too.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_WRONG = {
    "iss": "it is somebody else's",
    "aud": "it is meant for another program",
    "azp": "it is meant for another program",
    "nonce": "it answers another sign-in",
    "exp": "it has expired",
}
Claims = Mapping[str, Any]


class ProviderFailed(VermeilError):
    """The provider does not answer, or not as one."""

    code = "provider_failed"
    status = 502


class NotProved(Forbidden):
    """The provider's answer does not hold."""

    code = "not_proved"


class Provider:
    """The one of the settings. Methods wait for it, raise `ProviderFailed`, and are safe between threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._told: dict[str, tuple[float, Claims]] = {}

    def address(self, begun: Begun, state: str) -> str:
        """Where somebody signs in who has begun that."""
        with _translated(), self._client(begun.back) as client:
            address, _ = client.create_authorization_url(
                self._about()["authorization_endpoint"],
                state=state, nonce=begun.nonce, code_verifier=begun.verifier,
            )  # fmt: skip
        return str(address)

    def claims(self, begun: Begun, code: str) -> Claims:
        """What the provider says of whoever came back with that code. Raises `NotProved` where it is not its word."""
        with _translated(), self._client(begun.back) as client:
            token = client.fetch_token(
                self._about()["token_endpoint"], grant_type="authorization_code", code=code,
                code_verifier=begun.verifier,
            )  # fmt: skip
            proved = self._proved(token, begun.nonce)
            endpoint = self._about().get("userinfo_endpoint")
            if endpoint is None or self._wanted() <= proved.keys():
                return proved
            more = client.get(endpoint).raise_for_status().json()
            if more["sub"] != proved["sub"]:
                raise NotProved("The sign-in service speaks of somebody else.", "Sign in once more.")
            return {**more, **proved}

    def _wanted(self) -> set[str]:
        """Those that an ID token may leave to another question."""
        names = (self.settings.oidc_name_claim, self.settings.oidc_roles_claim)
        return {name.partition(".")[0] for name in names if name}

    def _client(self, back: str) -> OAuth2Client:
        from authlib.integrations.httpx_client import OAuth2Client

        methods = self._about().get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        by_secret = "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post"
        return OAuth2Client(
            self.settings.oidc_client, self.settings.oidc_secret or None,
            token_endpoint_auth_method=by_secret if self.settings.oidc_secret else "none",
            scope=" ".join(self.settings.oidc_scopes), redirect_uri=back, code_challenge_method="S256",
            timeout=TIMEOUT_SECONDS, verify=_certificates(),
        )  # fmt: skip

    # --- what it proves -----------------------------------------------------------------------------------------------

    def _proved(self, token: Claims, nonce: str) -> Claims:
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import InvalidKeyIdError
        from joserfc.jwk import KeySet, KeySetSerialization
        from joserfc.jws import JWSRegistry

        registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)

        def decoded(*, again: bool) -> jwt.Token:
            keys = cast(KeySetSerialization, self._fetched(self._about()["jwks_uri"], again=again))
            return jwt.decode(token["id_token"], KeySet.import_key_set(keys), registry=registry)

        try:
            said = decoded(again=False)
        except InvalidKeyIdError:  # it signs with a new one
            said = decoded(again=True)
        client = self.settings.oidc_client
        expected = {"iss": {"value": self.settings.oidc_issuer}, "aud": {"value": client}, "sub": {"essential": True}}
        told = {"nonce": nonce, "client_id": client, "access_token": token.get("access_token")}
        claims = CodeIDToken(said.claims, said.header, expected, told)
        claims.validate(leeway=LEEWAY_SECONDS)
        return dict(claims)

    # --- what it says of itself ---------------------------------------------------------------------------------------

    def _about(self) -> Claims:
        issuer = self.settings.oidc_issuer
        about = self._fetched(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if about["issuer"] != issuer:
            raise ProviderFailed(
                "The sign-in service calls itself by another address.", "Set VERMEIL_OIDC_ISSUER to the one it gives."
            )
        return about

    def _fetched(self, address: str, *, again: bool = False) -> Claims:
        """A document of the provider's, asked for anew each hour."""
        import httpx2

        with self._lock:
            until, kept = self._told.get(address, (0.0, {}))
        if until > time.monotonic() and not again:
            return kept
        found: Claims = httpx2.get(address, timeout=TIMEOUT_SECONDS, verify=_certificates()).raise_for_status().json()
        with self._lock:
            self._told[address] = time.monotonic() + KEPT_SECONDS, found
        return found


@cache
def _certificates() -> ssl.SSLContext:
    """Those that are trusted, read once."""
    import httpx2

    return httpx2.create_ssl_context()


@contextmanager
def _translated() -> Iterator[None]:
    import httpx2
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import ClaimError, JoseError

    try:
        yield
    except (JoseError, AuthlibBaseError) as error:
        claim = error.claim if isinstance(error, ClaimError) else ""
        why = _WRONG.get(claim) or (f"its {claim} is wrong" if claim else f"{error.error}".replace("_", " "))
        raise NotProved(f"The sign-in service's answer does not hold: {why}.", "Sign in once more.") from error
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProviderFailed(
            "The sign-in service does not answer as one.", "Try again in a moment, or sign in by a password."
        ) from error

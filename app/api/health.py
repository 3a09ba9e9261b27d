"""Is it alive, is it ready, and how does it do."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST

from app.api.caller import ONLY_ADMINS, open_to_everybody
from app.api.deps import Counts
from app.api.described import gives, replies
from app.api.replies.health import Alive, Readiness
from app.api.warmup import Warmup

router = APIRouter(tags=["health"])


@router.get("/healthz", responses=replies(Alive))
@open_to_everybody
async def healthz() -> dict[str, str]:
    """Whether the process answers at all."""
    return {"status": "ok"}


@router.get("/readyz", responses=replies(Readiness) | replies(Readiness, status=503))
@open_to_everybody
async def readyz(request: Request) -> JSONResponse:
    """503 while not everything that answers need is there, with the state of each part."""
    warmup: Warmup = request.app.state.warmup
    status = warmup.status
    body = {"status": status, "parts": warmup.states(), "notes": warmup.notes}
    return JSONResponse(body, status_code=200 if status == "ready" else 503)


@router.get("/metrics", dependencies=[ONLY_ADMINS], response_class=Response, responses=gives("text/plain"))
def exposed(metrics: Counts) -> Response:
    """What Vermeil counts about itself, for Prometheus."""
    return Response(metrics.written(), media_type=CONTENT_TYPE_LATEST)

"""Is it alive, is it ready, and how does it do."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request) -> JSONResponse:
    """503 while the models warm up, with the state of each part."""
    warmup = request.app.state.warmup
    ready = warmup.services is not None
    status = "ready" if ready else "failed" if warmup.failure else "warming"
    body = {"status": status, "parts": dict(warmup.parts), "notes": warmup.services.notes if ready else []}
    return JSONResponse(body, status_code=200 if ready else 503)


@router.get("/metrics")
async def metrics() -> Response:
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

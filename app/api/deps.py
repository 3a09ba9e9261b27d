"""What the routes ask for by type."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from app.api.server import services
from app.wiring import Services

Wired = Annotated[Services, Depends(services)]


def owner(wired: Wired) -> str:
    """Who is asking: never read from the request. One local owner until accounts exist."""
    return wired.settings.owner


Owner = Annotated[str, Depends(owner)]

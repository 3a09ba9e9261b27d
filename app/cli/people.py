"""What whoever stands at the machine may do about accounts: give somebody who is locked out a new password."""

from __future__ import annotations

from core.settings import Settings


def reset_link(settings: Settings, name: str) -> str:
    """Where that person sets a new password, once and within a day.

    Raises `NotFound` for a name that nobody has, `Busy` while Vermeil runs: an admin makes the link on the page then.
    """
    from app.wiring.data_folder import hold
    from app.wiring.stores import open_stores

    with hold(settings.data_folder()):
        stores = open_stores(settings)
        try:
            token, _ = stores.links.reset(None, stores.people.named(name).id)
        finally:
            stores.close()
    return f"http://{settings.host}:{settings.port}/?link={token}"

"""One router for all of them."""

from ninja import Router

router = Router(tags=["permits"])

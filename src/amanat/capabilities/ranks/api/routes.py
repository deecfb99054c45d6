"""The two routers: one behind a key, one for everybody."""

from ninja import Router

router = Router(tags=["ranks"])
public = Router(tags=["ranks"])

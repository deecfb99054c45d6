"""Two routers: one for people with keys, one for everybody."""

from ninja import Router

router = Router(tags=["businesses"])
public = Router(tags=["businesses"])

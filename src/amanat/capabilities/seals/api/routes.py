"""Two routers: one for people with keys, one for everybody."""

from ninja import Router

router = Router(tags=["seals"])
public = Router(tags=["seals"])

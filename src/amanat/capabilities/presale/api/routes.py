"""The router every file of this room adds its routes to."""

from ninja import Router

router = Router(tags=["presale"])

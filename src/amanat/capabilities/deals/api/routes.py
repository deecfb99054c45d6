"""The one router that the modules of this package put their routes on."""

from ninja import Router

router = Router(tags=["deals"])

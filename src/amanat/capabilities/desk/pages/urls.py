"""The officers' addresses."""

from django.urls import path

from amanat.capabilities.desk.pages import audit, bench, funnel, holds, pauses

app_name = "desk"
urlpatterns = [
    path("desk", bench.bench, name="desk"),
    path("desk/pauses", pauses.pauses, name="pauses"),
    path("desk/pauses/<int:pause_id>/end", pauses.end, name="end_pause"),
    path("desk/holds", holds.holds, name="holds"),
    path("desk/holds/<int:hold_id>", holds.hold, name="hold"),
    *(
        path(f"desk/holds/<int:hold_id>/{verb}", holds.page_of(verb), name=verb)
        for verb in ("confirm_hold", "turn_down_hold", "confirm_lift", "turn_down_lift")
    ),
    path("desk/funnel", funnel.funnel, name="funnel"),
    path("desk/funnel.csv", funnel.as_csv, name="funnel_csv"),
    path("desk/finance/audit", audit.audit, name="audit"),
    path("desk/finance/audit/<str:code>.csv", audit.as_csv, name="audit_csv"),
    path("desk/parked/<int:delivery_id>/again", bench.run_again, name="run_again"),
]

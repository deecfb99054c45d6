"""Pages of projects: the holder's, the certifier's, the desk's, the buyer's and the public one."""

from django.urls import path

from amanat.capabilities.projects.pages import certifier, desk, org, public

app_name = "projects"
ELSEWHERE = {
    "replace_certificate": "projects:certify",
    "propose_draw": "projects:drawdown",
    "refuse_draw": "projects:drawdown",
}
urlpatterns = [
    path("org/projects", org.mine, name="mine"),
    path("org/projects/<str:code>", org.request_draw, name="request_draw"),
    path("org/projects/draws/<int:drawdown_id>/withdraw", org.withdraw_draw, name="withdraw_draw"),
    path("certify", certifier.certifying, name="certifying"),
    path("certify/<str:code>", certifier.certify, name="certify"),
    path("certify/<str:code>/audit", certifier.audit_project, name="audit_project"),
    path("desk/projects", desk.projects, name="projects"),
    path("desk/projects/draws/<int:drawdown_id>", desk.drawdown, name="drawdown"),
    *(
        path(f"desk/projects/draws/<int:drawdown_id>/{verb}", desk.of_drawdown(verb), name=verb)
        for verb in ("decide_draw", "confirm_draw")
    ),
    path("desk/projects/certifiers/<int:certifier_id>/end", desk.end_certifier,
         name="end_certifier"),
    path("desk/projects/<str:code>", desk.project, name="project"),
    *(
        path(f"desk/projects/<str:code>/{verb}", desk.of_project(verb), name=verb)
        for verb in desk.DUTIES
    ),
    path("projects/draws/<int:drawdown_id>/object", public.object_draw, name="object_draw"),
    path("projects/<str:code>", public.public, name="public"),
    path("projects/<str:code>/my-money", public.my_money, name="my_money"),
    path("projects/<str:code>/statement/<str:subject>.json", public.statement, name="statement"),
    path("projects/<str:code>/photos/<int:file_id>", public.photo, name="photo"),
]  # fmt: skip

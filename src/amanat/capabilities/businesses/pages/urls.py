"""The portal of a business under /org, and the officers' bench."""

from django.urls import path

from amanat.capabilities.businesses.pages import desk, home, papers

app_name = "businesses"
ELSEWHERE = {
    "register_business": "businesses:new",
    "add_trade_licence": "businesses:licences",
    "add_domain": "businesses:domains",
}
urlpatterns = [
    path("org", home.home, name="home"),
    path("org/new", home.new, name="new"),
    path("org/<str:code>", home.business, name="business"),
    path("org/<str:code>/close", home.close, name="close_business"),
    path("org/<str:code>/licences", papers.licences, name="licences"),
    path("org/<str:code>/licences/<int:row_id>/take-back", papers.take_back,
         name="take_back_trade_licence"),
    path("org/<str:code>/activities", papers.activities, name="activities"),
    path("org/<str:code>/activities/<int:row_id>/end", papers.end_activity, name="end_activity"),
    path("org/<str:code>/premises", papers.premises, name="premises"),
    path("org/<str:code>/accounts", papers.accounts, name="accounts"),
    path("org/<str:code>/accounts/<int:row_id>/check", papers.check_account, name="check_account"),
    path("org/<str:code>/accounts/<int:row_id>/end", papers.end_account, name="end_account"),
    path("org/<str:code>/owners", papers.owners, name="owners"),
    path("org/<str:code>/owners/<int:row_id>/end", papers.end_owner, name="end_owner"),
    path("org/<str:code>/team", papers.team, name="team"),
    path("org/<str:code>/team/<int:row_id>/end", papers.end_mandate, name="end_mandate"),
    path("org/<str:code>/domains", papers.domains, name="domains"),
    path("org/<str:code>/domains/<int:row_id>/look", papers.look, name="look"),
    path("org/<str:code>/domains/<int:row_id>/drop", papers.drop_domain, name="drop_domain"),
    path("desk/businesses", desk.bench, name="bench"),
    path("desk/businesses/ties/<int:conflict_id>/end", desk.end_conflict, name="end_conflict"),
    path("desk/businesses/licences/<int:trade_licence_id>", desk.licence, name="desk_licence"),
    path("desk/businesses/licences/<int:trade_licence_id>/confirm", desk.confirm_licence,
         name="confirm_trade_licence"),
    path("desk/businesses/licences/<int:trade_licence_id>/turn-down", desk.turn_down_licence,
         name="turn_down_trade_licence"),
    path("desk/businesses/licences/<int:trade_licence_id>/end", desk.end_licence,
         name="end_trade_licence"),
    path("desk/businesses/<str:code>", desk.business, name="desk_business"),
    path("desk/businesses/<str:code>/confirm", desk.confirm_business, name="confirm_business"),
    path("desk/businesses/<str:code>/turn-down", desk.turn_down_business,
         name="turn_down_business"),
    path("desk/businesses/<str:code>/tie", desk.declare_conflict, name="declare_conflict"),
]  # fmt: skip

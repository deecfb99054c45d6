from django.urls import path

from amanat.capabilities.notices.pages.incoming import incoming
from amanat.capabilities.notices.pages.mine import mine

app_name = "notices"
urlpatterns = [
    path("me/notices", mine, name="mine"),
    path("sms/in/<str:key>", incoming, name="incoming"),
]

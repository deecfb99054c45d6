from django.urls import path

from amanat.capabilities.evidence.pages.file import file

app_name = "evidence"
urlpatterns = [path("files/<int:file_id>", file, name="file")]

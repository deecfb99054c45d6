from django.urls import include, path

urlpatterns = [path("", include("amanat.capabilities.payments.pages.urls"))]

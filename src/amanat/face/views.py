from django.http import HttpResponse


def home(request, *args, **kwargs):
    return HttpResponse("ok")


healthz = readyz = home
csrf_failed = not_found = broken = home

def everywhere(request):
    return {}

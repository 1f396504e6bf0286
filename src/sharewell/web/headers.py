"""The headers every answer carries, so that nothing is kept, framed or sent elsewhere."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class PrivateHeaders:
    """Adds what the framework's own security middleware does not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the service."""
        self.get_response = get_response

    def __call__(self, http: HttpRequest) -> HttpResponse:
        """Answer with the headers set; pages are never kept by anybody between us and the reader."""
        response = self.get_response(http)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("X-Frame-Options", "DENY")  # for browsers that do not read the policy's frame-ancestors
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()")
        if not http.path.startswith("/static/"):
            response["Cache-Control"] = "no-store"
        if http.path == "/account/logout/" and http.method == "POST":
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

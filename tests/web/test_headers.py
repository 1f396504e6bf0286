"""Headers on every answer: nothing kept, nothing framed, nothing from elsewhere."""

import pytest
from django.test import Client

from factories import a_partnership

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    # Not “no-referrer”: the browser would then hide our own origin from our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
}


@pytest.mark.parametrize(
    "path", ["/", "/danger", "/leave", "/privacy", "/account/login/", "/nothing", "/healthz", "/work"]
)
def test_every_answer_carries_the_headers(db, path):
    answer = Client().get(path)
    for name, value in EVERYWHERE.items():
        assert answer[name] == value, (path, name)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_over_https_the_browser_is_told_to_stay_there(db, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    for path in ("/danger", "/", "/nothing"):
        assert Client().get(path, secure=True)["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_signing_out_clears_what_the_browser_kept(sign_in):
    client = sign_in(a_partnership().teacher)
    answer = client.post("/account/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/work").status_code == 302


def test_no_page_names_another_site(sign_in):
    client = sign_in(a_partnership().teacher)
    for path in ("/work", "/", "/danger", "/privacy", "/concern/new"):
        text = client.get(path, follow=True).content.decode().replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text, path
        assert "https://" not in text, path
        assert " style=" not in text, path
        assert "<style" not in text, path

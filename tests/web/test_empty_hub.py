"""A hub in which nothing waits says so, without counting noughts."""
# covers: W2

import pytest

from factories import a_partnership


@pytest.mark.django_db
def test_where_nothing_waits_no_noughts_are_counted(sign_in):
    page = sign_in(a_partnership().social_worker).get("/hub").content.decode()
    assert "Nothing waits." in page
    assert "overdue" not in page
    assert "(0)" not in page

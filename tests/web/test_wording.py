"""How old a list is, as people say it."""
# covers: Y16

from datetime import timedelta

import pytest
from django.utils import timezone

from sharewell.web.wording import how_old


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "drawn today"),
        (1, "1 day old"),
        (59, "59 days old"),
        (60, "2 months old"),
        (729, "24 months old"),
        (800, "2 years old"),
    ],
)
def test_how_old_a_list_is_said(days, said):
    now = timezone.now()
    assert how_old(timezone.localdate(now) - timedelta(days=days), now) == said
    assert how_old(None, now) == "age not known"

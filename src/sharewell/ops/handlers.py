"""What each job's name means: the one place that binds the queue to functions."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from sharewell.jobs import queue
from sharewell.notices import mailing


@app.task(name=queue.SEND_NOTICE, retry=5)
def send_notice(about: str) -> None:
    """Send the e-mail of one notice: “sign in”, and nothing else."""
    mailing.send(notice_id=UUID(about), at=timezone.now())

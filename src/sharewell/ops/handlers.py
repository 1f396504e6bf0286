"""What each job's name means: the one place that binds the queue to functions."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from sharewell.cases import watching
from sharewell.involvement import brokering, record_watching
from sharewell.involvement.lists import loading
from sharewell.jobs import queue
from sharewell.notices import mailing
from sharewell.people.lookup import custodians, refiling


@app.task(name=queue.SEND_NOTICE, retry=5)
def send_notice(about: str) -> None:
    """Send the e-mail of one notice: “sign in”, and nothing else."""
    mailing.send(notice_id=UUID(about), at=timezone.now())


@app.task(name=queue.TELL_CUSTODIANS, retry=5)
def tell_custodians() -> None:
    """Tell those who locked a record that somebody looked for the person."""
    custodians.tell()


@app.task(name=queue.TELL_WATCHERS, retry=5)
def tell_watchers() -> None:
    """Tell those who watch that another agency has become involved."""
    watching.WATCHES.tell(timezone.now())
    record_watching.WATCHES.tell(timezone.now())


@app.task(name=queue.BROKER, retry=5)
def broker() -> None:
    """Tell the services that answer only by getting in touch that somebody asks for them."""
    brokering.broker(at=timezone.now())


@app.task(name=queue.LOAD_LISTS, retry=5)
def load_lists() -> None:
    """Go on with the long lists that agencies have handed in."""
    loading.go_on()


@app.task(name=queue.REFILE, retry=5)
def refile() -> None:
    """Go on filing every record anew after an upgrade."""
    refiling.go_on()

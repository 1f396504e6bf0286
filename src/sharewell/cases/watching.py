"""Being told when another agency becomes involved: for a reason, until a day, only while one's enquiry is open."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sharewell.base.actor import Actor
from sharewell.cases.models import Enquiry, EnquiryPerson, Watch, WatchNews
from sharewell.directory import access
from sharewell.involvement.watching import Watches, WatchNotSet
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound


def _is_over(watch: Watch) -> str:
    return "concluded" if watch.enquiry.state == "concluded" else ""


WATCHES = Watches(
    kept=Watch,
    news=WatchNews,
    permission=Permission.ASK_WHO_ELSE,
    pointers="priv.watched",
    is_over=_is_over,
    about=lambda watch: [watch.person_id, watch.enquiry_id],
    beside=("person", "enquiry__contact"),
)


@transaction.atomic
def set_watch(
    *, actor: Actor, enquiry_id: UUID, person_id: UUID, purpose: str, reason: str, until: date, at: datetime
) -> Watch:
    """
    Watch somebody of an open enquiry until a day; the same again gives the standing one.

    What is current now is no news. Raises ``WatchNotSet`` without a reason, with a day that is past or too far off,
    when the enquiry is concluded or no agreements are in force, and ``NotFound`` for somebody who is not in it.
    """
    access.require(actor, Permission.ASK_WHO_ELSE)
    enquiry = Enquiry.objects.select_for_update().filter(id=enquiry_id, agency_id=actor.agency_id).first()
    if enquiry is None or not EnquiryPerson.objects.filter(enquiry=enquiry, person_id=person_id).exists():
        raise NotFound
    if enquiry.state == "concluded":
        raise WatchNotSet(next_step="The enquiry is concluded. You can watch only while you work with the family.")
    on = {"enquiry": enquiry, "person_id": person_id}
    watch: Watch = WATCHES.begin(actor=actor, on=on, purpose=purpose, reason=reason, until=until, at=at)
    return watch

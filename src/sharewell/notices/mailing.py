"""Sending the one e-mail there is: “something waits for you”, to one person a message."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage

from sharewell.base import rows
from sharewell.base.actor import system
from sharewell.directory import queries
from sharewell.directory.models import Practitioner
from sharewell.notices.kinds import FOR_THOSE_WHO, MAIL_SUBJECT, MAIL_TEXT
from sharewell.notices.models import Notice


def send(*, notice_id: UUID, at: datetime) -> int:
    """
    Send a notice's e-mail, one message to each reader, and give how many were sent; a second time sends none.

    Run by the worker. Neither subject nor text says who or what it is about.
    """
    with rows.acting_for(system("mailing")):
        notice = Notice.objects.select_for_update().filter(id=notice_id, mailed_at__isnull=True).first()
        if notice is None:
            return 0
        readers = _readers(notice)
        text = MAIL_TEXT.format(address=settings.PUBLIC_ADDRESS)
        for reader in readers:
            EmailMessage(MAIL_SUBJECT, text, settings.DEFAULT_FROM_EMAIL, [reader.email]).send()
        notice.mailed_at = at
        notice.save(update_fields=["mailed_at"])
        return len(readers)


def _readers(notice: Notice) -> list[Practitioner]:
    """Give whom to write to: the one it is for, or everybody whose role can do something about it."""
    able = queries.practitioners_of(notice.agency_id, FOR_THOSE_WHO.get(notice.kind))
    if notice.practitioner_id:
        one = queries.practitioner(notice.practitioner_id)
        if one.is_active:
            return [one]
    return list(able)

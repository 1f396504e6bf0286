"""Whoever works here may raise a concern and hear back; what colleagues raised is read by those who answer for it."""
# covers: Y17 Y20 W6

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from sharewell.base import rows
from sharewell.cases import enquiries, feedback
from sharewell.rules.access import ROLES, Permission, may

from factories import a_partnership, a_practitioner, acting

pytestmark = pytest.mark.django_db


def raised_by(client: Client) -> str:
    """Raise a concern about a child through the pages; gives the address of the receipt."""
    page = client.get("/concern/new").content.decode()
    draft = re.search(r'name="draft" value="([0-9a-f-]{36})"', page)[1]
    client.post("/concern/new", {"draft": draft, "danger": "no"})
    client.post(f"/concern/{draft}/people/1", {"version": 1, "kind": "child", "given": "Mason", "family": "Tempest"})
    sent = client.post(f"/concern/{draft}/check", {"reasons": "He is frightened."})
    assert sent.status_code == 302
    return sent["Location"]


@pytest.mark.parametrize("role", ROLES)
def test_every_role_raises_a_concern_and_reads_its_receipt_and_the_feedback(role, sign_in):
    partnership = a_partnership()
    sender = sign_in(a_practitioner(partnership.school, role))
    assert 'href="/concern/new"' in sender.get("/work").content.decode()
    receipt = raised_by(sender)
    contact = receipt.rsplit("/", 1)[1]
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        at = timezone.now()
        enquiry = enquiries.open_from(actor=actor, contact_id=contact, at=at)
        feedback.send(actor=actor, enquiry_id=enquiry.id, text="A social worker sees him tomorrow.", at=at)
    assert f'href="{receipt}"' in sender.get("/work").content.decode()
    assert "A social worker sees him tomorrow." in sender.get(receipt).content.decode()
    assert receipt in sender.get("/concerns").content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_what_a_colleague_raised_is_read_by_those_alone_whose_role_it_is(role, sign_in):
    partnership = a_partnership()
    receipt = raised_by(sign_in(partnership.teacher))
    colleague = sign_in(a_practitioner(partnership.school, role))
    may_read = may(role, Permission.READ_OWN_CONTACTS)
    assert (receipt in colleague.get("/concerns").content.decode()) == may_read
    assert colleague.get(receipt).status_code == (200 if may_read else 404)
    assert colleague.get(f"/concerns/{uuid4()}").status_code == 404

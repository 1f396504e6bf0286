"""Every address of Sharewell; random references only."""

from importlib import import_module

from django.urls import URLPattern

# One line a subject, in alphabetical order. Each module ends with its ``paths``.
SUBJECTS: tuple[str, ...] = (
    "agreements",
    "concern.drafting",
    "concern.guide",
    "concern.sending",
    "hub.brokering",
    "hub.concluding",
    "hub.contacts",
    "hub.enquiry",
    "hub.looking",
    "hub.picture",
    "hub.queue",
    "hub.triage",
    "hub.undoing",
    "hub.watching",
    "hub.who",
    "hub.who_else",
    "intelligence",
    "lists",
    "local.deciding",
    "local.proposing",
    "local.standing",
    "people.kin",
    "people.own",
    "people.person",
    "people.shields",
    "people.withdrawing",
    "record",
    "rulebook.reading",
    "rulebook.signing",
    "sharing.after",
    "sharing.answering",
    "sharing.asked",
    "sharing.asking",
    "sharing.consulting",
    "sharing.conversing",
    "sharing.deciding",
    "sharing.guiding",
    "sharing.placing",
    "sharing.telling",
    "sharing.urgent",
    "sign_in",
    "start",
    "watches",
    "work",
)

urlpatterns: list[URLPattern] = []
for subject in SUBJECTS:
    urlpatterns += import_module(f"sharewell.web.{subject}").paths

handler400 = "sharewell.web.errors.bad_request"
handler403 = "sharewell.web.errors.forbidden"
handler404 = "sharewell.web.errors.not_found"
handler500 = "sharewell.web.errors.fault"

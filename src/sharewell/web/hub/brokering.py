"""A sensitive service sees who asks for somebody it keeps, and says whether it will get in touch."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.directory import queries as directory
from sharewell.involvement import brokering
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.web.page import page, render


@page(Permission.ANSWER_REQUEST)
def asked_of_us(http: Any) -> HttpResponse:
    """Show a sensitive service who asks; take whether it will get in touch."""
    at = timezone.now()
    if http.method == "POST":
        try:
            question = UUID(http.POST.get("question", ""))
        except ValueError:
            raise NotFound from None
        brokering.answer(actor=http.actor, question_id=question, choice=http.POST.get("choice", ""), at=at)
        messages.success(http, "Noted. Nothing was told to the one who asks.")
        return redirect("brokered")
    asked = [
        (one, directory.practitioner(one.question.asking_practitioner_id))
        for one in brokering.put_to_us(actor=http.actor, at=at)
    ]
    return render(http, "hub/brokered.html", {"asked": asked, "answers": brokering.ANSWERS})


paths = [path("brokered", asked_of_us, name="brokered")]

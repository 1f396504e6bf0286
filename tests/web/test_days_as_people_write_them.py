"""Every form takes a day in all the ways in which people here write one, and no form has ways of its own."""
# covers: W1

import importlib
import pkgutil
import re
from datetime import date
from pathlib import Path

import pytest
from django import forms

from sharewell import web
from sharewell.web import wording

WRITTEN = ("1/12/2026", "01/12/2026", "1.12.2026", "1-12-2026", "2026-12-01", "1 December 2026", "1 Dec 2026")
MODULES = [one.name for one in pkgutil.walk_packages(web.__path__, "sharewell.web.")]


def forms_with_days():
    for name in MODULES:
        for form in vars(importlib.import_module(name)).values():
            if isinstance(form, type) and issubclass(form, forms.Form) and form.__module__ == name:
                for field, made in form.base_fields.items():
                    if isinstance(made, forms.DateField):
                        yield pytest.param(made, id=f"{form.__name__}.{field}")


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("field", list(forms_with_days()))
def test_a_day_is_read_however_it_is_written(field, written):
    assert field.to_python(written) == date(2026, 12, 1)


def test_there_are_such_fields():
    assert len(list(forms_with_days())) >= 8


def test_no_form_has_ways_of_its_own():
    sources = [path.read_text(encoding="utf-8") for path in Path(web.__file__).parent.rglob("*.py")]
    given = {one for source in sources for one in re.findall(r"input_formats=(.+?)[,)\n]", source)}
    assert given == {"wording.TYPED_DAYS"}


def test_a_year_of_two_figures_is_asked_for_again():
    field = forms.DateField(input_formats=wording.TYPED_DAYS)
    with pytest.raises(forms.ValidationError):
        field.to_python("1/12/26")

"""A refused operation becomes an answer on the page it was sent from."""

from django import forms

from ocop.ledger.errors import DomainError


def refuse(form: forms.BaseForm, error: DomainError) -> None:
    """Put the sentence of a refused operation beside its field, or above the form."""
    form.add_error(error.field if error.field in form.fields else None, error.sentence)

"""A council's mean on a page: with the decimals it was rounded to (setting `scoring.average_decimals` of the dossier's day)."""

from django import template

from ocop.councils.arithmetic import printed_mean

register = template.Library()
register.filter("printed_mean", printed_mean)

"""``{% load portal_tags %}``: the head of a public page, sentences about the days of a certificate."""

from django import template

from ocop.portal.pages.head import draw_head
from ocop.portal.pages.sentences import expires_words, issued_words, until_words

register = template.Library()
register.simple_tag(draw_head)
register.simple_tag(until_words)
register.simple_tag(expires_words)
register.simple_tag(issued_words)

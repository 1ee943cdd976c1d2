"""What `producers` asks the rooms above it."""

from ocop.asking import Question
from ocop.pages.parts import Part
from ocop.people.models import UserAccount

from .models import Producer

parts_of_page: Question[[Producer, UserAccount], Part | None] = Question(
    "What else stands on the page of a producer, for this reader?"
)
name_changed: Question[[Producer], None] = Question(
    "What is found by a producer's name, and has to be brought up to date?"
)

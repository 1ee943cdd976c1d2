"""What `inspections` asks the rooms above it."""

from ocop.asking import Question
from ocop.pages.parts import Part
from ocop.people.models import UserAccount
from ocop.products.models import Product

parts_of_inspection: Question[[Product, UserAccount], Part | None] = Question(
    "What else does an inspector read about the product, on the page of an inspection?"
)

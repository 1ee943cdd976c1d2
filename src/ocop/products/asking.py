"""What `products` asks the rooms above it."""

from ocop.asking import Question
from ocop.pages.parts import Part
from ocop.people.models import UserAccount

from .models import Product

parts_of_page: Question[[Product, UserAccount], Part | None] = Question(
    "What else stands on the page of a product, for this reader?"
)
fixed_fields: Question[[Product], frozenset[str]] = Question("Which fields of a product can no longer be changed?")
saved: Question[[Product], None] = Question(
    "What is found by a product's names and set, and has to be brought up to date?"
)
is_public: Question[[Product], bool] = Question("Does the public see this product?")

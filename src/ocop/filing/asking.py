"""What `filing` asks the rooms above it."""

from datetime import datetime

from ocop.asking import Question

drop_orphans_of: Question[[datetime], int] = Question(
    "How many stored files of yours, older than this moment, did no record name, so that you deleted them?"
)

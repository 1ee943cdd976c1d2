"""Acts of this room that rooms above may have to tell somebody of; see ``ocop.asking``."""

from datetime import datetime

from ocop.asking import Question
from ocop.people.models import Deputyship, RoleAssignment

role_given: Question[[RoleAssignment, datetime], int] = Question("An administrator gave a role: who hears of it?")
deputy_appointed: Question[[Deputyship, datetime], int] = Question("Somebody may sign for an office: who hears of it?")

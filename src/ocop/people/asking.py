"""Acts of this room that rooms above may have to tell somebody of; see ``ocop.asking``."""

from datetime import datetime

from ocop.asking import Question
from ocop.people.models import Deputyship, Invitation, RoleAssignment, UserAccount

role_given: Question[[RoleAssignment, datetime], int] = Question("An administrator gave a role: who hears of it?")
deputy_appointed: Question[[Deputyship, datetime], int] = Question("Somebody may sign for an office: who hears of it?")

# Messages leave by a room above.
ways_out: Question[[UserAccount], tuple[str, ...]] = Question("By which ways does a message reach this person alone?")
invitation_to_send: Question[[Invitation, datetime], int] = Question("A link goes to the invited person: who sends it?")

person_to_confirm: Question[[Invitation, datetime], int] = Question(
    "A shown link was used: who hears that it has to be confirmed?"
)
person_confirmed: Question[[Invitation, UserAccount, datetime], int] = Question(
    "An invited person is known to be the right one: what begins to count?"
)

email_to_verify: Question[[UserAccount, datetime], int] = Question(
    "Somebody asks for a new address: who writes to it and to the old one?"
)
phone_to_verify: Question[[UserAccount, datetime], int] = Question(
    "Somebody asks for a code to the own telephone: who sends it?"
)
recovery_to_send: Question[[UserAccount, datetime], int] = Question(
    "Somebody forgot the password: who sends the way back in?"
)
password_recovered: Question[[UserAccount, datetime], int] = Question(
    "A password was set by a link: who tells its holder?"
)
access_mended: Question[[UserAccount, str, datetime], int] = Question(
    "Two people let somebody back in: who tells the holder of the account?"
)
account_erased: Question[[UserAccount], int] = Question("A person is forgotten: who wrote words about that person?")
looked_after_by: Question[[UserAccount, UserAccount], bool] = Question(
    "Does this officer (first) know this person from the own work?"
)

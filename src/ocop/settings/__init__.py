"""Settings of the OCOP system, one small file per topic; every value an operator may change comes from the environment.

See docs/how-to/configure.md for the list of environment variables.
"""

from .paths import *  # isort: skip
from .apps import *
from .background import *
from .checkpoints import *
from .database import *
from .files import *
from .language import *
from .limits import *
from .logging import *
from .mail import *
from .pages import *
from .paper import *
from .security import *
from .sign_in import *

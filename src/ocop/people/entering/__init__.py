"""The door of the system: from where somebody comes, on which device, how often they may try, and who came in.

``addresses`` the real address behind trusted proxies · ``devices`` who signed in on this device before · ``tries`` counting in the
database, shared by all processes · ``gate`` how often a password may be tried · ``forms_of_allauth`` the other forms that take a
secret or make an account · ``whose_form`` from whose page a form came · ``waiting`` what was sent
without a sign-in waits for its person · ``records`` when an account came in and left, from where. The numbers stand in ``settings/limits.py``.
"""

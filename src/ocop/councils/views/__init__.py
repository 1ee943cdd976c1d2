"""Pages of the council, one file per subject; each view: get the object for this user, ask the rule, bind, one operation, answer."""

"""The role matrix of the programme, hand-written once and walked over HTTP for every role, object and action."""

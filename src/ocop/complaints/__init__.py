"""Complaints about a result: recorded, sent to the body that answers, answered by a day. Floor 5, above `inspections`."""

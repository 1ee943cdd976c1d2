"""Every read of the producer's side, split by subject; ``tasks_for`` feeds the home page."""

from .own_dossiers import producer_tasks as tasks_for

__all__ = ["tasks_for"]

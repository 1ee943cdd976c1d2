"""Pages about accounts: the own one, the administrator's, and the ledger."""

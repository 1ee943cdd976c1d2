"""Background jobs: work that takes longer than a page may, with a lease, progress and a result that can be fetched later."""

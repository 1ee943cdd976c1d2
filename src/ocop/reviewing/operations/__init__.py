"""Every write of the officers' side: receiving, proposing (commune), rounds (province)."""

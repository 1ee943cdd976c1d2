"""Every write of the room, split by subject: filing and evidence (producer), reviewing (commune), rounds (province)."""

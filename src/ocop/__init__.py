"""OCOP: the system that runs Vietnam's One Commune One Product programme, from dossier to star."""

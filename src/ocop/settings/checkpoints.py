"""Checkpoints of the ledger: where the file of each day is written and the key that seals them lies, both below the data folder."""

from .paths import DATA_DIR

OCOP_CHECKPOINTS_DIR = DATA_DIR / "checkpoints"
OCOP_CHECKPOINT_KEY = DATA_DIR / "checkpoint-key.pem"

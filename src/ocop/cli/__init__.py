"""The `ocop` command: the law from a shell, the register import, Django's management commands."""

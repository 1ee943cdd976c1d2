"""Recognised products afterwards: inspection, and revocation of certificates (QĐ 26/2026, Đ.8, 9)."""

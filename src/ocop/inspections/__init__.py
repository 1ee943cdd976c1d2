"""Recognised products afterwards: inspection, revocation, complaints (QĐ 26/2026, Đ.8, 9)."""

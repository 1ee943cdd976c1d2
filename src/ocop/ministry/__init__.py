"""What a province sends to the ministry, and what the ministry's office does with it (QĐ 26/2026, Đ.6.3.a, 7.4.a, 10.1.b)."""

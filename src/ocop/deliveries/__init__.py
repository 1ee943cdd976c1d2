"""What devices send when the network allows it: taken in once, answered by a receipt (QĐ 26/2026, Đ.7.3.d)."""

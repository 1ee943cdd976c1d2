"""How dates and numbers are written: dd/MM/yyyy and 1.234.567,89 in Vietnamese."""

"""Small drawings made on the server as plain SVG: no script, no inline style."""

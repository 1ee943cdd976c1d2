"""Papers of the room: the QR code and the certificate."""

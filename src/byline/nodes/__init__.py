"""The machines that serve one installation: who is there, and who holds a lease."""

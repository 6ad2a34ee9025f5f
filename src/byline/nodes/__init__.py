"""The machines that serve one installation, and how each learns of a change before it is committed.

The protocol is that of leases (Gray and Cheriton, SOSP 1989): decision 0039.
"""

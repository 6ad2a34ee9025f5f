"""The front of the server: requests are received and answered on an event loop.

Stored pages and reports of reads are handled there. Everything else is for Django, which runs in a
few threads and never waits for a stranger: it gets requests with their whole body, and the event
loop sends its responses.
"""

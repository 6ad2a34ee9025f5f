"""The moderators' desk: the queue of responses, each one's record, and the rules of a site."""

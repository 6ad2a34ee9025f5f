"""The moderators' desk: the queue, each response's record, bans, and a site's rules."""

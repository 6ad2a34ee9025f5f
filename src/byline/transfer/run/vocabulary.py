"""How the ledger and the report name kinds of items, and the states they are left in."""

POST, PAGE, COMMENT, AUTHOR = "post", "page", "comment", "author"
LIVE, SCHEDULED, DRAFT, LEFT_OUT = "live", "scheduled", "draft", "left out"

class DeskPage:
    """Mix into a page class whose published pages have the title that readers see at the desk too.

    Wagtail shows the headline of the latest draft in every list and chooser, also to people who
    may not see the draft.
    """

    title: str
    draft_title: str
    live: bool

    def get_admin_display_title(self) -> str:
        return self.title if self.live else self.draft_title or self.title

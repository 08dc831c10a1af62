"""From a writer to readers: who is told that a page waits, where it is read and decided.

The steps themselves are Wagtail's workflow. `notices` says by e-mail, through the queue, what
happened; `review` is the one screen on which a moderator reads and decides; `sending` hands a page
over; `words` names the steps in the editor as members do.
"""

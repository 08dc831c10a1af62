"""The two sectors of the dashboard's tests, and members who sign in."""

from tests.cms.board.conftest import sections, sign_in

__all__ = ["sections", "sign_in"]

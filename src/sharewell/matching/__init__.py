"""Likeness: how names, dates and numbers are really written, and how alike two records are; pure."""

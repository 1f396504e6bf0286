"""The fixtures of this room's tests."""

from sharing_factories import enquiry_id, partnership

__all__ = ["enquiry_id", "partnership"]

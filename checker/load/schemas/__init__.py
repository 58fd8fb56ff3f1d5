"""Schemas of a set: read, judged, and bounded, before anything is validated by them."""

from checker.load.schemas.schemas import Schemas

__all__ = ["Schemas"]

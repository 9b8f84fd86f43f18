"""Screens on which pages are looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage: TypeAlias = "Callable[..., Page]"
SIZES = {"projector": (1920, 1080), "desk": (1280, 900), "phone": (360, 740), "small phone": (320, 560)}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

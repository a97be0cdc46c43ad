__all__ = ["shown", "also"]
shown = 1
also = 2
not_shown = 3

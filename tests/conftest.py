"""What holds for all tests: the machine may be slow, and no test waits for the clock."""

from hypothesis import settings

settings.register_profile("reader", deadline=None)
settings.load_profile("reader")

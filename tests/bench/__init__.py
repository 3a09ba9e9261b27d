"""`make bench`: what Vermeil costs over the bare engines below it, measured through the real service on this machine.

Each section is a file with a function `measure`, and stands for itself: it starts what it needs, ends it, and gives
back figures. `figures.py` knows the goals, `report.py` writes the page, `__main__.py` is the command line.
"""

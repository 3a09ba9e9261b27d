"""The packages that people use against OpenAI's interface, each in an environment of its own, against a real service.

`make clients` makes the environments under `build/clients`, asks with each package, and writes what works into
`docs/clients.md`. The scripts beside this file are run by the packages' own Python and Node: they import nothing of
ours.
"""

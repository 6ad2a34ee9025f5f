"""The rules that a response passes, in their order; the first that answers ends it.

A rule is a function of a Case that gives a Verdict or None. To add one, copy the nearest, and name it in `listed.py`.
"""

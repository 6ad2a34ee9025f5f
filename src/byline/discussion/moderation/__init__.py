"""The rules that a response passes, in their order; the first verdict counts.

A rule is a function of a RuleContext that returns a Verdict or None. It only reads; its verdict
says what to write. To add a rule, copy the nearest and name it in `pipeline.py`.
"""

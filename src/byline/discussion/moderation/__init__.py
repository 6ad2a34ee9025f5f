"""The rules that a response passes, in their order; the first that answers decides.

A rule is a function of a RuleContext that returns a Verdict or None. It only reads: what is to be
written is in its verdict. To add a rule, copy the nearest and name it in `pipeline.py`.
"""

"""The donor's answer: their own file with what to mend marked in it, a page, and data.

`model` says what is told, once; `xlsx`, `html` and `folder` write it down.
"""

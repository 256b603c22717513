"""Findings as reports: text for people, JSON, SARIF, JUnit and GitHub annotations for machines.

Each form is a module with `render(report)`, which gives the text in pieces, so that a report of any size can be
written without being held a second time.
"""

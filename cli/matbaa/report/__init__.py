"""Findings as reports: text for people, JSON, SARIF, JUnit and GitHub annotations for machines. Pure functions to
text.
"""

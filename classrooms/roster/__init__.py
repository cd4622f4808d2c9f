"""Who is in a class: lists read, names told apart, codes and secrets derived. Pure Python, no Django.

A surname lives in here only as long as a public name and a key are computed from it. What leaves `preview`
as a dictionary holds none; INE, birth dates and addresses are emptied while the file is read.
"""

"""Our scripts as they travel: without comments and long names. What stands in the repository stays readable."""

import functools

import minify


@functools.cache
def minified(source: str) -> str:
    return minify.string("application/javascript", source)

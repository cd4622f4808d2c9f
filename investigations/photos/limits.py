"""What a photo may be, and what is made of it."""

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 50_000_000

CLEAN_EDGE = 1600
THUMBNAIL_EDGE = 400
QUALITY = 80
ORIGINAL_QUALITY = 92
# Faces are looked for at this size.
FACES_EDGE = 1280

# A camera writes some 10 scans and 40 segments, and chunks of 8 KiB. Each scan of a progressive JPEG walks over the
# whole picture, however few bytes it takes, and each segment or chunk costs a turn of an interpreted loop.
MAX_SCANS = 64
MAX_SEGMENTS = 4096
MAX_CHUNKS = 20_000

# For the process that decodes. The dearest photo that is taken, a WebP of 50 megapixels, needs 790 MB and a second, or
# 1,010 MB in a process that looked for faces before, which takes 2.5 s. Slow and busy machines are allowed for.
CHILD_MEMORY = 1280 * 1024 * 1024
CHILD_SECONDS = 30

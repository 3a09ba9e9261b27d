"""How many characters what people write may have: as many as the page lets them type, the service takes."""

SAID_CHARS = 8_000
"""A correction, what was really said in a recording, or what a reviewer has learned."""

COMMENT_CHARS = 2_000
"""Why somebody votes so, and a note to whoever voted."""

PICTURE_NAME_CHARS = 200

FACT_CHARS = 300
"""Of a statement about oneself: what is longer belongs into a document."""

TITLE_CHARS = 200
SEARCH_CHARS = 2_000
KEY_NAME_CHARS = 100

TAG_CHARS = 40
TAGS = 20
"""Of a document."""

NAME_CHARS = 64
PASSWORD_CHARS, LEAST_PASSWORD_CHARS = 256, 10

SERVER_ADDRESS_CHARS, SERVER_MODEL_CHARS, SERVER_KEY_CHARS = 500, 200, 500

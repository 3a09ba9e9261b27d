"""OpenAI's dialect at `/v1`: what programs that know it may send, and what they get."""

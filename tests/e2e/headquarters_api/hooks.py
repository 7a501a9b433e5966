"""What Schemathesis does not know by itself: a part of a file, as tus carries it, is bytes as they are."""

import schemathesis


@schemathesis.serializer("application/offset+octet-stream")
def part_of_a_file(ctx, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")

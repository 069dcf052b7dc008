"""What is sent along with a form and is far too large is let go by: it takes no memory and no disk."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

MOST_BYTES = 21_000_000  # of a whole request: the largest file that we read, and the form around it


class NotTooLarge(FileUploadHandler):
    """The first of the handlers. The form then finds no file, and says why by the length of the request."""

    is_too_large = False

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *more: Any, **named: Any) -> None:  # noqa: ARG002, N803
        self.is_too_large = content_length > MOST_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if self.is_too_large:
            raise SkipFile
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 it goes on to the next handler
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002 the next handler makes the file
        return None

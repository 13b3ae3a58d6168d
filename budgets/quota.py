"""A file that is too large is not even received to its end in memory or on disk."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from budgets.reading.limits import PACKED


class Quota(FileUploadHandler):
    """Stands before Django's own handlers: counts, and passes on what is within the limit."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > PACKED:
            self.request.file_too_large = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        return None

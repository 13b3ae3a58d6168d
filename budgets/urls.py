from django.urls import path

from budgets.views import uploading

urlpatterns = [
    path("filings/<int:pk>/template.xlsx", uploading.template, name="filing_template"),
    path("filings/<int:pk>/upload", uploading.upload, name="filing_upload"),
    path("filings/<int:pk>/upload/problems.xlsx", uploading.problems, name="upload_problems"),
    path("filings/<int:pk>/files/<int:upload>", uploading.file, name="upload_file"),
]

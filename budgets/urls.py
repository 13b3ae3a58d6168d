from django.urls import path

from budgets.views import board, change_new, changes, desk, grid, history, reviewing, uploading

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("filings/<int:pk>/", grid.grid, name="grid"),
    path("filings/<int:pk>/check", grid.grid_check, name="grid_check"),
    path("dates/", board.dates, name="dates"),
    path("dates/<int:pk>", board.date, name="date"),
    path("changes", changes.changes, name="changes"),
    path("changes.xlsx", changes.changes_xlsx, name="changes_xlsx"),
    path("changes.csv", changes.changes_csv, name="changes_csv"),
    path("changes/new", change_new.change_new, name="change_new"),
    path("changes/<int:pk>", changes.change, name="change"),
    path("reviews/", reviewing.reviews, name="reviews"),
    path("filings/<int:pk>/review", reviewing.review, name="review"),
    path("filings/<int:pk>/history", history.history, name="history"),
    path("filings/<int:pk>/history/<int:before>/<int:after>", history.versions, name="versions"),
    path("filings/<int:pk>/template.xlsx", uploading.template, name="filing_template"),
    path("filings/<int:pk>/upload", uploading.upload, name="filing_upload"),
    path("filings/<int:pk>/upload/problems.xlsx", uploading.problems, name="upload_problems"),
    path("filings/<int:pk>/files/<int:upload>", uploading.file, name="upload_file"),
]

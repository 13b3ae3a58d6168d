from django.contrib import admin
from django.urls import include, path

from departments import views

admin.site.site_title = admin.site.site_header = "seoulcomm"
admin.site.index_title = "자료 관리"

# One door: the administration asks there, too, where wrong passwords are counted.
admin.site.login = views.sign_in
# And one place where a password is changed, which leaves a record.
admin.site.password_change = views.password

urlpatterns = [
    path("", include("reports.urls")),  # what most people ask for is found first
    path("", include("budgets.urls")),
    path("", include("departments.urls")),
    path("admin/", admin.site.urls),
]

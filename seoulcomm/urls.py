from django.contrib import admin
from django.urls import include, path

from departments import views

admin.site.site_title = admin.site.site_header = "서울시 홍보 예산 관리"
admin.site.index_title = "자료 관리"

# One door: the administration asks there, too, where wrong passwords are counted.
admin.site.login = views.sign_in
# And one place where a password is changed, which leaves a record.
admin.site.password_change = views.password

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("departments.urls")),
    path("", include("budgets.urls")),
    path("", include("reports.urls")),
]

from django.contrib import admin
from django.urls import include, path

admin.site.site_title = admin.site.site_header = "서울시 홍보 예산 관리"
admin.site.index_title = "자료 관리"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("reports.urls")),
]

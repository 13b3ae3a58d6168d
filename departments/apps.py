from django.apps import AppConfig


class DepartmentsConfig(AppConfig):
    name = "departments"
    verbose_name = "부서"
    default_auto_field = "django.db.models.BigAutoField"

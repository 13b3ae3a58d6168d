from django.urls import path

from departments import views

urlpatterns = [
    path("login", views.sign_in, name="login"),
    path("logout", views.sign_out, name="logout"),
    path("session", views.stay, name="session"),
    path("password", views.password, name="password"),
    path("people/", views.people, name="people"),
    path("people/new", views.person_new, name="person_new"),
    path("people/<int:pk>", views.person, name="person"),
]

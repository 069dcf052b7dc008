app_name = "yearplan"
urlpatterns: list[object] = []

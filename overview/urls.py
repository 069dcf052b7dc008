from django.urls import path

from overview.views import table

app_name = "overview"
urlpatterns = [
    path("regios/<id:region_id>/overzicht/", table.overview, name="overview"),
]

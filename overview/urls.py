from django.urls import path

from overview.views import exports, table

app_name = "overview"
urlpatterns = [
    path("regios/<id:region_id>/overzicht/", table.overview, name="overview"),
    path("regios/<id:region_id>/overzicht/<slug:table>.csv", exports.as_csv, name="csv"),
    path("regios/<id:region_id>/overzicht/<slug:table>.xlsx", exports.as_xlsx, name="xlsx"),
]

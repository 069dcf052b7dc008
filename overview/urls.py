from django.urls import path

from overview.views import areas, exports, feed, load, saved, table, trends

app_name = "overview"
urlpatterns = [
    path("regios/<id:region_id>/overzicht/", table.overview, name="overview"),
    path("regios/<id:region_id>/overzicht/door-de-tijd/", trends.through_time, name="trends"),
    path("overzicht-feed/<id:region_id>.json", feed.feed, name="feed"),
    path("regios/<id:region_id>/overzicht/bewaren/", saved.views, name="saved"),
    path("regios/<id:region_id>/overzicht/koppelen/", feed.keys, name="keys"),
    path("regios/<id:region_id>/overzicht/verdeling/", load.load, name="load"),
    path("regios/<id:region_id>/overzicht/gebieden/", areas.areas, name="areas"),
    path("regios/<id:region_id>/overzicht/<slug:kind_of_area>/<slug:area>/", areas.area, name="area"),
    path("regios/<id:region_id>/overzicht/<slug:kind_of_area>/<slug:area>/oogo.pdf", areas.area_pdf, name="area_pdf"),
    path("regios/<id:region_id>/overzicht/<slug:table>.csv", exports.as_csv, name="csv"),
    path("regios/<id:region_id>/overzicht/<slug:table>.xlsx", exports.as_xlsx, name="xlsx"),
]

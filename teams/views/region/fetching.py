"""What a view about a region starts from: the region, if this user has a grant in it, and may change it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from schools.access import can_manage_region, is_beheerder, regions_granted
from schools.models import Region


def granted_region(request: HttpRequest, region_id: int, today: date) -> Region:
    """The region with this number, if this user has a grant in it; else 404."""
    return get_object_or_404(regions_granted(request.user, today), pk=region_id)


def managed_region(request: HttpRequest, region_id: int, today: date) -> Region:
    """The region with this number: 404 without a grant in it, 403 when that does not let her change what it agreed."""
    region = granted_region(request, region_id, today)
    if not can_manage_region(request.user, region, today):
        raise PermissionDenied
    return region


def region_of_beheerder(request: HttpRequest, region_id: int, today: date) -> Region:
    """The region with this number: 404 without a grant in it, 403 for who may not give and end grants."""
    region = granted_region(request, region_id, today)
    require_beheerder(request, today)
    return region


def require_beheerder(request: HttpRequest, today: date) -> None:
    """403 for everybody but a beheerder."""
    if not is_beheerder(request.user, today):
        raise PermissionDenied

"""Addresses of the room `dossiers`: the producer's side and the officers' side."""

from .urls_filing import urlpatterns as filing
from .urls_reviewing import urlpatterns as reviewing

app_name = "dossiers"
urlpatterns = [*filing, *reviewing]

"""JSON-LD for search engines: what the page is, who publishes it, where it stands.

A data block, not a script: the content security policy lets it stand inline.
"""

import json

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cms.pictures import share_rendition

# So that no text can close the element (json_script's escapes).
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def structured_data_script(request: HttpRequest, page, frame) -> SafeString:
    """The `<script type="application/ld+json">` element of a page."""
    root = request.build_absolute_uri("/")
    organisation = {
        "@type": "Organization",
        "@id": f"{root}#union",
        "name": frame.words.name,
        "url": root,
        "logo": request.build_absolute_uri(static("img/icon-512.png")),
        "sameAs": [link["url"] for link in frame.social_links],
    }
    graph = [organisation, _page_node(request, page, organisation["@id"])]
    if frame.breadcrumbs:
        graph.append(_breadcrumb_node(request, page, frame.breadcrumbs))
    data = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>', mark_safe(data.translate(_ESCAPES))
    )


def _page_node(request: HttpRequest, page, publisher: str) -> dict:
    url = page.get_full_url(request)
    node = {
        "@type": page.structured_data_type,
        "@id": url,
        "url": url,
        "name": page.title,
        "description": page.description,
        "inLanguage": page.locale.language_code,
        "publisher": {"@id": publisher},
    }
    if date := getattr(page, "date", None):
        node |= {
            "headline": page.title[:110],
            "datePublished": date.isoformat(),
            "dateModified": (page.last_published_at or date).isoformat(),
            "author": {"@id": publisher},
            "mainEntityOfPage": url,
        }
    if page.shared_picture:
        rendition = share_rendition(page.shared_picture)
        node["image"] = request.build_absolute_uri(rendition.url)
    return node


def _breadcrumb_node(request: HttpRequest, page, breadcrumbs) -> dict:
    trail = [(link.title, request.build_absolute_uri(link.url)) for link in breadcrumbs]
    trail.append((page.short_title, page.get_full_url(request)))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(trail, start=1)
        ],
    }

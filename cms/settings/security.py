"""What the site refuses: foreign requests, cookies for readers, weak sessions.

Imported whole by `base`. The two content security policies are applied by
`cms.middleware.ContentSecurityPolicyMiddleware`.
"""

# Readers' pages: our own host alone, nothing inline but which links may be fetched ahead. Forms may
# only be sent to us. `deploy/` says the same for pages that a web server has as files.
READER_CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self' 'inline-speculation-rules'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# Wagtail's admin writes scripts and styles into its pages; nonces are not supported there.
ADMIN_CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "object-src 'none'; form-action 'self'; base-uri 'self'; frame-ancestors 'self'"
)

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Wagtail's admin shows previews of our pages in frames.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Lax"

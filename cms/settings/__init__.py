"""Settings: `base` is safe by default; `dev`, `local`, `test` and `production` adjust it."""

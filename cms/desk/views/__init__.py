"""The screens of the desk, one module each; `cms.desk.urls` says where they are."""

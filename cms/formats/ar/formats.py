"""Arabic: what Django leaves out, which it then takes from American English.

It knows what stands between thousands, but not that they are thousands; a short date, but not one
with its hour.
"""

NUMBER_GROUPING = 3
# As Django's short date: the marks keep the day on the right.
SHORT_DATETIME_FORMAT = "d\u200f/m\u200f/Y g:i A"

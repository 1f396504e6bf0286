"""The days on which the rules changed, each named once."""

from datetime import date

CHILDREN_ACT_1989 = date(1991, 10, 14)
CRIME_AND_DISORDER = date(1998, 9, 30)
HUMAN_RIGHTS = date(2000, 10, 2)
CHILDREN_ACT_2004 = date(2005, 3, 1)
MENTAL_CAPACITY = date(2007, 10, 1)
CARE_ACT = date(2015, 4, 1)
FGM_DUTY = date(2015, 10, 31)
GDPR = date(2018, 5, 25)
ADVICE_2018 = date(2018, 7, 1)
LAST_DAY_OF_CONSENT_FIRST = date(2020, 12, 8)
CONSENT_NOT_NEEDED = date(2020, 12, 9)  # the exact day of the December 2020 change was not seen
CALDICOTT_EIGHT = date(2020, 12, 8)
UK_GDPR = date(2021, 1, 1)
SHARING_CODE = date(2021, 10, 5)
TEN_STEPS = date(2023, 9, 14)
LAST_DAY_BEFORE_WORKING_TOGETHER_2023 = date(2023, 12, 14)
WORKING_TOGETHER_2023 = date(2023, 12, 15)
LAST_DAY_OF_ADVICE_2018 = date(2024, 4, 18)
ADVICE_2024 = date(2024, 4, 19)
DATA_ACT_2026 = date(2026, 2, 5)
LAST_DAY_BEFORE_DATA_ACT = date(2026, 2, 4)
WORKING_TOGETHER_2026 = date(2026, 3, 19)  # from the publication's own address; the day was not seen
ACTS_OF_2026 = date(2026, 4, 29)
DUTY_TO_SHARE = date(2026, 9, 30)
INTEREST_GUIDANCE = date(2026, 3, 23)
COMPLAINTS = date(2026, 6, 19)

EARLIEST = ADVICE_2018

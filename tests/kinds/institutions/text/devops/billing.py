"""Billing rules of Kestrel Bay.

Written by Eluned Okpara; reviewed by T. Abernethy on 2025-11-20.
Amounts are integers in cents.
"""
from dataclasses import dataclass

FREE_POSTINGS = 1_500          # a month, every plan
PRICE_PER_100 = {"wren": 90, "heron": 65, "osprey": 40}
MINIMUM = {"wren": 0, "heron": 4_900, "osprey": 19_900}


class PlanError(ValueError):
    """Raised for a plan that isn't sold any more (for instance "gull")."""


@dataclass
class Usage:
    plan: str
    postings: int
    trial: bool = False


def invoice_amount(u: Usage) -> int:
    """Amount for one month.

    Trial tenants pay nothing. Begun hundreds are charged in full.
    The minimum fee holds even if there was no posting at all.
    """
    if u.plan not in PRICE_PER_100:
        raise PlanError(u.plan)
    if u.trial:
        return 0
    extra = max(0, u.postings - FREE_POSTINGS)
    hundreds = -(-extra // 100)
    return max(MINIMUM[u.plan], hundreds * PRICE_PER_100[u.plan])


def late_fee(amount: int, days: int) -> int:
    """Two per cent after the tenth day, at most 2500 cents. Charities are exempt (see credit notes)."""
    if days <= 10:
        return 0
    return min(2_500, amount * 2 // 100)

package rules.restriction_test

import data.rules.restriction
import data.testing

_restricted(word, purpose) := testing.request({"subject": {"restrictions": [word]}, "purpose": purpose})

test_restricted_processing_stops if restriction.refuse == {"restricted"} with input as _restricted("processing", "order_fulfil")

test_law_goes_on if count(restriction.refuse) == 0 with input as _restricted("processing", "recall_safety")

test_restricted_marketing_stops if restriction.refuse == {"restricted"} with input as _restricted("marketing", "marketing_sms")

test_restricted_profiling_stops if restriction.refuse == {"restricted"} with input as _restricted("profiling", "profiling")

test_orders_go_on_without_marketing if count(restriction.refuse) == 0 with input as _restricted("marketing", "order_fulfil")

package rules.manner_test

import data.rules.manner
import data.testing

test_reading_is_within_orders if count(manner.refuse) == 0 with input as testing.base

test_refuses_to_send_by_a_purpose_that_only_reads if {
	manner.refuse == {"operation_outside_manner"} with input as testing.request({"operation": "message"})
}

test_a_purpose_without_operations_allows_none if {
	refused := manner.refuse with input as testing.base with data.registries.purposes.order_fulfil as {"fields": {}}
	refused == {"operation_outside_manner"}
}

_agree(consumer, purpose) := testing.request(object.union(testing.asked_by(consumer, purpose), {"operation": "consent"}))

test_consent_is_taken_to_what_can_be_withdrawn if {
	count(manner.refuse) == 0 with input as _agree("app", "profiling")
}

test_no_consent_is_taken_to_what_cannot_be_withdrawn if {
	manner.refuse == {"operation_outside_manner"} with input as _agree("delivery", "order_fulfil")
}

package rules.manner_test

import data.rules.manner
import data.testing

test_reading_is_within_orders if count(manner.refuse) == 0 with input as testing.base

test_refuses_to_send_by_a_purpose_that_only_reads if {
	manner.refuse == {"operation_outside_manner"} with input as testing.request({"operation": "message"})
}

package rules.lifecycle_test

import data.rules.lifecycle
import data.testing

_is(state) := testing.request({"subject": {"lifecycle": state}})

test_active if count(lifecycle.refuse) == 0 with input as _is("active")

test_refuses_frozen if lifecycle.refuse == {"subject_frozen"} with input as _is("frozen")

test_refuses_closed if lifecycle.refuse == {"subject_closed"} with input as _is("closed")

test_refuses_erasing if lifecycle.refuse == {"subject_erased"} with input as _is("erasing")

test_refuses_erased if lifecycle.refuse == {"subject_erased"} with input as _is("erased")

test_a_statutory_hold_reads_what_is_frozen if {
	count(lifecycle.refuse) == 0 with input as object.union(_is("frozen"), {"purpose": "legal_hold"})
}

test_a_statutory_hold_does_not_read_what_is_erased if {
	lifecycle.refuse == {"subject_erased"} with input as object.union(_is("erased"), {"purpose": "legal_hold"})
}

test_a_state_that_nobody_knows_serves_nobody if {
	lifecycle.refuse == {"subject_closed"} with input as _is("asleep")
}

test_says_nothing_before_the_person_is_known if {
	count(lifecycle.refuse) == 0 with input as testing.request({"subject": null})
}

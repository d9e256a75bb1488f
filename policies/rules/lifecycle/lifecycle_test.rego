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

_asked(operation, state) := testing.request({"operation": operation, "subject": {"lifecycle": state}})

test_erases_from_every_state_but_a_hold if {
	every state in ["active", "closed", "erasing", "erased"] {
		count(lifecycle.refuse) == 0 with input as _asked("erase", state)
	}
}

test_a_hold_keeps_from_being_closed_and_erased if {
	every operation in ["close", "erase"] {
		lifecycle.refuse == {"subject_frozen"} with input as _asked(operation, "frozen")
	}
}

test_closes_and_freezes_again if {
	count(lifecycle.refuse) == 0 with input as _asked("close", "closed")
	count(lifecycle.refuse) == 0 with input as _asked("freeze", "frozen")
}

test_neither_closes_nor_freezes_what_is_further if {
	lifecycle.refuse == {"subject_erased"} with input as _asked("close", "erased")
	lifecycle.refuse == {"subject_closed"} with input as _asked("freeze", "closed")
}

test_a_hold_is_lifted_where_there_is_one if {
	count(lifecycle.refuse) == 0 with input as _asked("lift", "frozen")
	lifecycle.refuse == {"subject_closed"} with input as _asked("lift", "closed")
}

test_whoever_is_not_erased_may_ask if {
	every state in ["active", "frozen", "closed"] {
		count(lifecycle.refuse) == 0 with input as _asked("open", state)
	}
	lifecycle.refuse == {"subject_erased"} with input as _asked("open", "erased")
}

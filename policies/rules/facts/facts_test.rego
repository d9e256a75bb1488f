package rules.facts_test

import data.rules.facts
import data.testing

test_a_vendor_works_on_the_basis_of_the_purpose_it_serves if {
	facts.basis == "contract" with input as testing.request({"purpose": "vendor_processing"})
}

test_an_unknown_purpose_has_no_fields if count(facts.planned) == 0 with input as testing.request({"purpose": "whatever"})

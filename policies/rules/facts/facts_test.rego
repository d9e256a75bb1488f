package rules.facts_test

import data.rules.facts
import data.testing

test_a_vendor_works_on_the_basis_of_the_purpose_it_serves if {
	facts.basis == "contract" with input as testing.request({"purpose": "vendor_processing"})
}

test_an_unknown_purpose_has_no_fields if count(facts.planned) == 0 with input as testing.request({"purpose": "whatever"})

test_a_purpose_without_a_known_basis_asks_for_consent if {
	facts.basis == "consent" with input as testing.request({"purpose": "whatever"})
}

test_the_strict_profile_holds_p_for_sensitive if {
	facts.sensitive == {"home_address"} with input as testing.request({"purpose": "customer_care"})
}

test_the_named_profile_holds_s_alone_for_sensitive if {
	held := facts.sensitive with input as testing.request({"purpose": "customer_care"})
		with data.registries.deployment.sensitivity as "named"
	held == set()
}

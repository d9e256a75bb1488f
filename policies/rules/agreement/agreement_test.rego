package rules.agreement_test

import data.rules.agreement
import data.testing

test_internal_needs_none if count(agreement.refuse) == 0 with input as testing.base

test_a_vendor_with_agreement if {
	count(agreement.refuse) == 0 with input as testing.request(testing.asked_by("vendor-x", "vendor_processing"))
}

test_refuses_a_vendor_whose_agreement_ended if {
	agreement.refuse == {"vendor_agreement"} with input as testing.request(testing.asked_by("vendor-y", "vendor_processing"))
}

test_refuses_a_vendor_without_agreement if {
	refused := agreement.refuse with input as testing.base
		with data.registries.consumers.delivery.kind as "vendor"
	refused == {"vendor_agreement"}
}

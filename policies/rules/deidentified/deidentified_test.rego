package rules.deidentified_test

import data.rules.deidentified
import data.testing

test_withholds_stores_i_and_s if {
	withheld := deidentified.withhold with input as testing.request(testing.asked_by("analytics", "order_fulfil"))
	withheld.mobile == {"identified_data"}
	withheld.home_address == {"identified_data"}
	not withheld.tier
}

test_others_are_not_concerned if count(deidentified.withhold) == 0 with input as testing.base

test_a_field_of_no_known_store_is_withheld if {
	withheld := deidentified.withhold with input as testing.request(testing.asked_by("analytics", "order_fulfil"))
		with data.registries.fields.tier.store as null
	withheld.tier == {"identified_data"}
}

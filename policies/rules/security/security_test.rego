package rules.security_test

import data.rules.security
import data.testing

test_certified if count(security.refuse) == 0 with input as testing.base

test_refuses_level_1 if {
	security.refuse == {"system_mlps"} with input as testing.request({"caller": {"consumer": "vendor-x"}})
}

test_refuses_a_consumer_without_level if {
	refused := security.refuse with input as testing.base
		with data.registries.consumers as {"delivery": {"kind": "internal"}}
	refused == {"system_mlps"}
}

test_refuses_after_expiry if {
	late := testing.request({"context": {"day": "2028-03-03"}})
	security.refuse == {"system_mlps"} with input as late
}

test_the_last_day_counts if {
	count(security.refuse) == 0 with input as testing.request({"context": {"day": "2028-03-02"}})
}

test_refuses_all_when_this_deployment_lost_its_level if {
	refused := security.refuse with input as testing.base with data.registries.deployment as {}
	refused == {"deployment_mlps"}
}

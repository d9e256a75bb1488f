package rules.provision_test

import data.rules.provision
import data.testing

test_ordinary_use if count(provision.refuse) == 0 with input as testing.base

test_refuses_to_sell_whoever_registers_it if {
	refused := provision.refuse with input as testing.base
		with data.registries.purposes.order_fulfil.manner as ["read", "sale"]
	refused == {"sale_forbidden"}
}

test_providing_to_others_is_off if {
	provision.refuse == {"purpose_disabled"} with input as testing.request({"purpose": "third_party_provide"})
}

test_a_third_party_gets_nothing_by_another_purpose if {
	refused := provision.refuse with input as testing.base
		with data.registries.consumers.delivery.kind as "third_party"
	refused == {"third_party_off"}
}

test_refuses_what_the_floor_forbids if {
	refused := provision.refuse with input as testing.base
		with data.registries.floor.forbidden_manners as ["read"]
	refused == {"sale_forbidden"}
}

test_a_purpose_that_is_not_said_to_be_on_is_off if {
	refused := provision.refuse with input as testing.base
		with data.registries.purposes.order_fulfil.enabled as null
	refused == {"purpose_disabled"}
}

test_a_third_party_gets_what_was_switched_on_for_it if {
	refused := provision.refuse with input as testing.request({"purpose": "third_party_provide"})
		with data.registries.consumers.delivery.kind as "third_party"
		with data.registries.purposes.third_party_provide.enabled as true
	count(refused) == 0
}

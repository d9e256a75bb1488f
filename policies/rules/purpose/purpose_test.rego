package rules.purpose_test

import data.rules.purpose
import data.testing

test_registered if count(purpose.refuse) == 0 with input as testing.base

test_refuses_an_unknown_consumer if {
	purpose.refuse == {"consumer_unknown"} with input as testing.request({"caller": {"consumer": "nobody"}})
}

test_refuses_an_unknown_purpose if {
	purpose.refuse == {"purpose_unknown"} with input as testing.request({"purpose": "whatever"})
}

test_refuses_a_purpose_of_others if {
	purpose.refuse == {"purpose_not_registered"} with input as testing.request({"purpose": "marketing_sms"})
}

test_a_consumer_without_purposes_has_none if {
	refused := purpose.refuse with input as testing.base with data.registries.consumers.delivery as {"kind": "internal"}
	refused == {"purpose_not_registered"}
}

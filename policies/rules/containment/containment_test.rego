package rules.containment_test

import data.rules.containment
import data.testing

test_open if {
	count(containment.refuse) == 0 with input as testing.base
	count(containment.withhold) == 0 with input as testing.base
}

test_refuses_what_is_contained if {
	containment.refuse == {"contained"} with input as testing.request({"context": {"contained": true}})
}

test_withholds_contained_fields_of_the_purpose if {
	withheld := containment.withhold with input as testing.request({"context": {"contained_fields": ["mobile", "health"]}})
	withheld == {"mobile": {"contained"}}
}

test_a_request_that_does_not_say_is_contained if {
	containment.refuse == {"contained"} with input as testing.request({"context": {"contained": null}})
}
